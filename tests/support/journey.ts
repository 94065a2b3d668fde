import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright';
import type { Edition } from '../../manifest/editions.js';
import { lessonIn } from '../../scripts/lesson-driver.js';
import type { Lesson } from '../../src/core/lesson.js';
import { startTestLms, type TestLms } from './test-lms.js';

/** One visit of a learner to the built lesson. */
export interface Visit {
  readonly page: Page;
  readonly frame: Frame;
  readonly lesson: Lesson;
  /** What the page complained about: script errors and refused content. */
  readonly complaints: readonly string[];
  /** Every call of the package to the LMS so far. */
  calls(): Promise<readonly string[]>;
  /** Closes the tab, as impatient learners do. */
  close(): Promise<void>;
}

/** The built package of `edition` under scorm-again, kept from visit to visit. */
export interface Journey {
  readonly lms: TestLms;
  readonly visit: () => Promise<Visit>;
  /** What the LMS stored last, flat by element name. */
  readonly record: () => ReadonlyMap<string, string>;
  readonly end: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** A learner's way with the package of `edition`; `preset` are elements that the LMS sets. */
export async function startJourney(
  browser: Browser,
  edition: Edition,
  preset?: Readonly<Record<string, string>>,
): Promise<Journey> {
  const zip = join(root, `dist/it-project-manager-${edition}.zip`);
  const api = join(import.meta.dirname, 'scorm-again-api.ts');
  const settings = { edition, ...(preset ? { preset } : {}) };
  const lms = await startTestLms(zip, api, { ...settings, saved: null });
  return {
    lms,
    visit() {
      lms.settings = { ...settings, saved: lms.commits.at(-1) ?? null };
      return visit(browser, lms);
    },
    record: () => flat(lms.commits.at(-1) ?? {}),
    end: () => lms.close(),
  };
}

async function visit(browser: Browser, lms: TestLms): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 375, height: 667 } });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text());
  });
  await page.goto(lms.url);
  const frame = page.frame('lesson');
  if (!frame) throw new Error('The LMS page has no frame with the lesson.');
  await frame.locator('html[data-started]').waitFor({ state: 'attached' });
  return {
    page,
    frame,
    lesson: await lessonIn(frame),
    complaints,
    calls: () => page.evaluate(() => (window as unknown as { calls: string[] }).calls),
    close: () => context.close(),
  };
}

function flat(value: unknown, name = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[name, String(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [
      ...flat(part, name === '' ? key : `${name}.${key}`),
    ]),
  );
}
