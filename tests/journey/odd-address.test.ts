import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { startJourney } from '../support/journey.js';
import { startBrowser } from '../support/lesson-page.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test('the lesson starts whatever stands behind the # of its address', async () => {
  const journey = await startJourney(browser, 'web');
  const page = await browser.newPage();
  await page.goto(`${journey.lms.url}package/index.html#%E0`);
  await page.locator('html[data-started]').waitFor({ state: 'attached', timeout: 10_000 });
  expect(await page.locator('.step[data-current]').getAttribute('id')).toBe('welcome');
  await page.close();
  await journey.end();
});
