import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Papa from 'papaparse';
import { runningLms, type TestLms } from './support/running-lms.js';

describe('fifty learners at once', { timeout: 30_000 }, () => {
  let lms: TestLms;
  beforeAll(async () => {
    lms = await runningLms();
  }, 30_000);
  afterAll(async () => lms.close());

  const elements = (n: number, step: number): Record<string, string> => ({
    'cmi.core.lesson_status': step === 3 ? 'passed' : 'incomplete',
    'cmi.core.score.raw': String(n + step),
    'cmi.core.session_time': `00:${String(step).padStart(2, '0')}:${String(n).padStart(2, '0')}`,
    'cmi.core.exit': 'suspend',
    'cmi.suspend_data': `learner ${n}, step ${step}`,
    'cmi.interactions.0.id': 'capital',
    'cmi.interactions.0.student_response': `answer ${n}`,
    'cmi.interactions.0.result': n % 2 === 0 ? 'correct' : 'wrong',
  });

  test('find every value where they left it', async () => {
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    await Promise.all(
      numbers.map(async (n) => {
        const settings = await lms.launch(1, { 'new-learner': `Learner ${n}` });
        for (const step of [1, 2, 3])
          expect(await lms.commit(settings, elements(n, step))).toBe(true);
      }),
    );
    const csv = await (await lms.get('/courses/1/attempts.csv')).text();
    const rows = Papa.parse<Record<string, string>>(csv.replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    }).data;
    const found = rows
      .map((row) => [
        row['Learner'],
        row['Status'],
        row['Raw score'],
        row['Seconds'],
        row['Response 0'],
        row['Result 0'],
      ])
      .sort();
    const expected = numbers
      .map((n) => [
        `Learner ${n}`,
        'passed',
        String(n + 3),
        String(180 + n),
        `answer ${n}`,
        n % 2 === 0 ? 'correct' : 'wrong',
      ])
      .sort();
    expect(found).toEqual(expected);
  });

  test('each meet their own saved text at the next visit', async () => {
    const again = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => lms.launch(1, { learner: String(n + 3) })),
    );
    const texts = again.map(({ cmi }) => [cmi['cmi.core.student_name'], cmi['cmi.suspend_data']]);
    expect(texts.every(([name, text]) => text === `${name?.toLowerCase()}, step 3`)).toBe(true);
    expect(new Set(texts.map(([name]) => name)).size).toBe(50);
    expect(again.map(({ cmi }) => cmi['cmi.core.entry'])).toEqual(Array(50).fill('resume'));
  });
});
