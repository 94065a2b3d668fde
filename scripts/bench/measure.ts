import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright';
import type { Profile } from './profiles.js';
import type { BenchServer } from './serve.js';

/** One cold start of one package; times in milliseconds since the frame began to load. */
export interface Start {
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly initialize: number;
  /** When the lesson's own script runs; `NaN` for a package that does not say. */
  readonly started: number;
  readonly blocked: number;
  readonly shift: number;
  readonly requests: number;
  readonly bytes: number;
}

/** The page of a package that the LMS opens. */
export interface Target {
  /** Under which the server has the package. */
  readonly name: string;
  readonly href: string;
}

/** Runs in every frame before its own scripts and collects what the browser tells only live. */
function observe(): void {
  const seen = { largest: 0, shift: 0, tasks: [] as { start: number; ms: number }[], started: 0 };
  Object.assign(globalThis, { bench: seen });
  const watch = (
    type: string,
    note: (entry: PerformanceEntry & { value?: number }) => void,
  ): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  };
  watch('largest-contentful-paint', (entry) => (seen.largest = entry.startTime));
  // The browser's own note of the last input leaves out clicks in a frame.
  const inputs: number[] = [];
  for (const type of ['pointerdown', 'click', 'keydown']) {
    addEventListener(type, () => inputs.push(performance.now()), true);
  }
  watch('layout-shift', ({ startTime, value = 0 }) => {
    const asked = inputs.some((at) => startTime >= at - 20 && startTime - at < 500);
    if (!asked) seen.shift += value;
  });
  watch('longtask', ({ startTime, duration }) => {
    seen.tasks.push({ start: startTime, ms: duration });
  });
  new MutationObserver(() => {
    if (document.documentElement.dataset['started']) seen.started ||= performance.now();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-started'] });
}

/** A fresh browser context, slowed down as `profile` says. */
export async function openContext(
  browser: Browser,
  profile: Profile,
): Promise<{ context: BrowserContext; page: Page; devtools: CDPSession }> {
  const { width, height, cpuSlowdown, bitsPerSecond, roundTripMs } = profile;
  const context = await browser.newContext({ viewport: { width, height } });
  // The program that runs this TypeScript wraps functions in a helper that the page does not have.
  await context.addInitScript('globalThis.__name ??= (value) => value');
  await context.addInitScript(observe);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const bytesPerSecond = bitsPerSecond === null ? -1 : bitsPerSecond / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  return { context, page, devtools };
}

/** Opens `target` inside the LMS page and waits until it has settled. */
export async function launch(
  page: Page,
  server: BenchServer,
  { name, href }: Target,
): Promise<Frame> {
  await page.goto(`${server.url}/lms`);
  server.takeRequests();
  const address = `${server.url}/packages/${encodeURIComponent(name)}/${href}`;
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.name = 'lesson';
    frame.src = src;
    document.body.append(frame);
  }, address);
  await page.waitForFunction(() => (window as { initializedAt?: number }).initializedAt, null, {
    timeout: 60_000,
  });
  await page.waitForLoadState('networkidle');
  const frame = page.frame('lesson');
  if (!frame) throw new Error(`${name} has no frame`);
  return frame;
}

/** Measures one cold start. */
export async function measureStart(
  browser: Browser,
  server: BenchServer,
  profile: Profile,
  target: Target,
): Promise<Start> {
  const { context, page } = await openContext(browser, profile);
  server.serverMs = profile.serverMs;
  try {
    const frame = await launch(page, server, target);
    await page.waitForTimeout(500);
    const initializedAt = await page.evaluate(
      () => (window as unknown as { initializedAt: number }).initializedAt,
    );
    const inside = await frame.evaluate(() => {
      const seen = (globalThis as unknown as { bench: BenchMarks }).bench;
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
      return { origin: performance.timeOrigin, paint, ...seen };
    });
    const initialize = initializedAt - inside.origin;
    const requests = server.takeRequests();
    return {
      firstPaint: inside.paint,
      largestPaint: inside.largest || inside.paint,
      initialize,
      started: inside.started || NaN,
      blocked: inside.tasks.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0),
      shift: inside.shift,
      requests: requests.length,
      bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  } finally {
    await context.close();
  }
}

/** What {@link observe} keeps in a frame. */
export interface BenchMarks {
  readonly largest: number;
  readonly shift: number;
  readonly tasks: readonly { readonly start: number; readonly ms: number }[];
  readonly started: number;
}
