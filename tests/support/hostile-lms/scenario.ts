import { chromium, type Browser, type BrowserContext } from 'playwright';
import { afterAll, beforeAll, test as plainTest } from 'vitest';
import type { ScormEdition } from '../../../manifest/editions.js';
import { BROWSER_FLAGS } from '../../../scripts/browser/browser.js';
import { answerActions, jumpTo, perform } from '../../../scripts/lesson-driver.js';
import { encode } from '../../../src/core/suspend-data.js';
import { startBrowser } from '../lesson-page.js';
import { playIn } from '../play-sample.js';
import { everyStep } from '../real-lesson.js';
import {
  PATIENCE_MS,
  startLmsSite,
  type LmsSite,
  type LmsVisit,
  type SiteOptions,
} from './site.js';

/** What the two standards name differently. */
export interface Names {
  readonly edition: 'scorm12' | 'scorm2004-4th';
  readonly score: string;
  readonly status: string;
  readonly exit: string;
  readonly endsSession: RegExp;
}

export const SCORM_12: Names = {
  edition: 'scorm12',
  score: 'cmi.core.score.raw',
  status: 'cmi.core.lesson_status',
  exit: 'cmi.core.exit',
  endsSession: /^LMSFinish/,
};

export const SCORM_2004: Names = {
  edition: 'scorm2004-4th',
  score: 'cmi.score.raw',
  status: 'cmi.success_status',
  exit: 'cmi.exit',
  endsSession: /^Terminate/,
};

/** What the line about saving says. */
export const SAVED = /Saved \d/;
export const NOT_SAVED_YET = /Not saved yet/;

type StartSite = (edition: ScormEdition, options?: SiteOptions) => Promise<LmsSite>;

/** How long a test waits for what a busy machine does late. */
export const PATIENCE = { timeout: PATIENCE_MS };

/** A test with the browser of its file, whose sites are closed at its end. */
export function scenarioTest() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  return plainTest.extend<{ start: StartSite }>({
    async start({}, use) {
      const sites: LmsSite[] = [];
      await use(async (edition, options) => {
        const site = await startLmsSite(browser, edition, options);
        sites.push(site);
        return site;
      });
      for (const site of sites) await site.close();
    },
  });
}

/** A browser of its own whose storage stays in `folder`. */
export function startProfile(folder: string): Promise<BrowserContext> {
  const executablePath = process.env['CHROMIUM'];
  return chromium.launchPersistentContext(folder, {
    ...(executablePath && { executablePath }),
    args: [...BROWSER_FLAGS],
  });
}

/** Ends the browser as a power cut does: nothing of any page runs any more. */
export async function killBrowser(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  if (!page) throw new Error('The browser has no page.');
  const devtools = await context.newCDPSession(page);
  const closed = context.waitForEvent('close');
  // The answer never comes.
  devtools.send('Browser.crash').catch(() => undefined);
  await closed;
}

/** Any step but the first, from wherever the learner is. */
export const openSecondStep = ({ frame, lesson }: LmsVisit): Promise<void> =>
  jumpTo(frame, lesson.sections[1]?.id ?? '');

export const openQuiz = ({ frame, lesson }: LmsVisit): Promise<void> =>
  jumpTo(frame, lesson.quiz?.id ?? '');

/** Answers the question at `index` rightly and checks it; the quiz is open. */
export async function checkAnswer({ frame, lesson }: LmsVisit, index: number): Promise<void> {
  const question = lesson.quiz?.questions[index];
  if (!question) throw new Error(`The quiz has no question ${index}.`);
  await perform(frame, answerActions(question, 'right'));
  await frame.locator(`#x_${question.id}_check`).click();
}

/** The result of the question at `index`, as the LMS holds it. */
export function resultAt(site: LmsSite, index: number, learner?: string): string | undefined {
  return site.attemptsOf(learner).stored.get(`cmi.interactions.${index}.result`);
}

/** Waits until the page offers work that the browser kept. */
export const offerIn = ({ frame }: LmsVisit): Promise<void> =>
  frame.locator('.save-offer', { hasText: 'work' }).waitFor();

/** Lets the LMS hold an attempt that was finished and passed. */
export function storePass(site: LmsSite, { edition, score, status, exit }: Names): void {
  const { lesson } = site;
  const { record } = playIn(lesson, ...everyStep(lesson));
  const only2004 = [
    ['cmi.completion_status', 'completed'],
    ['cmi.score.scaled', '1'],
    ['cmi.progress_measure', '1'],
  ] as const;
  const attempts = site.attemptsOf();
  attempts.launch();
  attempts.store({
    kind: 'finish',
    values: [
      [score, '100'],
      [status, 'passed'],
      ...(edition === 'scorm12' ? [] : only2004),
      ['cmi.suspend_data', encode(lesson, record)],
      [exit, 'suspend'],
    ],
  });
}
