import type { Id } from './byte.js';
import { questionsOf, type Lesson } from './lesson.js';
import { newRecord, type LessonRecord } from './lesson-state.js';
import { COMMENT_LIMIT } from './reduce.js';
import {
  KEY_LENGTH,
  clashing,
  clashingParts,
  keyOf,
  packedAnswerLimit,
} from './suspend-data-answers.js';
import { FIELD_CHECK_LENGTH, packField, resultField } from './suspend-data-fields.js';
import { headerOf } from './suspend-data.js';
import { packedTextLimit } from './suspend-data-text.js';

/** How long the stored record of a lesson can become, in characters. */
export interface StoredSize {
  readonly total: number;
  /** What takes the room, the largest first. */
  readonly parts: readonly { readonly part: string; readonly length: number }[];
}

/** A letter, the content, the check with its hyphen, and the dot that ends the field. */
const FIELD_FRAME = 1 + 1 + FIELD_CHECK_LENGTH + 1;
/** Base 36 digits of the largest whole number that is exact. */
const NUMBER_DIGITS = 11;

/**
 * The size of the longest record that any learner of `lesson` can reach: every
 * answer different from the best one, and the longest comment.
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

/** Header, both results, time, seed and the mark of a repeated try, at their longest. */
function frameLength(lesson: Lesson): number {
  const longest: LessonRecord = {
    ...newRecord(0),
    quiz: {
      ...newRecord(0).quiz,
      attempts: Number.MAX_SAFE_INTEGER,
      best: { score: 100, passed: true, answers: {} },
    },
  };
  const header = headerOf(lesson).length + '.0000.000000.'.length;
  const results = 2 * (packField(lesson, resultField(longest)).length + 1);
  const numbers = 3 * FIELD_FRAME + 4 * NUMBER_DIGITS + 1;
  return header + results + numbers;
}

/**
 * Ids that could not be told from another one once stored. It is rare beyond
 * measure, and another id ends it; the build refuses a Byte that has any.
 */
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
