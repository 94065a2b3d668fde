import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importReport } from '../../src/lms/import-report.js';
import { courseSummary } from '../../src/lms/statistics/course-summary.js';
import { partsOf, type ItemAnalysis } from '../../src/lms/statistics/questions.js';
import type { Database } from '../../src/lms/store/database.js';
import { EXPORT_COLUMNS } from '../../src/lms/store/export-columns.js';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { fileOf } from './support/running-lms.js';

let database: Database;
beforeAll(async () => {
  database = openDatabase(await mkdtemp(join(tmpdir(), 'local-lms-items-')));
});
afterAll(() => database.close());

/** Reads attempts given as answers, one column per question: `1` is right, `0` wrong, else unmarked. */
async function analysed(rows: readonly string[]): Promise<readonly ItemAnalysis[]> {
  const questions = [...(rows[0] ?? '')].map((_, n) => n);
  const headings = questions.flatMap((n) => [
    `Question ${n}`,
    `Response ${n}`,
    `Right answer ${n}`,
    `Result ${n}`,
  ]);
  const answer = (mark: string): readonly string[] => {
    if (mark === '1') return ['a', 'a', 'correct'];
    return mark === '0' ? ['b', 'a', 'wrong'] : ['free text', 'a', 'neutral'];
  };
  const lines = rows.map((row, n) => [
    ...[`Learner ${n}`, `l${n}`, '1'],
    ...EXPORT_COLUMNS.slice(3).map(() => ''),
    ...[...row].flatMap((mark, q) => [`q${q}`, ...answer(mark)]),
  ]);
  const table = [[...EXPORT_COLUMNS, ...headings], ...lines]
    .map((line) => line.join(','))
    .join('\n');
  const reports = new Reports(database);
  const read = await importReport(reports, await fileOf('items.csv', table), 'items.csv');
  if (!read.ok || read.value.kind !== 'course') throw new Error(JSON.stringify(read));
  return (await courseSummary(reports, read.value.id)).items;
}

describe('discrimination', () => {
  test('is the correlation with the points for the other questions', async () => {
    const rows = ['111', '111', '110', '101', '100', '011', '010', '001', '000', '000'];
    // By hand for q0: x̄ = 0.5, rest = 2,2,1,1,0,2,1,1,0,0; cov = 0.1, sd = 0.5 and √0.6.
    expect((await analysed(rows))[0]?.discrimination).toBeCloseTo(0.1 / (0.5 * Math.sqrt(0.6)), 10);
  });

  test('is 1 for questions that agree, and nothing where all did the same or few tried', async () => {
    const agreeing = Array.from({ length: 10 }, (_, n) => (n < 5 ? '111' : '000'));
    expect((await analysed(agreeing))[1]?.discrimination).toBeCloseTo(1, 10);
    expect((await analysed(Array.from({ length: 10 }, () => '111')))[1]?.discrimination).toBeNull();
    expect((await analysed(['111', '000']))[1]?.discrimination).toBeNull();
  });
});

describe('an answer without a mark', () => {
  test('counts as chosen but not as a try', async () => {
    expect(await analysed(['?'])).toMatchObject([
      { tries: 0, rightShare: null, options: [{ text: 'free text', count: 1, right: false }] },
    ]);
  });
});

test.each([
  ['a,c', 'choice', 'a,c', ['a', 'c']],
  ['a[,]c', 'choice', '', ['a', 'c']],
  ['x[.]1[,]y[.]2', 'matching', '', ['x[.]1', 'y[.]2']],
  ['minutes,budget', '', 'minutes,budget,risks', ['minutes', 'budget']],
  ['Well, I think so', '', 'Yes', ['Well, I think so']],
  ['Well, I think so', 'fill-in', '', ['Well, I think so']],
  ['', 'choice', 'a', []],
])('%s of type "%s" consists of its parts', (answer, type, right, parts) => {
  expect(partsOf(answer, type, right)).toEqual(parts);
});
