import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER_FLAGS } from '../../scripts/browser/browser.js';
import { writeForeignPackage } from './support/foreign-package.js';
import { runningLms, type TestLms } from './support/running-lms.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let lms: TestLms;
let browser: Browser;
let page: Page;
/** What went wrong in any page: refused by a policy, or thrown. */
const complaints: string[] = [];

beforeAll(async () => {
  lms = await runningLms();
  const executablePath = process.env['CHROMIUM'];
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...BROWSER_FLAGS],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await lms.close();
});

const content = (): FrameLocator => page.frameLocator('iframe.player').frameLocator('iframe');

async function accessibilityProblems(): Promise<readonly string[]> {
  // Evaluated by the browser's own door, so that the page's policy stays as it is.
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    // The script above put it there.
    const { axe } = window as unknown as {
      axe: { run(options: unknown): Promise<{ violations: { id: string }[] }> };
    };
    const { violations } = await axe.run({ iframes: false });
    return violations.map(({ id }) => id);
  });
}

/** Numbers of the attempts table, without the dates. */
async function attemptRows(): Promise<readonly string[]> {
  const rows = await page.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.locator('th, td').allInnerTexts();
      return cells.slice(0, 7).join(' | ').replaceAll('\n', ' ');
    }),
  );
}

describe('from a dropped zip to a report', { timeout: 60_000 }, () => {
  test('a package is dropped, launched, passed and left', async () => {
    const zip = join(await mkdtemp(join(tmpdir(), 'local-lms-zip-')), 'dropped.zip');
    await writeForeignPackage(zip, '2004 4th Edition', { 'other.txt': 'makes it another zip' });
    await page.goto(lms.address);
    await page.locator('#zip').setInputFiles(zip);
    await page.getByRole('button', { name: 'Add package' }).click();
    await page.getByLabel('or a new learner').fill('Eve Example');
    await page.getByRole('button', { name: 'Launch' }).click();
    await content().getByText('Eve Example').waitFor();
    await content().getByRole('button', { name: 'Answer and pass' }).click();
    await page.getByText('Calls to the LMS, for developers').click();
    await page.locator('.live li', { hasText: 'cmi.success_status' }).waitFor();
    await content().getByRole('button', { name: 'Leave' }).click();
    await page.locator('.live li', { hasText: 'Terminate("") → true' }).waitFor();
    expect(await accessibilityProblems()).toEqual([]);
  });

  test('the attempt shows what the package said', async () => {
    await page.getByRole('link', { name: 'The attempt in the report' }).click();
    const facts = await page.locator('.facts').first().innerText();
    expect(facts).toMatch(
      /Score\s+90 %\s+Result\s+passed\s+Questions fully right\s+1 of 1\s+Time\s+1 min 30 s/,
    );
    await page.getByText('Details for administrators').click();
    expect(await page.locator('details .facts').first().innerText()).toMatch(
      /Status\s+completed\s+Success\s+passed\s+Progress\s+–/,
    );
    const answer = await page.locator('tr', { hasText: 'capital_of_france' }).first().innerText();
    expect(answer.split('\t').map((cell) => cell.trim())).toEqual([
      'capital_of_france',
      'p',
      'p',
      'correct',
    ]);
    expect(await page.locator('tr', { hasText: 'geography' }).first().innerText()).toContain(
      'passed',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  test('the log has every call, and marks none of them', async () => {
    await page.getByRole('link', { name: /\d+ calls to the LMS/ }).click();
    const calls = await page.locator('tbody tr td:nth-child(2)').allInnerTexts();
    expect(calls[0]).toBe('Initialize("")');
    expect(calls.at(-1)).toBe('Terminate("")');
    expect(calls).toContain('SetValue("cmi.score.scaled", "0.9")');
    expect(await page.locator('.mark').count()).toBe(0);
    expect(await accessibilityProblems()).toEqual([]);
  });

  test('the report filters and sorts, and its export comes back with the same numbers', async () => {
    await page.getByRole('link', { name: /^Report: / }).click();
    await page.getByRole('link', { name: 'Score', exact: true }).click();
    expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain('Score');
    const rows = await attemptRows();
    expect(rows).toEqual([
      'Eve Example eve-example | 1 | completed | passed | 90 % | – | 1 min 30 s',
    ]);
    for (const kind of ['CSV', 'XLSX']) {
      await page.goto(`${lms.origins.main}/courses/3/attempts`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: kind, exact: true }).click(),
      ]);
      await page.goto(lms.origins.main);
      await page.locator('#report').setInputFiles({
        name: download.suggestedFilename(),
        mimeType: '',
        buffer: await readFile(await download.path()),
      });
      await page.getByRole('button', { name: 'Read report' }).click();
      await page.getByText('Read as: Career Byte export. 1 attempt.').waitFor();
      await page.getByRole('link', { name: 'Attempts', exact: true }).click();
      expect(await attemptRows()).toEqual(rows);
    }
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('searchbox', { name: 'Learner or receipt code' }).fill('nobody');
    await page.getByRole('button', { name: 'Filter' }).click();
    expect(await attemptRows()).toEqual([]);
  });

  test('questions and charts have their numbers beside them', async () => {
    await page.getByRole('link', { name: 'Questions' }).click();
    expect(await page.locator('tbody tr').innerText()).toMatch(
      /capital_of_france\s+1\s+100 %\s+–\s+p\s+right\s+1/,
    );
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('link', { name: 'Overview' }).click();
    expect(
      await page.locator('svg [aria-roledescription="bar"]').last().getAttribute('aria-label'),
    ).toContain('90–100');
    expect(await page.locator('tr', { hasText: '90–100' }).innerText()).toMatch(/90–100\s+1/);
    expect(await accessibilityProblems()).toEqual([]);
  });

  test('no page is wider than a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [
      '/',
      '/courses/3',
      '/courses/3/attempts',
      '/courses/3/questions',
      '/courses/3/overview',
      '/attempts/1',
      '/attempts/1/calls',
    ]) {
      await page.goto(lms.origins.main + path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([path, over, await accessibilityProblems()]).toEqual([path, 0, []]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('the next visit resumes; a review is not stored; no-credit keeps the score', async () => {
    const again = await lms.launch(3, { learner: '3' });
    expect(again.cmi).toMatchObject({
      'cmi.entry': 'resume',
      'cmi.suspend_data': 'page=2',
      'cmi.total_time': 'PT0H1M30S',
      'cmi.learner_name': 'Eve Example',
    });
    const review = await lms.launch(3, { learner: '3', mode: 'review' });
    expect(review.cmi).toMatchObject({ 'cmi.mode': 'review' });
    expect(
      await lms.commit(review, { 'cmi.completion_status': 'incomplete', 'cmi.score.raw': '1' }),
    ).toBe(true);
    const practice = await lms.launch(3, { learner: '3', credit: 'no-credit', 'pass-mark': '60' });
    expect(practice.cmi).toMatchObject({
      'cmi.credit': 'no-credit',
      'cmi.scaled_passing_score': '0.6',
    });
    expect(
      await lms.commit(practice, {
        'cmi.score.raw': '1',
        'cmi.completion_status': 'incomplete',
        'cmi.location': 'p3',
        'cmi.exit': 'suspend',
      }),
    ).toBe(true);
    const after = await lms.launch(3, { learner: '3' });
    expect(after.cmi).toMatchObject({
      'cmi.score.raw': '90',
      'cmi.completion_status': 'completed',
      'cmi.location': 'p3',
    });
    const moodle = await lms.launch(3, { learner: '3', behaviour: 'moodle' });
    expect(moodle.cmi).toMatchObject({ 'cmi.mode': 'review', 'cmi.credit': 'no-credit' });
  });

  test('a package opens in a phone-sized frame and in a window of its own', async () => {
    await page.goto(`${lms.origins.main}/courses/1`);
    await page.getByLabel('In a phone-sized frame').check();
    await page.getByRole('button', { name: 'Launch' }).click();
    await content().getByText('Foreign package').waitFor();
    expect(
      await page
        .frames()
        .at(-1)
        ?.evaluate(() => [innerWidth, innerHeight]),
    ).toEqual([375, 667]);
    await page.goto(`${lms.origins.main}/courses/1`);
    await page.getByLabel('In a window of its own').check();
    await page.getByRole('button', { name: 'Launch' }).click();
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: /new window/ }).click(),
    ]);
    await popup.frameLocator('iframe').getByRole('button', { name: 'Answer and pass' }).click();
    await page.getByText('Calls to the LMS, for developers').click();
    await page.locator('.live li', { hasText: 'Commit("") → true' }).waitFor();
    await popup.close();
  });

  test('the script of a package reaches no report', async () => {
    await page.goto(`${lms.origins.main}/courses/1`);
    await page.getByRole('button', { name: 'Launch' }).click();
    await content().getByText('Foreign package').waitFor();
    const before = complaints.length;
    const reached = await page
      .frames()
      .at(-1)
      ?.evaluate(async (main) => {
        const fetched = await fetch(`${main}/`).then(
          () => 'fetched',
          () => 'refused',
        );
        return [
          fetched,
          await navigator.serviceWorker.register('/player.js').then(
            () => 'registered',
            () => 'refused',
          ),
        ];
      }, lms.origins.main);
    expect(reached).toEqual(['refused', 'refused']);
    complaints.length = before;
  });

  test('nothing in any page was refused or thrown', () => {
    expect(complaints).toEqual([]);
  });
});
