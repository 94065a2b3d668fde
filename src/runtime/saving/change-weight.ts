import type { LessonRecord } from '../../core/lesson-state.js';

/**
 * What a change of the record asks for: `action` a Commit at once, `choice` (an
 * answer that is not final) one a moment later, `none` nothing.
 */
export type Weight = 'none' | 'choice' | 'action';

/** Judges what became of `before`. */
export function weightOf(before: LessonRecord, after: LessonRecord): Weight {
  const changed = (Object.keys(after) as (keyof LessonRecord)[]).filter(
    (key) => key !== 'seconds' && key !== 'revision' && after[key] !== before[key],
  );
  if (changed.length === 0) return 'none';
  if (changed.some((key) => key !== 'quiz')) return 'action';
  const parts = Object.keys(after.quiz) as (keyof LessonRecord['quiz'])[];
  const onlyAnswers = parts.every(
    (part) => part === 'answers' || after.quiz[part] === before.quiz[part],
  );
  return onlyAnswers ? 'choice' : 'action';
}

/** Whether a result came about that must be known to be saved, not only believed. */
export function isResult(before: LessonRecord, after: LessonRecord): boolean {
  return after.quiz.attempts > before.quiz.attempts || (after.completed && !before.completed);
}
