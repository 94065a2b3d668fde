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
import { canOpen, isCompleted } from './progress.js';
import { assertNever } from './result.js';
import { acceptAnswer, isAnswered, scoreOf } from './scoring.js';

/**
 * Everything a learner can do in a lesson. Events are facts, not commands to
 * toggle: the same event a second time changes nothing, so they can be replayed.
 */
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
  | { readonly type: 'action-ticked'; readonly actionId: Id; readonly ticked: boolean }
  | { readonly type: 'feedback-given'; readonly feedback: FeedbackGiven }
  | { readonly type: 'display-changed'; readonly display: Partial<Display> };

/** The longest comment a learner can send, in UTF-16 units: what a 2004 `fill-in` response holds. */
export const COMMENT_LIMIT = 250;

/**
 * Returns the state that follows `event`, or `state` itself when the event
 * changes nothing, so that callers can compare by identity.
 */
export function reduce(lesson: Lesson, state: LessonState, event: LessonEvent): LessonState {
  switch (event.type) {
    case 'step-opened':
      return openStep(lesson, state, event.step);
    case 'statement-judged':
      return judge(lesson, state, event.statementId, event.judgement);
    case 'answer-chosen':
    case 'answer-checked':
    case 'quiz-submitted':
    case 'quiz-restarted':
      return withRecord(lesson, state, {
        ...state.record,
        quiz: reduceQuiz(lesson, state.record.quiz, event),
      });
    case 'action-ticked':
      return withRecord(lesson, state, tick(lesson, state.record, event));
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
 * Applies the rules for completion and passing. They can only turn the two on:
 * neither is lost when the LMS's pass mark or new content asks for more.
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
  return done ? finishAttempt(lesson, { ...quiz, checked }) : { ...quiz, checked };
}

/** Counts the attempt; {@link settle} decides whether its score is a pass. */
export function finishAttempt(lesson: Lesson, quiz: QuizRecord): QuizRecord {
  const score = lesson.quiz ? scoreOf(lesson.quiz, quiz.answers) : 0;
  const { best } = quiz;
  const better = !best || score > best.score;
  return {
    ...quiz,
    attempts: quiz.attempts + 1,
    best: better ? { score, passed: best?.passed ?? false, answers: quiz.answers } : best,
  };
}

/** Starts the next attempt. Its seed identifies it, so a repeated restart is none. */
function restart(lesson: Lesson, quiz: QuizRecord, seed: number): QuizRecord {
  if (quiz.seed === seed) return quiz;
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

function tick(
  lesson: Lesson,
  record: LessonRecord,
  event: Extract<LessonEvent, { type: 'action-ticked' }>,
): LessonRecord {
  const known = lesson.checklist?.actions.some(({ id }) => id === event.actionId) ?? false;
  if (!known || record.ticked.has(event.actionId) === event.ticked) return record;
  const ticked = new Set(record.ticked);
  if (event.ticked) ticked.add(event.actionId);
  else ticked.delete(event.actionId);
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
