import { questionsOf } from '../../core/lesson.js';
import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import { isAnswered, shareEarned } from '../../core/scoring.js';
import { shuffle } from '../../core/shuffle.js';
import type { Messages } from '../../i18n/messages.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { isQuizOpen } from './quiz-status.js';

/** The answer that belongs to a type of question. */
export type AnswerTo<Asked extends Question> = Extract<Answer, { type: Asked['type'] }>;

/** One question and all that is known about it, worked out of the view. */
export interface QuestionScene<Asked extends Question> {
  readonly messages: Messages['quiz'];
  readonly question: Asked;
  /** Counted from 1, in the order of the content. */
  readonly number: number;
  readonly total: number;
  readonly answer: AnswerTo<Asked> | undefined;
  /** Whether the answer is enough to be checked. */
  readonly answered: boolean;
  /** Whether the answer is final and is explained. */
  readonly checked: boolean;
  /** Whether the answer can no longer be changed. */
  readonly locked: boolean;
  /** Whether checking was asked for before everything was chosen. */
  readonly forgotten: boolean;
  /** 0–1. */
  readonly share: number;
  /** Puts choices into the order of this try. */
  readonly arrange: <Item>(items: readonly Item[]) => readonly Item[];
}

/** Whether `view` may say anything else about `question` than `before` did. */
export function isSceneChanged(view: LessonView, before: LessonView, { id }: Question): boolean {
  if (view.lesson !== before.lesson || view.access !== before.access) return true;
  const now = view.state.record.quiz;
  const was = before.state.record.quiz;
  if (now === was) return false;
  return (
    now.seed !== was.seed ||
    now.answers[id] !== was.answers[id] ||
    now.checked.has(id) !== was.checked.has(id) ||
    // What is checked is final, whatever becomes of the quiz.
    (!now.checked.has(id) && isQuizOpen(view) !== isQuizOpen(before))
  );
}

/** Works out what `view` says about `question`; whether something was `forgotten` the element knows. */
export function sceneOf<Asked extends Question>(
  view: LessonView,
  question: Asked,
  forgotten: boolean,
): QuestionScene<Asked> {
  const { lesson, state, messages } = view;
  const { quiz } = state.record;
  const questions = questionsOf(lesson);
  const answer = quiz.answers[question.id];
  const checked = quiz.checked.has(question.id);
  return {
    messages: messages.quiz,
    question,
    number: questions.findIndex(({ id }) => id === question.id) + 1,
    total: questions.length,
    // The types are compared, which the compiler cannot follow through a type parameter.
    answer: answer?.type === question.type ? (answer as AnswerTo<Asked>) : undefined,
    answered: isAnswered(question, answer),
    checked,
    forgotten,
    locked: checked || !isQuizOpen(view),
    share: shareEarned(question, answer),
    arrange: (items) => (lesson.settings.shuffle ? shuffle(items, quiz.seed, question.id) : items),
  };
}
