import { chromium, type Browser, type FrameLocator, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BROWSER_FLAGS } from '../../scripts/browser/browser.js';
import { foreignManifest, zipOf } from './support/foreign-package.js';
import { runningLms, type TestLms } from './support/running-lms.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let lms: TestLms;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  lms = await runningLms();
  const executablePath = process.env['CHROMIUM'];
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...BROWSER_FLAGS],
  });
  page = await browser.newPage();
  await page.goto(lms.address);
});
afterAll(async () => {
  await browser.close();
  await lms.close();
});

const html = (body: string): string =>
  `<!doctype html><meta charset="utf-8"><title>t</title>${body}`;
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>';

/** Adds a 1.2 package and gives the number of its course. */
async function added(files: Readonly<Record<string, string>>): Promise<number> {
  const zip = await zipOf({ 'imsmanifest.xml': foreignManifest('1.2'), ...files });
  const answer = await lms.upload('/packages', 'p.zip', zip);
  return Number(answer.headers.get('location')?.split('/').at(-1));
}

/** Launches a course in the page and gives the package's own frame. */
async function launched(
  course: number,
  attempt: 'continue' | 'new' = 'new',
): Promise<FrameLocator> {
  await page.goto(`${lms.origins.main}/courses/${course}`);
  if (attempt === 'new') await page.getByLabel('Begin a new one').check();
  await page.getByRole('button', { name: 'Launch' }).click();
  return page.frameLocator('iframe.player').frameLocator('iframe');
}

describe('a package of another tool', () => {
  test('navigates the frames beside and above its own', async () => {
    const course = await added({
      'start.html':
        '<!doctype html><frameset cols="30%,70%"><frame name="nav" src="nav.html"><frame name="main" src="one.html"></frameset>',
      'nav.html': html(
        `<a href="two.html" target="main">two</a>
<button onclick="parent.main.location.href='three.html'">three</button>
<button onclick="parent.frames[1].location.replace('one.html')">one</button>
<button onclick="parent.location.href='four.html'">four</button>`,
      ),
      'one.html': html('page one'),
      'two.html': html('page two'),
      'three.html': html('page three'),
      'four.html': html('page four'),
    });
    const content = await launched(course);
    const nav = content.frameLocator('frame[name=nav]');
    const main = content.frameLocator('frame[name=main]');
    await main.getByText('page one').waitFor();
    await nav.getByRole('link', { name: 'two' }).click();
    await main.getByText('page two').waitFor();
    await nav.getByRole('button', { name: 'three' }).click();
    await main.getByText('page three').waitFor();
    await nav.getByRole('button', { name: 'one' }).click();
    await main.getByText('page one').waitFor();
    await nav.getByRole('button', { name: 'four' }).click();
    await content.getByText('page four').waitFor();
  });

  test('shows what it embeds', async () => {
    const course = await added({
      'start.html': html(
        '<object id="o" data="d.svg" type="image/svg+xml" width="40" height="40">FALLBACK</object><embed id="e" src="d.svg" type="image/svg+xml" width="40" height="40"><iframe src="inner.html"></iframe>',
      ),
      'd.svg': svg,
      'inner.html': html('inner page'),
    });
    const content = await launched(course);
    await content.frameLocator('iframe').getByText('inner page').waitFor();
    for (const id of ['o', 'e']) {
      const shown = content.locator(`#${id}`);
      await expect
        .poll(() =>
          shown.evaluate(
            (element) =>
              // Both kinds of element have it.
              (element as HTMLObjectElement).getSVGDocument()?.documentElement.localName,
          ),
        )
        .toBe('svg');
    }
  });

  test('declares its own encoding', async () => {
    const course = await added({
      // The archive writes UTF-8, in which "Ã¼" is what an ü looks like when it is read as windows-1252.
      'start.html': '<!doctype html><meta charset="windows-1252"><title>t</title><p id="p">ü</p>',
    });
    const content = await launched(course);
    await expect.poll(() => content.locator('#p').textContent()).toBe('Ã¼');
  });

  test.each([
    ['completed', ''],
    ['incomplete', "api.LMSSetValue('cmi.core.lesson_status', 'incomplete');"],
  ])('ends as %s when it finishes with "%s"', async (status, call) => {
    const script = `var api = parent.API; api.LMSInitialize(''); ${call} document.title = api.LMSFinish('');`;
    const course = await added({ 'start.html': html(`<p>done</p><script>${script}</script>`) });
    const content = await launched(course);
    await content.getByText('done').waitFor();
    await expect
      .poll(async () => (await lms.get(`/courses/${course}/attempts`)).text())
      .toMatch(new RegExp(`<span class="word[^>]*>${status}<`));
  });

  test('has an origin of its own, whose storage no other package reads', async () => {
    const write = await added({
      'start.html': html(
        "<p>written</p><script>localStorage.setItem('secret', 'mine'); document.cookie = 'secret=mine';</script>",
      ),
    });
    const read = await added({
      'start.html': html(
        "<p id='p'></p><script>document.getElementById('p').textContent = `${localStorage.getItem('secret')} [${document.cookie}]`;</script>",
      ),
    });
    await (await launched(write)).getByText('written').waitFor();
    const [first] = page.frames().slice(-1);
    const content = await launched(read);
    await expect.poll(() => content.locator('#p').textContent()).toBe('null []');
    const [second] = page.frames().slice(-1);
    for (const frame of [first, second]) {
      expect(new URL(frame?.url() ?? '').hostname).toMatch(/^[0-9a-f]{40}\.localhost$/);
    }
  });

  test('is played at the shared origin where its own cannot be reached, and the page says so', async () => {
    const course = await added({ 'start.html': html('<p>at the shared origin</p>') });
    await page.route(/localhost:\d+\/reachable/, (route) => route.abort());
    const content = await launched(course);
    await content.getByText('at the shared origin').waitFor();
    await page.getByText('does not find an address of the package').waitFor();
    expect(new URL(page.frames().at(-1)?.url() ?? '').hostname).toBe('127.0.0.1');
    await page.unroute(/localhost:\d+\/reachable/);
  });

  test('with several parts is gone through by its table of contents', async () => {
    const item = (n: number): string =>
      `<item identifier="I${n}" identifierref="R${n}"><title>Part ${n}</title></item>`;
    const resource = (n: number): string =>
      `<resource identifier="R${n}" type="webcontent" adlcp:scormtype="sco" href="${n}.html"><file href="${n}.html"/></resource>`;
    const script =
      "<script>var api = parent.API; api.LMSInitialize(''); addEventListener('pagehide', () => api.LMSFinish(''));</script>";
    const course = await added({
      'imsmanifest.xml': foreignManifest('1.2')
        .replace(/<item .*<\/item>/s, [1, 2].map(item).join(''))
        .replace(/<resource .*<\/resource>/s, [1, 2].map(resource).join('')),
      '1.html': html(`first page${script}`),
      '2.html': html(`second page${script}`),
    });
    const content = await launched(course);
    await content.getByText('first page').waitFor();
    await page.getByRole('button', { name: 'Part 2' }).click();
    await content.getByText('second page').waitFor();
    await page.getByRole('button', { name: 'Part 1' }).click();
    await content.getByText('first page').waitFor();
    await page.screenshot({ path: '/tmp/contents.png' });
    const report = await (await lms.get(`/courses/${course}/attempts`)).text();
    expect(report.match(/href="\/attempts\/\d+"/g)).toHaveLength(2);
  });
});
