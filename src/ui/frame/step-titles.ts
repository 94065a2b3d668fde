import type { Id } from '../../core/byte.js';
import { FINISH, WELCOME } from '../../core/lesson.js';
import type { LessonView } from '../lesson/lesson-view.js';

/** Whether where the learner is, was, and is done differs between two views. */
export function isWayChanged({ lesson, state }: LessonView, before: LessonView): boolean {
  const [now, then] = [state.record, before.state.record];
  return (
    lesson !== before.lesson ||
    state.step !== before.state.step ||
    now.seen !== then.seen ||
    now.completed !== then.completed ||
    now.quiz.attempts !== then.quiz.attempts
  );
}

/** What `step` is called in the plan, the page title and the links to it. */
export function titleOf({ lesson, messages }: LessonView, step: Id): string {
  if (step === WELCOME) return messages.steps.welcome;
  if (step === FINISH) return messages.steps.finish;
  const title = lesson.sections.find(({ id }) => id === step)?.title ?? step;
  return step === lesson.quiz?.id ? messages.steps.quizIs(title) : title;
}
