import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/build/bundle.js';
import { renderPage } from '../../scripts/build/render-page.js';
import { stepsOf } from '../../src/core/lesson.js';
import { answerQuiz } from '../support/answer-quiz.js';
import { goTo, openLesson, startBrowser } from '../support/lesson-page.js';
import { sampleByte, sampleLesson } from '../support/sample-lesson.js';

// The sample lesson has every kind of section and question, and its words do not change with the content.
let browser: Browser;
let html: string;
beforeAll(async () => {
  browser = await startBrowser();
  const { scripts, styles } = await bundle();
  const drawing = '<svg viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';
  const pictures = new Map(
    sampleByte.sections.map(({ picture }) => [picture.name, drawing] as const),
  );
  const script = scripts.web;
  html = renderPage({
    byte: sampleByte,
    lesson: sampleLesson,
    pictures,
    script,
    earlyScript: '',
    styles,
  });
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
    await answerQuiz(opened, ({ number }) => number % 2 === 0);
    const quiz = await frame.locator('main').ariaSnapshot();
    await expect(quiz).toMatchFileSnapshot(fileOf('quiz-answered'));
    await goTo(frame, 'finish');
    const finish = await frame.locator('main').ariaSnapshot();
    const today = new Date().toLocaleDateString('en', { dateStyle: 'long' });
    await expect(finish.replaceAll(today, 'TODAY')).toMatchFileSnapshot(fileOf('finish-answered'));
    await opened.close();
  });
});
