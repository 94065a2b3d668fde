import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadProgram } from '../../scripts/packaging/program.js';
import { buildPackages } from '../../scripts/packaging/zip-package.js';
import { fingerprintOf } from '../../src/compiler/compile.js';
import { teacherFiles } from '../../src/compiler/teacher-files.js';
import { lessonOf } from '../../src/core/lesson.js';
import { newRecord, type LessonRecord } from '../../src/core/lesson-state.js';
import { encode } from '../../src/core/suspend-data.js';
import { parsePage } from '../support/parsed-page.js';
import { SAMPLE, sampleSource } from '../support/sample-content.js';
import { lmsIn, type TestLms } from './support/running-lms.js';

// Files and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

let lms: TestLms;
let folder: string;

/** Matching: the can is sorted right, the spade wrong; then a receipt's code. */
const ANSWERS = {
  'cmi.interactions.0.id': 'Sort_the_tools',
  'cmi.interactions.0.type': 'matching',
  'cmi.interactions.0.student_response': 'Can.for_water,Spade.for_water',
  'cmi.interactions.0.correct_responses.0.pattern': 'Can.for_water,Spade.for_soil',
  'cmi.interactions.0.result': '0.5',
  'cmi.interactions.1.id': 'Receipt_code',
  'cmi.interactions.1.type': 'fill-in',
  'cmi.interactions.1.student_response': 'K7QX-2MPD',
  'cmi.interactions.1.result': 'neutral',
};

beforeAll(async () => {
  const source = await sampleSource();
  folder = await mkdtemp(join(tmpdir(), 'local-lms-own-'));
  const packages = join(folder, 'packages');
  await mkdir(packages);
  for (const { edition, name, data } of await buildPackages(SAMPLE, await loadProgram())) {
    if (edition === 'scorm12') await writeFile(join(packages, name), data);
  }
  for (const [name, text] of teacherFiles(source.byte)) await writeFile(join(packages, name), text);
  lms = await lmsIn(folder);
  const lesson = lessonOf(source.byte, await fingerprintOf(source));
  const quiz = {
    ...newRecord(7).quiz,
    attempts: 3,
    best: { score: 50, passed: false, answers: {} },
  };
  const record: LessonRecord = { ...newRecord(7), quiz };
  const settings = await lms.launch(1, { 'new-learner': '=Ada Example' });
  await lms.commit(settings, {
    ...settings.cmi,
    ...ANSWERS,
    'cmi.core.lesson_status': 'incomplete',
    'cmi.core.score.raw': '50',
    'cmi.core.score.min': '0',
    'cmi.core.score.max': '100',
    'cmi.suspend_data': encode(lesson, record),
  });
}, 60_000);

afterAll(async () => {
  await lms.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a page says, tags left out. */
async function wordsOf(path: string): Promise<string> {
  const text = await (await lms.get(path)).text();
  return text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('the list of attempts says how often the quiz was finished', async () => {
  expect(await wordsOf('/courses/1/attempts')).toMatch(
    /Last access ↓ Tries Why\? =Ada Example .* 3 Incomplete: .* steps not opened .* Export/,
  );
});

test('a receipt’s code leads to its attempt', async () => {
  expect(await wordsOf('/courses/1/attempts?text=k7qx-2mpd')).toContain('1 attempt ');
  expect(await wordsOf('/courses/1/attempts?text=AAAA-2222')).toContain('0 attempts');
});

test('an attempt says why it is not finished, and what each rule makes of its status', async () => {
  const words = await wordsOf('/attempts/1');
  expect(words).toMatch(
    /Why\? Incomplete: \d+ of \d+ steps not opened \(.*?\); quiz not passed: the best result is 50 %, the pass mark is \d+ %, and .*The student repeats the quiz\./,
  );
  expect(words).toContain(
    'Moodle, &quot;Require status: Completed&quot;: not shown as complete; the student has to finish or pass.',
  );
});

test('an attempt begins with how it went, and marks what was wrong in an answer', async () => {
  const words = await wordsOf('/attempts/1');
  expect(words).toContain(
    'How it went Score 50 % Result incomplete Questions fully right 0 of 1 Tries 3',
  );
  expect(words).toContain(
    'Sort the tools. Can → For water Spade → For water wrong Can → For water Spade → For soil 50 %',
  );
  expect(words).toContain('Receipt code K7QX-2MPD not graded Details for administrators');
});

test('the questions say what is wrong before what is right', async () => {
  expect(await wordsOf('/courses/1/questions')).toContain(
    'Spade → For water wrong 1 Can → For water right 1',
  );
});

test('grades come in words, and no name starts a formula', async () => {
  const text = await (await lms.get('/courses/1/grades.csv')).text();
  const [headings, row] = text.replace('\uFEFF', '').split('\r\n');
  expect(headings).toBe(
    'Learner,Learner ID,Attempt,Score in percent,Points,Result,Time,Begun,Last access',
  );
  expect(row).toMatch(/^'=Ada Example,ada-example,1,50,50,incomplete,\d+ s,/);
});

test('each table that can be scrolled with keys has a name, and no field is wrong before it was used', async () => {
  for (const path of [
    '/',
    '/courses/1/attempts',
    '/courses/1/questions',
    '/courses/1/overview',
    '/attempts/1',
  ]) {
    const page = parsePage(await (await lms.get(path)).text()).elements;
    const stops = page.filter(({ attributes }) => attributes['tabindex'] === '0');
    const names = stops.map(({ attributes }) => attributes['aria-label'] ?? '');
    expect([path, names.length > 0, names.includes('')]).toEqual([path, true, false]);
    expect(page.filter(({ attributes }) => 'required' in attributes)).toEqual([]);
  }
});
