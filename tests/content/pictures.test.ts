import { readdirSync, readFileSync } from 'node:fs';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';

const MEDIA = new URL('../../content/it-project-manager/media/', import.meta.url);

const SCENES = [
  'candidates-lineup',
  'day-timeline',
  'feedback-thanks',
  'herding-cats',
  'job-titles',
  'love-or-leave',
  'many-pictures',
  'pay-picture',
  'skills-toolbox',
  'take-action',
  'two-leaders',
  'work-pieces',
];
const PORTRAITS = ['portrait-george', 'portrait-peter', 'portrait-rachel', 'portrait-samantha'];

/** What each element may carry. Nothing else draws, so nothing else is let in. */
const SHAPE = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'transform', 'id'];
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ['svg', ['viewBox']],
  ['g', [...SHAPE, 'stroke-linecap', 'stroke-linejoin']],
  ['path', [...SHAPE, 'd']],
  ['circle', [...SHAPE, 'cx', 'cy', 'r']],
  ['ellipse', [...SHAPE, 'cx', 'cy', 'rx', 'ry']],
  ['rect', [...SHAPE, 'x', 'y', 'width', 'height', 'rx']],
]);

const COLOUR = /^(none|var\(--art-(ink|paper|face|light|on|[1-6]|skin-[1-4]|hair-[1-3])\))$/;

/** A row of the palette in README.md: the property, then light, dark, contrast light, contrast dark. */
const ROW =
  /^\| `(--art-[\w-]+)` +\|[^|]+\| `(#\w+)` +\| `(#\w+)` +\| `(#\w+)` +\| `(#\w+)` +\|$/gm;

/** Every line that is wrong with a drawing; empty when it keeps the rules of the folder. */
function faults(name: string, svg: string): readonly string[] {
  const found: string[] = [];
  const bytes = Buffer.byteLength(svg);
  if (bytes >= 6000) found.push(`${name} weighs ${bytes} bytes, 6000 or more`);
  const viewBox = PORTRAITS.includes(name) ? '0 0 200 200' : '0 0 480 300';
  using document = XmlDocument.fromString(svg);
  const stated = document.root.attr('viewBox')?.value ?? 'none';
  if (stated !== viewBox) found.push(`${name} has the viewBox ${stated}, not ${viewBox}`);
  for (const node of document.find('//*')) {
    if (node instanceof XmlElement) found.push(...elementFaults(name, node));
  }
  for (const text of document.find('//text()[normalize-space()]|//comment()')) {
    found.push(`${name} holds the text “${text.content.trim()}”`);
  }
  return found;
}

function elementFaults(name: string, element: XmlElement): readonly string[] {
  const allowed = ALLOWED.get(element.name);
  if (allowed === undefined) return [`${name} uses the element <${element.name}>`];
  return element.attrs.flatMap((attribute) => {
    const { value } = attribute;
    const at = `${name}: ${attribute.name}="${value}" on <${element.name}>`;
    if (!allowed.includes(attribute.name)) return [`${at} is not allowed`];
    if (/^(fill|stroke)$/.test(attribute.name) && !COLOUR.test(value)) {
      return [`${at} is not a colour of the palette`];
    }
    if (attribute.name === 'id' && !value.startsWith(`${name}-`)) {
      return [`${at} does not begin with the name of the file`];
    }
    return [];
  });
}

function read(name: string): string {
  return readFileSync(new URL(`${name}.svg`, MEDIA), 'utf8');
}

describe('the drawings of the lesson', () => {
  it('are exactly the ones that the lesson shows', () => {
    const files = readdirSync(MEDIA).filter((file) => file.endsWith('.svg'));
    expect(files.sort()).toEqual([...SCENES, ...PORTRAITS].map((name) => `${name}.svg`).sort());
  });

  it.each([...SCENES, ...PORTRAITS])('%s keeps the rules of the folder', (name) => {
    expect(faults(name, read(name))).toEqual([]);
  });

  it('would be refused with anything that runs, loads, styles or fixes a colour', () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9">
      <!-- drawn by a tool --><style>path{fill:red}</style><script>1</script>
      <g id="a" fill="#fff" style="fill:red" onclick="x()"><path d="M0 0" stroke="blue"/></g>
      <image href="a.png"/><text>hello</text></svg>`;
    expect(faults('pay-picture', svg)).toEqual([
      'pay-picture has the viewBox 0 0 9 9, not 0 0 480 300',
      'pay-picture: width="9" on <svg> is not allowed',
      'pay-picture uses the element <style>',
      'pay-picture uses the element <script>',
      'pay-picture: id="a" on <g> does not begin with the name of the file',
      'pay-picture: fill="#fff" on <g> is not a colour of the palette',
      'pay-picture: style="fill:red" on <g> is not allowed',
      'pay-picture: onclick="x()" on <g> is not allowed',
      'pay-picture: stroke="blue" on <path> is not a colour of the palette',
      'pay-picture uses the element <image>',
      'pay-picture uses the element <text>',
      'pay-picture holds the text “drawn by a tool”',
      'pay-picture holds the text “path{fill:red}”',
      'pay-picture holds the text “1”',
      'pay-picture holds the text “hello”',
    ]);
  });

  it('use only colours of the palette, and the page gives each as the folder says', () => {
    const used = [...SCENES, ...PORTRAITS].flatMap(
      (name) => read(name).match(/--art-[\w-]+/g) ?? [],
    );
    const rows = readFileSync(new URL('README.md', MEDIA), 'utf8').matchAll(ROW);
    const palette = [...rows].map(([, property = '', ...values]) => ({ property, values }));
    expect(palette.map(({ property }) => property).sort()).toEqual([...new Set(used)].sort());
    const page = readFileSync(new URL('../../src/ui/styles/art.css', import.meta.url), 'utf8');
    const given = [...page.matchAll(/(--art-[\w-]+): (?:light-dark\((.+), (.+)\)|(.+));/g)];
    const inPage = given.map(([, property, light, dark, both]) => [
      property,
      light ?? both,
      dark ?? both,
    ]);
    expect(inPage).toEqual([
      ...palette.map(({ property, values }) => [property, values[0], values[1]]),
      ...palette.map(({ property, values }) => [property, values[2], values[3]]),
    ]);
  });
});
