import { hasAttemptLeft } from '../../core/progress.js';
import { questionsOf } from '../../core/lesson.js';
import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import { isAnswered, scoreOf, shareEarned } from '../../core/scoring.js';
import { shuffle } from '../../core/shuffle.js';
import type { Messages } from '../../i18n/messages.js';
import type { LessonView } from '../lesson/lesson-element.js';

/** Where the learner is in the quiz, derived from the view. */
export interface QuizState {
  readonly total: number;
  readonly answered: number;
  readonly checked: number;
  /** Numbers, from 1, of the questions still to be checked, or to be answered where checking comes at the end. */
  readonly openNumbers: readonly number[];
  /** Every answer of this attempt is final. */
  readonly finished: boolean;
  /** Finished, or no attempt is left. */
  readonly over: boolean;
  /** The score of the finished attempt, 0–100; `null` while it is in progress. */
  readonly score: number | null;
}

export function quizStateOf({ lesson, state }: LessonView): QuizState {
  const { quiz } = state.record;
  const questions = questionsOf(lesson);
  const isChecked = ({ id }: Question): boolean => quiz.checked.has(id);
  const hasAnswer = (question: Question): boolean =>
    isAnswered(question, quiz.answers[question.id]);
  const isDone = lesson.settings.feedback === 'each' ? isChecked : hasAnswer;
  const checked = questions.filter(isChecked).length;
  const finished = questions.length > 0 && checked === questions.length;
  return {
    total: questions.length,
    answered: questions.filter(hasAnswer).length,
    checked,
    openNumbers: questions.flatMap((question, index) => (isDone(question) ? [] : [index + 1])),
    finished,
    // A damaged record may have kept nothing but the score of a used-up quiz.
    over: finished || !hasAttemptLeft(lesson, state.record),
    score: finished && lesson.quiz ? scoreOf(lesson.quiz, quiz.answers) : null,
  };
}

/** Whether answers can be given: not in review, and not once the quiz is over. */
export function isQuizOpen(view: LessonView): boolean {
  return view.access !== 'review' && !quizStateOf(view).over;
}

/** The type of answer that belongs to a type of question. */
export type AnswerTo<Asked extends Question> = Extract<Answer, { type: Asked['type'] }>;

/** One question and where the learner is with it, derived from the view. */
export interface QuestionState<Asked extends Question> {
  readonly messages: Messages['quiz'];
  readonly question: Asked;
  /** Counted from 1, in the order of the content. */
  readonly number: number;
  readonly total: number;
  readonly answer: AnswerTo<Asked> | undefined;
  /** Whether the answer is complete enough to be checked. */
  readonly answered: boolean;
  /** Whether the answer is final and is explained. */
  readonly checked: boolean;
  /** Whether the answer can no longer be changed. */
  readonly locked: boolean;
  /** Whether the learner tried to check an incomplete answer. */
  readonly checkedTooEarly: boolean;
  /** The share of the points earned, 0–1. */
  readonly share: number;
  /** Puts choices into the order of this attempt. */
  readonly arrange: <Item>(items: readonly Item[]) => readonly Item[];
}

/** `checkedTooEarly` is the one thing that the element knows and the view does not. */
export function questionStateOf<Asked extends Question>(
  view: LessonView,
  question: Asked,
  checkedTooEarly: boolean,
): QuestionState<Asked> {
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
    // A cast: the compiler cannot follow the comparison through a type parameter.
    answer: answer?.type === question.type ? (answer as AnswerTo<Asked>) : undefined,
    answered: isAnswered(question, answer),
    checked,
    checkedTooEarly,
    locked: checked || !isQuizOpen(view),
    share: shareEarned(question, answer),
    arrange: (items) => (lesson.settings.shuffle ? shuffle(items, quiz.seed, question.id) : items),
  };
}

/** Kept, because creating one takes longer than rendering the rest of a question. */
const formats = new Map<string, Intl.NumberFormat>();

/** Points as the lesson's language writes them, to two decimals. */
export function pointsText(points: number, language: string): string {
  const format =
    formats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  formats.set(language, format);
  return format.format(points);
}
