import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type AxeCore from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Frame,
  type Page,
} from 'playwright';
import { BROWSER_FLAGS } from '../../scripts/browser/browser.js';
import { takeQuiz } from '../../scripts/lesson-driver.js';
import type { Lesson } from '../../src/core/lesson.js';
import { unzip } from './unzip.js';

const ADDRESS = 'http://lesson.test/';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA and axe-core's best practices. */
export const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A lesson in a frame of a page that belongs to somebody else, as in an LMS. */
export interface LessonPage {
  readonly page: Page;
  readonly frame: Frame;
  readonly lesson: Lesson;
  /** What the page complained about; a test ends with none. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Starts the browser that `npm test` found. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...BROWSER_FLAGS] });
}

/** The page of the edition that needs no LMS, out of the zip that the build made. */
export async function builtPage(): Promise<string> {
  const path = new URL('../../dist/it-project-manager-web.zip', import.meta.url);
  const page = (await unzip(path.pathname)).get('index.html');
  if (!page) throw new Error(`${path.pathname} has no index.html. Run "npm run build".`);
  return page.toString('utf8');
}

/** Opens `html` in a frame of the given size, and waits until its script runs. */
export async function openLesson(
  browser: Browser,
  html: string,
  { width, height }: FrameSize,
  options: BrowserContextOptions = {},
): Promise<LessonPage> {
  const viewport = { width: width + 16, height: height + 16 };
  const context = await browser.newContext({ viewport, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/lesson/index.html') {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    }
    if (pathname !== '/') return route.fulfill({ status: 404, body: '' });
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="en"><title>Course</title><body style="margin:8px">
<iframe title="Lesson" src="lesson/index.html" width="${width}" height="${height}" style="border:0;display:block"></iframe>`,
    });
  });
  await page.goto(ADDRESS);
  const frame = page.frames()[1];
  if (!frame) throw new Error('The page has no frame.');
  await frame.waitForLoadState();
  if (options.javaScriptEnabled !== false) {
    await frame.waitForFunction(() => document.documentElement.dataset['started'] === 'true');
  }
  return { page, frame, lesson: lessonIn(html), complaints, close: () => context.close() };
}

/** The lesson that is embedded in a page. */
export function lessonIn(html: string): Lesson {
  const json = /<script type="application\/json" id="lesson">(.*?)<\/script>/s.exec(html)?.[1];
  return JSON.parse(json ?? '') as Lesson;
}

/** Goes to a step by the link to it in the plan. */
export async function goTo(frame: Frame, step: string): Promise<void> {
  await frame.locator(`.plan a[href="#${step}"]`).evaluate((link: HTMLElement) => link.click());
  await frame.locator(`#${step}[data-current]`).waitFor();
  // Parts of a step are drawn after it is shown; what moves in has arrived.
  await frame.evaluate(async () => {
    await new Promise((done) => setTimeout(done));
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
  });
}

/** Takes the quiz with every second answer right. */
export async function answerEverySecondRight({
  frame,
  lesson,
}: Pick<LessonPage, 'frame' | 'lesson'>): Promise<void> {
  await goTo(frame, lesson.quiz?.id ?? '');
  await takeQuiz(frame, lesson, (_, number) => (number % 2 === 0 ? 'right' : 'wrong'));
}

/** Gives the frame another size, as an LMS does when the window changes. */
export async function resize(page: Page, { width, height }: FrameSize): Promise<void> {
  await page.setViewportSize({ width: width + 16, height: height + 16 });
  await page.locator('iframe').evaluate(
    (element: HTMLIFrameElement, size) => {
      element.width = String(size.width);
      element.height = String(size.height);
    },
    { width, height },
  );
}

/** What axe-core finds in the frame, a line per finding; empty when all is well. */
export async function findingsIn(
  frame: Frame,
  rules: readonly string[] = EVERY_RULE,
): Promise<readonly string[]> {
  await frame.evaluate(`window.axe || (()=>{${AXE}})()`);
  return frame.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof AxeCore };
    const { violations } = await axe.run(document, {
      runOnly: [...runOnly],
      // What is well need not be described, which takes longer than to find it.
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html: found, failureSummary }) =>
          `${id}: ${found.slice(0, 200)} ${failureSummary ?? ''}`,
      ),
    );
  }, rules);
}
