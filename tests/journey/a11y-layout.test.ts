import type { Browser, Frame } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOwnId } from '../../src/compiler/page-ids.js';
import { stepsOf } from '../../src/core/lesson.js';
import {
  builtPage,
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

/** Runs `look` on every step and gives what it found, each with the name of its step. */
async function onEveryStep(
  { frame, lesson }: LessonPage,
  look: (frame: Frame, step: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const step of stepsOf(lesson)) {
    await goTo(frame, step);
    found.push(...(await look(frame, step)).map((line) => `${step}: ${line}`));
  }
  return found;
}

/** What sticks out sideways, and words that their box cuts off. */
function cutOff(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const name = (element: Element): string => `${element.tagName} ${element.className}`;
    const shown = [...document.querySelectorAll('body *')].filter(
      (element) =>
        element.checkVisibility() &&
        !element.closest('svg, .visually-hidden, #display-open, #step-back'),
    );
    const wide = shown.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (right > clientWidth + 1 || left < -1);
    });
    const cut = shown.filter(
      (element) =>
        getComputedStyle(element).overflowY === 'hidden' &&
        element.clientHeight > 0 &&
        element.scrollHeight > element.clientHeight + 2,
    );
    return [
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : []),
      ...wide.slice(0, 3).map((element) => `${name(element)} sticks out`),
      ...cut.slice(0, 3).map((element) => `${name(element)} is cut off`),
    ];
  });
}

async function display(frame: Frame, ...choices: readonly string[]): Promise<void> {
  for (const choice of choices) {
    await frame.locator(`#display-${choice}`).evaluate((radio: HTMLElement) => radio.click());
  }
}

describe('a lesson fits its frame', () => {
  test.each([
    ['a small phone', { width: 320, height: 568 }],
    ['400 % zoom on a laptop', { width: 320, height: 256 }],
    ["the frame of an LMS's app", { width: 352, height: 666 }],
    ['a phone held sideways', { width: 667, height: 320 }],
    ['the frame of an LMS on a laptop', { width: 650, height: 666 }],
    ['a desk', { width: 1440, height: 900 }],
  ])('on %s', async (_, size) => {
    const opened = await openLesson(browser, html, size);
    await answerEverySecondRight(opened);
    expect(await onEveryStep(opened, cutOff)).toEqual([]);
    await opened.close();
  });

  test('with the largest text and wide spacing on a small phone', async () => {
    const opened = await openLesson(browser, html, { width: 320, height: 568 });
    await display(opened.frame, 'textSize-largest', 'spacing-wide');
    expect(await onEveryStep(opened, cutOff)).toEqual([]);
    await opened.close();
  });

  test("with the learner's own text spacing", async () => {
    const opened = await openLesson(browser, html, { width: 320, height: 568 });
    await opened.frame.evaluate(() => {
      const own = new CSSStyleSheet();
      own.replaceSync(
        '* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important} p {margin-block-end: 2em !important}',
      );
      document.adoptedStyleSheets = [own];
    });
    expect(await onEveryStep(opened, cutOff)).toEqual([]);
    await opened.close();
  });

  test('from right to left', async () => {
    const opened = await openLesson(browser, html, { width: 352, height: 666 });
    await opened.frame.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    expect(await onEveryStep(opened, cutOff)).toEqual([]);
    await resize(opened.page, { width: 1440, height: 900 });
    expect(await onEveryStep(opened, cutOff)).toEqual([]);
    await opened.close();
  });
});

/** Controls whose target is smaller than a fingertip; links inside a sentence may be as small as it. */
function smallTargets(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
      .filter((control) => control.checkVisibility() && !control.matches('.skip'))
      .filter((control) => !control.matches('p a, li p a, .action-text a, .prose a'))
      .map((control) => ({ control, target: control.closest('label') ?? control }))
      .filter(({ target }) => {
        const { width, height } = target.getBoundingClientRect();
        return width < 43.5 || height < 43.5;
      })
      .map(({ control }) => control.outerHTML.slice(0, 120)),
  );
}

test('every control is large enough for a fingertip', async () => {
  const opened = await openLesson(browser, html, { width: 352, height: 666 });
  await opened.frame.click('.plan > summary');
  await opened.frame.click('.about > summary');
  expect(await onEveryStep(opened, smallTargets)).toEqual([]);
  await opened.frame.click('#display-open');
  expect(await smallTargets(opened.frame)).toEqual([]);
  await opened.close();
});

describe('without a script', () => {
  test('every step can be read, and a sentence says that nothing is saved', async () => {
    const size = { width: 352, height: 666 };
    const opened = await openLesson(browser, html, size, { javaScriptEnabled: false });
    const { frame, lesson } = opened;
    for (const { id } of lesson.sections) expect(await frame.isVisible(`#${id}`)).toBe(true);
    expect(await frame.isVisible('.no-script')).toBe(true);
    await opened.close();
  });

  test('a stray error before the lesson starts does not bring that page back', async () => {
    const stray = html
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replace('<body>', '<body><script>throw new Error("stray")</script>');
    const opened = await openLesson(browser, stray, { width: 352, height: 666 });
    expect(await opened.frame.locator('.step:visible').count()).toBe(1);
    expect(await opened.frame.isVisible('.no-script')).toBe(false);
    await opened.close();
  });

  test('the same holds when the script of the lesson fails', async () => {
    const broken = html
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replace(
        /<script>(?!\(function\(h\))[\s\S]*?<\/script>/,
        '<script>throw new Error("old")</script>',
      );
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.setContent(broken);
    for (const { id } of (await import('../support/lesson-page.js')).lessonIn(html).sections) {
      expect(await page.isVisible(`#${id}`)).toBe(true);
    }
    expect(await page.isVisible('.no-script')).toBe(true);
    await context.close();
  });
});

test('in forced colours what is chosen, done and current still differs from the rest', async () => {
  const size = { width: 352, height: 666 };
  const opened = await openLesson(browser, html, size, { forcedColors: 'active' });
  const { frame, lesson } = opened;
  await goTo(frame, lesson.selfCheck?.id ?? '');
  const first = frame.locator('.pair').first();
  await first.locator('input').first().check();
  const borders = await first
    .locator('label')
    .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).borderColor));
  expect(new Set(borders).size).toBe(2);
  const bits = await frame
    .locator('.bits > span')
    .evaluateAll((found) => found.map((bit) => getComputedStyle(bit).backgroundColor));
  expect(new Set(bits).size).toBeGreaterThan(1);
  await opened.close();
});

test('the page gives no element an id that the build would let a section have', async () => {
  const opened = await openLesson(browser, html, { width: 650, height: 666 });
  const { frame, lesson } = opened;
  await answerEverySecondRight(opened);
  const ids = async (): Promise<readonly string[]> =>
    frame.locator('[id]:not(svg [id])').evaluateAll((found) => found.map(({ id }) => id));
  const found = await onEveryStep(opened, ids);
  const own = found
    .map((line) => line.slice(line.indexOf(': ') + 2))
    // Ids of live parts have an underscore, which no id in content can have.
    .filter((id) => !id.includes('_') && !stepsOf(lesson).includes(id.replace(/-title$/, '')));
  expect(own).toContain('save-line');
  expect(own.filter((id) => !isOwnId(id))).toEqual([]);
  await opened.close();
});
