import type { Id } from './byte.js';
import type { Lesson } from './lesson.js';
import { questionsOf, stepsOf } from './lesson.js';
import type {
  Answer,
  Display,
  FeedbackGiven,
  LessonRecord,
  LessonState,
  QuizRecord,
} from './lesson-state.js';
import { isCompleted } from './completion.js';
import { canOpen } from './progress.js';
import { mergeRecords } from './merge.js';
import { assertNever } from './result.js';
import { isAnswered, scoreOf } from './scoring.js';
import { acceptAnswer } from './accept-answer.js';

/** Everything that can happen to a lesson. */
export type LessonEvent =
  | { readonly type: 'step-opened'; readonly step: Id }
  | { readonly type: 'answer-chosen'; readonly questionId: Id; readonly answer: Answer }
  | { readonly type: 'answer-checked'; readonly questionId: Id }
  | { readonly type: 'quiz-submitted' }
  | { readonly type: 'quiz-restarted'; readonly seed: number }
  | {
      readonly type: 'statement-judged';
      readonly statementId: Id;
      readonly judgement: 'agree' | 'disagree';
    }
  | { readonly type: 'action-toggled'; readonly actionId: Id }
  | { readonly type: 'feedback-given'; readonly feedback: FeedbackGiven }
  | { readonly type: 'display-changed'; readonly display: Partial<Display> }
  | { readonly type: 'time-passed'; readonly seconds: number }
  /** An earlier record turned up, from the LMS or from this browser. */
  | { readonly type: 'record-found'; readonly record: LessonRecord };

/** The longest comment a learner can send, in UTF-16 units (2004 `fill-in` holds 250: field guide 4). */
export const COMMENT_LIMIT = 250;

/**
 * Returns the state that follows `event`, or `state` itself when the event
 * changes nothing, so that callers can compare by identity. A found record
 * always makes a new state.
 */
export function reduce(lesson: Lesson, state: LessonState, event: LessonEvent): LessonState {
  switch (event.type) {
    case 'step-opened':
      return openStep(lesson, state, event.step);
    case 'statement-judged':
      return judge(lesson, state, event.statementId, event.judgement);
    case 'record-found':
      return {
        ...state,
        record: settle(
          lesson,
          finishFound(lesson, mergeRecords(lesson, event.record, state.record)),
        ),
      };
    case 'time-passed':
      // Time alone is no change worth a revision: it is written with the next change.
      return event.seconds > 0
        ? {
            ...state,
            record: { ...state.record, seconds: state.record.seconds + event.seconds },
          }
        : state;
    case 'answer-chosen':
    case 'answer-checked':
    case 'quiz-submitted':
    case 'quiz-restarted':
      return withRecord(lesson, state, {
        ...state.record,
        quiz: reduceQuiz(lesson, state.record.quiz, event),
      });
    case 'action-toggled':
      return withRecord(lesson, state, toggle(lesson, state.record, event.actionId));
    case 'feedback-given':
      return withRecord(lesson, state, giveFeedback(lesson, state.record, event.feedback));
    case 'display-changed':
      return withRecord(lesson, state, changeDisplay(state.record, event.display));
    default:
      return assertNever(event);
  }
}

function withRecord(lesson: Lesson, state: LessonState, record: LessonRecord): LessonState {
  const unchanged = (Object.keys(record) as (keyof LessonRecord)[]).every(
    (key) => record[key] === state.record[key],
  );
  if (unchanged) return state;
  return {
    ...state,
    record: settle(lesson, { ...record, revision: state.record.revision + 1 }),
  };
}

/**
 * Completion and a pass, once reached, stay: the rules may only turn them on,
 * also where the LMS's pass mark or a new content asks for less than before.
 */
export function settle(lesson: Lesson, record: LessonRecord): LessonRecord {
  const judged = judgeBest(lesson, record);
  return judged.completed || !isCompleted(lesson, judged) ? judged : { ...judged, completed: true };
}

function judgeBest(lesson: Lesson, record: LessonRecord): LessonRecord {
  const { best } = record.quiz;
  if (!best || best.passed || best.score < lesson.settings.passMark) return record;
  return { ...record, quiz: { ...record.quiz, best: { ...best, passed: true } } };
}

/**
 * An update of the content may take away the question that a first attempt
 * still lacked; then no click is left that could finish it.
 */
function finishFound(lesson: Lesson, record: LessonRecord): LessonRecord {
  const { quiz } = record;
  const questions = questionsOf(lesson);
  const done = questions.length > 0 && questions.every(({ id }) => quiz.checked.has(id));
  return done && !quiz.best ? { ...record, quiz: finish(lesson, quiz) } : record;
}

function openStep(lesson: Lesson, state: LessonState, step: Id): LessonState {
  if (!stepsOf(lesson).includes(step) || !canOpen(lesson, state.record, step)) return state;
  const moved = state.step === step ? state : { ...state, step };
  if (!lesson.sections.some(({ id }) => id === step)) return moved;
  const { record } = state;
  return withRecord(lesson, moved, {
    ...record,
    position: step,
    seen: record.seen.has(step) ? record.seen : new Set([...record.seen, step]),
  });
}

type QuizEvent = Extract<
  LessonEvent,
  { type: 'answer-chosen' | 'answer-checked' | 'quiz-submitted' | 'quiz-restarted' }
>;

function reduceQuiz(lesson: Lesson, quiz: QuizRecord, event: QuizEvent): QuizRecord {
  if (!lesson.quiz) return quiz;
  const { questions } = lesson.quiz;
  switch (event.type) {
    case 'answer-chosen': {
      const question = questions.find(({ id }) => id === event.questionId);
      // A checked answer is final: a later click must not change a reported score.
      if (!question || quiz.checked.has(question.id)) return quiz;
      const answer = acceptAnswer(question, event.answer);
      return answer && !isSame(answer, quiz.answers[question.id])
        ? { ...quiz, answers: { ...quiz.answers, [question.id]: answer } }
        : quiz;
    }
    case 'answer-checked':
      return lesson.settings.feedback === 'each' ? check(lesson, quiz, [event.questionId]) : quiz;
    case 'quiz-submitted': {
      const ready = questions.every((question) => isAnswered(question, quiz.answers[question.id]));
      const ids = questions.map(({ id }) => id);
      return ready ? check(lesson, quiz, ids) : quiz;
    }
    case 'quiz-restarted':
      return restart(lesson, quiz, event.seed);
    default:
      return assertNever(event);
  }
}

/** Accepted answers are written alike, so their texts can be compared. */
function isSame(a: Answer, b: Answer | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Makes answers final; the last one finishes the attempt, so that no result waits for another click. */
function check(lesson: Lesson, quiz: QuizRecord, ids: readonly Id[]): QuizRecord {
  const questions = questionsOf(lesson);
  const news = questions
    .filter((question) => ids.includes(question.id) && !quiz.checked.has(question.id))
    .filter((question) => isAnswered(question, quiz.answers[question.id]));
  if (news.length === 0) return quiz;
  const checked = new Set([...quiz.checked, ...news.map(({ id }) => id)]);
  const done = questions.every(({ id }) => checked.has(id));
  return done ? finish(lesson, { ...quiz, checked }) : { ...quiz, checked };
}

/** Counts the attempt; whether its score is a pass is for {@link settle} to say. */
function finish(lesson: Lesson, quiz: QuizRecord): QuizRecord {
  const score = lesson.quiz ? scoreOf(lesson.quiz, quiz.answers) : 0;
  const { best } = quiz;
  const better = !best || score > best.score;
  return {
    ...quiz,
    attempts: quiz.attempts + 1,
    best: better ? { score, passed: best?.passed ?? false, answers: quiz.answers } : best,
  };
}

function restart(lesson: Lesson, quiz: QuizRecord, seed: number): QuizRecord {
  const underWay = questionsOf(lesson).some(({ id }) => !quiz.checked.has(id));
  const { attempts } = lesson.settings;
  if (underWay || (attempts !== null && quiz.attempts >= attempts)) return quiz;
  return { ...quiz, seed, answers: {}, checked: new Set() };
}

function judge(
  lesson: Lesson,
  state: LessonState,
  id: Id,
  judgement: 'agree' | 'disagree',
): LessonState {
  const known = lesson.selfCheck?.statements.some((statement) => statement.id === id) ?? false;
  if (!known || state.selfCheck[id] === judgement) return state;
  return { ...state, selfCheck: { ...state.selfCheck, [id]: judgement } };
}

function toggle(lesson: Lesson, record: LessonRecord, id: Id): LessonRecord {
  if (!lesson.checklist?.actions.some((action) => action.id === id)) return record;
  const ticked = new Set(record.ticked);
  if (!ticked.delete(id)) ticked.add(id);
  return { ...record, ticked };
}

function giveFeedback(lesson: Lesson, record: LessonRecord, given: FeedbackGiven): LessonRecord {
  if (!lesson.feedback?.scale.some(({ id }) => id === given.rating)) return record;
  // A character of two units must not be cut in half: an LMS may refuse the rest.
  const comment = given.comment
    .trim()
    .slice(0, COMMENT_LIMIT)
    .replace(/[\uD800-\uDBFF]$/, '');
  const same = record.feedback?.rating === given.rating && record.feedback.comment === comment;
  return same ? record : { ...record, feedback: { rating: given.rating, comment } };
}

function changeDisplay(record: LessonRecord, choice: Partial<Display>): LessonRecord {
  const display = { ...record.display, ...choice };
  const keys = Object.keys(display) as (keyof Display)[];
  const same = keys.every((key) => display[key] === record.display[key]);
  return same ? record : { ...record, display };
}
