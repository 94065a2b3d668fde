import type { Browser, Frame, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepsOf } from '../../src/core/lesson.js';
import type { Question } from '../../src/core/question.js';
import { elementId, lastSlugOf } from '../../src/ui/shared/element-id.js';
import {
  builtPage,
  goTo,
  openLesson,
  startBrowser,
  type LessonPage,
} from '../support/lesson-page.js';

let browser: Browser;
let html: string;
beforeAll(async () => {
  [browser, html] = await Promise.all([startBrowser(), builtPage()]);
});
afterAll(() => browser.close());

const LARGEST_DISTANCE = 120;

/** The id of what has the focus. */
function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => document.activeElement?.id ?? '');
}

/** Where in the frame the focus is hidden behind something else; empty where it can be seen. */
function hiddenFocus(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, Math.min((top + bottom) / 2, top + 20)];
    const seen = document.elementFromPoint(x, y);
    const label = element.closest('label, li, .persona');
    return seen && (element.contains(seen) || (label?.contains(seen) ?? false))
      ? ''
      : `${element.id || element.tagName} is behind ${seen?.className ?? 'the edge'}`;
  });
}

class Keys {
  readonly #page: Page;
  readonly #frame: Frame;
  readonly hidden: string[] = [];

  constructor({ page, frame }: LessonPage) {
    this.#page = page;
    this.#frame = frame;
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
    const hidden = await hiddenFocus(this.#frame);
    if (hidden) this.hidden.push(hidden);
  }

  /** Goes on with Tab until the focus is where `wanted` says. */
  async tabTo(wanted: (id: string) => boolean): Promise<void> {
    for (let distance = 0; distance < LARGEST_DISTANCE; distance += 1) {
      if (wanted(await focused(this.#frame))) return;
      await this.press('Tab');
    }
    throw new Error(`Tab did not lead there; the focus is on "${await focused(this.#frame)}".`);
  }

  /** Chooses in a group of radios with the arrow keys. */
  async chooseRadio(name: string, id: string): Promise<void> {
    await this.tabTo((at) => at.startsWith(name));
    await this.press('Space');
    for (let radio = 0; radio < 12 && (await focused(this.#frame)) !== id; radio += 1) {
      await this.press('ArrowDown');
    }
  }

  async answer(question: Question): Promise<void> {
    const name = elementId(question.id);
    switch (question.type) {
      case 'single-choice':
        return this.chooseRadio(`${name}_`, elementId(question.id, question.correct));
      case 'true-false':
        return this.chooseRadio(`${name}_`, elementId(question.id, `${question.correct}`));
      case 'multiple-choice':
        for (const { id } of await this.#inOrder(question)) {
          await this.tabTo((at) => at === id);
          await this.press('Space');
        }
        return;
      case 'matching':
        for (const { id, target } of await this.#lines(question)) {
          await this.tabTo((at) => at.startsWith(id));
          await this.#chooseTarget(question, id, target);
        }
    }
  }

  /** The right options in the order of the page, which is shuffled. */
  async #inOrder({
    id,
    correct,
  }: Extract<Question, { type: 'multiple-choice' }>): Promise<readonly { id: string }[]> {
    const shown = await this.#frame
      .locator(`#${elementId(id)} input`)
      .evaluateAll((inputs) => inputs.map((input) => input.id));
    const right = correct.map((option) => elementId(id, option));
    return shown.filter((option) => right.includes(option)).map((option) => ({ id: option }));
  }

  async #lines(
    question: Extract<Question, { type: 'matching' }>,
  ): Promise<readonly { id: string; target: string }[]> {
    const shown = await this.#frame
      .locator(`#${elementId(question.id)} :is(input, select)`)
      .evaluateAll((controls) =>
        controls.map((control) => control.getAttribute('name') ?? control.id),
      );
    return [...new Set(shown.map(lastSlugOf))].map((item) => ({
      id: elementId(question.id, item),
      target: question.items.find(({ id }) => id === item)?.target ?? '',
    }));
  }

  async #chooseTarget(
    question: Extract<Question, { type: 'matching' }>,
    id: string,
    target: string,
  ): Promise<void> {
    if ((await this.#frame.locator(`select#${id}`).count()) === 0) {
      return this.chooseRadio(id, `${id}_${target}`);
    }
    // Typing the first words of an entry chooses it.
    const words = question.targets.find((entry) => entry.id === target)?.text ?? '';
    await this.#page.keyboard.type(words.slice(0, 12));
  }
}

test('the whole lesson can be done with keys, and the focus can always be seen', async () => {
  const opened = await openLesson(browser, html, { width: 352, height: 500 });
  const { frame, lesson } = opened;
  const keys = new Keys(opened);
  await frame.evaluate(() => window.focus());
  await keys.press('Tab');
  await keys.tabTo((id) => id === 'start');
  await keys.press('Enter');
  for (const step of stepsOf(lesson).slice(1)) {
    await expect.poll(() => focused(frame)).toBe(`${step}-title`);
    expect(await frame.title()).toContain(lesson.title);
    if (step === lesson.quiz?.id) {
      for (const question of lesson.quiz.questions) {
        await keys.answer(question);
        await keys.tabTo((id) => id === elementId(question.id, 'check'));
        await keys.press('Enter');
        await expect.poll(() => focused(frame)).toBe(elementId(question.id, 'verdict'));
      }
      expect(await frame.locator('.quiz-result.is-passed').count()).toBe(1);
    }
    if (step === 'finish') break;
    await keys.tabTo((id) => id === 'step-next');
    await keys.press('Enter');
  }
  expect(await frame.locator('.outcome.is-good').count()).toBe(1);
  expect(keys.hidden).toEqual([]);
  expect(opened.complaints).toEqual([]);
  await opened.close();
});

test('a step link that is opened in another tab leaves this one where it is', async () => {
  const opened = await openLesson(browser, html, { width: 650, height: 666 });
  const tab = opened.page.context().waitForEvent('page');
  await opened.frame.locator('#start').click({ modifiers: ['ControlOrMeta'] });
  await tab;
  expect(await opened.frame.locator('.step[data-current]').getAttribute('id')).toBe('welcome');
  await opened.close();
});

test('the first key leads past the head, and the display opens and closes with keys', async () => {
  const opened = await openLesson(browser, html, { width: 650, height: 666 });
  const { page, frame } = opened;
  await page.keyboard.press('Tab');
  expect(await frame.evaluate(() => document.activeElement?.className)).toBe('skip');
  expect(await frame.isVisible('.skip')).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(frame)).toBe('welcome-title');
  await page.keyboard.press('Shift+Tab');
  while ((await focused(frame)) !== 'display-open') await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await frame.isVisible('#display-panel')).toBe(true);
  await page.keyboard.press('Tab');
  expect(await focused(frame)).toBe('display-textSize-normal');
  await page.keyboard.press('ArrowRight');
  expect(await frame.getAttribute('html', 'data-text-size')).toBe('large');
  await page.keyboard.press('Escape');
  expect(await frame.isVisible('#display-panel')).toBe(false);
  expect(await focused(frame)).toBe('display-open');
  await page.keyboard.press('Enter');
  await frame.locator('#display-close').focus();
  await page.keyboard.press('Tab');
  expect(await frame.isVisible('#display-panel')).toBe(false);
  await opened.close();
});

test('the list of steps closes when another step opens, whatever led there', async () => {
  const opened = await openLesson(browser, html, { width: 650, height: 666 });
  const { frame } = opened;
  await frame.locator('.plan > summary').click();
  expect(await frame.isVisible('.plan ol')).toBe(true);
  await frame.locator('#step-next').click();
  expect(await frame.isVisible('.plan ol')).toBe(false);
  await opened.close();
});

test('who reads something again for a question comes back to it', async () => {
  const opened = await openLesson(browser, html, { width: 650, height: 666 });
  const { page, frame, lesson } = opened;
  const [question] = lesson.quiz?.questions ?? [];
  if (question?.type !== 'single-choice') throw new Error('The first question is another one.');
  await goTo(frame, lesson.quiz?.id ?? '');
  await frame.check(`#${elementId(question.id, question.correct)}`);
  await frame.click(`#${elementId(question.id, 'check')}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(frame)).toBe(`${question.section}-title`);
  await page.keyboard.press('Tab');
  expect(await frame.locator(':focus').innerText()).toBe(
    `Back: Question 1 of ${lesson.quiz?.questions.length ?? 0}`,
  );
  await page.keyboard.press('Enter');
  expect(await focused(frame)).toBe(elementId(question.id, 'verdict'));
  await goTo(frame, question.section);
  expect(await frame.locator('a', { hasText: 'Back: Question' }).count()).toBe(0);
  await opened.close();
});
