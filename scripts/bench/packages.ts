import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { defaultTreeAdapter as tree, parse, serialize, type DefaultTreeAdapterMap } from 'parse5';
import { describeFinding } from '../../src/package/findings.js';
import { readManifest } from '../../src/package/verify.js';
import { openZip } from '../../src/package/zip.js';

/** The files of a package by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** A package to measure. */
export interface Candidate {
  readonly name: string;
  /** The page that the LMS opens. */
  readonly href: string;
  readonly files: Files;
}

/** Reads anybody's SCORM package. */
export async function readPackage(path: string): Promise<Candidate> {
  const files = await unzip(path);
  const manifest = files.get('imsmanifest.xml');
  if (!manifest) throw new Error(`${path}: there is no imsmanifest.xml at the root of the zip.`);
  const href = readManifest(manifest, files.keys())?.items[0]?.href;
  if (href === undefined) throw new Error(`${path}: the manifest starts no file.`);
  return { name: basename(path, '.zip'), href, files };
}

/** Every file of a zip. Throws for a zip that cannot be read. */
export async function unzip(path: string): Promise<Files> {
  const { entries, findings } = await openZip(await readFile(path), path);
  if (findings.length > 0) throw new Error(findings.map(describeFinding).join('\n'));
  const files = new Map<string, Buffer>();
  for (const entry of entries.filter(({ isFolder }) => !isFolder)) {
    const pieces: Uint8Array[] = [];
    await entry.unpack((bytes) => void pieces.push(bytes));
    files.set(entry.name, Buffer.concat(pieces));
  }
  return files;
}

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/**
 * The page to compare with: the first step of the lesson in `files` with the
 * same words, pictures and style sheet, and no script. With `initialize` it
 * has one line of script that calls Initialize.
 */
export function referenceFor({ files }: Candidate, initialize: boolean): Candidate {
  const document = parse(files.get('index.html')?.toString('utf8') ?? '');
  const steps = elementsIn(document).filter((one) => classesOf(one).includes('step'));
  const [first] = steps;
  if (!first) throw new Error('The lesson has no step.');
  const unneeded = elementsIn(document).filter(
    (one) =>
      one.tagName === 'script' ||
      // It would show, because nothing removes it.
      classesOf(one).includes('no-script') ||
      // The policy names the scripts that are gone.
      attributeOf(one, 'http-equiv') === 'Content-Security-Policy' ||
      (steps.includes(one) && one !== first),
  );
  for (const one of unneeded) tree.detachNode(one);
  for (const symbol of unusedSymbols(document)) tree.detachNode(symbol);
  const script = initialize ? `<script>parent.API.LMSInitialize('')</script>` : '';
  const html = serialize(document).replace('</body>', `${script}</body>`);
  return {
    name: initialize ? 'static page that calls Initialize' : 'static page',
    href: 'index.html',
    files: new Map([['index.html', Buffer.from(html)]]),
  };
}

/** Drawings that nothing refers to any more, and those that only they used. */
function unusedSymbols(document: Node): readonly Element[] {
  const symbols = elementsIn(document).filter(({ tagName }) => tagName === 'symbol');
  const usesOf = (element: Node): readonly string[] =>
    elementsIn(element)
      .filter(({ tagName }) => tagName === 'use')
      .map((use) => attributeOf(use, 'href').slice(1));
  const inSymbols = new Set(symbols.flatMap((symbol) => elementsIn(symbol)));
  const used = new Set<string>();
  const queue = elementsIn(document)
    .filter((one) => one.tagName === 'use' && !inSymbols.has(one))
    .map((use) => attributeOf(use, 'href').slice(1));
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (used.has(id)) continue;
    used.add(id);
    const symbol = symbols.find((one) => attributeOf(one, 'id') === id);
    if (symbol) queue.push(...usesOf(symbol));
  }
  return symbols.filter((symbol) => !used.has(attributeOf(symbol, 'id')));
}

function elementsIn(node: Node): readonly Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => [
    ...(tree.isElementNode(child) ? [child] : []),
    ...elementsIn(child),
  ]);
}

function classesOf(element: Element): readonly string[] {
  return attributeOf(element, 'class').split(' ');
}

function attributeOf(element: Element, name: string): string {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? '';
}
