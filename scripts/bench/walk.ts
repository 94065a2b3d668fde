import type { Browser, Frame, Page } from 'playwright';
import { lessonIn, walkToTheEnd } from './drive-lesson.js';
import { actionsOf, type Action } from './lesson-actions.js';
import { launch, openContext, type BenchMarks, type Target } from './measure.js';
import { UNTHROTTLED } from './profiles.js';
import type { BenchServer, Request } from './serve.js';
import { actionCosts, type ActionCost } from './trace-tasks.js';

/** What a whole lesson costs, from the first look to the last step. */
export interface Walk {
  /** Files that the browser asked for, without the probes. */
  readonly requests: number;
  /** Looks whether the server still answers; they bring a line of text. */
  readonly probes: number;
  /** Body bytes of the files, after gzip. */
  readonly bytes: number;
  readonly shift: number;
}

const PROBE = /save-check\.txt$/;

/** Takes the whole lesson as a learner does, with real clicks and keys. */
export async function walkLesson(
  browser: Browser,
  server: BenchServer,
  target: Target,
): Promise<Walk> {
  const { context, page } = await openContext(browser, UNTHROTTLED);
  try {
    const frame = await launch(page, server, target);
    // The first look is over before the lesson goes on, as with any learner.
    await page.waitForTimeout(1500);
    const before = server.takeRequests();
    await walkToTheEnd(frame, await lessonIn(frame), () => 'right');
    await page.waitForTimeout(2500);
    const requests = [...before, ...server.takeRequests()];
    return { ...sum(requests), shift: await shiftIn(frame) };
  } finally {
    await context.close();
  }
}

function sum(requests: readonly Request[]): Pick<Walk, 'requests' | 'probes' | 'bytes'> {
  const files = requests.filter(({ path }) => !PROBE.test(path));
  return {
    requests: files.length,
    probes: requests.length - files.length,
    bytes: files.reduce((total, { bytes }) => total + bytes, 0),
  };
}

function shiftIn(frame: Frame): Promise<number> {
  return frame.evaluate(() => (globalThis as unknown as { bench: BenchMarks }).bench.shift);
}

/** How long the page was busy with each action, and what it then held. */
export interface Work {
  /** On a processor six times slower. */
  readonly actions: readonly ActionCost[];
  /** Bytes of JavaScript objects after a garbage collection. */
  readonly heap: number;
}

/** Takes the whole lesson from inside the page, so that nothing but the page's own work is measured. */
export async function measureWork(
  browser: Browser,
  server: BenchServer,
  target: Target,
): Promise<Work> {
  const { context, page, devtools } = await openContext(browser, UNTHROTTLED);
  try {
    const frame = await launch(page, server, target);
    await page.waitForTimeout(1500);
    const actions = actionsOf(await lessonIn(frame));
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await browser.startTracing(page, { categories: TRACED });
    await frame.evaluate(act, actions);
    const costs = actionCosts((await browser.stopTracing()).toString('utf8'));
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return { actions: costs, heap: await heapOf(page) };
  } finally {
    await context.close();
  }
}

const TRACED = ['toplevel', 'blink.user_timing', 'disabled-by-default-devtools.timeline'];

/** Runs in the page: does what is asked, and leaves a mark before each action. */
async function act(actions: readonly Action[]): Promise<void> {
  const settled = async (): Promise<void> => {
    do {
      await new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 120));
      });
      // What comes in turn belongs to the action that asked for it.
    } while (document.querySelector('byte-lesson [hidden]'));
  };
  for (const { kind, selector, value } of actions) {
    const element = document.querySelector<HTMLInputElement>(selector);
    if (!element) throw new Error(`The page has no ${selector}.`);
    await settled();
    performance.mark(kind);
    if (value === undefined) element.click();
    else {
      element.value = value;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await settled();
    performance.mark('settled');
  }
}

/** What the page that just settled holds, with the page of the LMS around it. */
export async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** What the page of `target` holds when it was only opened. */
export async function measureHeap(
  browser: Browser,
  server: BenchServer,
  target: Target,
): Promise<number> {
  const { context, page } = await openContext(browser, UNTHROTTLED);
  try {
    await launch(page, server, target);
    await page.waitForTimeout(1500);
    return await heapOf(page);
  } finally {
    await context.close();
  }
}
