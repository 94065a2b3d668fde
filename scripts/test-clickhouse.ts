import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { importReport } from '../src/lms/import-report.js';
import { courses } from '../src/lms/packages/course.js';
import { courseSummary, summaryOf } from '../src/lms/statistics/course-summary.js';
import { figuresSql } from '../src/lms/statistics/figures-sql.js';
import type { Cell } from '../src/lms/store/database.js';
import { exportParquet } from '../src/lms/store/export-parquet.js';
import { openDatabase } from '../src/lms/store/open-database.js';
import { Reports, type Report } from '../src/lms/store/reports.js';
import { writeReport } from './bench/lms-report.js';

// Proves that ClickHouse finds the figures of the report pages in exported Parquet:
// `npm run test:clickhouse`. ClickHouse comes embedded in the package chdb (540 MB), which is
// installed into .cache/ the first time.

const CHDB = 'chdb@3.4.0';
const CACHE = fileURLToPath(new URL('../.cache/chdb', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../tests/lms/fixtures/', import.meta.url));

interface Session {
  query(sql: string, format?: string): string;
  cleanup(): void;
}

async function installed(): Promise<{ readonly Session: new () => Session }> {
  if (!existsSync(join(CACHE, 'node_modules', 'chdb'))) {
    console.log(`Installing ${CHDB} (540 MB) into .cache/chdb.`);
    await mkdir(CACHE, { recursive: true });
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['install', '--prefix', CACHE, '--no-audit', '--no-fund', CHDB];
    const { status } = spawnSync(npm, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${CHDB} could not be installed.`);
  }
  // chdb's own types say the same.
  return createRequire(join(CACHE, 'package.json'))('chdb') as { Session: new () => Session };
}

/** A course as ClickHouse has it. */
function clickHouseReport(session: Session, courseId: number): Report {
  return {
    courseId,
    indexed: () => '',
    notIndexed: '',
    like: 'ilike',
    all: <Row>(sql: string, ...values: readonly Cell[]) => {
      let next = 0;
      const text = session.query(
        sql.replace(/\?/g, () => String(values[next++])),
        'JSONEachRow',
      );
      const lines = text.split('\n').filter((line) => line !== '');
      // The statement names the columns.
      return Promise.resolve(lines.map((line) => JSON.parse(line) as Row));
    },
  };
}

/** Engines add fractions in different orders. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'number' ? Number(inner.toPrecision(10)) : inner,
    ),
  );
}

async function main(): Promise<number> {
  const { Session } = await installed();
  const folder = await mkdtemp(join(tmpdir(), 'clickhouse-'));
  const database = openDatabase(join(folder, 'data'));
  const reports = new Reports(database);
  let wrong = 0;
  try {
    const many = join(folder, 'many.txt');
    await writeReport(many, 20_000);
    for (const engine of ['sqlite', 'duckdb'] as const) {
      await importReport(reports, many, '20,000 attempts', { engine });
      for (const name of await readdir(join(FIXTURES, 'moodle')))
        if (name.endsWith('.txt'))
          await importReport(reports, join(FIXTURES, 'moodle', name), name, { engine });
    }
    const parquet = join(folder, 'parquet');
    const all = courses(database);
    await exportParquet(reports, all, parquet, async (id) => figuresSql(await reports.of(id)));
    // The views name the files by their place in this folder.
    process.chdir(parquet);
    const session = new Session();
    console.log(`ClickHouse ${session.query('select version()', 'TSV').trim()}`);
    for (const statement of statementsIn(await readFile('clickhouse.sql', 'utf8')))
      session.query(statement);
    for (const { id, source } of all) {
      const shown = rounded(await courseSummary(reports, id));
      const found = rounded(await summaryOf(clickHouseReport(session, id)));
      const statements = statementsIn(await readFile(join('figures', `course_${id}.sql`), 'utf8'));
      for (const statement of statements) session.query(statement);
      const isRight = isDeepStrictEqual(found, shown);
      if (!isRight) wrong += 1;
      console.log(`${isRight ? 'same ' : 'WRONG'}  ${source}: ${statements.length} statements`);
      if (!isRight) console.log(JSON.stringify({ shown, found }, null, 1));
    }
    session.cleanup();
  } finally {
    process.chdir(tmpdir());
    await reports.close();
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
  return wrong > 0 ? 1 : 0;
}

function statementsIn(sql: string): readonly string[] {
  return sql.split(/;\n/).filter((statement) => statement.trim() !== '');
}

process.exitCode = await main();
