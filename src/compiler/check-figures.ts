import { plainText, type RichText } from '../core/rich-text.js';
import type { Section } from '../core/byte.js';
import type { Content, Placed, Report } from './check-content.js';
import type { Path } from './yaml-file.js';

/** An amount of money or a percentage, as a reader sees it. */
const FIGURE = /(?:\b[A-Z]{1,3})?[$€£¥]\s?\d(?:[\d.,]*\d)?|[+\u2212-]?\d(?:[\d.,]*\d)?\s?%/g;

/** Names and codes, which are no sentences about the world. */
const NO_WORDS: ReadonlySet<string> = new Set(['id', 'kind', 'type', 'name', 'label', 'fact']);

/**
 * Money and percentages are what a learner may rely on, so each stands in a
 * claim of the fact register, wherever a text uses it.
 */
export function checkFigures(
  { head, facts }: Content,
  sections: readonly Placed<Section>[],
  report: Report,
): void {
  // A fact that could not be read may be the one with the figure.
  if (facts.some(({ value }) => value === null)) return;
  const known = new Set(facts.flatMap(({ value }) => figuresIn(value?.claim ?? '')));
  const texts = [
    ...(head ? textsIn({ title: head.title, description: head.description }, []) : []),
    ...sections.flatMap(({ path, value }) => textsIn(value, path)),
  ];
  for (const { path, text } of texts) {
    for (const figure of figuresIn(text)) {
      if (!known.has(figure)) report(path, { kind: 'unregistered-figure', figure });
    }
  }
}

/** The figures of `text`, each once. */
function figuresIn(text: string): readonly string[] {
  return [...new Set(text.match(FIGURE) ?? [])];
}

interface Text {
  readonly path: Path;
  readonly text: string;
}

function textsIn(value: unknown, path: Path): readonly Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (isRichText(value)) return [{ path, text: plainText(value) }];
  return Object.entries(value).flatMap(([name, child]) =>
    NO_WORDS.has(name) ? [] : textsIn(child, [...path, Array.isArray(value) ? Number(name) : name]),
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
