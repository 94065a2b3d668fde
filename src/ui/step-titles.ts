import type { Id } from '../core/byte.js';
import { FINISH, WELCOME } from '../core/lesson.js';
import type { LessonView } from './lesson-view.js';

/** Whether where the learner is, and was, differs between two views. */
export function isWayChanged({ lesson, state }: LessonView, before: LessonView): boolean {
  return (
    lesson !== before.lesson ||
    state.step !== before.state.step ||
    state.record.seen !== before.state.record.seen
  );
}

/** What `step` is called in the plan, the page title and the links to it. */
export function titleOf({ lesson, messages }: LessonView, step: Id): string {
  if (step === WELCOME) return messages.steps.welcome;
  if (step === FINISH) return messages.steps.finish;
  const title = lesson.sections.find(({ id }) => id === step)?.title ?? step;
  return step === lesson.quiz?.id ? messages.steps.quizIs(title) : title;
}
