import { hasAttemptLeft } from '../../core/progress.js';
import { questionsOf } from '../../core/lesson.js';
import type { Question } from '../../core/question.js';
import { isAnswered, scoreOf } from '../../core/scoring.js';
import type { LessonView } from '../lesson/lesson-view.js';

/** Where the learner is in the quiz, worked out of the view. */
export interface QuizStatus {
  readonly total: number;
  readonly answered: number;
  readonly checked: number;
  /** Numbers, from 1, of the questions that still wait for something: to be checked, or else to be answered. */
  readonly openNumbers: readonly number[];
  /** Every answer of this try is final. */
  readonly finished: boolean;
  /** Finished, or nothing may be tried any more. */
  readonly over: boolean;
  /** The score of the finished try; `null` while it is under way. */
  readonly score: number | null;
}

/** Works out the status of the quiz. */
export function quizStatusOf({ lesson, state }: LessonView): QuizStatus {
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
    // After damage to the record only the score may be left of a used-up quiz.
    over: finished || !hasAttemptLeft(lesson, state.record),
    score: finished && lesson.quiz ? scoreOf(lesson.quiz, quiz.answers) : null,
  };
}

/** Whether answers may be given: not while looking back, and not when it is over. */
export function isQuizOpen(view: LessonView): boolean {
  return view.access !== 'review' && !quizStatusOf(view).over;
}

/** Making one takes longer than all else that a question shows. */
const formats = new Map<string, Intl.NumberFormat>();

/** Points as the lesson's language writes them, to two decimals. */
export function pointsText(points: number, language: string): string {
  const format =
    formats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  formats.set(language, format);
  return format.format(points);
}
