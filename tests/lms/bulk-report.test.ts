import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBulk, type BulkResult } from '../../src/lms/imports/bulk-report.js';
import { bulkSources } from '../../src/lms/imports/bulk-source.js';
import { CheckedRows } from '../../src/lms/imports/check-rows.js';
import { openReport } from '../../src/lms/imports/open-report.js';
import type { ImportedAttempt } from '../../src/lms/store/attempt-writer.js';
import { EXPORT_COLUMNS } from '../../src/lms/store/export-columns.js';
import { DuckDb, quoted } from '../../src/lms/store/duckdb.js';
import { parquetFile } from '../../src/lms/store/parquet.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulk-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const FIXTURES = fileURLToPath(new URL('fixtures/moodle/', import.meta.url));

/** What the reader of small files makes of a file, without rows that say nothing. */
async function readSmall(path: string): Promise<readonly unknown[]> {
  const report = await openReport(path);
  if (!report.ok || report.value.kind !== 'report') return ['unknown'];
  const rows: unknown[] = [];
  for await (const [row, read] of new CheckedRows(report.value).rows()) {
    if (!read.ok) rows.push({ row, problem: read.problems.join(' ') });
    else if (read.value) rows.push(plain(read.value));
  }
  return rows;
}

function plain({ learner, code, number, record, seconds, first, last }: ImportedAttempt): unknown {
  return {
    learner,
    code,
    number,
    status: record.status,
    success: record.success,
    score: record.score.percent,
    raw: record.score.raw,
    progress: record.progress,
    seconds,
    first,
    last,
    answers: record.interactions.map((one) => [one.code, one.response, one.result, one.share]),
    objectives: record.objectives.map((one) => [one.code, one.status, one.score]),
  };
}

/** What DuckDB makes of the same file, in the same form, bad rows first. */
async function readLarge(path: string): Promise<readonly unknown[]> {
  const out = await mkdtemp(join(folder, 'out-'));
  const { sources } = await bulkSources([path]);
  const [source] = sources;
  if (!source) return ['unknown'];
  const result = await readBulk(source, out, {
    firstId: 1,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  return [...result.badRows, ...(result.attempts > 0 ? await attemptsIn(out) : [])];
}

async function attemptsIn(out: string): Promise<readonly unknown[]> {
  const db = await DuckDb.open();
  const table = (name: Parameters<typeof parquetFile>[1]): string =>
    `read_parquet(${quoted(parquetFile(out, name))})`;
  const attempts = await db.all<Record<string, unknown> & { id: number }>(
    `select * from ${table('attempt')} order by id`,
  );
  const answers = await db.all<Record<string, unknown> & { attempt_id: number }>(
    `select * from ${table('interaction')} join (select id, code from ${table('question')}) as question
     on question.id = question_id order by attempt_id, n`,
  );
  const objectives = await db.all<Record<string, unknown> & { attempt_id: number }>(
    `select * from ${table('objective')} order by attempt_id, n`,
  );
  db.close();
  return attempts.map((row) => ({
    learner: row['learner_name'],
    code: row['learner_code'],
    number: row['number'],
    status: row['status'],
    success: row['success'],
    score: row['score'],
    raw: row['raw_score'],
    progress: row['progress'],
    seconds: row['seconds'],
    first: { at: row['first_at'], text: row['first_text'] },
    last: { at: row['last_at'], text: row['last_text'] },
    answers: answers
      .filter((one) => one.attempt_id === row.id)
      .map((one) => [one['code'], one['response'], one['result'], one['share']]),
    objectives: objectives
      .filter((one) => one.attempt_id === row.id)
      .map((one) => [one['code'], one['status'], one['score']]),
  }));
}

/** Bad rows first, as DuckDB gives them. */
function badFirst(rows: readonly unknown[]): readonly unknown[] {
  const isBad = (row: unknown): boolean => row instanceof Object && 'problem' in row;
  return [...rows.filter(isBad), ...rows.filter((row) => !isBad(row))];
}

describe('a table that DuckDB reads', () => {
  test.each([
    'scorm12-basic',
    'scorm12-interactions',
    'scorm12-objectives',
    'scorm2004-objectives',
  ])("says the same as one that is read row by row: Moodle's %s", async (name) => {
    const path = join(FIXTURES, `${name}.txt`);
    expect(await readLarge(path)).toEqual(badFirst(await readSmall(path)));
  });

  test('says the same as one that is read row by row, whatever its cells hold', async () => {
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
      fc.string({ maxLength: 8 }).map((one) => one.replaceAll('\0', '').replaceAll('\r', '')),
    );
    const score = fc.oneof(
      fc.integer({ min: 0, max: 100 }).map(String),
      fc.constantFrom('', '85.5', 'x'),
    );
    const row = fc.tuple(
      text,
      text,
      fc.constantFrom('1', '2', '17', '-', ''),
      fc.constantFrom('completed', 'incomplete', 'unknown', ''),
      fc.constantFrom('passed', 'failed', 'unknown', ''),
      score,
      score,
      fc.constantFrom('', '0'),
      fc.constantFrom('', '10'),
      fc.constantFrom('', '0.5', '1'),
      fc.constantFrom('', '61', '7.5'),
      fc.constantFrom('2026-11-22T03:54:00.000Z', '2026-11-22', 'yesterday', ''),
      fc.constantFrom('2026-11-23T03:54:00.000Z', ''),
      ...[1, 2].flatMap((n) => [
        fc.constantFrom('', `q${n}`, 'other'),
        text,
        fc.constantFrom('', 'a', 'a,b'),
        fc.constantFrom('', 'correct', 'wrong', '0.5', 'neutral'),
      ]),
      fc.constantFrom('', 'passed'),
      score,
    );
    const headings = [
      ...EXPORT_COLUMNS,
      ...[0, 1].flatMap((n) => [
        `Question ${n}`,
        `Response ${n}`,
        `Right answer ${n}`,
        `Result ${n}`,
      ]),
      ...['goal status', 'goal score'],
    ];
    const empty = fc.constant(headings.map(() => ''));
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: row }, { weight: 1, arbitrary: empty }), {
          minLength: 1,
          maxLength: 30,
        }),
        async (rows) => {
          const quotedCell = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
          const path = join(folder, `random-${(n += 1)}.csv`);
          await writeFile(
            path,
            [headings, ...rows].map((cells) => `${cells.map(quotedCell).join(',')}\r\n`).join(''),
          );
          expect(await readLarge(path)).toEqual(badFirst(await readSmall(path)));
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);

  test('leaves no half-read table behind when it is canceled', async () => {
    const out = await mkdtemp(join(folder, 'canceled-'));
    const { sources } = await bulkSources([join(FIXTURES, 'scorm12-interactions.txt')]);
    const control = new AbortController();
    const read = (): Promise<BulkResult> => {
      if (!sources[0]) throw new Error('no source');
      return readBulk(sources[0], out, {
        firstId: 1,
        signal: control.signal,
        onProgress: (done) => {
          if (done > 0.5) control.abort(new Error('Canceled.'));
        },
      });
    };
    await expect(read()).rejects.toThrow('Canceled.');
    expect(await readdir(out)).toEqual([]);
  });
});
