import type { Browser, Frame } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepsOf } from '../../src/core/lesson.js';
import { answerEverySecondRight, goTo, openLesson, startBrowser } from '../support/lesson-page.js';
import { samplePage } from '../support/sample-page.js';
import { translate } from '../support/translate.js';

let browser: Browser;
let html: string;
beforeAll(async () => {
  [browser, html] = await Promise.all([startBrowser(), samplePage()]);
});
afterAll(() => browser.close());

const SIZE = { width: 352, height: 666 };

/** The words of the step on show and of what surrounds it. */
async function wordsIn(frame: Frame): Promise<readonly string[]> {
  const parts = frame.locator('byte-plan, .step[data-current], byte-step-nav, byte-save-line');
  const texts = await parts.allTextContents();
  return texts.map((text) => text.replace(/\s+/g, ' ').replace(/\d+:\d\d/g, 'TIME'));
}

describe('a page that the browser translates', () => {
  test('says the same as any other, whatever the learner does', async () => {
    const plain = await openLesson(browser, html, SIZE);
    const translated = await openLesson(browser, html, SIZE);
    const pages = [plain, translated];
    const both = async (act: (frame: Frame) => Promise<unknown>): Promise<void> => {
      await translated.frame.evaluate(translate);
      for (const { frame } of pages) await act(frame);
      expect(await wordsIn(translated.frame)).toEqual(await wordsIn(plain.frame));
    };
    const click = (selector: string) =>
      both((frame) =>
        frame
          .locator(selector)
          .first()
          .evaluate((one: HTMLElement) => one.click()),
      );

    for (const step of stepsOf(plain.lesson)) await both((frame) => goTo(frame, step));
    await both((frame) => goTo(frame, plain.lesson.selfCheck?.id ?? ''));
    for (const choice of ['agree', 'disagree']) {
      for (const { id } of plain.lesson.selfCheck?.statements ?? []) {
        await click(`byte-self-check input[value=${choice}][name$="_${id}"]`);
      }
    }
    await both((frame) => goTo(frame, plain.lesson.checklist?.id ?? ''));
    await click('byte-checklist input');
    await both((frame) => goTo(frame, plain.lesson.feedback?.id ?? ''));
    await click('byte-feedback input');
    await click('byte-feedback button');
    await both((frame) => answerEverySecondRight({ frame, lesson: plain.lesson }));
    await both((frame) => goTo(frame, 'finish'));
    await both((frame) => goTo(frame, plain.lesson.quiz?.id ?? ''));
    await click('.result-actions button');
    await both((frame) => answerEverySecondRight({ frame, lesson: plain.lesson }));
    expect(translated.complaints).toEqual([]);
    for (const { close } of pages) await close();
  });
});
