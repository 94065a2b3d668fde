import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lessonIn, walkToTheEnd } from '../../scripts/lesson-driver.js';
import type { ScormEdition } from '../../manifest/editions.js';
import { startBrowser } from '../support/lesson-page.js';
import { unzip } from '../support/unzip.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** An LMS of one page: it takes every value and gives it back. */
const API = `
  const held = {};
  const names = (init, get, set, end, commit) => ({
    [init]: () => 'true', [end]: () => 'true', [commit]: () => 'true',
    [get]: (name) => held[name] ?? '', [set]: (name, value) => { held[name] = value; return 'true'; },
  });
  window.held = held;
  const common = (prefix) => ({
    [prefix + 'GetLastError']: () => '0', [prefix + 'GetErrorString']: () => '', [prefix + 'GetDiagnostic']: () => '',
  });
  const api12 = { ...names('LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSFinish', 'LMSCommit'), ...common('LMS') };
  const api2004 = { ...names('Initialize', 'GetValue', 'SetValue', 'Terminate', 'Commit'), ...common('') };
`;

const FRAMES = {
  'a plain frame': '<iframe name="lesson" src="/package/index.html"></iframe>',
  'a sandboxed frame':
    '<iframe name="lesson" sandbox="allow-scripts allow-same-origin" src="/package/index.html"></iframe>',
  'a window of its own': `<button onclick="window.open('/package/index.html', 'lesson')">Open</button>`,
} as const;

type Kind = keyof typeof FRAMES;

interface Opened {
  readonly page: Page;
  readonly frame: Frame;
  /** Requests that went anywhere but to the LMS. */
  readonly outside: readonly string[];
  /** What the browser refused, and script errors. */
  readonly complaints: readonly string[];
}

const HOST = 'http://lms.test';

async function open(edition: ScormEdition, kind: Kind): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const outside: string[] = [];
  const complaints: string[] = [];
  await serve(context, edition, kind, outside);
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text());
  });
  const page = await context.newPage();
  await page.goto(`${HOST}/`);
  const frame = await lessonFrame(page, kind);
  await frame.locator('html[data-started]').waitFor({ state: 'attached' });
  return { page, frame, outside, complaints };
}

async function lessonFrame(page: Page, kind: Kind): Promise<Frame> {
  if (kind === 'a window of its own') {
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.locator('button').click()]);
    return popup.mainFrame();
  }
  const frame = page.frame('lesson');
  if (!frame) throw new Error('The LMS page has no frame with the lesson.');
  return frame;
}

async function serve(
  context: BrowserContext,
  edition: ScormEdition,
  kind: Kind,
  outside: string[],
): Promise<void> {
  const dist = join(import.meta.dirname, '../../dist');
  const files = await unzip(join(dist, `it-project-manager-${edition}.zip`));
  const api = edition === 'scorm12' ? 'window.API = api12' : 'window.API_1484_11 = api2004';
  const style = '<style>iframe{width:100%;height:650px}</style>';
  const page = `<!doctype html><title>LMS</title>${style}<script>${API};${api}</script>${FRAMES[kind]}`;
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== HOST) {
      outside.push(url.href);
      return route.abort();
    }
    if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: page });
    const name = url.pathname.replace('/package/', '');
    const body = files.get(name);
    if (!body) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({
      contentType: name.endsWith('.html') ? 'text/html' : 'text/plain',
      body,
    });
  });
}

describe.each(['scorm12', 'scorm2004-3rd', 'scorm2004-4th'] as const)(
  'the %s lesson',
  (edition) => {
    test.each(Object.keys(FRAMES) as Kind[])(
      'in %s asks nobody but the LMS, breaks no policy, and is recorded',
      async (kind) => {
        const { page, frame, outside, complaints } = await open(edition, kind);
        await walkToTheEnd(frame, await lessonIn(frame));
        await frame.locator('.save-line', { hasText: /Saved \d/ }).waitFor();
        const held = await page.evaluate(
          () => (window as unknown as { held: Record<string, string> }).held,
        );
        expect(held[edition === 'scorm12' ? 'cmi.core.lesson_status' : 'cmi.success_status']).toBe(
          'passed',
        );
        expect(outside).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );
  },
);

test('the watch over the page notices what is refused', async () => {
  const { frame, complaints } = await open('scorm12', 'a plain frame');
  await frame.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="https://elsewhere.example/x.png" onerror="window.ran = true"><p style="color:red">',
    );
  });
  await expect.poll(() => complaints.join('\n')).toContain('https://elsewhere.example/x.png');
  expect(complaints.join('\n')).toContain('inline style');
  expect(await frame.evaluate(() => 'ran' in window)).toBe(false);
});
