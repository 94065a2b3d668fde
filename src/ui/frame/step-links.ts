import type { Id } from '../../core/byte.js';
import { FINISH, WELCOME } from '../../core/lesson.js';
import type { LessonView } from '../lesson/lesson-element.js';

/** The title of `step` in the plan, in the browser's title bar and in links to it. */
export function titleOf({ lesson, messages }: LessonView, step: Id): string {
  if (step === WELCOME) return messages.steps.welcome;
  if (step === FINISH) return messages.steps.finish;
  const title = lesson.sections.find(({ id }) => id === step)?.title ?? step;
  return step === lesson.quiz?.id ? messages.steps.quizIs(title) : title;
}

/** Where a returning learner continues: at the result, or where they left; `null` on a first visit. */
export function resumeLink(view: LessonView): { readonly step: Id; readonly words: string } | null {
  const { lesson, messages } = view;
  const { completed, position } = view.state.record;
  if (completed && lesson.quiz) return { step: lesson.quiz.id, words: messages.quiz.toResult };
  if (completed) return { step: FINISH, words: titleOf(view, FINISH) };
  if (position === null) return null;
  return { step: position, words: messages.welcome.resume(titleOf(view, position)) };
}
