import { readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TableCell } from '../../src/core/csv.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/lms/store/database.js';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { importReport } from '../../src/lms/import-report.js';
import { tableRows } from '../../src/lms/imports/read-table.js';
import { WHAT_IS_READ } from '../../src/lms/imports/open-report.js';
import { courseById, type Course } from '../../src/lms/packages/course.js';
import { attemptPage, attemptQuery, type AttemptLine } from '../../src/lms/statistics/attempts.js';
import { courseSummary } from '../../src/lms/statistics/course-summary.js';
import { exportRows } from '../../src/lms/statistics/exports.js';
import { csvStream, xlsxStream } from '../../src/lms/statistics/exports.js';
import { fileOf } from './support/running-lms.js';

// Files and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 30_000 });

let database: Database;
let reports: Reports;
beforeAll(async () => {
  database = openDatabase(await mkdtemp(join(tmpdir(), 'local-lms-import-')));
  reports = new Reports(database);
});
afterAll(() => database.close());

const all = attemptQuery(() => undefined);

/** The first page of a course's attempts. */
async function linesOf(id: number, query = all): Promise<readonly AttemptLine[]> {
  return attemptPage(await reports.of(id), query);
}

async function exportOf(id: number): Promise<readonly (readonly TableCell[])[]> {
  const rows = [];
  for await (const row of exportRows(await reports.of(id), all)) rows.push(row);
  return rows;
}

async function read(name: string, data: string | Buffer): Promise<Course | string> {
  const result = await importReport(reports, await fileOf(name, data), name);
  if (!result.ok) return result.problems.join(' ');
  if (result.value.kind !== 'course') return 'asks what the columns are';
  return courseById(database, result.value.id) ?? 'no course';
}

async function readWell(name: string, data: string | Buffer): Promise<Course> {
  const course = await read(name, data);
  if (typeof course === 'string') throw new Error(course);
  return course;
}

const tabs = (...lines: readonly string[]): string => lines.join('\n').replaceAll('|', '\t');

const INTERACTIONS = tabs(
  'Name|"Email address"|Attempt|"Started on"|"Last accessed on"|Score|Lesson|"Question 0"|"Response 0"|"Right answer 0"|"Result 0"|"Question 1"|"Response 1"|"Right answer 1"|"Result 1"',
  '"Sam Student"|sam@example.test|1|"Sunday, 22 November 2026, 3:54 AM"|"Sunday, 22 November 2026, 4:10 PM"|100|100|Who_fits|Samantha|Samantha|correct|Day|a,b|a,b|correct',
  '"Ana Ámbar-Núñez"|ana@example.test|2|"Sunday, 22 November 2026, 3:54 AM"|"dimanche 22 novembre 2026, 05:00"|40|40|Who_fits|Peter|Samantha|wrong|Day|a|a,b|wrong',
);

describe("Moodle's interactions report", () => {
  test('gives attempts, dates and answers', async () => {
    const course = await readWell('report.txt', INTERACTIONS);
    expect(course.title).toBe('Lesson');
    expect(course.notes).toEqual({
      format: 'Moodle SCORM report',
      attempts: 2,
      unknownColumns: [],
      notices: [],
      badRows: [],
      badRowCount: 0,
    });
    const [sam] = await linesOf(
      course.id,
      attemptQuery((name) => ({ sort: 'learner', order: 'down' })[name]),
    );
    expect(sam).toMatchObject({
      learner: 'Sam Student',
      code: 'sam@example.test',
      number: 1,
      score: null,
      rawScore: 100,
      firstAt: new Date(2026, 10, 22, 3, 54).getTime(),
      lastAt: new Date(2026, 10, 22, 16, 10).getTime(),
    });
    expect((await courseSummary(reports, course.id)).items[0]).toEqual({
      code: 'Who_fits',
      description: '',
      type: '',
      rightAnswer: 'Samantha',
      tries: 2,
      rightShare: 0.5,
      discrimination: null,
      options: [
        { text: 'Peter', count: 1, right: false },
        { text: 'Samantha', count: 1, right: true },
      ],
    });
  });

  test('keeps the words of a date in another language than the headings', async () => {
    const course = await readWell('report.txt', INTERACTIONS);
    const ana = (await linesOf(course.id)).find(({ number }) => number === 2);
    expect(ana).toMatchObject({ lastAt: null, lastText: 'dimanche 22 novembre 2026, 05:00' });
  });

  test('lists unknown columns and skips bad rows by their numbers', async () => {
    const course = await readWell(
      'report.csv',
      [
        'Name,Department,Email address,Attempt,Started on,Last accessed on,Score,Lesson,Extra',
        'Sam,Physics,s@x.test,1,-,-,90,90,?',
        'Ana,Physics,a@x.test,-,-,-,-,,',
        ',,,,,,,,',
        'Bo,Physics,b@x.test,1,-,-,many,,',
        ',Physics,c@x.test,1,-,-,5,,',
      ].join('\r\n'),
    );
    expect(course.notes).toEqual({
      format: 'Moodle SCORM report',
      attempts: 1,
      unknownColumns: ['Department', 'Extra'],
      notices: [],
      badRows: [
        { row: 3, problem: '"-" is no attempt number; Ana may not have begun.' },
        { row: 5, problem: 'the score "many" is no number.' },
        { row: 6, problem: 'it names no learner.' },
      ],
      badRowCount: 3,
    });
  });

  test('is read in the encodings and separators of spreadsheets', async () => {
    const text = 'Name;Attempt;Started on;Last accessed on;Score\nÁna;1;-;-;7\n';
    for (const data of [
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text, 'latin1'),
    ]) {
      const course = await readWell('report.csv', data);
      expect(
        (await linesOf(course.id)).map(({ learner, rawScore }) => [learner, rawScore]),
      ).toEqual([['Ána', 7]]);
    }
  });
});

describe('a file that is no report', () => {
  test.each([
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0, 1]),
      `This file is neither a table nor JSON. It should be ${WHAT_IS_READ}.`,
    ],
    [
      'a text',
      'Dear all,\nhere is the report.\n',
      `This file holds no table of attempts (it begins with: Dear all, ). It should be ${WHAT_IS_READ}.`,
    ],
    [
      'an empty file',
      '',
      `This file holds no table of attempts (it begins with: nothing). It should be ${WHAT_IS_READ}.`,
    ],
    [
      'cut JSON',
      '{"a": 1',
      'This file begins like JSON, but it is broken. It may have been cut off.',
    ],
    ['other JSON', '{"a": 1}', `This JSON holds no attempts. It should be ${WHAT_IS_READ}.`],
    [
      'headings alone',
      'Name,Attempt,Started on,Last accessed on,Score\n',
      'This file holds no attempts.',
    ],
    [
      'a zip that is no table',
      Buffer.from('PK\u0003\u0004 and nothing more'),
      /^The file cannot be read: .+\.$/,
    ],
  ])('%s gets one clear sentence', async (_, data, sentence) => {
    const before = database.all('select id from course').length;
    expect(await read('wrong', data)).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
    expect(database.all('select id from course')).toHaveLength(before);
  });
});

describe('JSON', () => {
  test('of SCORM Cloud gives registrations with their interactions', async () => {
    const registration = {
      id: 'r1',
      instance: 0,
      registrationCompletion: 'COMPLETED',
      registrationCompletionAmount: 1,
      registrationSuccess: 'PASSED',
      score: { scaled: 90 },
      totalSecondsTracked: 61,
      firstAccessDate: '2026-11-22T03:54:00Z',
      course: { id: 'c', title: 'Cloud lesson' },
      learner: { id: 'l1', firstName: 'Sam', lastName: 'Student' },
      activityDetails: {
        children: [
          {
            runtime: {
              completionStatus: 'COMPLETED',
              runtimeInteractions: [
                {
                  id: 'q1',
                  type: 'CHOICE',
                  learnerResponse: 'a',
                  correctResponses: ['a'],
                  result: 'CORRECT',
                  description: 'Who?',
                },
              ],
              runtimeObjectives: [
                {
                  id: 'o1',
                  runtimeObjectiveSuccessStatus: 'PASSED',
                  completionStatus: 'UNKNOWN',
                  scoreRaw: '90',
                },
              ],
            },
          },
        ],
      },
    };
    const course = await readWell(
      'cloud.json',
      JSON.stringify({ registrations: [registration, { id: 5 }] }),
    );
    expect(course).toMatchObject({
      title: 'Cloud lesson',
      notes: { format: 'SCORM Cloud registrations', attempts: 1, badRowCount: 1 },
    });
    expect(await linesOf(course.id)).toMatchObject([
      {
        learner: 'Sam Student',
        status: 'completed',
        success: 'passed',
        score: 90,
        progress: 1,
        seconds: 61,
        points: 1,
      },
    ]);
    expect((await courseSummary(reports, course.id)).items).toMatchObject([
      { code: 'q1', description: 'Who?', rightShare: 1 },
    ]);
  });

  test('of raw CMI data is read flat and nested', async () => {
    const flat = {
      'cmi.core.student_name': 'Sam',
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': 80,
      'cmi.core.score.max': 100,
      'cmi.core.total_time': '0000:02:05',
    };
    const nested = {
      cmi: {
        learner_name: 'Ana',
        completion_status: 'completed',
        success_status: 'failed',
        score: { scaled: '0.4' },
        total_time: 'PT1M',
      },
    };
    const course = await readWell('cmi.json', JSON.stringify([flat, nested, { foo: 1 }]));
    expect(course.notes).toMatchObject({
      format: 'CMI data',
      attempts: 2,
      badRows: [{ row: 3, problem: 'it holds no element whose name begins with "cmi.".' }],
    });
    const lines = await linesOf(
      course.id,
      attemptQuery((name) => ({ sort: 'learner' })[name]),
    );
    expect(lines).toMatchObject([
      { learner: 'Ana', status: 'completed', success: 'failed', score: 40, seconds: 60 },
      { learner: 'Sam', status: 'passed', success: 'passed', score: 80, seconds: 125 },
    ]);
  });
});

test('a student state report of Open edX gives what the SCORM block stored', async () => {
  const state = {
    lesson_status: 'completed',
    success_status: 'passed',
    lesson_score: 0.75,
    scorm_data: { 'cmi.core.student_id': 7, 'cmi.suspend_data': 'x' },
  };
  const quoted = JSON.stringify(state).replaceAll('"', '""');
  const course = await readWell(
    'state.csv',
    `username,title,location,block_key,state\nsam,Byte,Week 1,block-v1:x,"${quoted}"\nana,Video,Week 1,block-v1:y,{}\nbo,Byte,Week 1,block-v1:x,oops\n`,
  );
  expect(course.notes).toMatchObject({
    attempts: 1,
    unknownColumns: [],
    badRows: [{ row: 4, problem: 'the state of bo is no JSON object.' }],
  });
  expect(await linesOf(course.id)).toMatchObject([
    { learner: 'sam', status: 'completed', success: 'passed', score: 75 },
  ]);
});

describe('an export of this program', () => {
  const HOSTILE = tabs(
    'Name|Attempt|Started on|Last accessed on|Score|"L"|"Question 0"|"Response 0"|"Right answer 0"|"Result 0"|"-o status"|"-o score"',
    '=HYPERLINK("x")|1|2026-11-22T03:54:00Z|-|12.5|12.5|@q|+1|-1|0.5|passed|9',
  );

  test.each(['csv', 'xlsx'] as const)(
    'comes back from %s with the same numbers, and calculates nothing in a spreadsheet',
    async (kind) => {
      const first = await readWell('report.txt', HOSTILE);
      const rows = await exportOf(first.id);
      const stream = kind === 'csv' ? csvStream(rows) : xlsxStream(rows);
      const data = Buffer.from(await new Response(stream).arrayBuffer());
      const file = await fileOf(`export.${kind}`, data);
      const cells = [];
      for await (const row of tableRows(file, kind === 'csv' ? 'text' : kind)) cells.push(...row);
      expect(cells).toContain("'@q");
      expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
      const again = await readWell(`export.${kind}`, data);
      expect(again.notes).toMatchObject({
        format: 'Career Byte export',
        unknownColumns: [],
        badRowCount: 0,
      });
      expect(await exportOf(again.id)).toEqual(rows);
      expect(await courseSummary(reports, again.id)).toEqual(
        await courseSummary(reports, first.id),
      );
    },
  );
});

const SAMPLES = fileURLToPath(new URL('./fixtures/moodle/', import.meta.url));

test('real exports say the same in all three file types', async () => {
  for (const report of [
    'scorm12-basic',
    'scorm12-interactions',
    'scorm12-objectives',
    'scorm2004-basic',
    'scorm2004-interactions',
    'scorm2004-objectives',
  ]) {
    const files = readdirSync(SAMPLES).filter((name) => name.startsWith(`${report}.`));
    expect(files).toHaveLength(3);
    const exports = [];
    for (const file of files) {
      const result = await importReport(reports, join(SAMPLES, file), file);
      expect(result).toMatchObject({ ok: true });
      if (result.ok && result.value.kind === 'course') {
        exports.push(await exportOf(result.value.id));
      }
    }
    expect(exports[1]).toEqual(exports[0]);
    expect(exports[2]).toEqual(exports[0]);
    expect(exports[0]?.map(([learner, , , , , , score]) => [learner, score])).toEqual([
      ['Learner', 'Raw score'],
      ['Sam Student', 100],
      ['Ana Ámbar-Núñez', 40],
    ]);
  }
});
