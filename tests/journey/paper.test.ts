import type { Browser, Frame } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** The lesson with its first action ticked, as paper shows it; `printout` is what was asked for. */
async function onPaper(printout?: string): Promise<LessonPage> {
  const opened = await openLesson(browser, html, { width: 700, height: 900 });
  const { frame, page, lesson } = opened;
  await goTo(frame, lesson.checklist?.id ?? '');
  await frame.locator('.action input').first().check();
  await page.emulateMedia({ media: 'print' });
  await frame.evaluate((name) => {
    if (name !== undefined) document.documentElement.dataset['print'] = name;
  }, printout);
  return opened;
}

/** What belongs to the lesson and to no single sheet. */
const OTHERS = '.step:not(#finish), byte-finish, .lesson-foot';

const shown = (frame: Frame, selector: string): Promise<number> =>
  frame.locator(`:is(${selector}):visible`).count();

test.each([undefined, 'lesson'])(
  'a printed lesson (%s) is to read: nothing to press',
  async (printout) => {
    const { frame, lesson, close } = await onPaper(printout);
    expect(await shown(frame, 'input, select, textarea, button, [role=meter], [role=status]')).toBe(
      0,
    );
    const steps = await frame
      .locator('.step:visible')
      .evaluateAll((all) => all.map(({ id }) => id));
    const questions = [lesson.quiz?.id, lesson.feedback?.id];
    const toRead = lesson.sections.map(({ id }) => id).filter((id) => !questions.includes(id));
    expect(steps).toEqual(['welcome', ...toRead]);
    expect(await shown(frame, '.lead')).toBe(1);
    const { statements = [] } = lesson.selfCheck ?? {};
    expect(await shown(frame, '.statement legend')).toBe(statements.length);
    await close();
  },
);

test.each([undefined, 'lesson', 'checklist'])(
  'on paper (%s) a ticked action has a tick that needs no background, and its words stay readable',
  async (printout) => {
    const { frame, close } = await onPaper(printout);
    const actions = await frame.locator('.action:visible').evaluateAll((all) =>
      all.map((action) => ({
        tick: getComputedStyle(action, '::before').content,
        line: getComputedStyle(action.querySelector('.action-text') ?? action).textDecorationLine,
      })),
    );
    expect(actions[0]).toEqual({ tick: '"✓"', line: 'none' });
    expect(actions.slice(1).map(({ tick }) => tick)).not.toContain('"✓"');
    await close();
  },
);

test('a printed sheet or receipt comes without the lesson', async () => {
  for (const printout of ['sheet', 'receipt']) {
    const { frame, close } = await onPaper(printout);
    expect([printout, await shown(frame, OTHERS)]).toEqual([printout, 0]);
    await close();
  }
});
