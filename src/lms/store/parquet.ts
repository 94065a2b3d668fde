import { join } from 'node:path';
import { quoted, type ColumnType } from './duckdb.js';

/**
 * The tables of a report as Parquet files, with the names and the meaning that they have in SQLite,
 * so that the statistics' SQL reads both. docs/scale.md describes each column.
 */
export const PARQUET_TABLES = {
  attempt: {
    id: 'bigint',
    learner_name: 'varchar',
    learner_code: 'varchar',
    number: 'bigint',
    status: 'varchar',
    success: 'varchar',
    score: 'double',
    raw_score: 'double',
    raw_min: 'double',
    raw_max: 'double',
    progress: 'double',
    seconds: 'double',
    first_at: 'bigint',
    last_at: 'bigint',
    first_text: 'varchar',
    last_text: 'varchar',
    points: 'double',
    answered: 'bigint',
    cmi: 'varchar',
  },
  question: {
    id: 'bigint',
    code: 'varchar',
    position: 'bigint',
    type: 'varchar',
    description: 'varchar',
    right_answer: 'varchar',
  },
  interaction: {
    attempt_id: 'bigint',
    n: 'bigint',
    question_id: 'bigint',
    response: 'varchar',
    result: 'varchar',
    share: 'double',
  },
  objective: {
    attempt_id: 'bigint',
    n: 'bigint',
    code: 'varchar',
    status: 'varchar',
    score: 'varchar',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

/**
 * The attempts and questions of a large report are numbered from here on, so that an id names the
 * engine and the report, and those of several reports can stand in one table.
 */
export function firstIdOf(courseId: number): number {
  return courseId * IDS;
}

/** The course of a large report's attempt; `null` for an id of SQLite. */
export function courseOfId(id: number): number | null {
  const courseId = Math.floor(id / IDS);
  return courseId > 0 ? courseId : null;
}

const IDS = 2 ** 32;

export type ParquetTable = keyof typeof PARQUET_TABLES;

export const PARQUET_TABLE_NAMES = Object.keys(PARQUET_TABLES) as readonly ParquetTable[];

/** The file of a table in the folder of a report. */
export function parquetFile(folder: string, table: ParquetTable): string {
  return join(folder, `${table}.parquet`);
}

/** The statement that writes `query`, which gives the columns of `table`, as a file. */
export function copyToParquet(query: string, file: string): string {
  return `copy (${query}) to ${quoted(file)} (format parquet, compression zstd)`;
}
