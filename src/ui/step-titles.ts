import type { Id } from '../core/byte.js';
import { FINISH, WELCOME } from '../core/lesson.js';
import type { LessonView } from './lesson-view.js';

/** What `step` is called in the plan, the page title and the links to it. */
export function titleOf({ lesson, messages }: LessonView, step: Id): string {
  if (step === WELCOME) return messages.steps.welcome;
  if (step === FINISH) return messages.steps.finish;
  const title = lesson.sections.find(({ id }) => id === step)?.title ?? step;
  return step === lesson.quiz?.id ? messages.steps.quizIs(title) : title;
}
