import type { Id } from '../../core/byte.js';
import { FINISH } from '../../core/lesson.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { titleOf } from './step-titles.js';

/** Where who has been here before goes on: to the result, or to the place they left; `null` at first. */
export function goOn(view: LessonView): { readonly step: Id; readonly words: string } | null {
  const { lesson, messages } = view;
  const { completed, position } = view.state.record;
  if (completed && lesson.quiz) return { step: lesson.quiz.id, words: messages.quiz.toResult };
  if (completed) return { step: FINISH, words: titleOf(view, FINISH) };
  if (position === null) return null;
  return { step: position, words: messages.welcome.resume(titleOf(view, position)) };
}
