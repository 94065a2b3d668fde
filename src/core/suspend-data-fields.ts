import type { Id } from './byte.js';
import { checksum } from './checksum.js';
import { questionsOf, type Lesson } from './lesson.js';
import type { Answers, Display, LessonRecord } from './lesson-state.js';
import { keyOf, packAnswer } from './suspend-data-answers.js';
import { packNumber, packText } from './suspend-data-text.js';

/** Characters of a field's own check. */
export const FIELD_CHECK_LENGTH = 5;

/** One piece of a stored record: a letter that says what it is, and its content. */
export interface Field {
  readonly letter: string;
  readonly content: string;
}

/** The letters of {@link Display} as stored, one per choice. */
export const DISPLAY_LETTERS = {
  theme: { system: 's', light: 'l', dark: 'd', contrast: 'c' },
  textSize: { normal: 'n', large: 'l', largest: 'x' },
  spacing: { normal: 'n', wide: 'w' },
  motion: { system: 's', reduced: 'r' },
} as const;

/**
 * `field` with a check of its own, so that it can be believed when its
 * neighbours are damaged. The check knows the lesson: a record of another Byte
 * in the same place of an LMS is not mistaken for this one's.
 */
export function packField(lesson: Lesson, { letter, content }: Field): string {
  return `${letter}${content}-${checkOf(lesson, letter + content)}`;
}

/** Reads what {@link packField} wrote; `null` for anything else. */
export function unpackField(lesson: Lesson, packed: string): Field | null {
  const [, body, check] = /^([a-z][A-Za-z0-9_-]*)-([A-Za-z0-9]{5})$/.exec(packed) ?? [];
  if (body === undefined || check !== checkOf(lesson, body)) return null;
  return { letter: body.charAt(0), content: body.slice(1) };
}

function checkOf(lesson: Lesson, body: string): string {
  return checksum(`${lesson.id} ${body}`, FIELD_CHECK_LENGTH);
}

/** Everything about the outcome in one field, because it must survive whole or not at all. */
export function resultField({ completed, quiz }: LessonRecord): Field {
  const best = quiz.best ? `_${packNumber(quiz.best.score)}_${quiz.best.passed ? 'p' : 'f'}` : '';
  return { letter: 'r', content: `${completed ? '1' : '0'}_${packNumber(quiz.attempts)}${best}` };
}

/**
 * The fields of `record` after its result, the most important first: text may be
 * cut at the end. Lists follow the lesson's order, so equal records make equal text.
 */
export function fieldsOf(lesson: Lesson, record: LessonRecord): readonly Field[] {
  const { quiz, position, feedback } = record;
  return [
    { letter: 't', content: `${packNumber(record.revision)}_${packNumber(record.seconds)}` },
    ...(position === null ? [] : [{ letter: 'p', content: keyOf(position) }]),
    ...keysField('s', lesson.sections, record.seen),
    { letter: 'q', content: packNumber(quiz.seed) },
    ...answerFields(lesson, record),
    ...keysField('k', lesson.checklist?.actions ?? [], record.ticked),
    ...displayField(record.display),
    ...(feedback ? [{ letter: 'f', content: keyOf(feedback.rating) }] : []),
    ...(feedback?.comment ? [{ letter: 'c', content: packText(feedback.comment) }] : []),
  ];
}

function keysField(
  letter: string,
  things: readonly { readonly id: Id }[],
  chosen: ReadonlySet<Id>,
): readonly Field[] {
  const keys = things.filter(({ id }) => chosen.has(id)).map(({ id }) => keyOf(id));
  return keys.length === 0 ? [] : [{ letter, content: keys.join('') }];
}

/**
 * Answers of the best attempt (`b`), of the one under way (`a`), and those that
 * are the same in both (`e`). A final answer of the attempt under way has `c`.
 */
function answerFields(lesson: Lesson, { quiz }: LessonRecord): readonly Field[] {
  const best = packAll(lesson, quiz.best?.answers ?? {});
  const current = packAll(lesson, quiz.answers);
  const flag = (id: Id): string => (quiz.checked.has(id) ? 'c' : 'o');
  const bestFields = [...best].map(([id, packed]) =>
    current.get(id) === packed
      ? { letter: 'e', content: keyOf(id) + flag(id) + packed }
      : { letter: 'b', content: keyOf(id) + packed },
  );
  const currentFields = [...current]
    .filter(([id, packed]) => best.get(id) !== packed)
    .map(([id, packed]) => ({ letter: 'a', content: keyOf(id) + flag(id) + packed }));
  return [...bestFields, ...currentFields];
}

function packAll(lesson: Lesson, answers: Answers): ReadonlyMap<Id, string> {
  const packed = questionsOf(lesson).flatMap(({ id }) => {
    const answer = answers[id];
    return answer ? [[id, packAnswer(answer)] as const] : [];
  });
  return new Map(packed);
}

function displayField({ theme, textSize, spacing, motion }: Display): readonly Field[] {
  const content =
    DISPLAY_LETTERS.theme[theme] +
    DISPLAY_LETTERS.textSize[textSize] +
    DISPLAY_LETTERS.spacing[spacing] +
    DISPLAY_LETTERS.motion[motion];
  return content === 'snns' ? [] : [{ letter: 'd', content }];
}
