import type { Id } from './byte.js';
import type { Lesson } from './lesson.js';
import { FINISH, questionsOf, stepsOf, WELCOME } from './lesson.js';
import { assertNever } from './result.js';
import type { LessonRecord } from './lesson-state.js';

/**
 * Whether the learner may open `step` now. With locked steps a section opens
 * once every section before it was seen; what was seen once stays open.
 */
export function canOpen(lesson: Lesson, record: LessonRecord, step: Id): boolean {
  if (!lesson.settings.lockSteps) return true;
  const index = lesson.sections.findIndex(({ id }) => id === step);
  const before = step === FINISH ? lesson.sections : lesson.sections.slice(0, Math.max(0, index));
  return record.seen.has(step) || before.every(({ id }) => record.seen.has(id));
}

/**
 * Whether `step` has nothing left to do: the welcome once the learner has gone on, the quiz once
 * nothing more can come of it, another section once it was opened, the finish with completion.
 */
export function isDone(lesson: Lesson, record: LessonRecord, step: Id): boolean {
  if (step === WELCOME) return record.position !== null;
  if (step === FINISH) return record.completed;
  return record.seen.has(step) && (step !== lesson.quiz?.id || quizIsSettled(lesson, record));
}

/** How long the sections take that are not done. */
export function minutesLeft(lesson: Lesson, record: LessonRecord): number {
  return lesson.sections
    .filter(({ id }) => !isDone(lesson, record, id))
    .reduce((sum, { minutes }) => sum + minutes, 0);
}

/** The step before and after `step`; `null` at the ends, and both for a step that is not there. */
export function neighboursOf(
  lesson: Lesson,
  step: Id,
): { readonly previous: Id | null; readonly next: Id | null } {
  const steps = stepsOf(lesson);
  const index = steps.indexOf(step);
  if (index < 0) return { previous: null, next: null };
  return { previous: steps[index - 1] ?? null, next: steps[index + 1] ?? null };
}

/**
 * How far the learner is, 0–1: sections seen and the quiz's checked answers or
 * result, each section one part and the quiz one more. 1 only with completion.
 */
export function progressOf(lesson: Lesson, record: LessonRecord): number {
  if (record.completed) return 1;
  const seen = lesson.sections.filter(({ id }) => record.seen.has(id)).length;
  const questions = questionsOf(lesson).length;
  const quiz = record.quiz.best ? 1 : questions > 0 ? record.quiz.checked.size / questions : 0;
  const parts = lesson.sections.length + (questions > 0 ? 1 : 0);
  if (parts === 0) return 0;
  // Two decimals: what an LMS shows; below 1 because only completion is all.
  return Math.min(0.99, Math.floor((100 * (seen + quiz)) / parts) / 100);
}

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
 * Whether the quiz can change nothing any more: it is passed, used up, or does
 * not exist. A failed learner with an attempt left is not done, because LMSs
 * open a finished lesson for review only.
 */
export function quizIsSettled(lesson: Lesson, record: LessonRecord): boolean {
  const { best } = record.quiz;
  if (!lesson.quiz) return true;
  return best !== null && (best.passed || !hasAttemptLeft(lesson, record));
}

/** Whether `record` meets the content's completion rule. */
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
