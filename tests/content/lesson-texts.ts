import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { plainText } from '../../src/core/rich-text.js';
import { parseRichText } from '../../src/compiler/rich-text.js';

/** One text of a lesson, and its place as a path of field names and ids. */
export interface LessonText {
  readonly place: string;
  readonly field: string;
  /** The words without formatting. */
  readonly plain: string;
}

/** A node of the content file, before anything is known about its fields. */
type Node = string | number | boolean | null | readonly Node[] | { readonly [field: string]: Node };

/** Every text of the content file at `path`, wherever it stands; ids are no texts. */
export function readTexts(path: string | URL): readonly LessonText[] {
  return textsOf(parse(readFileSync(path, 'utf8')) as Node, '', '');
}

/** The texts at `place` and below it; none when the lesson has no such place. */
export function textsAt(texts: readonly LessonText[], place: string): readonly LessonText[] {
  return texts.filter((text) => text.place === place || text.place.startsWith(`${place}.`));
}

function textsOf(node: Node, place: string, field: string): readonly LessonText[] {
  if (typeof node === 'string') {
    return [{ place, field, plain: plainText(parseRichText(node, field).text) }];
  }
  if (typeof node !== 'object' || node === null) return [];
  if (isList(node)) {
    return node.flatMap((entry, index) =>
      textsOf(entry, `${place}.${idOf(entry) ?? String(index)}`, field),
    );
  }
  return Object.entries(node)
    .filter(([name]) => name !== 'id')
    .flatMap(([name, value]) => textsOf(value, place === '' ? name : `${place}.${name}`, name));
}

function isList(node: object): node is readonly Node[] {
  return Array.isArray(node);
}

function idOf(node: Node): string | null {
  if (typeof node !== 'object' || node === null || isList(node)) return null;
  return typeof node['id'] === 'string' ? node['id'] : null;
}

/** The words of `text` in small letters, without punctuation; an apostrophe parts no word. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** How many sentences `text` has. */
export function sentenceCount(text: string): number {
  return [...sentences.segment(text)].filter(({ segment }) => wordsOf(segment).length > 0).length;
}
