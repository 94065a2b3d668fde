import { questionsOf, type Lesson } from './lesson.js';
import type { LessonRecord, LessonState, QuizRecord } from './lesson-state.js';
import { finishAttempt, reduce, settle, type LessonEvent } from './reduce.js';

/**
 * Continues the stored record `found` in a page that is already in use: `events`,
 * which made `page`, are replayed on top of it. The page stays at its step.
 *
 * The record is not merged with what the page shows: of two snapshots one could
 * only win, and ticks or drafts of the other would be lost. Events lose nothing.
 */
export function resume(
  lesson: Lesson,
  page: LessonState,
  found: LessonRecord,
  events: readonly LessonEvent[],
): LessonState {
  const record = settle(lesson, finishFound(lesson, found));
  const start: LessonState = { ...page, record };
  const replay = [...newAttempt(lesson, page, record, events), ...events];
  const replayed = replay.reduce((state, event) => reduce(lesson, state, event), start);
  return {
    ...replayed,
    step: page.step,
    record: settle(lesson, withResult(replayed.record, page.record.quiz, record.quiz)),
  };
}

/**
 * A content update may take away the last open question of a first attempt.
 * Then no click is left that could finish it.
 */
function finishFound(lesson: Lesson, record: LessonRecord): LessonRecord {
  const { quiz } = record;
  return isFinished(lesson, quiz) && !quiz.best
    ? { ...record, quiz: finishAttempt(lesson, quiz) }
    : record;
}

function isFinished(lesson: Lesson, { checked }: QuizRecord): boolean {
  const questions = questionsOf(lesson);
  return questions.length > 0 && questions.every(({ id }) => checked.has(id));
}

/** Answers given before the found record arrived belong to a new attempt if its last one is finished. */
function newAttempt(
  lesson: Lesson,
  page: LessonState,
  found: LessonRecord,
  events: readonly LessonEvent[],
): readonly LessonEvent[] {
  const answersFirst = events.find(
    ({ type }) => type === 'answer-chosen' || type === 'quiz-restarted',
  );
  if (answersFirst?.type !== 'answer-chosen' || !isFinished(lesson, found.quiz)) return [];
  return [{ type: 'quiz-restarted', seed: page.record.quiz.seed }];
}

/**
 * A result that the learner was shown stays, even where the replay could not
 * reach it because the found attempt already had a wrong final answer.
 */
function withResult(record: LessonRecord, shown: QuizRecord, found: QuizRecord): LessonRecord {
  const { best, attempts } = record.quiz;
  if (!shown.best || shown.best.score <= (best?.score ?? -1)) return record;
  return {
    ...record,
    quiz: {
      ...record.quiz,
      attempts: Math.max(attempts, found.attempts + 1),
      best: { ...shown.best, passed: best?.passed ?? false },
    },
  };
}
