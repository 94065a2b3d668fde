import { existsSync, readdirSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell, Database } from './database.js';
import { DuckDb, quoted } from './duckdb.js';
import { copyToParquet, parquetFile, PARQUET_TABLE_NAMES } from './parquet.js';

/**
 * The attempts of a course, whichever engine holds them: SQLite what is played here and small
 * reports, DuckDB with Parquet files a large report. Both have the tables `attempt`, `question`,
 * `interaction` and `objective`; attempts and questions have their `course_id`. A statement must be
 * one that SQLite, DuckDB and ClickHouse take and mean alike.
 */
export interface Report {
  readonly courseId: number;
  /** Tells SQLite which index to use; nothing for DuckDB. */
  readonly indexed: (index: string) => string;
  /** Tells SQLite to use none. */
  readonly notIndexed: string;
  /** The operator that looks for a pattern in a text and ignores case. */
  readonly like: 'like' | 'ilike';
  /** Every row. `Row` is what the statement's columns say. */
  all<Row>(sql: string, ...values: readonly Cell[]): Promise<readonly Row[]>;
}

/** Memory for the pages of all large reports together. */
const MEMORY = '500MB';

/** Opens the reports of a data folder. DuckDB starts with the first large one. */
export class Reports {
  /** What is played here, small reports, and what is kept of all. */
  readonly database: Database;
  #duckdb: Promise<DuckDb> | null = null;
  readonly #open = new Map<number, Promise<DuckDb>>();

  constructor(database: Database) {
    this.database = database;
  }

  /** Rejects with `DuckDbMissing` where only DuckDB can read the report. */
  async of(courseId: number): Promise<Report> {
    const { database } = this;
    if (!isLarge(database, courseId)) {
      return {
        courseId,
        indexed: (index) => `indexed by ${index}`,
        notIndexed: 'not indexed',
        like: 'like',
        all: <Row>(sql: string, ...values: readonly Cell[]) =>
          Promise.resolve(database.all<Row>(sql, ...values)),
      };
    }
    const opened = this.#open.get(courseId) ?? this.#openLarge(courseId);
    this.#open.set(courseId, opened);
    try {
      const duckdb = await opened;
      return {
        courseId,
        indexed: () => '',
        notIndexed: '',
        like: 'ilike',
        all: <Row>(sql: string, ...values: readonly Cell[]) => duckdb.all<Row>(sql, ...values),
      };
    } catch (error) {
      this.#open.delete(courseId);
      throw error;
    }
  }

  /** The attempts of a learner in all large reports. */
  async largeAttemptsOf(
    code: string,
  ): Promise<readonly { readonly courseId: number; readonly id: number }[]> {
    const found: { readonly courseId: number; readonly id: number }[] = [];
    const courses = this.database.all<{ id: number }>(
      "select id from course where state = 'ready'",
    );
    for (const { id: courseId } of courses.filter(({ id }) => isLarge(this.database, id))) {
      const report = await this.of(courseId);
      const rows = await report.all<{ id: number }>(
        'select id from attempt where learner_code = ? order by id',
        code,
      );
      found.push(...rows.map(({ id }) => ({ courseId, id })));
    }
    return found;
  }

  /** Deletes the files of a large report; nothing for any other course. */
  async remove(courseId: number): Promise<void> {
    await this.#closeLarge(courseId);
    await rm(largeFolder(this.database, courseId), { recursive: true, force: true });
  }

  /** Writes a large report again without one attempt. */
  async removeAttempt(courseId: number, id: number): Promise<void> {
    const folder = largeFolder(this.database, courseId);
    const report = await this.#openLarge(courseId);
    const tables = { attempt: 'id', interaction: 'attempt_id', objective: 'attempt_id' } as const;
    const files = Object.entries(tables).map(([table, key]) => {
      // The keys of `tables` are names of tables.
      const file = parquetFile(folder, table as keyof typeof tables);
      return { file, key, shorter: `${file}.shorter` };
    });
    for (const { file, key, shorter } of files) {
      const rest = `select * from read_parquet(${quoted(file)}) where ${key} <> ${id} order by ${key}`;
      await report.run(copyToParquet(rest, shorter));
    }
    report.close();
    await this.#closeLarge(courseId);
    for (const { file, shorter } of files) await rename(shorter, file);
    this.database.run('update course set revision = revision + 1 where id = ?', courseId);
  }

  async #closeLarge(courseId: number): Promise<void> {
    const opened = this.#open.get(courseId);
    this.#open.delete(courseId);
    (await opened?.catch(() => null))?.close();
  }

  async close(): Promise<void> {
    for (const opened of [...this.#open.values(), this.#duckdb])
      (await opened?.catch(() => null))?.close();
  }

  async #openLarge(courseId: number): Promise<DuckDb> {
    this.#duckdb ??= DuckDb.open(':memory:', {
      memory_limit: MEMORY,
      // As SQLite orders.
      default_null_order: 'nulls_first_on_asc_last_on_desc',
    });
    const duckdb = await this.#duckdb.catch((error: unknown) => {
      this.#duckdb = null;
      throw error;
    });
    const report = await duckdb.connect();
    const schema = `course_${courseId}`;
    await report.run(`create or replace schema ${schema}; use ${schema}`);
    for (const table of PARQUET_TABLE_NAMES) {
      const file = quoted(parquetFile(largeFolder(this.database, courseId), table));
      const courseColumn =
        table === 'attempt' || table === 'question' ? `, ${courseId} as course_id` : '';
      await report.run(
        `create view ${table} as select *${courseColumn} from read_parquet(${file})`,
      );
    }
    return report;
  }
}

/** Where the Parquet files of a large report are. */
export function largeFolder(database: Database, courseId: number): string {
  return join(database.folder, 'reports', String(courseId));
}

/** Whether DuckDB has the attempts of a course. */
export function isLarge(database: Database, courseId: number): boolean {
  return existsSync(largeFolder(database, courseId));
}

/** Deletes the files of large reports that have no course: what was being read when the program was killed. */
export function sweepLargeReports(database: Database): void {
  const folder = join(database.folder, 'reports');
  const known = new Set(
    database.all<{ id: number }>('select id from course').map(({ id }) => `${id}`),
  );
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!known.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}
