import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright';
import { openPromise } from 'yauzl';

/** Where the pictures go, and who is told. */
export interface Album {
  readonly folder: string;
  readonly say: (line: string) => void;
}

const WIDTHS = [320, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;
const ADDRESS = 'http://lesson.test/';
/** What a browser draws at once; the rest of a longer step is cut off. */
const TALLEST = 12_000;

/** Takes a picture of every step of the lesson in `zip`, in every width and scheme. */
export async function takePictures(
  browser: Browser,
  zip: string,
  { folder, say }: Album,
): Promise<void> {
  const html = await indexOf(zip);
  await mkdir(folder, { recursive: true });
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await open(page, html);
      const steps = await stepsOf(page);
      for (const [index, step] of steps.entries()) {
        await goTo(page, step);
        const name = `${String(index + 1).padStart(2, '0')}-${step}-${width}-${colorScheme}.png`;
        await picture(page, join(folder, name));
      }
      await context.close();
      say(`${zip}: ${steps.length} steps, ${width} wide, ${colorScheme}`);
    }
  }
}

async function indexOf(path: string): Promise<string> {
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'index.html') continue;
    return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  }
  throw new Error(`${path} has no index.html.`);
}

async function open(page: Page, html: string): Promise<void> {
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.fulfill({ status: 404, body: '' }),
  );
  await page.goto(ADDRESS);
  await page.waitForFunction(() => document.documentElement.dataset['started'] === 'true');
}

function stepsOf(page: Page): Promise<readonly string[]> {
  return page.locator('.step').evaluateAll((steps) => steps.map(({ id }) => id));
}

async function goTo(page: Page, step: string): Promise<void> {
  const link = page.locator(`.plan a[href="#${step}"]`);
  await link.evaluate((element: HTMLElement) => element.click());
  await page.locator(`#${step}[data-current]`).waitFor();
}

/** The window grows to the page, so that the bar at its bottom covers nothing. */
async function picture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 320, height: 800 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.min(TALLEST, height) });
  await page.screenshot({ path });
  await page.setViewportSize(size);
}
