import { html } from 'lit';
import type { Byte } from '../core/byte.js';
import type { Lesson } from '../core/lesson.js';
import { newRecord, openingState } from '../core/lesson-state.js';
import { messagesFor } from '../i18n/messages-for.js';
import { pageMessagesFor } from '../i18n/page-messages-for.js';
import type { LessonView } from '../ui/lesson/lesson-element.js';
import type { IconName } from '../ui/shared/icon.js';
import type { IconShapes } from '../ui/static/drawings.js';
import { page } from '../ui/static/page.js';
import { sha256 } from './files.js';
import { renderStatic } from './render-static.js';

/** The shapes of Lucide's icons by name, as in its file `icon-nodes.json`. */
export type IconNodes = Readonly<
  Record<string, readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]>
>;

/** Lucide's names for the icons of the page. */
const IN_LUCIDE: Readonly<Record<IconName, string>> = {
  again: 'rotate-cw',
  away: 'arrow-up-right',
  back: 'chevron-left',
  check: 'check',
  clock: 'clock',
  cross: 'x',
  display: 'a-large-small',
  down: 'chevron-down',
  eye: 'eye',
  flag: 'flag',
  flip: 'repeat-2',
  here: 'circle-dot',
  idea: 'lightbulb',
  lock: 'lock',
  next: 'chevron-right',
  open: 'circle',
  print: 'printer',
  speak: 'volume-2',
  stop: 'square',
  target: 'target',
  warn: 'triangle-alert',
};

/** Everything that one page is made of. */
export interface PageParts {
  readonly byte: Byte;
  readonly lesson: Lesson;
  /** The SVG text of every picture by name. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly icons: IconNodes;
  /** One classic script. */
  readonly script: string;
  /** A small script that runs as soon as the first step has arrived; may be empty. */
  readonly earlyScript: string;
  readonly styles: string;
}

/**
 * Runs before the first paint. It hides the later steps only where a script can
 * show them again, and shows them all when the lesson's script fails. Until that
 * script has arrived, the style sheet alone follows a link to a step. Written
 * for old browsers.
 */
const FIRST_SCRIPT =
  "(function(h){h.className='js';" +
  "addEventListener('error',function(){if(!h.dataset.started)h.className=''});" +
  "addEventListener('hashchange',function(){var e=document.getElementById(location.hash.slice(1));" +
  "if(e&&h.className==='js'&&/^step /.test(e.className))h.className='js went'})" +
  '})(document.documentElement)';

/** Renders the whole `index.html`, with the templates that the browser uses too. */
export function renderPage(parts: PageParts): Promise<string> {
  return pageAround(renderBody(parts), parts);
}

/** Renders the page's body, which is the same in every edition. */
export function renderBody({
  byte,
  lesson,
  pictures,
  icons,
}: Pick<PageParts, 'byte' | 'lesson' | 'pictures' | 'icons'>): string {
  const words = pageMessagesFor(byte.language);
  const view: LessonView = {
    lesson,
    state: openingState(newRecord(0)),
    saving: { kind: 'connecting' },
    access: 'normal',
    learnerName: '',
    offer: null,
    resultAt: null,
    inFrame: false,
    messages: messagesFor(byte.language),
  };
  return renderStatic(page(byte, view, { words, pictures, icons: shapesOf(icons) }));
}

/** The markup inside each icon's `<svg>`. */
function shapesOf(icons: IconNodes): IconShapes {
  const shapes = Object.entries(IN_LUCIDE).map(([name, inLucide]) => {
    const nodes = icons[inLucide];
    if (!nodes) throw new Error(`Lucide has no icon "${inLucide}". Run npm ci.`);
    return [name, nodes.map(([tag, attributes]) => shape(tag, attributes)).join('')];
  });
  // A cast: the names are those of the table above.
  return Object.fromEntries(shapes) as IconShapes;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${pairs.join('')}/>`;
}

/** Puts the head, the lesson's data and the scripts of one edition around a rendered body. */
export async function pageAround(
  body: string,
  { byte, lesson, script, earlyScript, styles }: Omit<PageParts, 'pictures' | 'icons'>,
): Promise<string> {
  const title = renderStatic(html`${byte.title}`);
  const main = inlineScript(script);
  const early = inlineScript(earlyScript);
  const policy = await contentPolicy([FIRST_SCRIPT, early, main], styles);
  return [
    '<!doctype html>',
    `<html lang="${byte.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${styles}</style>`,
    `<script>${FIRST_SCRIPT}</script>`,
    '</head>',
    '<body>',
    body
      .replace('<!--early-script-->', () => (early === '' ? '' : `<script>${early}</script>`))
      .replace('<!--lesson-data-->', () => dataElement(lesson)),
    `<script>${main}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const SELF_TEST_STYLES =
  'body{margin:1rem;font:1rem/1.5 system-ui,sans-serif}' +
  'table{border-collapse:collapse}td,th{padding:.25rem .75rem;border:1px solid;text-align:start;overflow-wrap:anywhere}';

/** The page that an administrator opens with `?selftest=1`: a separate file, so that learners never load it. */
export async function selfTestPage(script: string): Promise<string> {
  const inlined = inlineScript(script);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${await contentPolicy([inlined], SELF_TEST_STYLES)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<title>Self-test of the LMS</title>',
    `<style>${SELF_TEST_STYLES}</style>`,
    '</head>',
    '<body>',
    '<h1>Self-test of the LMS</h1>',
    '<table><thead><tr><th>what</th><th>value</th><th>verdict</th></tr></thead><tbody></tbody></table>',
    `<script>${inlined}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Allows what is in the page itself and nothing else; `connect-src` is for the connectivity checks. */
async function contentPolicy(scripts: readonly string[], styles: string): Promise<string> {
  const sources = await Promise.all(scripts.filter((script) => script !== '').map(hashSource));
  return [
    "default-src 'none'",
    `script-src ${sources.join(' ')}`,
    `style-src ${await hashSource(styles)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

async function hashSource(text: string): Promise<string> {
  return `'sha256-${(await sha256(text)).base64}'`;
}

/** A closing tag or a comment inside the script's strings must not end the element. */
function inlineScript(script: string): string {
  return script
    .trim()
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--');
}

function dataElement(lesson: Lesson): string {
  const json = JSON.stringify(lesson).replace(/</g, '\\u003c');
  return `<script type="application/json" id="lesson">${json}</script>`;
}
