import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importReport } from '../../src/lms/import-report.js';
import type { ReadLimits } from '../../src/lms/imports/read-report.js';
import { tableRows } from '../../src/lms/imports/read-table.js';
import { xlsxStream } from '../../src/lms/statistics/exports.js';
import { courseSummary } from '../../src/lms/statistics/course-summary.js';
import { Database } from '../../src/lms/store/database.js';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { readFileOf } from './support/read-rows.js';
import { fileOf, runningLms, type TestLms } from './support/running-lms.js';

// Files, processes and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 120_000 });

let database: Database;
beforeAll(async () => {
  database = openDatabase(await mkdtemp(join(tmpdir(), 'local-lms-hostile-')));
});
afterAll(() => database.close());

const HEADINGS = 'Name,Email address,Attempt,Started on,Last accessed on,Score,L';

async function refusalOf(data: string | Buffer, limits?: ReadLimits): Promise<string> {
  const read = await importReport(
    new Reports(database),
    await fileOf('bad', data),
    'bad',
    limits && { limits },
  );
  return read.ok ? 'it was read' : read.problems.join(' ');
}

describe('a file that would take all memory or time', () => {
  test('is stopped when it is 30 MB of numbers, and nothing is left of it', async () => {
    const numbers = `[${Array.from({ length: 1_000_000 }, (_, n) => n).join(',')}${',1'.repeat(12_000_000)}]`;
    const before = database.all('select id from course').length;
    expect(await refusalOf(numbers)).toMatch(/^This JSON holds no attempts\.|more than 768 MB/);
    expect(database.all('select id from course')).toHaveLength(before);
  });

  test('is stopped at a limit of memory, in a sentence', async () => {
    const deep = `[${Array.from({ length: 300_000 }, (_, n) => `{"cmi.learner_id":"l${n}","a":[1,2,3]}`).join(',')}]`;
    expect(await refusalOf(deep, { memory: 24, silence: 120_000 })).toBe(
      'Reading this file takes more than 24 MB of memory, so it was stopped. Export it in parts, or as CSV.',
    );
  });

  test('is stopped at a limit of time, in a sentence', async () => {
    const many = `${HEADINGS}\n${'A,a@x,1,-,-,1,1/2\n'.repeat(10)}`;
    expect(await refusalOf(many, { memory: 256, silence: 1 })).toBe(
      'Nothing could be read from this file for 0.001 seconds, so it was stopped.',
    );
  });

  test('is stopped when a quotation mark is never closed', async () => {
    const open = `${HEADINGS}\nA,a@x,1,-,-,1,"${'x'.repeat(9_000_000)}`;
    expect(await refusalOf(open)).toBe(
      'The file cannot be read: row 2 is longer than 4000000 characters; a quotation mark may be missing.',
    );
  });

  test('is stopped when a row has more cells than any report', async () => {
    expect(await refusalOf(`${HEADINGS}\n${','.repeat(20_000)}\n`)).toMatch(
      /has 20001 cells; 10000 are the most/,
    );
  });
});

describe('names and texts', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'a question called %s is a question like any other',
    async (code) => {
      const lms = await runningLms();
      const report = `${HEADINGS},Question 0,Response 0,Right answer 0,Result 0\nA,a@x,1,-,-,1,1/2,${code},${code},${code},correct\n`;
      const answer = await lms.upload('/imports', 'report.csv', report);
      const course = (answer.headers.get('location') ?? '').replace('/overview', '');
      for (const page of ['questions', 'overview', 'attempts', 'attempts.csv']) {
        const read = await lms.get(`${course}/${page}`);
        expect([page, read.status]).toEqual([page, 200]);
        if (page === 'questions') expect(await read.text()).toContain(code);
      }
      await lms.close();
    },
  );

  test('that are longer than any are cut, and said to be', async () => {
    const { attempts, notices, title } = await readFileOf(
      `${HEADINGS}${'L'.repeat(5_000)},Response 0\n${'A'.repeat(5_000)},a@x,1,-,-,1,1/2,${'r'.repeat(50_000)}\n`,
    );
    expect(attempts[0]?.learner).toHaveLength(300);
    expect(attempts[0]?.record.interactions[0]?.response).toHaveLength(30_000);
    expect(notices).toContain('2 texts were too long and cut.');
    expect(title?.length).toBeLessThanOrEqual(5_001);
  });

  test('of a title are cut to what a page can show', async () => {
    const path = await fileOf('long.csv', `${HEADINGS}${'L'.repeat(5_000)}\nA,a@x,1,-,-,1,1/2\n`);
    const read = await importReport(new Reports(database), path, 'long.csv');
    const id = read.ok && read.value.kind === 'course' ? read.value.id : 0;
    const row = database.get<{ title: string }>('select title from course where id = ?', id);
    expect(row?.title).toHaveLength(200);
  });
});

describe('a workbook', () => {
  async function writtenAs(text: string): Promise<string> {
    const data = Buffer.from(await new Response(xlsxStream([[text]])).arrayBuffer());
    for await (const [cell] of tableRows(await fileOf('w.xlsx', data), 'xlsx')) return cell ?? '';
    return '';
  }

  test('has no character that XML cannot have', async () => {
    expect(await writtenAs('a\uFFFEb\uFFFF\u0000\u0008c\uD800d😀')).toBe(
      'a\uFFFDb\uFFFD\uFFFD\uFFFDc\uFFFDd😀',
    );
  });

  test('has no cell that is longer than Excel takes, and says where it is cut', async () => {
    expect(await writtenAs('y'.repeat(32_767))).toBe('y'.repeat(32_767));
    const cell = await writtenAs('y'.repeat(40_000));
    expect(cell).toHaveLength(32_767);
    expect(cell.endsWith('y… (cut: 40000 characters)')).toBe(true);
  });
});

test('other pages answer while a large report is read', async () => {
  const lms: TestLms = await runningLms();
  const rows = Array.from(
    { length: 20_000 },
    (_, n) => `L ${n},l${n}@x,1,-,-,${n % 101},${n % 101}/100`,
  );
  const upload = lms.upload('/imports', 'large.csv', `${HEADINGS}\n${rows.join('\n')}\n`);
  const state = { isRead: false };
  void upload.then(() => (state.isRead = true));
  let answered = 0;
  while (!state.isRead) {
    await (await lms.get('/')).text();
    answered += 1;
  }
  expect((await upload).status).toBe(303);
  expect(answered).toBeGreaterThan(2);
  await lms.close();
});

test('data of the first version keep their scores as points, and what was played gets its scale back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'local-lms-old-'));
  const old = Database.open(join(folder, 'lms.sqlite'));
  old.execute(await readFile(new URL('./fixtures/schema-1.sql', import.meta.url), 'utf8'));
  old.execute(`
    insert into course (id, kind, title, source, added_at) values (1, 'import', 'I', 'i', 0), (2, 'package', 'P', 'p', 0);
    insert into attempt (course_id, learner_name, learner_code, number, status, success, score, cmi) values
      (1, 'A', 'a', 1, 'unknown', 'unknown', 8, null),
      (2, 'B', 'b', 1, 'passed', 'passed', 8, '{"cmi.core.score.raw":"8","cmi.core.score.max":"10","cmi.core.lesson_status":"passed"}');
  `);
  old.close();
  const upgraded = openDatabase(folder);
  expect((await courseSummary(new Reports(upgraded), 1)).scores).toMatchObject([
    { unit: 'points', mean: 8 },
  ]);
  expect((await courseSummary(new Reports(upgraded), 2)).scores).toMatchObject([
    { unit: 'percent', mean: 80 },
  ]);
  upgraded.close();
});
