import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/lms/store/database.js';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { EXPORT_COLUMNS } from '../../src/lms/store/export-columns.js';
import { importReport } from '../../src/lms/import-report.js';
import {
  attemptPage,
  attemptQuery,
  countAttempts,
  pageCount,
  type AttemptLine,
} from '../../src/lms/statistics/attempts.js';
import { timeline } from '../../src/lms/statistics/course-summary.js';

// Files and processes are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

const ATTEMPTS = 6_000;
const SORTS = ['learner', 'attempt', 'status', 'success', 'score'];
const OTHER_SORTS = ['progress', 'time', 'first', 'last'];

let folder: string;
let database: Database;
let reports: Reports;

/** Every third attempt is completed, every seventh has no score; dates come in no order. */
function line(n: number): string {
  const day = String(1 + ((n * 11) % 28)).padStart(2, '0');
  const score = n % 7 === 0 ? '' : (n * 37) % 101;
  const status = n % 3 === 0 ? 'completed' : 'incomplete';
  const date = `2026-11-${day}T23:30:00`;
  return `Learner ${(n * 13) % ATTEMPTS},code-${n},${1 + (n % 4)},${status},unknown,${score},,,,,${n % 900},${date},${date}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-lms-list-'));
  database = openDatabase(folder);
  reports = new Reports(database);
  const headings = EXPORT_COLUMNS.join(',');
  const path = join(folder, 'report.csv');
  await writeFile(
    path,
    [headings, ...Array.from({ length: ATTEMPTS }, (_, n) => line(n))].join('\n'),
  );
  expect(await importReport(reports, path, 'report.csv')).toEqual({
    ok: true,
    value: { kind: 'course', id: 1 },
  });
});

afterAll(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** All pages one after the other. */
async function allPages(asked: Readonly<Record<string, string>>): Promise<readonly AttemptLine[]> {
  const query = attemptQuery((name) => asked[name]);
  const report = await reports.of(1);
  const total = await countAttempts(report, query);
  const pages: AttemptLine[] = [];
  for (let page = 1; page <= pageCount(total); page += 1)
    pages.push(...(await attemptPage(report, { ...query, page }, total)));
  return pages;
}

describe('the pages of a long list', () => {
  test.each([...SORTS, ...OTHER_SORTS])(
    'sorted by %s hold each attempt once, and backwards the other way round',
    async (sort) => {
      const up = (await allPages({ sort, order: 'up' })).map(({ id }) => id);
      expect(new Set(up).size).toBe(ATTEMPTS);
      expect(up).toHaveLength(ATTEMPTS);
      const down = await allPages({ sort, order: 'down' });
      expect(down.map(({ id }) => id)).toEqual([...up].reverse());
    },
  );

  test('stand in the order of what they are sorted by', async () => {
    const scores = (await allPages({ sort: 'score', order: 'up' })).map(({ score }) => score ?? -1);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
  });

  test.each([
    ['a few', { text: 'Learner 59' }],
    ['a third', { status: 'completed' }],
    ['nearly all', { text: 'code-' }],
    ['none', { text: 'nobody' }],
  ])(
    'hold exactly what a filter that leaves %s matches',
    async (_, filter: Record<string, string>) => {
      const { text = '', status = '' } = filter;
      const wanted = (await allPages({ sort: 'time', order: 'up' })).filter(
        (one) =>
          `${one.learner} ${one.code}`.includes(text) && (status === '' || one.status === status),
      );
      const found = await allPages({ sort: 'time', order: 'up', ...filter });
      expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    },
  );
});

test('a receipt’s code finds the attempts that hold it as a whole answer, however it is typed', async () => {
  const path = join(folder, 'receipts.csv');
  const rows = ['Ada,K7QX-2MPD', 'Ben,AAAA-2222', 'Cleo,K7QX-2MPD', 'Dan,my code is K7QX-2MPD'];
  const headings = [...EXPORT_COLUMNS, 'Question 0', 'Response 0'].join(',');
  const lines = rows.map((row) => row.replace(',', ',,1,,,,,,,,,,,Receipt_code,'));
  await writeFile(path, [headings, ...lines].join('\n'));
  const read = await importReport(reports, path, 'receipts.csv');
  const report = await reports.of(read.ok && read.value.kind === 'course' ? read.value.id : 0);
  const found = async (text: string): Promise<readonly string[]> => {
    const query = attemptQuery((name) => ({ sort: 'learner', text })[name]);
    return (await attemptPage(report, query)).map(({ learner }) => learner);
  };
  expect(await found('K7QX-2MPD')).toEqual(['Ada', 'Cleo']);
  expect(await found('k7qx-2mpd')).toEqual(['Ada', 'Cleo']);
  expect(await found('K7QX')).toEqual([]);
});

test('a day of the progress ends at midnight of this computer', async () => {
  const days = await timeline(await reports.of(1));
  expect(days).toHaveLength(28);
  expect(days[0]?.day).toBe('2026-11-01');
  expect(days.at(-1)).toMatchObject({ day: '2026-11-28', begun: ATTEMPTS });
});
