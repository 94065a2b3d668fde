import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright';
import { actionsOf, lessonIn, perform, START } from '../lesson-driver.js';
import type { LmsServer } from './lms-server.js';
import type { Candidate } from './packages.js';

/** The phone that docs/performance.md makes its promises for. */
const PHONE = {
  viewport: { width: 375, height: 667 },
  /** How many times slower than this machine. */
  cpuSlowdown: 4,
  bitsPerSecond: 1_600_000,
  roundTripMs: 150,
};

/** One cold start. Times in milliseconds since the frame began to load. */
export interface Start {
  readonly firstPaint: number;
  readonly largestPaint: number;
  /** NaN for a page that never calls it. */
  readonly initialize: number;
  readonly requests: number;
  /** Requests that only ask whether the server answers; they are not in `requests`. */
  readonly connectivityChecks: number;
  /** Bytes of everything sent, gzip. */
  readonly bytes: number;
  /** Bytes of JavaScript objects after a garbage collection, with the page of the LMS. */
  readonly heap: number;
}

/** A whole lesson from the welcome to the finish. */
export interface Visit extends Start {
  /** Interaction to Next Paint of the whole visit, milliseconds. */
  readonly interaction: number;
  readonly shift: number;
}

export interface Bench {
  readonly browser: Browser;
  readonly server: LmsServer;
  /** Slows the browser down to the phone; without it the machine runs at full speed. */
  readonly asPhone: boolean;
}

/** Measures one cold start of `target`. */
export async function measureStart(bench: Bench, target: Candidate): Promise<Start> {
  const { context, page } = await openContext(bench);
  try {
    return await startOf(bench, page, await launch(bench, page, target));
  } finally {
    await context.close();
  }
}

/**
 * Measures when a tap on Start is answered, in milliseconds since the frame
 * began to load. The tap comes as soon as anything is painted, before the
 * lesson's script has arrived; it is answered when the next step is visible.
 */
export async function measureFirstTap(bench: Bench, target: Candidate): Promise<number> {
  const { context, page } = await openContext(bench);
  try {
    await context.addInitScript(tapAtOnce, START);
    const frame = await launch(bench, page, target);
    const answered = await frame.waitForFunction(
      () => (globalThis as { answeredAt?: number }).answeredAt,
    );
    return (await answered.jsonValue()) ?? NaN;
  } finally {
    await context.close();
  }
}

/** Measures a whole visit: taps through every step and answers every question. */
export async function measureVisit(bench: Bench, target: Candidate): Promise<Visit> {
  const { context, page } = await openContext(bench);
  try {
    const frame = await launch(bench, page, target);
    const start = await startOf(bench, page, frame);
    await perform(frame, actionsOf(await lessonIn(frame)), 'tap');
    // The last save, and the browser's last entries about interactions.
    await page.waitForTimeout(2500);
    const { interaction, shift } = await marksIn(frame);
    const traffic = trafficSince(bench.server);
    return {
      ...start,
      interaction,
      shift,
      requests: start.requests + traffic.requests,
      connectivityChecks: start.connectivityChecks + traffic.connectivityChecks,
      bytes: start.bytes + traffic.bytes,
      heap: await heapOf(page),
    };
  } finally {
    await context.close();
  }
}

async function startOf({ server }: Bench, page: Page, frame: Frame): Promise<Start> {
  // The first connectivity check is over before the learner's first action, as with most learners.
  await page.waitForTimeout(1500);
  const { origin, firstPaint, largestPaint } = await marksIn(frame);
  const initializedAt = await page.evaluate(
    () => (window as unknown as { initializedAt: number | null }).initializedAt,
  );
  return {
    firstPaint,
    largestPaint,
    initialize: initializedAt === null ? NaN : initializedAt - origin,
    ...trafficSince(server),
    heap: await heapOf(page),
  };
}

/** What was sent since the last call. */
function trafficSince(server: LmsServer): Pick<Start, 'requests' | 'connectivityChecks' | 'bytes'> {
  const requests = server.takeRequests();
  const checks = requests.filter(({ path }) => path === 'save-check.txt');
  return {
    requests: requests.length - checks.length,
    connectivityChecks: checks.length,
    bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return usedSize;
}

/** What {@link observe} keeps in a frame. */
interface Marks {
  firstPaint: number;
  largestPaint: number;
  interaction: number;
  shift: number;
}

function marksIn(frame: Frame): Promise<Marks & { readonly origin: number }> {
  return frame.evaluate(() => {
    const { marks } = globalThis as unknown as { marks: Marks };
    return { ...marks, origin: performance.timeOrigin };
  });
}

/** Google's own code for its Web Vitals, as a script that defines `webVitals`. */
async function webVitals(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('web-vitals');
  return readFile(join(dirname(main), 'web-vitals.iife.js'), 'utf8');
}

async function openContext({
  browser,
  asPhone,
}: Bench): Promise<{ context: BrowserContext; page: Page; devtools: CDPSession }> {
  const context = await browser.newContext({ viewport: PHONE.viewport, hasTouch: true });
  context.setDefaultTimeout(60_000);
  // tsx wraps functions in a helper that the page does not have.
  await context.addInitScript('globalThis.__name ??= (value) => value');
  await context.addInitScript(`${await webVitals()};globalThis.webVitals = webVitals`);
  await context.addInitScript(observe);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (asPhone) {
    const bytesPerSecond = PHONE.bitsPerSecond / 8;
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: PHONE.roundTripMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: PHONE.cpuSlowdown });
  }
  return { context, page, devtools };
}

/** Opens `target` inside the LMS page and waits until it is loaded and, if it has a script, initialized. */
async function launch({ server }: Bench, page: Page, target: Candidate): Promise<Frame> {
  await page.goto(`${server.url}/lms`);
  server.takeRequests();
  const address = `${server.url}/packages/${encodeURIComponent(target.name)}/${target.href}`;
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.name = 'lesson';
    frame.src = src;
    document.body.append(frame);
  }, address);
  await page.waitForLoadState('networkidle');
  const frame = page.frame('lesson');
  if (!frame) throw new Error(`${target.name} has no frame.`);
  await frame.waitForLoadState();
  const scripts = await frame.locator('script:not([type])').count();
  if (scripts > 0) {
    await page.waitForFunction(() => (window as { initializedAt?: number }).initializedAt);
  }
  return frame;
}

/** Runs in every frame before its own scripts and keeps what the browser reports only live. */
function observe(): void {
  const marks: Marks = { firstPaint: NaN, largestPaint: NaN, interaction: 0, shift: 0 };
  const report = { reportAllChanges: true };
  type Listen = (done: (metric: { value: number }) => void, options: object) => void;
  const { webVitals } = globalThis as unknown as {
    webVitals: Readonly<Record<'onFCP' | 'onLCP' | 'onINP', Listen>>;
  };
  Object.assign(globalThis, { marks });
  webVitals.onFCP(({ value }) => (marks.firstPaint = value), report);
  webVitals.onLCP(({ value }) => (marks.largestPaint = value), report);
  webVitals.onINP(({ value }) => (marks.interaction = value), { ...report, durationThreshold: 16 });
  // Not webVitals.onCLS: Chromium's own note of the last input leaves out taps in a frame.
  const inputs: number[] = [];
  for (const type of ['pointerdown', 'click', 'keydown']) {
    addEventListener(type, () => inputs.push(performance.now()), true);
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
      const { startTime, value } = entry;
      const expected = inputs.some((at) => startTime >= at - 20 && startTime - at < 500);
      if (!expected) marks.shift += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in every frame before its own scripts and checks on each animation frame. */
function tapAtOnce(start: string): void {
  let link: HTMLAnchorElement | null = null;
  const check = (): void => {
    const painted = performance.getEntriesByName('first-contentful-paint').length > 0;
    if (!link && painted) {
      link = document.querySelector<HTMLAnchorElement>(start);
      link?.click();
    }
    const step = document.getElementById(link?.hash.slice(1) ?? '');
    if (step?.checkVisibility()) Object.assign(globalThis, { answeredAt: performance.now() });
    else requestAnimationFrame(check);
  };
  requestAnimationFrame(check);
}
