import type { Database } from '../store/database.js';

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
