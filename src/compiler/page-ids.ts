import type { Id, Section } from '../core/byte.js';
import { FINISH, WELCOME } from '../core/lesson.js';
import type { Placed } from './parsed-content.js';
import type { Path } from './yaml.js';

/**
 * Ids that the page gives to its own elements. Two elements with one id would
 * break links, labels and focus, and a section called `lesson` even the start
 * of the page, which reads its data by that id.
 */
const OWN_IDS: ReadonlySet<Id> = new Set([
  // The steps around the sections.
  WELCOME,
  FINISH,
  // The page's data, and the element around all steps.
  'lesson',
  'steps',
  // What is clicked, and what takes the focus.
  'start',
  'step-back',
  'step-next',
  'step-exit',
  'save-line',
  'save-exit',
  'goodbye',
  'receipt-title',
  'receipt-print',
  'print-lesson',
  'print-worksheet',
  'print-actions',
  // The words for links that leave the page.
  'new-tab',
]);

/** The icons, and the parts of the display settings. */
const OWN_PREFIXES: readonly string[] = ['icon-', 'display-'];

/**
 * Ids inside the live parts are made of slugs (`elementId`), so these words
 * would meet the page's own words at the same place.
 */
const OWN_WORDS = {
  question: ['self', 'checklist', 'quiz', 'feedback'],
  answer: ['hint', 'check', 'verdict'],
  action: ['print'],
  step: ['rating', 'scale', 'send', 'comment', 'limit', 'thanks'],
} as const;

/** An id that content gives to an element of the page. */
export interface PageId {
  readonly id: Id;
  /** The name in the content that the id is made of, and where it stands. */
  readonly name: string;
  readonly path: Path;
}

/**
 * Every id that the sections give to elements of the page: of their steps, of
 * the steps' headings and of portraits. A section whose id an earlier one has
 * gives none, since that is a mistake of its own.
 */
export function pageIdsOf(sections: readonly Placed<Section>[]): readonly PageId[] {
  const different = sections.filter(
    ({ value }, index) => sections.findIndex((other) => other.value.id === value.id) === index,
  );
  return [
    ...different.flatMap(({ path, value }): PageId[] => {
      const at = [...path, 'id'];
      return [value.id, headingId(value.id)].map((id) => ({ id, name: value.id, path: at }));
    }),
    ...sections.flatMap(portraitIds),
  ];
}

/** The id of the heading of the step `id`. */
function headingId(id: Id): Id {
  return `${id}-title`;
}

/** A portrait that is shown for two people still stands in the page once. */
function portraitIds({ path, value }: Placed<Section>): readonly PageId[] {
  if (value.kind !== 'quiz') return [];
  const all = value.questions.flatMap((question, number) =>
    question.type === 'single-choice'
      ? question.options.flatMap(({ persona }, index): PageId[] => {
          if (!persona) return [];
          const { name } = persona.picture;
          const place = ['questions', number, 'options', index, 'persona', 'picture', 'name'];
          return [{ id: name, name, path: [...path, ...place] }];
        })
      : [],
  );
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}

/** Whether the page itself uses `id` for one of its elements. */
export function isOwnId(id: Id): boolean {
  const ofStep = [WELCOME, FINISH].map(headingId).includes(id);
  return OWN_IDS.has(id) || ofStep || OWN_PREFIXES.some((prefix) => id.startsWith(prefix));
}

/** The ids inside `section` that the live parts use themselves, and where they stand. */
export function ownWordsIn({ path, value }: Placed<Section>): readonly Named[] {
  switch (value.kind) {
    case 'quiz':
      return value.questions.flatMap((question, index) => {
        const at = [...path, 'questions', index];
        return [
          ...(isWord(question.id, OWN_WORDS.question)
            ? [{ id: question.id, path: [...at, 'id'] }]
            : []),
          ...('options' in question
            ? named(question.options, OWN_WORDS.answer, [...at, 'options'])
            : []),
          ...('items' in question ? named(question.items, OWN_WORDS.answer, [...at, 'items']) : []),
        ];
      });
    case 'checklist':
      return named(value.actions, OWN_WORDS.action, [...path, 'actions']);
    case 'feedback':
      return named(value.scale, OWN_WORDS.step, [...path, 'scale']);
    default:
      return [];
  }
}

/** An id, and where it stands. */
interface Named {
  readonly id: Id;
  readonly path: Path;
}

type Things = readonly { readonly id: Id }[];

function named(things: Things, words: readonly string[], path: Path): readonly Named[] {
  return things.flatMap(({ id }, index) =>
    isWord(id, words) ? [{ id, path: [...path, index, 'id'] }] : [],
  );
}

function isWord(id: Id, words: readonly string[]): boolean {
  return words.includes(id);
}
