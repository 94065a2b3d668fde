import { mkdir, stat } from 'node:fs/promises';
import { assertNever, type Result } from '../core/result.js';
import { headingsKey, type Choices, type UnknownTable } from './imports/open-report.js';
import { readBulk } from './imports/bulk-report.js';
import { bulkSources, isParquet, type BulkSource } from './imports/bulk-source.js';
import type { ColumnChoice } from './imports/columns.js';
import { readReport, type FromReader, type ReadLimits } from './imports/read-report.js';
import type { ImportNotes } from './packages/course.js';
import { courseSummary } from './statistics/course-summary.js';
import { AttemptWriter } from './store/attempt-writer.js';
import type { Database } from './store/database.js';
import { DuckDb, DuckDbMissing } from './store/duckdb.js';
import { firstIdOf } from './store/parquet.js';
import { largeFolder, type Reports } from './store/reports.js';

/** How many bad rows are named; the rest are counted. */
const NAMED_ROWS = 100;
const MOST_TITLE = 200;

/** A report is now a course, or a person has to say first what its columns are. */
export type Imported =
  | { readonly kind: 'course'; readonly id: number }
  | { readonly kind: 'unknown table'; readonly table: UnknownTable };

/** Which engine reads and keeps a report; DuckDB reads what is large where nothing is said. */
export type Engine = 'auto' | 'sqlite' | 'duckdb';

export interface ImportOptions {
  readonly engine?: Engine;
  readonly limits?: ReadLimits;
  readonly signal?: AbortSignal;
  /** Takes how much of a large report is done, 0–1. */
  readonly onProgress?: (done: number) => void;
}

/** From this size on, in bytes, DuckDB is quicker by more than a moment. */
const LARGE = 20_000_000;

/** Reads a report into a new course, or says in one sentence why not. */
export async function importReport(
  reports: Reports,
  path: string,
  fileName: string,
  options: ImportOptions = {},
): Promise<Result<Imported, string>> {
  try {
    const source = await largeSource(reports.database, path, options.engine ?? 'auto');
    if (source) return await importLarge(reports, source, fileName, options);
  } catch (error) {
    return wrong(`The file cannot be read: ${sentence(error)}`);
  }
  return importSmall(reports, path, fileName, options.limits);
}

/** The file as DuckDB reads it; `null` where it is not for DuckDB. */
async function largeSource(
  database: Database,
  path: string,
  engine: Engine,
): Promise<BulkSource | null> {
  if (engine === 'sqlite') return null;
  const isLarge = engine === 'duckdb' || (await stat(path)).size >= LARGE;
  if (!isLarge && !(await isParquet(path))) return null;
  try {
    const { sources } = await bulkSources([path], choicesIn(database));
    (await DuckDb.open()).close();
    return sources[0] ?? null;
  } catch (error) {
    // SQLite takes longer, and shows the same.
    if (error instanceof DuckDbMissing && engine === 'auto' && !(await isParquet(path)))
      return null;
    throw error;
  }
}

/** Reads a large report into a new course. One that fails or is canceled leaves nothing behind. */
export async function importLarge(
  reports: Reports,
  source: BulkSource,
  fileName: string,
  { signal = new AbortController().signal, onProgress = () => undefined }: ImportOptions = {},
): Promise<Result<Imported, string>> {
  const { database } = reports;
  const id = newCourse(database, source.title, fileName);
  const folder = largeFolder(database, id);
  try {
    await mkdir(folder, { recursive: true });
    const read = await readBulk(source, folder, {
      firstId: firstIdOf(id),
      signal,
      onProgress: (done) => onProgress(done * (1 - SUMMARY)),
    });
    const { attempts, title, unknownColumns, notices, badRows, badRowCount } = read;
    if (attempts === 0) {
      await dropLarge(reports, id);
      return wrong(nothingIn(badRows));
    }
    await courseSummary(reports, id);
    signal.throwIfAborted();
    if (title !== null)
      database.run('update course set title = ? where id = ?', title.slice(0, MOST_TITLE), id);
    showCourse(database, id, {
      format: source.format,
      attempts,
      unknownColumns,
      notices,
      ...(source.chosenColumns !== null && { chosenColumns: source.chosenColumns }),
      badRows,
      badRowCount,
    });
    onProgress(1);
    return { ok: true, value: { kind: 'course', id } };
  } catch (error) {
    await dropLarge(reports, id);
    throw error;
  }
}

/** What the summary makes of the whole time. */
const SUMMARY = 0.1;

async function dropLarge(reports: Reports, id: number): Promise<void> {
  reports.database.run('delete from course where id = ?', id);
  await reports.remove(id);
}

function newCourse(database: Database, title: string | null, fileName: string): number {
  return database.run(
    "insert into course (kind, title, source, added_at, state) values ('import', ?, ?, ?, 'loading')",
    (title ?? fileName).slice(0, MOST_TITLE),
    fileName.slice(0, MOST_TITLE),
    Date.now(),
  );
}

function showCourse(database: Database, id: number, notes: ImportNotes): void {
  database.run(
    "update course set state = 'ready', notes = ? where id = ?",
    JSON.stringify(notes),
    id,
  );
}

function nothingIn(badRows: ImportNotes['badRows']): string {
  const [first] = badRows;
  return first
    ? `No row of this file is an attempt. Row ${first.row}: ${first.problem}`
    : 'This file holds no attempts.';
}

/** The reason of an error as the end of a sentence. */
function sentence(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

async function importSmall(
  reports: Reports,
  path: string,
  fileName: string,
  limits?: ReadLimits,
): Promise<Result<Imported, string>> {
  const { database } = reports;
  let course: NewCourse | null = null;
  try {
    for await (const message of readReport(path, choicesIn(database), limits)) {
      switch (message.type) {
        case 'refused':
          return wrong(message.problem);
        case 'unknown table':
          return { ok: true, value: { kind: 'unknown table', table: message.table } };
        case 'opened':
          course = new NewCourse(database, message, fileName);
          break;
        case 'rows':
          course?.add(message.rows);
          break;
        case 'done': {
          const finished = course?.finish(message.notices) ?? wrong('The file cannot be read.');
          if (!finished.ok) return finished;
          course = null;
          // Counted once now, so that the first look at the report is as quick as any other.
          if (finished.value.kind === 'course') await courseSummary(reports, finished.value.id);
          return finished;
        }
        case 'list':
          return wrong('The file cannot be read.');
        default:
          return assertNever(message);
      }
    }
    return wrong('The file cannot be read.');
  } finally {
    course?.drop();
  }
}

/** Keeps what a person said of a table's columns for the next table with these headings. */
export function rememberColumns(
  database: Database,
  headings: readonly string[],
  choice: ColumnChoice,
): void {
  database.run(
    'insert or replace into column_choice (headings, choice, chosen_at) values (?, ?, ?)',
    headingsKey(headings),
    JSON.stringify(choice),
    Date.now(),
  );
}

/** Forgets what was said of the columns of a table, so that the next one asks again. */
export function forgetColumns(database: Database, key: string): void {
  database.run('delete from column_choice where headings = ?', key);
}

/** What was said of tables before. */
export function choicesIn(database: Database): Choices {
  const rows = database.all<{ headings: string; choice: string }>(
    'select headings, choice from column_choice order by chosen_at desc limit 1000',
  );
  // `rememberColumns` wrote it.
  return new Map(
    rows.map(({ headings, choice }) => [headings, JSON.parse(choice) as ColumnChoice]),
  );
}

type Opened = Extract<FromReader, { type: 'opened' }>;
type Rows = Extract<FromReader, { type: 'rows' }>['rows'];

/** A course that is being read in; other pages do not see it yet. */
class NewCourse {
  readonly #database: Database;
  readonly #id: number;
  readonly #opened: Opened;
  readonly #writer: AttemptWriter;
  readonly #badRows: { row: number; problem: string }[] = [];
  #badRowCount = 0;

  constructor(database: Database, opened: Opened, fileName: string) {
    this.#database = database;
    this.#opened = opened;
    this.#id = newCourse(database, opened.title, fileName);
    this.#writer = new AttemptWriter(database, this.#id);
  }

  add(rows: Rows): void {
    for (const [row, read] of rows) {
      if (!read.ok) {
        this.#badRowCount += 1;
        if (this.#badRows.length < NAMED_ROWS)
          this.#badRows.push({ row, problem: read.problems.join(' ') });
      } else if (read.value) {
        this.#writer.add(read.value);
      }
    }
  }

  /** Shows the course, unless it has no attempt. */
  finish(notices: readonly string[]): Result<Imported, string> {
    this.#writer.flush();
    const { format, unknownColumns, chosenColumns } = this.#opened;
    if (this.#writer.count === 0) return wrong(nothingIn(this.#badRows));
    showCourse(this.#database, this.#id, {
      format,
      attempts: this.#writer.count,
      unknownColumns,
      notices,
      ...(chosenColumns !== null && { chosenColumns }),
      badRows: this.#badRows,
      badRowCount: this.#badRowCount,
    });
    return { ok: true, value: { kind: 'course', id: this.#id } };
  }

  /** Takes everything back. */
  drop(): void {
    this.#database.run('delete from course where id = ?', this.#id);
  }
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
