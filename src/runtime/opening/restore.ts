import type { Lesson } from '../../core/lesson.js';
import { newRecord, type LessonRecord, type QuizResult } from '../../core/lesson-state.js';
import { decode } from '../../core/suspend-data.js';
import type { Opening } from '../lms/lms-session.js';

/** What an earlier visit left at the LMS. */
export interface Restored {
  /** `null` for a learner who was never here. */
  readonly record: LessonRecord | null;
  /** Whether our own text arrived whole and was written with this content, so that the LMS has all of it. */
  readonly intact: boolean;
}

/**
 * Reads the stored record; where it is damaged or gone, the LMS's own status,
 * score and place fill the holes, so that a final result is never lost while
 * any trace of it is readable. Whole text of ours is believed over the LMS.
 */
export function restore(lesson: Lesson, opening: Opening, seed: number): Restored {
  const decoded = decode(lesson, opening.suspendData);
  if (decoded?.complete) return { record: decoded.record, intact: decoded.sameContent };
  const start = decoded?.record ?? newRecord(seed);
  const record = withHints(lesson, opening, start);
  return { record: decoded || record !== start ? record : null, intact: false };
}

function withHints(lesson: Lesson, opening: Opening, record: LessonRecord): LessonRecord {
  const { floor, location } = opening;
  const best = record.quiz.best ?? hintedResult(lesson, opening);
  const place = lesson.sections.find(({ id }) => id === location)?.id ?? null;
  if (
    !floor.completed &&
    best === record.quiz.best &&
    (record.position ?? place) === record.position
  )
    return record;
  return {
    ...record,
    completed: record.completed || floor.completed,
    position: record.position ?? place,
    seen: place === null ? record.seen : new Set([...record.seen, place]),
    quiz: { ...record.quiz, best, attempts: Math.max(record.quiz.attempts, best ? 1 : 0) },
  };
}

/** A score alone proves an attempt, but 0 only together with a verdict: some LMSs start with it. */
function hintedResult(lesson: Lesson, { floor, passMark }: Opening): QuizResult | null {
  if (!lesson.quiz || floor.score === null) return null;
  if (floor.score === 0 && floor.success === 'unknown' && !floor.completed) return null;
  const score = Math.round(floor.score);
  const mark = passMark ?? lesson.settings.passMark;
  return { score, passed: floor.success === 'passed' || score >= mark, answers: {} };
}
