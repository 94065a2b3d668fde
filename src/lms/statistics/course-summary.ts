import type { Database } from '../store/database.js';
import { statusWords } from './attempts.js';
import {
  ItemTally,
  type ItemAnalysis,
  type QuestionWords,
  type TalliedAnswer,
} from './questions.js';

/** What all attempts of a course say together. */
export interface CourseSummary {
  readonly attempts: number;
  readonly learners: number;
  /** Finished is whatever an LMS calls completed, passed or failed. */
  readonly finished: YesNoUnknown;
  /** An attempt that is known to be unfinished has not passed. */
  readonly passed: YesNoUnknown;
  /** Scores in percent and scores in points are never mixed; empty where no attempt has a score. */
  readonly scores: readonly ScoreSpread[];
  readonly timeline: readonly TimePoint[];
  readonly items: readonly ItemAnalysis[];
  /** The status and success words that occur, for the filter. */
  readonly words: readonly string[];
}

/** How many attempts are known to be so, known not to be so, and not known. */
export interface YesNoUnknown {
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

/** The scores of one unit. */
export interface ScoreSpread {
  /** Points are raw scores whose maximum is not known. */
  readonly unit: 'percent' | 'points';
  readonly attempts: number;
  readonly mean: number;
  readonly bins: readonly ScoreBin[];
}

/** How many attempts have a score from `from` to below `to`; the last bin includes its end. */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How many attempts had begun, were known to be finished, and had a score, by the end of a day. */
export interface TimePoint {
  /** `YYYY-MM-DD`, by this computer's time zone. */
  readonly day: string;
  readonly begun: number;
  readonly finished: number;
  readonly scored: number;
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
    scores: scoreSpreads(database, courseId),
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

/** A completion status decides: a learner who failed and may try again is `incomplete`. */
const UNFINISHED = "status in ('incomplete', 'not attempted', 'browsed')";
const FINISHED = `(status in ('completed', 'passed', 'failed') or (success in ('passed', 'failed') and not ${UNFINISHED}))`;
const PASSED = "(success = 'passed' or status = 'passed')";
const NOT_PASSED = `(success = 'failed' or status = 'failed' or (${UNFINISHED} and success <> 'passed'))`;
const HAS_SCORE = '(score is not null or raw_score is not null)';

function statusCounts(
  database: Database,
  courseId: number,
): Pick<CourseSummary, 'attempts' | 'learners' | 'finished' | 'passed'> {
  const count = (condition: string): string => `count(case when ${condition} then 1 end)`;
  const row = database.get<Record<'attempts' | 'learners' | CountName, number>>(
    `select count(*) as attempts, count(distinct learner_code) as learners,
     ${count(FINISHED)} as finished, ${count(UNFINISHED)} as unfinished,
     ${count(PASSED)} as passed, ${count(NOT_PASSED)} as notPassed
     from attempt where course_id = ?`,
    courseId,
  );
  const { attempts = 0, learners = 0 } = row ?? {};
  const counts = (yes = 0, no = 0): YesNoUnknown => ({ yes, no, unknown: attempts - yes - no });
  return {
    attempts,
    learners,
    finished: counts(row?.finished, row?.unfinished),
    passed: counts(row?.passed, row?.notPassed),
  };
}

type CountName = 'finished' | 'unfinished' | 'passed' | 'notPassed';

function scoreSpreads(database: Database, courseId: number): readonly ScoreSpread[] {
  return (['percent', 'points'] as const).flatMap((unit) => {
    const [column, condition] =
      unit === 'percent'
        ? ['score', 'score is not null']
        : ['raw_score', 'score is null and raw_score is not null'];
    const row = database.get<{ attempts: number; mean: number; least: number; most: number }>(
      `select count(*) as attempts, avg(${column}) as mean, min(${column}) as least, max(${column}) as most
       from attempt where course_id = ? and ${condition}`,
      courseId,
    );
    if (!row || row.attempts === 0) return [];
    const { attempts, mean } = row;
    const { from, width } = unit === 'percent' ? PERCENT_BINS : binsFor(row.least, row.most);
    const rows = database.all<{ bin: number; count: number }>(
      `select case when ${column} < ${from} then 0 when ${column} >= ${from + BINS * width} then ${BINS - 1}
       else floor((${column} - ${from}) / ${width}.0) end as bin, count(*) as count
       from attempt where course_id = ? and ${condition} group by bin`,
      courseId,
    );
    const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
    const bins = Array.from({ length: BINS }, (_, bin) => ({
      from: from + bin * width,
      to: from + (bin + 1) * width,
      count: counts.get(bin) ?? 0,
    }));
    return [{ unit, attempts, mean, bins }];
  });
}

const BINS = 10;
/** Scores outside of 0 to 100 percent count in the nearest bin. */
const PERCENT_BINS = { from: 0, width: 10 } as const;

/** Ten bins of a round width that hold every score from `least` to `most`. */
function binsFor(least: number, most: number): { readonly from: number; readonly width: number } {
  for (let power = 1; ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power]) {
      const from = least >= 0 && most <= BINS * width ? 0 : Math.floor(least / width) * width;
      if (most <= from + BINS * width) return { from, width };
    }
  }
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
      `select floor(${column} / ${QUARTER}.0) as quarter, count(*) as count
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
  const begun = perDay('first_at', '1 = 1');
  const finished = perDay('last_at', FINISHED);
  const scored = perDay('last_at', HAS_SCORE);
  const days = [...new Set([...begun.keys(), ...finished.keys(), ...scored.keys()])].sort();
  const sofar = { begun: 0, finished: 0, scored: 0 };
  return days
    .map((day) => ({
      day,
      begun: (sofar.begun += begun.get(day) ?? 0),
      finished: (sofar.finished += finished.get(day) ?? 0),
      scored: (sofar.scored += scored.get(day) ?? 0),
    }))
    .slice(-60);
}
