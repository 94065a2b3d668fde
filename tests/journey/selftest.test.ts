import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startBrowser } from '../support/lesson-page.js';
import { startTestLms } from '../support/test-lms.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(['scorm12', 'scorm2004-3rd', 'scorm2004-4th'])(
  'an administrator who asks for the self-test of %s gets a table, and no lesson is recorded',
  async (edition) => {
    const zip = new URL(`../../dist/it-project-manager-${edition}.zip`, import.meta.url).pathname;
    const api = new URL('../support/scorm-again-api.ts', import.meta.url).pathname;
    const lms = await startTestLms(zip, api, { edition, saved: null });
    onTestFinished(() => lms.close());
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.route(
      (url) => url.pathname === '/package/index.html' && url.search === '',
      (route) =>
        route.fulfill({ status: 302, headers: { location: '/package/index.html?selftest=1' } }),
    );
    await page.goto(lms.url);
    const frame = page.frameLocator('iframe');
    await frame.locator('td', { hasText: /^trace$/ }).waitFor();
    const lines = await frame.locator('tbody tr').allTextContents();
    expect(lines[0]).toBe(`api${edition === 'scorm12' ? 'scorm12' : 'scorm2004'}found`);
    expect(lines).toContain('initializetruefound');
    const calls = await page.evaluate(() => window.calls);
    expect(calls.filter((call) => call.includes('Initialize('))).toHaveLength(1);
    expect(lms.requests.filter((path) => path.endsWith('save-check.txt'))).toEqual([]);
  },
);
