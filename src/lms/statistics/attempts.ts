import type { Cmi } from '../player/cmi.js';
import type { Cell, Database } from '../store/database.js';
import { courseOfId } from '../store/parquet.js';
import type { Report, Reports } from '../store/reports.js';

/** One line of the attempts table. */
export interface AttemptLine {
  readonly id: number;
  readonly learner: string;
  readonly code: string;
  readonly number: number;
  readonly status: string;
  readonly success: string;
  /** In percent; `null` where there is no score, or its scale is not known. */
  readonly score: number | null;
  readonly rawScore: number | null;
  readonly rawMin: number | null;
  readonly rawMax: number | null;
  readonly progress: number | null;
  readonly seconds: number | null;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly firstText: string | null;
  readonly lastText: string | null;
  readonly points: number;
  readonly answered: number;
}

/** The columns that a reader may sort by, and their SQL; nothing else gets into the statement. */
const SORTS = {
  learner: 'learner_name',
  attempt: 'number',
  status: 'status',
  success: 'success',
  score: 'coalesce(score, raw_score)',
  progress: 'progress',
  time: 'seconds',
  first: 'first_at',
  last: 'last_at',
} as const;

export type SortName = keyof typeof SORTS;

/** Which attempts to show, and how. */
export interface AttemptQuery {
  /** Part of a learner's name or code, or the whole code of a receipt. */
  readonly text: string;
  /** A status or success word; empty for all. */
  readonly status: string;
  readonly sort: SortName;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

const PAGE_SIZE = 50;

/** Attempts that are read at once for an export. */
const BUNDLE = 1_000;

/** The pages that so many attempts fill, at least one. */
export function pageCount(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE));
}

const COLUMNS = `id, learner_name as learner, learner_code as code, number, status, success, score,
  raw_score as rawScore, raw_min as rawMin, raw_max as rawMax, progress, seconds, first_at as firstAt, last_at as lastAt, first_text as firstText,
  last_text as lastText, points, answered`;

/** Reads a query from an address, with whatever is missing or wrong set right. */
export function attemptQuery(get: (name: string) => string | undefined): AttemptQuery {
  const sort = get('sort') ?? '';
  return {
    text: (get('text') ?? '').trim().slice(0, 100),
    status: (get('status') ?? '').slice(0, 40),
    sort: Object.hasOwn(SORTS, sort) ? (sort as SortName) : 'last',
    descending: sort === '' || get('order') === 'down',
    page: Math.max(1, Math.trunc(Number(get('page'))) || 1),
  };
}

/** How many attempts match. */
export async function countAttempts(report: Report, query: AttemptQuery): Promise<number> {
  const { where, values } = condition(report, query);
  const [row] = await report.all<{ count: number }>(
    `select count(*) as count from attempt ${report.indexed('attempt_to_filter')} where ${where}`,
    ...values,
  );
  return row?.count ?? 0;
}

/** From so many on, matches are near enough to each other to be met while walking in the order. */
const MANY = 5_000;

/** One page of the attempts that match; `matches` is their number where it is known. */
export async function attemptPage(
  report: Report,
  query: AttemptQuery,
  matches?: number,
): Promise<readonly AttemptLine[]> {
  const total = matches ?? (await countAttempts(report, query));
  const { where, values } = condition(report, query);
  const { size, offset, fromEnd } = placeOf(query.page, total);
  const direction = query.descending === fromEnd ? 'asc' : 'desc';
  const isFiltered = query.text !== '' || query.status !== '';
  // Few matches are found in the narrow index and sorted; many are met soon in the order itself.
  const index = isFiltered && total < MANY ? 'attempt_to_filter' : `attempt_by_${query.sort}`;
  const order = `order by ${SORTS[query.sort]} ${direction}, id ${direction}`;
  // DuckDB sorts ids alone, and then reads only the rows that are shown.
  const lines = await report.all<AttemptLine>(
    `select ${COLUMNS} from attempt where id in (
       select id from attempt ${report.indexed(index)} where ${where} ${order} limit ? offset ?
     ) ${order}`,
    ...values,
    size,
    offset,
  );
  return fromEnd ? [...lines].reverse() : lines;
}

/** Where a page is, counted from the nearer end of the list: SQLite steps over what is before it. */
function placeOf(
  page: number,
  total: number,
): { readonly size: number; readonly offset: number; readonly fromEnd: boolean } {
  const before = (page - 1) * PAGE_SIZE;
  const size = Math.max(0, Math.min(PAGE_SIZE, total - before));
  const after = total - before - size;
  return after < before
    ? { size, offset: Math.max(0, after), fromEnd: true }
    : { size, offset: before, fromEnd: false };
}

/** Every attempt that matches, in bundles, so that an export of any size stays small in memory. */
export async function* attemptBundles(
  report: Report,
  query: AttemptQuery,
): AsyncGenerator<readonly AttemptLine[]> {
  const { where, values } = condition(report, query);
  for (let after = 0; ;) {
    const lines = await report.all<AttemptLine>(
      `select ${COLUMNS} from attempt ${report.notIndexed} where ${where} and id > ? order by id limit ${BUNDLE}`,
      ...values,
      after,
    );
    const last = lines.at(-1);
    if (!last) return;
    yield lines;
    after = last.id;
  }
}

/**
 * Since when the LMS has refused to store what this attempt sends, in milliseconds; `null` where
 * the last commit was stored, or none is logged.
 */
export function refusedSince(database: Database, attemptId: number): number | null {
  const commits = database.all<{ at: number; answer: string }>(
    `select at, answer from call where attempt_id = ? and method in ('Commit', 'Terminate', 'Finish')
     order by id desc limit 200`,
    attemptId,
  );
  const stored = commits.findIndex(({ answer }) => answer !== 'false');
  const refused = stored < 0 ? commits : commits.slice(0, stored);
  return refused.at(-1)?.at ?? null;
}

/** The words that occur as status or success, for the filter. */
export async function statusWords(report: Report): Promise<readonly string[]> {
  const words = new Set<string>();
  for (const column of ['status', 'success']) {
    const rows = await report.all<{ word: string }>(
      `-- The words that occur as ${column}
       select distinct ${column} as word from attempt where course_id = ?`,
      report.courseId,
    );
    rows.forEach(({ word }) => words.add(word));
  }
  return [...words].filter((word) => word !== 'unknown' && word !== '').sort();
}

/** As our lessons print it; nothing else is looked for among all the answers. */
const RECEIPT_CODE = /^[2-9A-Z]{4}-[2-9A-Z]{4}$/i;

function condition(
  { courseId, like }: Report,
  { text, status }: AttemptQuery,
): { readonly where: string; readonly values: readonly Cell[] } {
  const parts = ['course_id = ?'];
  const values: Cell[] = [courseId];
  if (text !== '') {
    const pattern = `%${text.replace(/[~%_]/g, '~$&')}%`;
    const ways = ['learner_name', 'learner_code'].map((name) => `${name} ${like} ? escape '~'`);
    values.push(pattern, pattern);
    if (RECEIPT_CODE.test(text)) {
      ways.push(
        `id in (select attempt_id from interaction join question on question.id = question_id
         where question.course_id = ? and response = ?)`,
      );
      values.push(courseId, text.toUpperCase());
    }
    parts.push(`(${ways.join(' or ')})`);
  }
  if (status !== '') {
    parts.push('(status = ? or success = ?)');
    values.push(status, status);
  }
  return { where: parts.join(' and '), values };
}

/** One attempt in full. */
export interface AttemptDetail extends AttemptLine {
  readonly courseId: number;
  /** `null` for an attempt that was read from a report. */
  readonly cmi: Cmi | null;
  readonly answers: readonly AnswerLine[];
  readonly objectives: readonly ObjectiveLine[];
  readonly calls: number;
}

export interface AnswerLine {
  readonly n: number;
  readonly code: string;
  readonly type: string;
  readonly description: string;
  readonly response: string;
  readonly rightAnswer: string;
  readonly result: string;
  readonly share: number | null;
}

export interface ObjectiveLine {
  readonly code: string;
  readonly status: string;
  readonly score: string;
}

/** Reads an attempt with its answers and objectives. */
export async function attemptDetail(
  reports: Reports,
  id: number,
): Promise<AttemptDetail | undefined> {
  const { database } = reports;
  const kept = database.get<{ courseId: number; calls: number }>(
    `select course_id as courseId, (select count(*) from call where attempt_id = attempt.id) as calls
     from attempt where id = ?`,
    id,
  );
  const courseId = kept?.courseId ?? courseOfId(id);
  if (courseId === null || !isCourse(database, courseId)) return undefined;
  const report = await reports.of(courseId);
  const [row] = await report.all<AttemptLine & { cmi: string | null }>(
    `select ${COLUMNS}, cmi from attempt where id = ? and course_id = ?`,
    id,
    courseId,
  );
  if (!row) return undefined;
  return {
    ...row,
    courseId,
    // This program wrote it.
    cmi: row.cmi === null ? null : (JSON.parse(row.cmi) as Cmi),
    answers: await report.all<AnswerLine>(
      `select n, code, type, description, response, right_answer as rightAnswer, result, share
       from interaction join question on question.id = question_id where attempt_id = ? order by n`,
      id,
    ),
    objectives: await report.all<ObjectiveLine>(
      'select code, status, score from objective where attempt_id = ? order by n',
      id,
    ),
    calls: kept?.calls ?? 0,
  };
}

function isCourse(database: Database, id: number): boolean {
  return database.get("select 1 from course where id = ? and state = 'ready'", id) !== undefined;
}
