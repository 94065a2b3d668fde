import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Course } from '../packages/course.js';
import type { Cell, Database } from './database.js';
import { DuckDb, type ColumnType } from './duckdb.js';
import { isLarge, largeFolder, type Reports } from './reports.js';
import {
  copyToParquet,
  parquetFile,
  PARQUET_TABLE_NAMES,
  PARQUET_TABLES,
  type ParquetTable,
} from './parquet.js';

/** Run in the folder itself, these make tables of the files for the SQL of the figures. */
const VIEWS = {
  'duckdb.sql': viewsOn((files) => `read_parquet('${files}', hive_partitioning = true)`),
  'clickhouse.sql': viewsOn((files) => `file('${files}', Parquet)`),
};

function viewsOn(read: (files: string) => string): string {
  return PARQUET_TABLE_NAMES.map(
    (table) => `create view ${table} as select * from ${read(`${table}/*/*.parquet`)};\n`,
  ).join('');
}

/** How many attempts are read from SQLite at once. */
const BUNDLE = 2_000;

/** Where the rows of a table are from; each takes a course and a range of attempts. */
const ROWS = {
  attempt: 'attempt where course_id = ? and id between ? and ?',
  interaction:
    'interaction join attempt on attempt.id = attempt_id where course_id = ? and attempt_id between ? and ?',
  objective:
    'objective join attempt on attempt.id = attempt_id where course_id = ? and attempt_id between ? and ?',
} as const;

const COURSE_COLUMNS = {
  course_id: 'bigint',
  title: 'varchar',
  kind: 'varchar',
  source: 'varchar',
  added_at: 'bigint',
} as const satisfies Readonly<Record<string, ColumnType>>;

/**
 * Writes courses as Parquet, partitioned by course, into `folder`, which must be new or empty. It is
 * there as a whole or not at all. `figuresOf` gives the SQL of a
 * course's figures.
 */
export async function exportParquet(
  { database }: Reports,
  courses: readonly Course[],
  folder: string,
  figuresOf: (courseId: number) => Promise<string>,
): Promise<void> {
  if ((await readdir(folder).catch(() => [])).length > 0)
    throw new Error(`${folder} is not empty. Name a folder that does not exist yet.`);
  const work = `${folder}.partial`;
  await rm(work, { recursive: true, force: true });
  const duckdb = await DuckDb.open();
  try {
    await mkdir(work, { recursive: true });
    for (const course of courses) {
      for (const table of PARQUET_TABLE_NAMES) {
        const file = join(work, table, `course_id=${course.id}`, 'data.parquet');
        await mkdir(dirname(file), { recursive: true });
        if (isLarge(database, course.id))
          await copyFile(parquetFile(largeFolder(database, course.id), table), file);
        else await writeTable(database, duckdb, course.id, table, file);
      }
    }
    await writeCourses(duckdb, courses, join(work, 'course.parquet'));
    await mkdir(join(work, 'figures'));
    for (const { id } of courses)
      await writeFile(join(work, 'figures', `course_${id}.sql`), await figuresOf(id));
    for (const [name, text] of Object.entries(VIEWS)) await writeFile(join(work, name), text);
    await rm(folder, { recursive: true, force: true });
    await rename(work, folder);
  } finally {
    duckdb.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function writeTable(
  database: Database,
  duckdb: DuckDb,
  courseId: number,
  table: ParquetTable,
  file: string,
): Promise<void> {
  const columns: Readonly<Record<string, ColumnType>> = PARQUET_TABLES[table];
  const names = Object.keys(columns);
  const rows =
    table === 'question'
      ? database.all<Row>(
          `select ${names.join(', ')} from question where course_id = ? order by id`,
          courseId,
        )
      : rowsOf(database, courseId, table, names);
  await appendAll(duckdb, columns, rows);
  await duckdb.run(copyToParquet('select * from export', file));
}

type Row = Readonly<Record<string, Cell>>;

function* rowsOf(
  database: Database,
  courseId: number,
  table: keyof typeof ROWS,
  names: readonly string[],
): Generator<Row> {
  const isAttempt = table === 'attempt';
  const order = isAttempt ? 'id' : 'attempt_id, n';
  for (let after = 0; ;) {
    const range = database.get<{ first: number | null; last: number | null }>(
      `select min(id) as first, max(id) as last from
       (select id from attempt not indexed where course_id = ? and id > ? order by id limit ${BUNDLE})`,
      courseId,
      after,
    );
    if (!range?.last) return;
    yield* database.all<Row>(
      `select ${names.map((name) => `${table}.${name}`).join(', ')} from ${ROWS[table]} order by ${order}`,
      courseId,
      range.first,
      range.last,
    );
    after = range.last;
  }
}

async function writeCourses(
  duckdb: DuckDb,
  courses: readonly Course[],
  file: string,
): Promise<void> {
  const rows = courses.map(({ id, title, kind, source, addedAt }) => ({
    course_id: id,
    title,
    kind,
    source,
    added_at: addedAt,
  }));
  await appendAll(duckdb, COURSE_COLUMNS, rows);
  await duckdb.run(copyToParquet('select * from export', file));
}

/** Makes the table `export` of rows. */
async function appendAll(
  duckdb: DuckDb,
  columns: Readonly<Record<string, ColumnType>>,
  rows: Iterable<Row>,
): Promise<void> {
  const names = Object.keys(columns);
  const made = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await duckdb.run(`create or replace table export (${made.join(', ')})`);
  const appender = await duckdb.appender('export', Object.values(columns));
  for (const row of rows) appender.add(names.map((name) => row[name] ?? null));
  appender.close();
}
