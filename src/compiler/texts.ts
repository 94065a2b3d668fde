import type { Section } from '../core/byte.js';
import { plainText, type RichText } from '../core/rich-text.js';
import type { Path } from './yaml.js';

/** Something that learners read, without formatting, and its place in the file. */
export interface Text {
  readonly path: Path;
  /** The name of its field. */
  readonly field: string;
  readonly text: string;
}

/** Fields whose values are names and codes and not words to read. */
const NAMES: ReadonlySet<string> = new Set([
  ...['id', 'kind', 'type', 'name', 'label', 'fact', 'href'],
  ...['correct', 'section', 'target', 'speaks'],
]);

/** Every text inside `value`, in its order. */
export function textsIn(value: unknown, path: Path): readonly Text[] {
  if (typeof value === 'string') return [{ path, field: String(path.at(-1)), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (isRichText(value)) {
    return [{ path, field: String(path.at(-1)), text: plainText(value) }];
  }
  return Object.entries(value).flatMap(([name, child]) =>
    NAMES.has(name) ? [] : textsIn(child, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** Of all lists in a section only a text is made of blocks. */
function isRichText(value: object): value is RichText {
  return Array.isArray(value) && value.some((part: unknown) => isBlock(part));
}

function isBlock(part: unknown): boolean {
  const kind = (part as { readonly kind?: unknown } | null)?.kind;
  return kind === 'paragraph' || kind === 'list';
}

/** The words of `text`: whatever has a letter or a digit between two spaces. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

const WORDS_PER_MINUTE = 200;

/** The length of a section. */
export interface ReadingTime {
  readonly words: number;
  /** Not rounded. */
  readonly minutes: number;
}

/** How long a section takes to read, with the reasons that are shown after a choice. */
export function readingTime(section: Omit<Section, 'minutes'>): ReadingTime {
  const read = textsIn(section, []).filter(({ field }) => field !== 'alt');
  const words = read.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
  return { words, minutes: words / WORDS_PER_MINUTE };
}

/** The whole minutes that a lesson shows for a reading time. */
export function wholeMinutes({ minutes }: ReadingTime): number {
  return Math.max(1, Math.round(minutes));
}
