import type { Report, Reports } from '../store/reports.js';
import { statusWords } from './attempts.js';
import { itemAnalysis, type ItemAnalysis } from './questions.js';

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
export async function courseSummary(reports: Reports, courseId: number): Promise<CourseSummary> {
  const { database } = reports;
  const kept = database.get<{ content: string }>(
    `select content from summary join course on course.id = course_id
     where course_id = ? and summary.revision = course.revision`,
    courseId,
  );
  // It was written below.
  if (kept) return JSON.parse(kept.content) as CourseSummary;
  const revision =
    database.get<{ revision: number }>('select revision from course where id = ?', courseId)
      ?.revision ?? 0;
  const summary = await summaryOf(await reports.of(courseId));
  database.run(
    'insert or replace into summary (course_id, revision, content) values (?, ?, ?)',
    courseId,
    revision,
    JSON.stringify(summary),
  );
  return summary;
}

/** Counts everything. */
export async function summaryOf(report: Report): Promise<CourseSummary> {
  return {
    ...(await statusCounts(report)),
    scores: await scoreSpreads(report),
    timeline: await timeline(report),
    items: await itemAnalysis(report),
    words: await statusWords(report),
  };
}

/** A completion status decides: a learner who failed and may try again is `incomplete`. */
const UNFINISHED = "status in ('incomplete', 'not attempted', 'browsed')";
const FINISHED = `(status in ('completed', 'passed', 'failed') or (success in ('passed', 'failed') and not ${UNFINISHED}))`;
const PASSED = "(success = 'passed' or status = 'passed')";
const NOT_PASSED = `(success = 'failed' or status = 'failed' or (${UNFINISHED} and success <> 'passed'))`;
const HAS_SCORE = '(score is not null or raw_score is not null)';

async function statusCounts(
  report: Report,
): Promise<Pick<CourseSummary, 'attempts' | 'learners' | 'finished' | 'passed'>> {
  const count = (condition: string): string => `count(case when ${condition} then 1 end)`;
  const [row] = await report.all<Record<'attempts' | 'learners' | CountName, number>>(
    `-- Attempts, learners, and how many are known to be finished, unfinished, passed and not passed
     select count(*) as attempts, count(distinct learner_code) as learners,
     ${count(FINISHED)} as finished, ${count(UNFINISHED)} as unfinished,
     ${count(PASSED)} as passed, ${count(NOT_PASSED)} as notPassed
     from attempt where course_id = ?`,
    report.courseId,
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

async function scoreSpreads(report: Report): Promise<readonly ScoreSpread[]> {
  const spreads: ScoreSpread[] = [];
  for (const unit of ['percent', 'points'] as const) {
    const [column, condition] =
      unit === 'percent'
        ? ['score', 'score is not null']
        : ['raw_score', 'score is null and raw_score is not null'];
    const [row] = await report.all<{ attempts: number; mean: number; least: number; most: number }>(
      `-- Scores in ${unit}: how many, mean, least and most
       select count(*) as attempts, avg(${column}) as mean, min(${column}) as least, max(${column}) as most
       from attempt where course_id = ? and ${condition}`,
      report.courseId,
    );
    if (!row || row.attempts === 0) continue;
    const { attempts, mean } = row;
    const { from, width } = unit === 'percent' ? PERCENT_BINS : binsFor(row.least, row.most);
    const rows = await report.all<{ bin: number; count: number }>(
      `-- Scores in ${unit}: how many in each of ten bins
       select case when ${column} < ${from} then 0 when ${column} >= ${from + BINS * width} then ${BINS - 1}
       else floor((${column} - ${from}) / ${width}.0) end as bin, count(*) as count
       from attempt where course_id = ? and ${condition} group by bin order by bin`,
      report.courseId,
    );
    const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
    const bins = Array.from({ length: BINS }, (_, bin) => ({
      from: from + bin * width,
      to: from + (bin + 1) * width,
      count: counts.get(bin) ?? 0,
    }));
    spreads.push({ unit, attempts, mean, bins });
  }
  return spreads;
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
export async function timeline(report: Report): Promise<readonly TimePoint[]> {
  const perDay = async (
    column: 'first_at' | 'last_at',
    what: string,
    condition: string,
  ): Promise<Map<string, number>> => {
    const rows = await report.all<{ quarter: number; count: number }>(
      `-- Attempts ${what}, by quarters of an hour since 1970-01-01 UTC
       select floor(${column} / ${QUARTER}.0) as quarter, count(*) as count
       from attempt where course_id = ? and ${column} is not null and ${condition} group by quarter order by quarter`,
      report.courseId,
    );
    const counts = new Map<string, number>();
    for (const { quarter, count } of rows) {
      const day = dayOf(quarter * QUARTER);
      counts.set(day, (counts.get(day) ?? 0) + count);
    }
    return counts;
  };
  const begun = await perDay('first_at', 'begun', '1 = 1');
  const finished = await perDay('last_at', 'finished', FINISHED);
  const scored = await perDay('last_at', 'with a score', HAS_SCORE);
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
