import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../scripts/bench/lms-server.js';
import { measureVisit } from '../../scripts/bench/measure.js';
import { readPackage } from '../../scripts/bench/packages.js';
import { stepsOf } from '../../src/core/lesson.js';
import { builtPage, goTo, openLesson, startBrowser } from '../support/lesson-page.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(['scorm12', 'scorm2004-4th'])(
  'a whole lesson in %s is one request and at most one connectivity check in five seconds, and nothing shifts',
  async (edition) => {
    const target = await readPackage(`dist/it-project-manager-${edition}.zip`);
    const server = await startServer([target]);
    onTestFinished(() => server.close());
    const start = performance.now();
    const visit = await measureVisit({ browser, server, asPhone: false }, target);
    const seconds = (performance.now() - start) / 1000;
    expect({ requests: visit.requests, shift: visit.shift }).toEqual({ requests: 1, shift: 0 });
    // One at the start and one when the learner leaves do not wait for the five seconds.
    expect(visit.connectivityChecks).toBeLessThanOrEqual(2 + Math.floor(seconds / 5));
  },
);

test('a tap on Start is followed before the lesson’s script has come', async () => {
  const { files } = await readPackage('dist/it-project-manager-scorm12.zip');
  const whole = files.get('index.html')?.toString('utf8') ?? '';
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const html = whole.slice(0, whole.lastIndexOf('<script>'));
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('http://lesson.test/');
  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.step')].flatMap((step) =>
        step.checkVisibility() ? [step.id] : [],
      ),
    );
  expect(await shown()).toEqual(['welcome']);
  await page.locator('#start').click();
  const first = await page.locator('#start').evaluate((link: HTMLAnchorElement) => link.hash);
  expect(await shown()).toEqual([first.slice(1)]);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('on a slow phone every part of every step comes into sight', async () => {
  const opened = await openLesson(browser, await builtPage(), { width: 360, height: 640 });
  onTestFinished(() => opened.close());
  const { page, frame, lesson } = opened;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const seen: object[] = [];
  for (const step of stepsOf(lesson)) {
    await goTo(frame, step);
    await expect.poll(() => frame.locator('byte-lesson [hidden]').count()).toBe(0);
    const hidden = await frame.locator('byte-lesson [hidden]').count();
    seen.push({ step, hidden });
  }
  expect(seen).toEqual(stepsOf(lesson).map((step) => ({ step, hidden: 0 })));
});

test('a frame that an LMS makes as high as the lesson does not grow from step to step', async () => {
  const opened = await openLesson(browser, await builtPage(), { width: 360, height: 640 });
  onTestFinished(() => opened.close());
  const { page, frame, lesson } = opened;
  await page.evaluate(() => {
    const iframe = document.querySelector('iframe');
    const inside = iframe?.contentDocument?.documentElement;
    if (!iframe || !inside) throw new Error('The page has no frame.');
    new ResizeObserver(() => {
      iframe.height = `${inside.scrollHeight}`;
    }).observe(inside);
  });
  const highest = async (): Promise<number> => {
    const heights: number[] = [];
    for (const step of stepsOf(lesson)) {
      await goTo(frame, step);
      heights.push(await page.locator('iframe').evaluate((element) => element.clientHeight));
    }
    return Math.max(...heights);
  };
  const first = await highest();
  expect(await highest()).toBe(first);
});

test('on a wide screen the faces of the welcome stay where they are while the words beside them arrive', async () => {
  const html = await builtPage();
  const cut = html.indexOf('<div class="opening-words">');
  const answers: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.write(html.slice(0, cut));
    answers.push(response);
  }).listen(0);
  onTestFinished(() => void server.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://localhost:${port}/`, { waitUntil: 'commit' });
  const faces = page.locator('.faces');
  const before = await faces.boundingBox();
  expect(await page.locator('.opening-words').count()).toBe(0);
  for (const answer of answers) answer.end(html.slice(cut));
  await page.waitForLoadState();
  expect(await faces.boundingBox()).toEqual(before);
});
