import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { goTo, jumpTo, takeQuiz, walkToTheEnd } from '../../scripts/lesson-driver.js';
import { FINISH } from '../../src/core/lesson.js';
import { startJourney, type Journey, type Visit } from '../support/journey.js';
import { startBrowser } from '../support/lesson-page.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function journey(
  edition: 'scorm12' | 'scorm2004-3rd' | 'scorm2004-4th',
  preset?: Readonly<Record<string, string>>,
): Promise<Journey> {
  const made = await startJourney(browser, edition, preset);
  onTestFinished(() => made.end());
  return made;
}

const saveLine = ({ frame }: Visit): Promise<void> =>
  frame.locator('.save-line', { hasText: /Saved \d/ }).waitFor();

async function exit({ frame }: Visit): Promise<string> {
  await frame.locator('#save-exit').click();
  await frame.locator('#goodbye').waitFor();
  return (await frame.locator('#goodbye').textContent())?.trim() ?? '';
}

describe.each([
  {
    edition: 'scorm12',
    names: {
      status: 'cmi.core.lesson_status',
      raw: 'cmi.core.score.raw',
      place: 'cmi.core.lesson_location',
      response: 'student_response',
      time: /^\d{2}:\d{2}:\d{2}$/,
      session: 'cmi.core.session_time',
    },
    words: { open: 'incomplete', done: 'passed', wrong: 'wrong' },
    first: { id: 'Who_is_the_best_fit', right: 'Samantha' },
    objective: { id: 'What_is_an_IT_project_manager', status: 'status' },
    mode: { 'cmi.core.lesson_mode': 'review' },
  },
  ...(['scorm2004-3rd', 'scorm2004-4th'] as const).map((edition) => ({
    edition,
    names: {
      status: 'cmi.completion_status',
      raw: 'cmi.score.raw',
      place: 'cmi.location',
      response: 'learner_response',
      time: /^PT(\d+H)?(\d+M)?\d+S$/,
      session: 'cmi.session_time',
    },
    words: { open: 'incomplete', done: 'completed', wrong: 'incorrect' },
    first: { id: 'q1_who_is_the_best_fit', right: 'samantha' },
    objective: { id: 'what_it_is', status: 'completion_status' },
    mode: { 'cmi.mode': 'review' },
  })),
] as const)('the built $edition package', ({ edition, names, words, first, objective, mode }) => {
  test('records a whole lesson with everything right', async () => {
    const { visit, record } = await journey(edition);
    const learner = await visit();
    await walkToTheEnd(learner.frame, learner.lesson);
    await saveLine(learner);
    expect(await exit(learner)).toBe('Saved. You can leave this page now.');
    const stored = record();
    expect(stored.get(names.status)).toBe(words.done);
    expect(stored.get(names.raw)).toBe('100');
    expect(stored.get('cmi.interactions.0.id')).toBe(first.id);
    expect(stored.get(`cmi.interactions.0.${names.response}`)).toBe(first.right);
    const results = learner.lesson.quiz?.questions.map((_, row) =>
      stored.get(`cmi.interactions.${String(row)}.result`),
    );
    expect(results).toEqual(Array.from({ length: 6 }, () => 'correct'));
    expect(stored.get('cmi.objectives.0.id')).toBe(objective.id);
    expect(stored.get(`cmi.objectives.0.${objective.status}`)).toBe('completed');
    expect(stored.get(names.session)).toMatch(names.time);
    expect(learner.complaints).toEqual([]);
    await learner.close();
  });

  test('keeps a failed learner going, and lets a better attempt replace the result', async () => {
    const { visit, record } = await journey(edition);
    const learner = await visit();
    await walkToTheEnd(learner.frame, learner.lesson, ({ id }) =>
      id.startsWith('q3') ? 'partly' : 'wrong',
    );
    await exit(learner);
    expect(record().get(names.status)).toBe(words.open);
    expect(record().get(names.raw)).toBe('7');
    expect(record().get('cmi.interactions.0.result')).toBe(words.wrong);
    expect(record().get('cmi.interactions.2.result')).toBe('0.4');
    await learner.close();

    const again = await visit();
    await jumpTo(again.frame, again.lesson.quiz?.id ?? '');
    await again.frame.getByRole('button', { name: 'Try again' }).click();
    await takeQuiz(again.frame, again.lesson);
    await exit(again);
    expect(record().get(names.status)).toBe(words.done);
    expect(record().get(names.raw)).toBe('100');
    expect(record().get('cmi.interactions.0.result')).toBe('correct');
    await again.close();
  });

  test('resumes where the learner was, with the answers that were checked', async () => {
    const { visit, record } = await journey(edition);
    const learner = await visit();
    const quiz = learner.lesson.quiz?.id ?? '';
    await goTo(learner.frame, learner.lesson, quiz);
    await learner.frame.locator('#x_q1-who-is-the-best-fit_peter').press('Space');
    await learner.frame.locator('#x_q1-who-is-the-best-fit_check').click();
    await saveLine(learner);
    await learner.close();
    expect(record().get(names.place)).toBe(quiz);

    const again = await visit();
    await again.frame.locator('#start').click();
    await again.frame.locator(`#${quiz}[data-current]`).waitFor();
    const chosen = again.frame.locator('#x_q1-who-is-the-best-fit_peter');
    expect(await chosen.isChecked()).toBe(true);
    expect(await chosen.isDisabled()).toBe(true);
    await again.close();
  });

  test('writes nothing of the lesson when the LMS opens it for review', async () => {
    const { visit } = await journey(edition, mode);
    const learner = await visit();
    await goTo(learner.frame, learner.lesson, FINISH);
    const written = (await learner.calls()).filter((call) => /SetValue|Commit/.test(call));
    // Without it a 2004 sequencer ends the attempt, and the course forgets it.
    expect(written).toEqual(
      edition === 'scorm12' ? [] : [expect.stringContaining('cmi.exit, suspend')],
    );
    await learner.close();
  });
});
