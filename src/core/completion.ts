import { assertNever } from './result.js';
import type { Lesson } from './lesson.js';
import type { LessonRecord } from './lesson-state.js';

/** Whether every section was opened. */
export function allSeen(lesson: Lesson, record: LessonRecord): boolean {
  return lesson.sections.every(({ id }) => record.seen.has(id));
}

/** Whether the learner may take the quiz (again). */
export function hasAttemptLeft(lesson: Lesson, record: LessonRecord): boolean {
  const { attempts } = lesson.settings;
  return lesson.quiz !== null && (attempts === null || record.quiz.attempts < attempts);
}

/**
 * Whether nothing more can come of the quiz: it is passed, used up, or not
 * there. A failed learner who may try again is not done, because LMSs lock a
 * finished lesson into review (field guide 3.4).
 */
export function quizIsSettled(lesson: Lesson, record: LessonRecord): boolean {
  const { best } = record.quiz;
  if (!lesson.quiz) return true;
  return best !== null && (best.passed || !hasAttemptLeft(lesson, record));
}

/** What the completion rule of the content says of `record`. */
export function isCompleted(lesson: Lesson, record: LessonRecord): boolean {
  const { completion } = lesson.settings;
  switch (completion) {
    case 'sections':
      return allSeen(lesson, record);
    case 'quiz':
      return quizIsSettled(lesson, record);
    case 'both':
      return allSeen(lesson, record) && quizIsSettled(lesson, record);
    default:
      return assertNever(completion);
  }
}
