import type { Page } from 'playwright';
import { unzip } from '../bench/packages.js';

const ADDRESS = 'http://lesson.test/';

/** The page in a zip of the edition that needs no LMS. */
export async function indexOf(path: string): Promise<string> {
  const page = (await unzip(path)).get('index.html');
  if (!page) throw new Error(`${path} has no index.html.`);
  return page.toString('utf8');
}

/** Shows the lesson, with the quiz in the same order each time, and waits until its script runs. */
export async function open(page: Page, html: string): Promise<void> {
  await page.addInitScript(() => {
    crypto.getRandomValues = (numbers) => numbers;
  });
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.fulfill({ status: 404, body: '' }),
  );
  await page.goto(ADDRESS);
  await page.waitForFunction(() => document.documentElement.dataset['started'] === 'true');
}

/** The ids of the steps in their order. */
export function stepsOf(page: Page): Promise<readonly string[]> {
  return page.locator('.step').evaluateAll((steps) => steps.map(({ id }) => id));
}

/** Opens a step as the list of steps does. */
export async function goTo(page: Page, step: string): Promise<void> {
  const link = page.locator(`.plan a[href="#${step}"]`);
  await link.evaluate((element: HTMLElement) => element.click());
  await page.locator(`#${step}[data-current]`).waitFor();
}
