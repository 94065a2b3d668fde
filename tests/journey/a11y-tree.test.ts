import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepsOf } from '../../src/core/lesson.js';
import { answerEverySecondRight, goTo, openLesson, startBrowser } from '../support/lesson-page.js';
import { sampleLesson } from '../support/sample-lesson.js';
import { samplePage } from '../support/sample-page.js';

let browser: Browser;
let html: string;
beforeAll(async () => {
  [browser, html] = await Promise.all([startBrowser(), samplePage()]);
});
afterAll(() => browser.close());

const FRAME = { width: 650, height: 666 };

/** What a screen reader finds, as a file to read and to compare with. */
const fileOf = (step: string): string => `./a11y-tree/${step}.yaml`;

describe('what a screen reader finds', () => {
  test.each(stepsOf(sampleLesson))('on the step %s', async (step) => {
    const { frame, close } = await openLesson(browser, html, FRAME);
    await goTo(frame, step);
    await expect(await frame.locator('body').ariaSnapshot()).toMatchFileSnapshot(fileOf(step));
    await close();
  });

  test('on the quiz when every second answer is wrong, and on the finish after it', async () => {
    const opened = await openLesson(browser, html, FRAME);
    const { frame } = opened;
    await answerEverySecondRight(opened);
    const quiz = await frame.locator('main').ariaSnapshot();
    await expect(quiz).toMatchFileSnapshot(fileOf('quiz-answered'));
    await goTo(frame, 'finish');
    const finish = await frame.locator('main').ariaSnapshot();
    const now = /\w+ \d+, \d{4} at \d+:\d\d\s[AP]M/g;
    await expect(finish.replace(now, 'NOW')).toMatchFileSnapshot(fileOf('finish-answered'));
    await opened.close();
  });
});
