import type { Browser, Frame } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FINISH, stepsOf, WELCOME } from '../../src/core/lesson.js';
import { elementId } from '../../src/ui/shared/element-id.js';
import { startJourney } from '../support/journey.js';
import {
  builtPage,
  findingsIn,
  answerEverySecondRight,
  goTo,
  openLesson,
  resize,
  startBrowser,
  type LessonPage,
} from '../support/lesson-page.js';

let browser: Browser;
let html: string;
beforeAll(async () => {
  [browser, html] = await Promise.all([startBrowser(), builtPage()]);
});
afterAll(() => browser.close());

const PHONE = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };
const LONG = 600_000;

/** How each step is looked at: in every theme and width, with few changes of size, which take long. */
const LOOKS = [
  { theme: 'light', size: PHONE },
  { theme: 'dark', size: PHONE },
  { theme: 'contrast', size: PHONE },
  { theme: 'contrast', size: DESK },
  { theme: 'light', size: DESK },
  { theme: 'dark', size: DESK },
];

/** Findings on `steps`, each with where it was found. */
async function findingsOn(
  { page, frame }: LessonPage,
  steps: readonly string[],
): Promise<readonly string[]> {
  const findings: string[] = [];
  let last = DESK;
  for (const step of steps) {
    await goTo(frame, step);
    for (const { theme, size } of LOOKS) {
      if (size !== last) await resize(page, size);
      last = size;
      await choose(frame, theme);
      const found = await findingsIn(frame);
      findings.push(...found.map((finding) => `${step} ${size.width} ${theme}: ${finding}`));
    }
  }
  return findings;
}

async function choose(frame: Frame, theme: string): Promise<void> {
  await frame.locator(`#display-theme-${theme}`).evaluate((radio: HTMLElement) => radio.click());
  await frame.locator(`html[data-theme="${theme}"]`).waitFor();
}

test(
  'no step has anything that axe finds, in any theme, on a phone and on a desk',
  { timeout: LONG },
  async () => {
    const opened = await openLesson(browser, html, PHONE);
    expect(await findingsOn(opened, stepsOf(opened.lesson))).toEqual([]);
    expect(opened.complaints).toEqual([]);
    await opened.close();
  },
);

test(
  'no answered step has either, whether answered rightly or wrongly',
  { timeout: LONG },
  async () => {
    const opened = await openLesson(browser, html, PHONE);
    const { frame, lesson } = opened;
    await answerEverySecondRight(opened);
    await answerTheRest(opened);
    const live = lesson.sections.filter(({ kind }) => LIVE.includes(kind)).map(({ id }) => id);
    expect(await findingsOn(opened, [WELCOME, ...live, FINISH])).toEqual([]);
    expect(await frame.locator('.receipt').count()).toBe(1);
    expect(opened.complaints).toEqual([]);
    await opened.close();
  },
);

const LIVE: readonly string[] = ['quiz', 'self-check', 'checklist', 'feedback'];

async function answerTheRest({ frame, lesson }: LessonPage): Promise<void> {
  await goTo(frame, lesson.selfCheck?.id ?? '');
  for (const { id } of lesson.selfCheck?.statements ?? []) {
    await frame
      .locator(`[name="${elementId('self', id)}"]`)
      .first()
      .check();
  }
  await goTo(frame, lesson.checklist?.id ?? '');
  await frame.locator('.action input').first().check();
  await goTo(frame, lesson.feedback?.id ?? '');
  await frame.locator('.scale-step input').last().check();
  await frame.click(`#${elementId('feedback', 'send')}`);
}

test('what opens has nothing that axe finds: the plan, the display, the timeline, the sources', async () => {
  const opened = await openLesson(browser, html, { width: 352, height: 666 });
  const { frame, lesson } = opened;
  await frame.click('.plan > summary');
  await frame.click('.about > summary');
  expect(await findingsIn(frame)).toEqual([]);
  await frame.click('#display-open');
  expect(await findingsIn(frame)).toEqual([]);
  await frame.click('#display-close');
  await goTo(frame, lesson.sections.find(({ kind }) => kind === 'timeline')?.id ?? '');
  const closed = frame.locator('.timeline details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  expect(await findingsIn(frame)).toEqual([]);
  await opened.close();
});

test('a question that was checked too early has nothing that axe finds', async () => {
  const opened = await openLesson(browser, html, { width: 352, height: 666 });
  const { frame, lesson } = opened;
  await goTo(frame, lesson.quiz?.id ?? '');
  for (const button of await frame.locator('.question-actions button').all()) await button.click();
  expect(await frame.locator('.question-missing').allTextContents()).not.toContain('');
  // Where the page happens to be scrolled to, a button may stand half behind the bar.
  const last = frame.locator('.question-actions button').last();
  await last.evaluate((button) => button.scrollIntoView({ block: 'center' }));
  expect(await findingsIn(frame)).toEqual([]);
  await opened.close();
});

test('a lesson that is looked back at has nothing that axe finds', async () => {
  const { visit, end } = await startJourney(browser, 'scorm12', {
    'cmi.core.lesson_mode': 'review',
  });
  const learner = await visit();
  await goTo(learner.frame, learner.lesson.quiz?.id ?? '');
  expect(await learner.frame.locator('byte-quiz .notice').count()).toBe(1);
  expect(await findingsIn(learner.frame)).toEqual([]);
  await learner.close();
  await end();
});

test('the last screen has nothing that axe finds, and the focus', async () => {
  const { visit, end } = await startJourney(browser, 'scorm12', {});
  const learner = await visit();
  const { frame } = learner;
  await frame.click('#save-exit');
  await frame.locator('#goodbye', { hasText: 'Saved.' }).waitFor();
  expect(await frame.evaluate(() => document.activeElement?.id)).toBe('goodbye');
  expect(await findingsIn(frame)).toEqual([]);
  await learner.close();
  await end();
});

test('the lesson on paper has nothing that axe finds', async () => {
  const opened = await openLesson(browser, html, { width: 800, height: 900 });
  await opened.page.emulateMedia({ media: 'print' });
  expect(await findingsIn(opened.frame)).toEqual([]);
  await opened.close();
});
