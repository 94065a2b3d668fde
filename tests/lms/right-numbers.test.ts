import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { importReport } from '../../src/lms/import-report.js';
import { attemptPage, attemptQuery } from '../../src/lms/statistics/attempts.js';
import { courseSummary, type CourseSummary } from '../../src/lms/statistics/course-summary.js';
import type { Database } from '../../src/lms/store/database.js';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { recordOf, scoreOf } from '../../src/lms/store/attempt-record.js';
import { fileOf } from './support/running-lms.js';
import { readFileOf, readPath } from './support/read-rows.js';

// Files and processes are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));
const caseOf = (name: string): string => join(FIXTURES, 'cases', name);

let database: Database;
let reports: Reports;
beforeAll(async () => {
  database = openDatabase(await mkdtemp(join(tmpdir(), 'local-lms-numbers-')));
  reports = new Reports(database);
});
afterAll(() => database.close());

async function summaryOf(path: string): Promise<CourseSummary & { readonly id: number }> {
  const read = await importReport(reports, path, 'report');
  if (!read.ok) throw new Error(read.problems.join(' '));
  if (read.value.kind !== 'course') throw new Error('The columns are not known.');
  return { ...(await courseSummary(reports, read.value.id)), id: read.value.id };
}

const OPEN = '"Sunday, 22 November 2026, 3:54 AM","Sunday, 22 November 2026, 4:10 AM"';
const HEADINGS = 'Name,Email address,Attempt,Started on,Last accessed on,Score';

describe('a real class of 20 in Moodle, 16 of whom have a score', () => {
  test.each(['txt', 'xlsx', 'ods'])('has a mean of those 16 alone, read from %s', async (type) => {
    const { attempts, learners, finished, passed, scores } = await summaryOf(
      join(FIXTURES, 'moodle', `class-interactions.${type}`),
    );
    expect({ attempts, learners, finished, passed }).toEqual({
      attempts: 20,
      learners: 20,
      finished: { yes: 0, no: 4, unknown: 16 },
      passed: { yes: 0, no: 4, unknown: 16 },
    });
    expect(scores).toHaveLength(1);
    expect(scores[0]).toMatchObject({ unit: 'points', attempts: 16, mean: 72.375 });
  });

  test('keeps a real 0 apart from the 0 that Moodle writes for no score', async () => {
    const { attempts } = await readPath(join(FIXTURES, 'moodle', 'class-interactions.txt'));
    const zeros = attempts.filter(({ record }) => record.score.raw === 0);
    const none = attempts.filter(({ record }) => record.score.raw === null);
    expect([zeros.length, none.length]).toEqual([1, 4]);
    expect(none.map(({ record }) => record.status)).toEqual(Array(4).fill('incomplete'));
  });

  test('has no score for 0 in the basic report, which does not tell, and says so', async () => {
    const { attempts, notices } = await readPath(join(FIXTURES, 'moodle', 'class-basic.txt'));
    expect(attempts.filter(({ record }) => record.score.raw === null)).toHaveLength(5);
    expect(notices).toEqual([
      'Moodle writes 0 where there is no score. This export has no column that tells a real 0 from none, so attempts with 0 are shown without a score. The interactions report tells them apart.',
    ]);
  });

  test('has answers without marks in the preset export, and a note which boxes to check', async () => {
    const { attempts, notices } = await readPath(
      join(FIXTURES, 'moodle', 'class-interactions-preset-boxes.txt'),
    );
    expect(attempts).toHaveLength(20);
    expect(attempts[0]?.record.interactions[0]).toMatchObject({
      code: 'Question 0',
      response: 'Peter',
      share: null,
    });
    expect(notices.join()).toContain('check the boxes for question, right answer and result');
  });

  test('shows the characters of comments that Moodle escapes', async () => {
    const { attempts } = await readPath(join(FIXTURES, 'moodle', 'class-interactions.txt'));
    expect(attempts[0]?.record.interactions.at(-1)?.response).toBe(
      'Comment 1: "ok"; naïve, 日本 <b>x</b>',
    );
  });
});

describe('what is not known', () => {
  test('counts neither as yes nor as no', async () => {
    const path = await fileOf(
      'mixed.json',
      JSON.stringify(
        [
          { 'cmi.completion_status': 'completed', 'cmi.success_status': 'passed' },
          { 'cmi.completion_status': 'completed' },
          { 'cmi.completion_status': 'incomplete', 'cmi.success_status': 'failed' },
          { 'cmi.completion_status': 'incomplete' },
          { 'cmi.success_status': 'failed' },
          { 'cmi.location': '3' },
        ].map((cmi, n) => ({ ...cmi, 'cmi.learner_id': `l${n}` })),
      ),
    );
    const { finished, passed, scores } = await summaryOf(path);
    expect(finished).toEqual({ yes: 3, no: 2, unknown: 1 });
    expect(passed).toEqual({ yes: 1, no: 3, unknown: 2 });
    expect(scores).toEqual([]);
  });
});

describe('a score', () => {
  test.each([
    ['raw with its scale', 8, 0, 10, null, 80],
    ['raw with a maximum alone', 8, null, 10, null, 80],
    ['raw above its minimum', 60, 20, 100, null, 50],
    ['scaled', 8, null, null, 0.8, 80],
    ['scaled, whatever raw is', 3, 0, 10, 0.57, 57],
    ['negative scaled', null, null, null, -0.25, -25],
    ['raw alone', 8, null, null, null, null],
    ['raw above its maximum', 12, 0, 10, null, null],
    ['raw on a scale that has no width', 5, 5, 5, null, null],
    ['scaled out of range', 8, 0, 10, 8, 80],
    ['none', null, null, null, null, null],
  ])('%s', (_, raw, min, max, scaled, percent) => {
    expect(scoreOf(raw, min, max, scaled).percent).toBe(percent);
  });

  test('of CMI data takes its scale from the data', () => {
    const old = {
      'cmi.core.score.raw': '8',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '10',
    };
    expect(recordOf(old).score.percent).toBe(80);
    expect(recordOf({ 'cmi.core.score.raw': '8' }).score).toMatchObject({ percent: null, raw: 8 });
    const scaled = { 'cmi.score.raw': '8', 'cmi.score.scaled': '0.8' };
    expect(recordOf(scaled).score.percent).toBe(80);
  });

  test('in points is never mixed with one in percent', async () => {
    const cmi = [
      { 'cmi.learner_id': 'a', 'cmi.score.raw': '8' },
      { 'cmi.learner_id': 'b', 'cmi.score.scaled': '0.5' },
    ];
    const { scores } = await summaryOf(await fileOf('two.json', JSON.stringify(cmi)));
    expect(scores.map(({ unit, attempts, mean }) => [unit, attempts, mean])).toEqual([
      ['percent', 1, 50],
      ['points', 1, 8],
    ]);
  });

  test('sorts by points where there is no percentage', async () => {
    const { id } = await summaryOf(join(FIXTURES, 'moodle', 'class-interactions.txt'));
    const query = attemptQuery((name) => ({ sort: 'score', order: 'down' })[name]);
    const points = (await attemptPage(await reports.of(id), query)).map(({ rawScore }) => rawScore);
    expect(points.slice(0, 3)).toEqual([100, 100, 83]);
  });
});

describe('Moodle’s exports', () => {
  test('with responses alone show answers without right or wrong', async () => {
    const { attempts, notices } = await readPath(caseOf('c01-moodle-interactions-default.csv'));
    expect(attempts[0]?.record.interactions).toMatchObject([
      { code: 'Question 0', response: 'right_one', share: null },
      { code: 'Question 1', response: 'b', share: null },
    ]);
    expect(notices).toEqual([
      'This export has no question texts, right answers or results, so it does not say which answers are right. In Moodle, check the boxes for question, right answer and result below the interactions report, then download it again.',
    ]);
  });

  test('without question texts show the number of the question', async () => {
    const { attempts } = await readPath(caseOf('c02-moodle-noq.csv'));
    expect(attempts.map(({ record }) => record.interactions)).toMatchObject([
      [{ code: 'Question 0', response: 'a', rightAnswer: 'a', share: 1 }],
      [{ code: 'Question 0', response: 'b', rightAnswer: 'a', share: 0 }],
    ]);
  });

  test('of a package with several parts are read part by part', async () => {
    const { title, attempts } = await readPath(caseOf('c03-moodle-multisco.csv'));
    expect(title).toBe('Part one, Part two');
    expect(attempts.map(({ record }) => record)).toMatchObject([
      {
        status: 'unknown',
        score: { raw: 90, percent: null },
        interactions: [
          { code: 'q_first', response: 'a', result: 'correct' },
          { code: 'Part two: q_second', response: 'b', result: 'wrong' },
        ],
        objectives: [
          { code: 'Part one', score: '90/100' },
          { code: 'Part two', score: '50/100' },
        ],
      },
      {
        status: 'incomplete',
        score: { raw: 50, percent: null },
        interactions: [{ code: 'q_first', response: 'c', result: 'wrong' }],
        objectives: [
          { code: 'Part one', score: '50/100' },
          { code: 'Part two', status: 'incomplete' },
        ],
      },
    ]);
  });

  test('with objectives that have only a status keep them', async () => {
    const { attempts, unknownColumns } = await readPath(
      caseOf('c04-moodle-objectives-default.csv'),
    );
    expect(attempts[0]?.record).toMatchObject({
      score: { percent: 85 },
      objectives: [
        { code: 'typical_day', status: 'completed' },
        { code: 'skills', status: 'passed' },
      ],
    });
    expect(unknownColumns).toEqual([]);
  });

  test('of a lesson graded from 0 to 10 are in percent', async () => {
    const { attempts } = await readPath(caseOf('c05-moodle-max10.csv'));
    expect(attempts.map(({ record }) => record.score)).toEqual([
      { percent: 80, raw: 8, min: null, max: 10 },
      { percent: 100, raw: 10, min: null, max: 10 },
    ]);
  });

  test('name and skip a row whose decimal comma is not quoted', async () => {
    const { attempts, problems } = await readPath(caseOf('c08-unquoted-decimal-comma.csv'));
    expect(attempts).toEqual([]);
    expect(problems[0]).toBe(
      'Row 2: it has 8 cells, and the headings have 7. A separator in it may not be quoted, such as the comma in 85,5.',
    );
  });

  test.each([
    ['c10-german.csv', 'Jörg Müller', 'j@x.org'],
    ['c11-french.csv', 'Zoé', 'z@x.org'],
    ['c13-utf16be.csv', 'Jörg Ñandú', 'a@x.org'],
    ['c16-sep-line.csv', 'Anna A', 'a@x.org'],
  ])('are read from %s', async (file, learner, code) => {
    const { attempts } = await readPath(caseOf(file));
    expect(attempts).toMatchObject([
      {
        learner,
        code,
        number: 1,
        record: { score: { percent: 85 } },
        first: { at: new Date(2026, 10, 22, 3, 54).getTime() },
        last: { at: new Date(2026, 10, 22, 4, 10).getTime() },
      },
    ]);
  });

  test('are read as windows-1252 when the first umlaut comes after 64 kB', async () => {
    const { attempts } = await readPath(caseOf('c14-latin1-late.csv'));
    expect(attempts).toHaveLength(701);
    expect(attempts.at(-1)?.learner).toBe('Jörg Müller');
  });

  test('keep two learners of one name apart, and say so', async () => {
    const { attempts, notices } = await readPath(caseOf('c15-same-name.csv'));
    expect(attempts.map(({ learner, code, record }) => [learner, code, record.score.raw])).toEqual([
      ['Anna Schmidt', 'Anna Schmidt', 90],
      ['Anna Schmidt', 'Anna Schmidt (row 3)', 30],
    ]);
    expect(notices).toEqual([
      'This file has no ID or email address. Learners are told apart by their names alone.',
      'The same name comes with the same attempt number and other values: Anna Schmidt, attempt 1, in rows 2 and 3. They are counted as different learners, because nothing in this file tells whether they are.',
    ]);
  });

  test('count the same row once, and say so', async () => {
    const { attempts, problems } = await readPath(caseOf('c17-dup-row.csv'));
    expect(attempts).toHaveLength(1);
    expect(problems).toEqual(['Row 3: it says the same as row 2, so it is counted once.']);
  });

  test('count an attempt that comes twice with different values twice, and say so', async () => {
    const { attempts, notices } = await readFileOf(
      `${HEADINGS},L\nA,a@x,1,${OPEN},5,5/10\nA,a@x,1,${OPEN},6,6/10\nA,a@x,1,${OPEN},6,6/10\n`,
    );
    expect(attempts).toHaveLength(2);
    expect(notices).toEqual([
      'The same attempt of the same learner comes more than once with different values: A, attempt 1, in rows 2 and 3. Each is counted as an attempt.',
    ]);
  });

  test.each([
    ['Credit score', ['85/100', 'Incomplete']],
    ['Project status', ['85/100', 'Incomplete']],
    ['Unit 3', ['85/100', 'Incomplete']],
    ['Question 1', ['85/100', 'Incomplete']],
  ])('of a lesson called "%s" have its score and status', async (title, [first, second]) => {
    const { attempts, ...read } = await readFileOf(
      `${HEADINGS},${title}\nA,a@x,1,${OPEN},85,${first}\nB,b@x,1,${OPEN},0,${second}\n`,
    );
    expect(read.title).toBe(title);
    expect(attempts.map(({ record }) => [record.score.percent, record.status])).toEqual([
      [85, 'unknown'],
      [null, 'incomplete'],
    ]);
    expect(
      attempts.flatMap(({ record }) => [...record.objectives, ...record.interactions]),
    ).toEqual([]);
  });

  test('have their entities undone once', async () => {
    const { attempts } = await readPath(caseOf('c49-moodle-entities.csv'));
    expect(attempts[0]?.record.interactions[0]).toMatchObject({
      response: "R&D isn't <5",
      rightAnswer: 'R&D',
    });
    const twice = await readFileOf(
      `${HEADINGS},R&amp;D,Response 0\nA,a@x,1,${OPEN},85,85/100,&amp;lt; &#x27;\n`,
    );
    expect([twice.title, twice.attempts[0]?.record.interactions[0]?.response]).toEqual([
      'R&D',
      "&lt; '",
    ]);
  });

  test('with a title row and facts above the headings are read', async () => {
    const { attempts } = await readFileOf(
      `Report of the course,,,,,,\n\n${HEADINGS},L\nA,a@x,1,${OPEN},85,85/100\n`,
    );
    expect(attempts).toHaveLength(1);
  });

  test('name a bad row as a spreadsheet counts it, below a title row too', async () => {
    const { problems } = await readFileOf(
      `Report of the course\n${HEADINGS},L\nA,a@x,1,${OPEN},many,many\nB,b@x,1,${OPEN},1,1/2\n`,
    );
    expect(problems).toEqual(['Row 3: the score "many" is no number.']);
  });
});

describe('other makers', () => {
  test('SCORM Cloud says that a page is not all', async () => {
    const { attempts, notices } = await readPath(caseOf('c21-cloud-more.json'));
    expect(attempts).toHaveLength(2);
    expect(notices).toEqual([
      'This file is one page of several: it says itself that there are more. What is shown is not all.',
    ]);
  });

  test('SCORM Cloud may give a bare list, with two questions of one id in two parts', async () => {
    const { attempts } = await readPath(caseOf('c45-cloud-array.json'));
    expect(attempts).toMatchObject([
      {
        learner: 'Anna A',
        record: { status: 'unknown', progress: null, score: { percent: null } },
      },
      {
        learner: 'b',
        number: 2,
        record: {
          success: 'passed',
          score: { percent: 80 },
          interactions: [
            { code: 'q1', share: 1 },
            { code: 's2: q1', share: 0 },
          ],
        },
      },
    ]);
  });

  test('Open edX passes by lesson_status alone, and has fractions as grades', async () => {
    const { attempts } = await readPath(caseOf('c24-openedx.csv'));
    expect(
      attempts.map(({ record }) => [record.success, record.score.percent, record.score.max]),
    ).toEqual([
      ['passed', 80, 10],
      ['passed', 80, null],
      ['failed', 50, null],
    ]);
  });
});
