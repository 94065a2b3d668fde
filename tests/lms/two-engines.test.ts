import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importLarge, importReport, type Engine } from '../../src/lms/import-report.js';
import { bulkSources } from '../../src/lms/imports/bulk-source.js';
import { courseById } from '../../src/lms/packages/course.js';
import {
  attemptDetail,
  attemptPage,
  attemptQuery,
  countAttempts,
  pageCount,
} from '../../src/lms/statistics/attempts.js';
import { courseSummary } from '../../src/lms/statistics/course-summary.js';
import { exportRows } from '../../src/lms/statistics/exports.js';
import type { Database } from '../../src/lms/store/database.js';
import { EXPORT_COLUMNS } from '../../src/lms/store/export-columns.js';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { largeFolder, Reports } from '../../src/lms/store/reports.js';

// Each file is read twice, once in a process of its own.
vi.setConfig({ testTimeout: 300_000 });

let folder: string;
let database: Database;
let reports: Reports;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'two-engines-'));
  database = openDatabase(folder);
  reports = new Reports(database);
});
afterAll(async () => {
  await reports.close();
  database.close();
  await rm(folder, { recursive: true, force: true });
});

const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url));

const QUERIES = [
  {},
  { sort: 'learner', order: 'up' },
  { sort: 'score', order: 'down' },
  { sort: 'first', order: 'up', status: 'passed' },
  { sort: 'status', order: 'up', text: 'a' },
  { sort: 'time', order: 'down', text: '_%' },
] as const satisfies readonly Readonly<Record<string, string>>[];

/** Everything that the pages and exports of a report show, without its ids. */
async function shownBy(path: string, engine: Engine): Promise<unknown> {
  const read = await importReport(reports, path, 'report', { engine });
  if (!read.ok) return read.problems;
  if (read.value.kind !== 'course') return 'the columns are not known';
  const { id } = read.value;
  expect(existsSync(largeFolder(database, id))).toBe(engine === 'duckdb');
  const report = await reports.of(id);
  const lists = [];
  for (const asked of QUERIES) {
    const query = attemptQuery((name) => (asked as Readonly<Record<string, string>>)[name]);
    const total = await countAttempts(report, query);
    for (let page = 1; page <= pageCount(total); page += 1)
      lists.push(await attemptPage(report, { ...query, page }, total));
  }
  const attempts = [];
  for (const { id: attemptId } of lists[0] ?? [])
    attempts.push(await attemptDetail(reports, attemptId));
  const exported = [];
  for await (const row of exportRows(
    report,
    attemptQuery(() => undefined),
  ))
    exported.push(row);
  const { notes, title } = courseById(database, id) ?? {};
  return rounded({
    title,
    notes,
    summary: await courseSummary(reports, id),
    lists,
    attempts,
    exported,
  });
}

/** Sums of fractions differ in their last digits, because engines add in different orders. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => {
      if (name === 'id' || name === 'courseId' || name === 'n') return undefined;
      return typeof inner === 'number' ? Number(inner.toPrecision(10)) : inner;
    }),
  );
}

async function bothShow(path: string): Promise<void> {
  const small = await shownBy(path, 'sqlite');
  expect(await shownBy(path, 'duckdb')).toEqual(small);
}

describe('SQLite and DuckDB show the same', () => {
  test.each([
    'moodle/class-interactions.txt',
    'moodle/class-basic.txt',
    'moodle/scorm12-interactions.txt',
    'moodle/scorm12-objectives.txt',
    'cases/c02-moodle-noq.csv',
    'cases/c03-moodle-multisco.csv',
    'cases/c05-moodle-max10.csv',
    'cases/c08-unquoted-decimal-comma.csv',
    'cases/c10-german.csv',
    'cases/c13-utf16be.csv',
    'cases/c14-latin1-late.csv',
    'cases/c15-same-name.csv',
    'cases/c16-sep-line.csv',
    'cases/c17-dup-row.csv',
    'cases/c18-title-score.csv',
    'cases/c24-openedx.csv',
    'cases/c49-moodle-entities.csv',
  ])('of %s', async (name) => {
    await bothShow(join(FIXTURES, name));
  });

  test('of any table, whatever its cells hold', async () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        'Sam',
        "O'Neil",
        'a "b" c',
        'x\ty',
        'two\nlines',
        '  blanks ',
        '日本',
        "='1",
      ),
      fc.string({ maxLength: 8 }).map((one) => one.replace(/[\0\r]/g, '')),
    );
    const score = fc.oneof(
      fc.integer({ min: 0, max: 100 }).map(String),
      fc.constantFrom('', '85.5', '-3', '250', 'x'),
    );
    const answer = (n: number): fc.Arbitrary<readonly string[]> =>
      fc.tuple(
        fc.constantFrom('', `q${n}`, `q${n}`, 'other'),
        fc.oneof(fc.constantFrom('a', 'b', 'a,b', 'b[,]c'), text),
        fc.constantFrom('', 'a', 'a,b'),
        fc.constantFrom('', 'correct', 'wrong', '0.5', 'neutral'),
      );
    const row = fc.tuple(
      fc.tuple(
        text,
        fc.oneof(fc.constantFrom('sam', 'ana'), text),
        fc.constantFrom('1', '1', '2', '17', '-', ''),
        fc.constantFrom('completed', 'incomplete', 'passed', 'unknown', ''),
        fc.constantFrom('passed', 'failed', 'unknown', ''),
        score,
        score,
        fc.constantFrom('', '0'),
        fc.constantFrom('', '10'),
        fc.constantFrom('', '0.5', '1'),
        fc.constantFrom('', '61', '7.5'),
        fc.constantFrom('2026-11-22T03:54:00.000Z', '2026-11-22', 'yesterday', ''),
        fc.constantFrom('2026-11-23T03:54:00.000Z', ''),
      ),
      answer(1),
      answer(2),
      fc.tuple(fc.constantFrom('', 'passed'), score),
    );
    const headings = [
      ...EXPORT_COLUMNS,
      ...['Question 0', 'Response 0', 'Right answer 0', 'Result 0'],
      ...['Question 1', 'Response 1', 'Right answer 1', 'Result 1'],
      ...['goal status', 'goal score'],
    ];
    const anyRow = fc.oneof(
      { weight: 8, arbitrary: row.map((cells) => cells.flat()) },
      { weight: 1, arbitrary: fc.constant(headings.map(() => '')) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom('', 'a'), { minLength: 1, maxLength: 30 }) },
    );
    const path = join(folder, 'random.csv');
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { minLength: 1, maxLength: 60 }),
        fc.constantFrom('\r\n', '\n'),
        async (rows, end) => {
          const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
          // The same row twice, and a learner's attempt with other values, are among them.
          const lines = [headings, ...rows, ...rows.slice(0, 2)].map((cells) => cells.map(quoted));
          await writeFile(path, lines.map((cells) => cells.join(',') + end).join(''));
          await bothShow(path);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('a large report', () => {
  const CLASS = join(FIXTURES, 'moodle', 'class-interactions.txt');

  test('that is canceled leaves nothing, neither a course nor a file', async () => {
    const courses = database.all('select id from course');
    const files = await readdir(join(folder, 'reports'));
    const control = new AbortController();
    const read = importReport(reports, CLASS, 'class.txt', {
      engine: 'duckdb',
      signal: control.signal,
      onProgress: (done) => {
        if (done > 0.5) control.abort(new Error('Canceled.'));
      },
    });
    expect(await read).toEqual({ ok: false, problems: ['The file cannot be read: Canceled.'] });
    expect(database.all('select id from course')).toEqual(courses);
    expect(await readdir(join(folder, 'reports'))).toEqual(files);
  });

  test('says how far it is, and never goes backwards', async () => {
    const steps: number[] = [];
    await importReport(reports, CLASS, 'class.txt', {
      engine: 'duckdb',
      onProgress: (done) => steps.push(done),
    });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  test('of which the program was killed while it read is swept at the next start', async () => {
    const data = await mkdtemp(join(tmpdir(), 'killed-'));
    openDatabase(data).close();
    await mkdir(join(data, 'reports', '7'), { recursive: true });
    openDatabase(data).close();
    expect(await readdir(join(data, 'reports'))).toEqual([]);
  });

  test('of several files is one report, with the questions of all', async () => {
    const [headings = '', ...rows] = (await readFile(CLASS, 'utf8')).replace(/\n$/, '').split('\n');
    const names = headings.split('\t');
    // The first school's learners got to the first two questions only.
    const shorter = names.findIndex((name) => name.includes('Question 2'));
    const cut = (line: string): string => line.split('\t').slice(0, shorter).join('\t');
    const first = join(folder, 'school-1.txt');
    const second = join(folder, 'school-2.txt');
    await writeFile(first, [headings, ...rows.slice(0, 8)].map(cut).join('\n'));
    await writeFile(second, [headings, ...rows.slice(8)].join('\n'));
    const { sources, others } = await bulkSources([first, second]);
    expect(others).toEqual([]);
    expect(sources).toHaveLength(1);
    const [source] = sources;
    const read = source && (await importLarge(reports, source, 'district'));
    if (!read?.ok || read.value.kind !== 'course') throw new Error(JSON.stringify(read));
    const summary = await courseSummary(reports, read.value.id);
    const whole = await importReport(reports, CLASS, 'class.txt');
    if (!whole.ok || whole.value.kind !== 'course') throw new Error('not read');
    const expected = await courseSummary(reports, whole.value.id);
    expect({ ...summary, items: [] }).toEqual({ ...expected, items: [] });
    expect(summary.items.map(({ code }) => code)).toEqual(expected.items.map(({ code }) => code));
    expect(summary.items[3]?.tries).toBeLessThan(expected.items[3]?.tries ?? 0);
  });
});
