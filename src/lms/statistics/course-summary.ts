import type { Database } from '../store/database.js';
import { statusWords } from './attempts.js';
import {
  ItemTally,
  type ItemAnalysis,
  type QuestionWords,
  type TalliedAnswer,
} from './questions.js';

/** What all attempts of a course say together. */
export interface CourseSummary extends StatusCounts {
  readonly bins: readonly ScoreBin[];
  readonly timeline: readonly TimePoint[];
  readonly items: readonly ItemAnalysis[];
  /** The status and success words that occur, for the filter. */
  readonly words: readonly string[];
}

/**
 * The summary of a course. It is kept with the course's revision and counted
 * anew only after an attempt has changed, so that a page never waits for it twice.
 */
export function courseSummary(database: Database, courseId: number): CourseSummary {
  const kept = database.get<{ content: string }>(
    `select content from summary join course on course.id = course_id
     where course_id = ? and summary.revision = course.revision`,
    courseId,
  );
  // `keepSummary` wrote it.
  if (kept) return JSON.parse(kept.content) as CourseSummary;
  return keepSummary(database, courseId, tallyOf(database, courseId));
}

/** Counts everything but the answers, which were tallied before, and keeps the whole. */
export function keepSummary(database: Database, courseId: number, tally: ItemTally): CourseSummary {
  const questions = database.all<QuestionWords>(
    `select code, description, type, right_answer as rightAnswer
     from question where course_id = ? order by position`,
    courseId,
  );
  const summary: CourseSummary = {
    ...statusCounts(database, courseId),
    bins: scoreBins(database, courseId),
    timeline: timeline(database, courseId),
    items: tally.items(questions),
    words: statusWords(database, courseId),
  };
  database.run(
    `insert or replace into summary (course_id, revision, content)
     select id, revision, ? from course where id = ?`,
    JSON.stringify(summary),
    courseId,
  );
  return summary;
}

/** Reads the answers of a course again, a thousand attempts at a time. */
function tallyOf(database: Database, courseId: number): ItemTally {
  const tally = new ItemTally();
  for (let after = 0; ;) {
    const attempts = database.all<{ id: number }>(
      'select id from attempt not indexed where course_id = ? and id > ? order by id limit 1000',
      courseId,
      after,
    );
    const last = attempts.at(-1);
    if (!last) return tally;
    const answers = database.all<TalliedAnswer & { attempt: number }>(
      `select attempt_id as attempt, code, response, share
       from interaction join question on question.id = question_id
       where attempt_id > ? and attempt_id <= ? and course_id = ? order by attempt_id, n`,
      after,
      last.id,
      courseId,
    );
    for (const ofOne of byAttempt(answers)) tally.add(ofOne);
    after = last.id;
  }
}

function* byAttempt<Answer extends { readonly attempt: number }>(
  answers: readonly Answer[],
): Generator<readonly Answer[]> {
  let from = 0;
  for (let to = 1; to <= answers.length; to += 1) {
    if (answers[to]?.attempt === answers[from]?.attempt) continue;
    yield answers.slice(from, to);
    from = to;
  }
}

/** How many attempts have a score from `from` to below `to`; the last bin includes 100. */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How many attempts had begun, and how many were finished, by the end of a day. */
export interface TimePoint {
  /** `YYYY-MM-DD`, by this computer's time zone. */
  readonly day: string;
  readonly begun: number;
  readonly finished: number;
}

export interface StatusCounts {
  readonly attempts: number;
  readonly learners: number;
  readonly completed: number;
  readonly passed: number;
  readonly meanScore: number | null;
}

/**
 * Finished is whatever an LMS calls completed, passed or failed; where a report
 * has no status at all, as Moodle's have, a score tells the same.
 */
const FINISHED =
  "(status in ('completed', 'passed', 'failed') or success in ('passed', 'failed') " +
  "or (status = 'unknown' and score is not null))";

/** The counts that stand above a report. */
export function statusCounts(database: Database, courseId: number): StatusCounts {
  const row = database.get<StatusCounts>(
    `select count(*) as attempts, count(distinct learner_code) as learners,
     coalesce(sum(status in ('completed', 'passed')), 0) as completed,
     coalesce(sum(success = 'passed'), 0) as passed, avg(score) as meanScore
     from attempt where course_id = ?`,
    courseId,
  );
  return row ?? { attempts: 0, learners: 0, completed: 0, passed: 0, meanScore: null };
}

/** Ten bins over 0–100; scores outside of it count in the nearest bin. */
export function scoreBins(database: Database, courseId: number): readonly ScoreBin[] {
  const rows = database.all<{ bin: number; count: number }>(
    `select max(0, min(9, cast(score / 10 as integer))) as bin, count(*) as count
     from attempt where course_id = ? and score is not null group by bin`,
    courseId,
  );
  const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
  return Array.from({ length: 10 }, (_, bin) => ({
    from: bin * 10,
    to: bin * 10 + 10,
    count: counts.get(bin) ?? 0,
  }));
}

/**
 * A quarter of an hour, in milliseconds: every time zone begins its days on one. SQLite turns a
 * date into words so slowly that it must not do so for each attempt.
 */
const QUARTER = 900_000;

/** The day that a moment belongs to on this computer. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The days on which something happened, at most the last 60 of them, with running totals. */
export function timeline(database: Database, courseId: number): readonly TimePoint[] {
  const perDay = (column: 'first_at' | 'last_at', condition: string): Map<string, number> => {
    const rows = database.all<{ quarter: number; count: number }>(
      `select ${column} / ${QUARTER} as quarter, count(*) as count
       from attempt where course_id = ? and ${column} is not null and ${condition} group by quarter`,
      courseId,
    );
    const counts = new Map<string, number>();
    for (const { quarter, count } of rows) {
      const day = dayOf(quarter * QUARTER);
      counts.set(day, (counts.get(day) ?? 0) + count);
    }
    return counts;
  };
  const begun = perDay('first_at', '1');
  const finished = perDay('last_at', FINISHED);
  const days = [...new Set([...begun.keys(), ...finished.keys()])].sort();
  let begunSoFar = 0;
  let finishedSoFar = 0;
  return days
    .map((day) => ({
      day,
      begun: (begunSoFar += begun.get(day) ?? 0),
      finished: (finishedSoFar += finished.get(day) ?? 0),
    }))
    .slice(-60);
}
