import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answerEverySecondRight as answered,
  goTo,
  openLesson,
  startBrowser,
} from '../support/lesson-page.js';
import { difference, expectedLook, lookAt } from '../support/looks.js';
import { samplePage } from '../support/sample-page.js';

let browser: Browser;
let html: string;
beforeAll(async () => {
  [browser, html] = await Promise.all([startBrowser(), samplePage()]);
});
afterAll(() => browser.close());

/** The share of squares that may differ: other fonts move words. */
const TOLERANCE = 0.15;
const PHONE = { width: 352, height: 666 };
const DESK = { width: 1280, height: 800 };

const VIEWS = [
  { name: 'welcome-phone-light', step: 'welcome', size: PHONE, theme: 'light' },
  { name: 'cards-desk-dark', step: 'what', size: DESK, theme: 'dark' },
  { name: 'numbers-desk-light', step: 'pay', size: DESK, theme: 'light' },
  { name: 'quiz-desk-contrast', step: 'quiz', size: DESK, theme: 'contrast' },
  { name: 'finish-desk-light', step: 'finish', size: DESK, theme: 'light', prepare: answered },
];

// After a change of the design: UPDATE_LOOKS=1 npx vitest run --project journey tests/journey/looks.test.ts
describe('the page looks as designed', () => {
  test.each(VIEWS)('$name', async ({ name, step, size, theme, prepare }) => {
    const opened = await openLesson(browser, html, size, { reducedMotion: 'reduce' });
    const { page, frame } = opened;
    await prepare?.(opened);
    await goTo(frame, step);
    await frame.locator(`#display-theme-${theme}`).evaluate((radio: HTMLElement) => radio.click());
    const look = await lookAt(page, frame);
    const path = fileURLToPath(new URL(`./looks/${name}.txt`, import.meta.url));
    expect(difference(look, expectedLook(path, look))).toBeLessThanOrEqual(TOLERANCE);
    await opened.close();
  });
});

test('a page without its style sheet does not look as designed', async () => {
  const bare = html.replace(/<style>[\s\S]*?<\/style>/, '');
  const [styled, unstyled] = await Promise.all(
    [html, bare].map(async (source) => {
      const opened = await openLesson(browser, source, PHONE);
      const look = await lookAt(opened.page, opened.frame);
      await opened.close();
      return look;
    }),
  );
  expect(styled && unstyled ? difference(styled, unstyled) : 0).toBeGreaterThan(TOLERANCE);
});
