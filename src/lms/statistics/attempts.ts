import type { Cmi } from '../player/cmi.js';
import type { Cell, Database } from '../store/database.js';

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
export function countAttempts(database: Database, courseId: number, query: AttemptQuery): number {
  const { where, values } = condition(courseId, query);
  const row = database.get<{ count: number }>(
    `select count(*) as count from attempt indexed by attempt_to_filter where ${where}`,
    ...values,
  );
  return row?.count ?? 0;
}

/** From so many on, matches are near enough to each other to be met while walking in the order. */
const MANY = 5_000;

/** One page of the `total` attempts that match. */
export function attemptPage(
  database: Database,
  courseId: number,
  query: AttemptQuery,
  total = countAttempts(database, courseId, query),
): readonly AttemptLine[] {
  const { where, values } = condition(courseId, query);
  const { size, offset, fromEnd } = placeOf(query.page, total);
  const direction = query.descending === fromEnd ? 'asc' : 'desc';
  const isFiltered = query.text !== '' || query.status !== '';
  // Few matches are found in the narrow index and sorted; many are met soon in the order itself.
  const index = isFiltered && total < MANY ? 'attempt_to_filter' : `attempt_by_${query.sort}`;
  const lines = database.all<AttemptLine>(
    `select ${COLUMNS} from attempt indexed by ${index} where ${where}
     order by ${SORTS[query.sort]} ${direction}, id ${direction} limit ? offset ?`,
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
export function* attemptBundles(
  database: Database,
  courseId: number,
  query: AttemptQuery,
): Generator<readonly AttemptLine[]> {
  const { where, values } = condition(courseId, query);
  for (let after = 0; ;) {
    const lines = database.all<AttemptLine>(
      `select ${COLUMNS} from attempt not indexed where ${where} and id > ? order by id limit 1000`,
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
export function statusWords(database: Database, courseId: number): readonly string[] {
  const rows = database.all<{ word: string }>(
    `select distinct status as word from attempt where course_id = ?
     union select distinct success from attempt where course_id = ? order by 1`,
    courseId,
    courseId,
  );
  return rows.map(({ word }) => word).filter((word) => word !== 'unknown' && word !== '');
}

/** As our lessons print it; nothing else is looked for among all the answers. */
const RECEIPT_CODE = /^[2-9A-Z]{4}-[2-9A-Z]{4}$/i;

function condition(
  courseId: number,
  { text, status }: AttemptQuery,
): { readonly where: string; readonly values: readonly Cell[] } {
  const parts = ['course_id = ?'];
  const values: Cell[] = [courseId];
  if (text !== '') {
    const pattern = `%${text.replace(/[~%_]/g, '~$&')}%`;
    const ways = ["learner_name like ? escape '~'", "learner_code like ? escape '~'"];
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
export function attemptDetail(database: Database, id: number): AttemptDetail | undefined {
  const row = database.get<AttemptLine & { courseId: number; cmi: string | null }>(
    `select ${COLUMNS}, course_id as courseId, cmi from attempt where id = ?`,
    id,
  );
  if (!row) return undefined;
  return {
    ...row,
    cmi: row.cmi === null ? null : (JSON.parse(row.cmi) as Cmi),
    answers: database.all<AnswerLine>(
      `select n, code, type, description, response, right_answer as rightAnswer, result, share
       from interaction join question on question.id = question_id where attempt_id = ? order by n`,
      id,
    ),
    objectives: database.all<ObjectiveLine>(
      'select code, status, score from objective where attempt_id = ? order by n',
      id,
    ),
    calls:
      database.get<{ count: number }>('select count(*) as count from call where attempt_id = ?', id)
        ?.count ?? 0,
  };
}
