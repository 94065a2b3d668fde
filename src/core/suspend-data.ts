/**
 * The stored form of a record, for `cmi.suspend_data`:
 * `cb1.<content version>.<fingerprint>.<length>.<check>.<field>.<field>…`
 *
 * It starts with a letter and uses `[A-Za-z0-9._-]` only, because LMSs escape or
 * drop the rest. Each field has a check of its own. The result comes first and
 * again at the end, so that neither a cut nor one damaged spot can take it.
 */
import type { Id } from './byte.js';
import { checksum } from './checksum.js';
import { questionsOf, type Lesson } from './lesson.js';
import {
  newRecord,
  type Answer,
  type Answers,
  type Display,
  type FeedbackGiven,
  type LessonRecord,
  type QuizResult,
} from './lesson-state.js';
import {
  KEY_LENGTH,
  clashing,
  clashingParts,
  keyOf,
  packAnswer,
  packNumber,
  packText,
  packedAnswerLimit,
  packedTextLimit,
  unpackAnswer,
  unpackNumber,
  unpackText,
} from './packed-values.js';
import { COMMENT_LIMIT } from './reduce.js';

const SIGNATURE = 'cb1';
const CHECK_LENGTH = 6;
const FIELD_CHECK_LENGTH = 5;

/** The most characters that a record may take; strict SCORM 1.2 LMSs keep 4,096. */
export const SUSPEND_DATA_LIMIT = 3500;

/** How to write for an LMS that does not keep every text as it was given. */
export interface EncodeOptions {
  /** Leaves out the least important fields that do not fit. */
  readonly limit?: number;
  /** Changes the text without changing its meaning, for an LMS that does not send the same text twice. */
  readonly attempt?: number;
}

/** What a stored text holds. */
export interface Decoded {
  readonly record: LessonRecord;
  /** Whether the whole text arrived, and from this program's format. */
  readonly complete: boolean;
  /** Whether it was written with exactly this content. */
  readonly sameContent: boolean;
  /** The mark of {@link EncodeOptions.attempt}; 0 for none. */
  readonly attempt: number;
}

/** Writes `record` as text; see {@link decode}. */
export function encode(lesson: Lesson, record: LessonRecord, options: EncodeOptions = {}): string {
  const result = packField(lesson, resultField(record));
  const attempt: readonly Field[] = options.attempt
    ? [{ letter: 'n', content: options.attempt.toString(36) }]
    : [];
  const fields = [...attempt, ...fieldsOf(lesson, record)].map((field) => packField(lesson, field));
  const limit = options.limit ?? SUSPEND_DATA_LIMIT;
  let text = withHeader(lesson, [result, ...fields, result]);
  while (text.length > limit && fields.length > 0) {
    fields.pop();
    text = withHeader(lesson, [result, ...fields, result]);
  }
  return text;
}

/**
 * Reads what {@link encode} wrote, with this content or another version of it.
 * A learner can neither see nor repair stored text, so text that was cut,
 * damaged or written by something else is never an error: valid fields count,
 * the rest starts over. `null` when no field is valid.
 */
export function decode(lesson: Lesson, stored: string): Decoded | null {
  // We write no white space: an LMS that wraps or pads the text put it there.
  const text = stored.replace(/\s+/g, '');
  const fields = text.split(/[^A-Za-z0-9_-]/).flatMap((packed) => {
    const field = unpackField(lesson, packed);
    return field ? [field] : [];
  });
  if (fields.length === 0) return null;
  return {
    record: recordOf(lesson, fields),
    complete: isWhole(text),
    sameContent: text.startsWith(`${headerOf(lesson)}.`),
    attempt: unpackNumber(fields.find(({ letter }) => letter === 'n')?.content) ?? 0,
  };
}

function withHeader(lesson: Lesson, fields: readonly string[]): string {
  const body = fields.join('.');
  return [headerOf(lesson), body.length.toString(36), checksum(body, CHECK_LENGTH), body].join('.');
}

function headerOf({ version, fingerprint }: Lesson): string {
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 16);
  return [SIGNATURE, plain(version), plain(fingerprint)].join('.');
}

function isWhole(text: string): boolean {
  const [signature, , , length, check, ...body] = text.split('.');
  const joined = body.join('.');
  return (
    signature === SIGNATURE &&
    length === joined.length.toString(36) &&
    check === checksum(joined, CHECK_LENGTH)
  );
}

/** One piece of a record: a letter that says what it is, and its content. */
interface Field {
  readonly letter: string;
  readonly content: string;
}

/** The check covers the lesson's id: another Byte's record in the same place is not taken for ours. */
function packField(lesson: Lesson, { letter, content }: Field): string {
  return `${letter}${content}-${checkOf(lesson, letter + content)}`;
}

function unpackField(lesson: Lesson, packed: string): Field | null {
  const [, body, check] = /^([a-z][A-Za-z0-9_-]*)-([A-Za-z0-9]{5})$/.exec(packed) ?? [];
  if (body === undefined || check !== checkOf(lesson, body)) return null;
  return { letter: body.charAt(0), content: body.slice(1) };
}

function checkOf(lesson: Lesson, body: string): string {
  return checksum(`${lesson.id} ${body}`, FIELD_CHECK_LENGTH);
}

/** The whole outcome in one field, because it must survive whole or not at all. */
function resultField({ completed, quiz }: LessonRecord): Field {
  const best = quiz.best ? `_${packNumber(quiz.best.score)}_${quiz.best.passed ? 'p' : 'f'}` : '';
  return { letter: 'r', content: `${completed ? '1' : '0'}_${packNumber(quiz.attempts)}${best}` };
}

/**
 * The fields after the result, the most important first, because a limit takes
 * from the end. Lists follow the lesson's order, so equal records make equal text.
 */
function fieldsOf(lesson: Lesson, record: LessonRecord): readonly Field[] {
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

/** Puts valid fields together, in `lesson`'s present ids; a missing part is as for a new learner. */
function recordOf(lesson: Lesson, fields: readonly Field[]): LessonRecord {
  const contentOf = (letter: string): string =>
    fields.find((field) => field.letter === letter)?.content ?? '';
  const sections = lesson.sections.map(({ id }) => id);
  const [revision, seconds] = contentOf('t').split('_');
  const result = readResult(contentOf('r'));
  const answers = readAnswers(lesson, fields);
  const position = sections.find((id) => keyOf(id) === contentOf('p'));
  return {
    revision: unpackNumber(revision) ?? 0,
    seconds: unpackNumber(seconds) ?? 0,
    completed: result.completed,
    seen: pick(sections, contentOf('s')),
    position: position ?? null,
    quiz: {
      seed: unpackNumber(contentOf('q')) ?? newRecord(0).quiz.seed,
      attempts: result.attempts,
      answers: answers.current,
      checked: answers.checked,
      best: result.best ? { ...result.best, answers: answers.best } : null,
    },
    ticked: pick(lesson.checklist?.actions.map(({ id }) => id) ?? [], contentOf('k')),
    feedback: readFeedback(lesson, contentOf('f'), contentOf('c')),
    display: readDisplay(contentOf('d')),
  };
}

function readResult(content: string): {
  readonly completed: boolean;
  readonly attempts: number;
  readonly best: Omit<QuizResult, 'answers'> | null;
} {
  const [completed, attempts, score, passed] = content.split('_');
  const points = unpackNumber(score);
  const best = points !== null && points <= 100 ? { score: points, passed: passed === 'p' } : null;
  const finished = unpackNumber(attempts) ?? 0;
  return {
    completed: completed === '1',
    attempts: best ? Math.max(1, finished) : finished,
    best,
  };
}

function keysField(
  letter: string,
  things: readonly { readonly id: Id }[],
  chosen: ReadonlySet<Id>,
): readonly Field[] {
  const keys = things.filter(({ id }) => chosen.has(id)).map(({ id }) => keyOf(id));
  return keys.length === 0 ? [] : [{ letter, content: keys.join('') }];
}

/** The ids whose code is among `keys`. */
function pick(ids: readonly Id[], keys: string): ReadonlySet<Id> {
  const found = new Set<string>();
  for (let at = 0; at < keys.length; at += KEY_LENGTH) found.add(keys.slice(at, at + KEY_LENGTH));
  return new Set(ids.filter((id) => found.has(keyOf(id))));
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

function readAnswers(
  lesson: Lesson,
  fields: readonly Field[],
): { readonly best: Answers; readonly current: Answers; readonly checked: ReadonlySet<Id> } {
  const best: Record<Id, Answer> = {};
  const current: Record<Id, Answer> = {};
  const checked = new Set<Id>();
  for (const { letter, content } of fields) {
    const question = questionsOf(lesson).find(({ id }) => content.startsWith(keyOf(id)));
    if (!question || !'abe'.includes(letter)) continue;
    const rest = content.slice(KEY_LENGTH);
    const answer = unpackAnswer(question, letter === 'b' ? rest : rest.slice(1));
    if (!answer) continue;
    if (letter !== 'a') best[question.id] = answer;
    if (letter === 'b') continue;
    current[question.id] = answer;
    if (rest.startsWith('c')) checked.add(question.id);
  }
  return { best, current, checked };
}

function readFeedback(lesson: Lesson, key: string, comment: string): FeedbackGiven | null {
  const step = lesson.feedback?.scale.find(({ id }) => keyOf(id) === key);
  return step ? { rating: step.id, comment: unpackText(comment) ?? '' } : null;
}

/** The letter of each display choice. */
const DISPLAY_LETTERS = {
  theme: { system: 's', light: 'l', dark: 'd', contrast: 'c' },
  textSize: { normal: 'n', large: 'l', largest: 'x' },
  spacing: { normal: 'n', wide: 'w' },
  motion: { system: 's', reduced: 'r' },
} as const;

function displayField({ theme, textSize, spacing, motion }: Display): readonly Field[] {
  const content =
    DISPLAY_LETTERS.theme[theme] +
    DISPLAY_LETTERS.textSize[textSize] +
    DISPLAY_LETTERS.spacing[spacing] +
    DISPLAY_LETTERS.motion[motion];
  return content === 'snns' ? [] : [{ letter: 'd', content }];
}

function readDisplay(content: string): Display {
  const standard = newRecord(0).display;
  return {
    theme: choiceOf(DISPLAY_LETTERS.theme, content.charAt(0)) ?? standard.theme,
    textSize: choiceOf(DISPLAY_LETTERS.textSize, content.charAt(1)) ?? standard.textSize,
    spacing: choiceOf(DISPLAY_LETTERS.spacing, content.charAt(2)) ?? standard.spacing,
    motion: choiceOf(DISPLAY_LETTERS.motion, content.charAt(3)) ?? standard.motion,
  };
}

function choiceOf<Choice extends string>(
  letters: Readonly<Record<Choice, string>>,
  letter: string,
): Choice | undefined {
  // Object.keys loses the key type; the keys are exactly the choices.
  return (Object.keys(letters) as Choice[]).find((choice) => letters[choice] === letter);
}

/** How long the stored record of a lesson can become, in characters. */
export interface StoredSize {
  readonly total: number;
  /** What takes the space, the largest first. */
  readonly parts: readonly { readonly part: string; readonly length: number }[];
}

/** A letter, the check with its hyphen, the dot that ends the field, and one spare character. */
const FIELD_FRAME = 1 + 1 + FIELD_CHECK_LENGTH + 1;
/** Base 36 digits of the largest exact whole number. */
const NUMBER_DIGITS = 11;

/**
 * The size of the longest record that a learner of `lesson` can reach: each
 * answer different from the best one, and the longest comment. For the build.
 */
export function worstCaseLength(lesson: Lesson): StoredSize {
  const questions = questionsOf(lesson);
  const lengths = [
    { part: 'header and result', length: frameLength(lesson) },
    { part: 'sections', length: FIELD_FRAME * 2 + KEY_LENGTH * (1 + lesson.sections.length) },
    { part: 'checklist', length: keysLength(lesson.checklist?.actions.length ?? 0) },
    { part: 'display', length: FIELD_FRAME + 4 },
    {
      part: 'feedback',
      length: lesson.feedback
        ? FIELD_FRAME + KEY_LENGTH + FIELD_FRAME + packedTextLimit(COMMENT_LIMIT)
        : 0,
    },
    ...questions.map((question) => ({
      part: `question "${question.id}"`,
      length: 2 * (FIELD_FRAME + KEY_LENGTH + packedAnswerLimit(question)) + 1,
    })),
  ];
  const total = lengths.reduce((sum, { length }) => sum + length, 0);
  return { total, parts: lengths.sort((a, b) => b.length - a.length) };
}

function keysLength(count: number): number {
  return count === 0 ? 0 : FIELD_FRAME + KEY_LENGTH * count;
}

/** Header, both results, time, seed and the mark of a retry, at their longest. */
function frameLength(lesson: Lesson): number {
  const start = newRecord(0);
  const longest: LessonRecord = {
    ...start,
    quiz: {
      ...start.quiz,
      attempts: Number.MAX_SAFE_INTEGER,
      best: { score: 100, passed: true, answers: {} },
    },
  };
  const header = headerOf(lesson).length + '.0000.000000.'.length;
  const results = 2 * (packField(lesson, resultField(longest)).length + 1);
  const numbers = 3 * FIELD_FRAME + 4 * NUMBER_DIGITS + 1;
  return header + results + numbers;
}

/** Ids that a stored record could not tell apart; the build refuses them. Very rare, and another id ends it. */
export function clashingIds(lesson: Lesson): readonly Id[] {
  const questions = questionsOf(lesson);
  return [
    ...clashing(lesson.sections, keyOf),
    ...clashing(questions, keyOf),
    ...clashing(lesson.checklist?.actions ?? [], keyOf),
    ...clashing(lesson.feedback?.scale ?? [], keyOf),
    ...questions.flatMap(clashingParts),
  ];
}
