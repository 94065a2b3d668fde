import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { goTo, indexOf, open, stepsOf } from './lesson-window.js';

/** Where the pictures go, and how each one is reported. */
export interface Album {
  readonly folder: string;
  readonly print: (line: string) => void;
}

const WIDTHS = [320, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;
/** The tallest page a browser draws at once, in pixels; a longer step is cut off. */
const TALLEST = 12_000;

/** Takes a picture of every step of the lesson in `zip`, in every width and scheme. */
export async function takePictures(
  browser: Browser,
  zip: string,
  { folder, print }: Album,
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
      print(`${zip}: ${steps.length} steps, ${width} wide, ${colorScheme}`);
    }
  }
}

/** Makes the window as tall as the page, so that the bar at its bottom covers nothing. */
async function picture(page: Page, path: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 320, height: 800 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.min(TALLEST, height) });
  await page.screenshot({ path });
  await page.setViewportSize(size);
}
