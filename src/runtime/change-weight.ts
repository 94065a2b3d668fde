import type { LessonRecord } from '../core/lesson-state.js';

/**
 * What a change of the record asks for: `action` a Commit, `draft` (an answer
 * that is not final) to be kept with the next one, `none` nothing.
 */
export function weightOf(before: LessonRecord, after: LessonRecord): 'none' | 'draft' | 'action' {
  const changed = (Object.keys(after) as (keyof LessonRecord)[]).filter(
    (key) => key !== 'seconds' && key !== 'revision' && after[key] !== before[key],
  );
  if (changed.length === 0) return 'none';
  if (changed.some((key) => key !== 'quiz')) return 'action';
  const parts = Object.keys(after.quiz) as (keyof LessonRecord['quiz'])[];
  const onlyAnswers = parts.every(
    (part) => part === 'answers' || after.quiz[part] === before.quiz[part],
  );
  return onlyAnswers ? 'draft' : 'action';
}

/** Whether a result came about that must be known to be saved, not only believed. */
export function isResult(before: LessonRecord, after: LessonRecord): boolean {
  return after.quiz.attempts > before.quiz.attempts || (after.completed && !before.completed);
}
