import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Frame, Page, Route } from 'playwright';
import { unzip } from '../unzip.js';
import type { HostileSettings } from './in-page.js';

type Edition = 'scorm12' | 'scorm2004-3rd' | 'scorm2004-4th';

/** Where the lesson stands towards the window with the API. */
export type Placement = 'frame' | 'inside-foreign-frame' | 'popup' | 'sandboxed' | 'own-window';

export interface HostileJourney {
  /** The window with the API. */
  readonly lms: Page;
  /** The window of the lesson; the same page unless it is a popup. */
  readonly page: Page;
  readonly frame: Frame;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
  /** What happens to the file by which the package asks whether the server answers. */
  server: 'answers' | 'login' | 'silent';
  /** Every call so far, and every rule that was broken. */
  calls(): Promise<readonly string[]>;
  violations(): Promise<readonly string[]>;
  stored(): Promise<Readonly<Record<string, string>>>;
  status(text: RegExp): Promise<void>;
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../..');
const LMS = 'http://lms.test';
const FOREIGN = 'http://other.test';

let script: Promise<string> | undefined;

/** The LMS double as a classic script. */
function inPage(): Promise<string> {
  script ??= build({
    entryPoints: [join(import.meta.dirname, 'in-page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return script;
}

/** Opens the built package of `edition` under the hostile LMS. */
export async function startHostileJourney(
  browser: Browser,
  edition: Edition,
  changes: Partial<HostileSettings> & { readonly placement?: Placement } = {},
): Promise<HostileJourney> {
  const { placement = 'frame', ...settings } = changes;
  const files = await unzip(join(ROOT, `dist/it-project-manager-${edition}.zip`));
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } });
  context.setDefaultTimeout(15_000);
  const state = { server: 'answers' as HostileJourney['server'], complaints: [] as string[] };
  const html = lmsPage(placement, await inPage(), {
    standard: edition === 'scorm12' ? 'scorm12' : 'scorm2004',
    moods: {},
    preset: {},
    appearsAfter: 0,
    withBroken: false,
    otherStandard: false,
    ...settings,
  });
  await context.route('**/*', (route) => answer(route, html, files, state));
  const lms = await context.newPage();
  const opened = placement === 'popup' ? context.waitForEvent('page') : null;
  await lms.goto(`${LMS}/`);
  const page = (await opened) ?? lms;
  page.on('pageerror', ({ message }) => state.complaints.push(message));
  const frame = await lessonFrame(page);
  return {
    lms,
    page,
    frame,
    context,
    complaints: state.complaints,
    get server() {
      return state.server;
    },
    set server(next) {
      state.server = next;
    },
    calls: () => lms.evaluate(() => [...window.hostile.calls]),
    violations: () => lms.evaluate(() => [...window.hostile.violations]),
    stored: () => lms.evaluate(() => Object.fromEntries(window.hostile.stored)),
    status: (text) => frame.locator('.save-line', { hasText: text }).waitFor(),
    close: () => context.close(),
  };
}

async function lessonFrame(page: Page): Promise<Frame> {
  await page.waitForLoadState();
  for (let tries = 0; tries < 100; tries += 1) {
    const frame = page.frames().find((one) => one.url().includes('/package/index.html'));
    if (frame) {
      await frame.locator('html[data-started]').waitFor({ state: 'attached' });
      return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error('The lesson was not opened.');
}

function lmsPage(placement: Placement, code: string, settings: HostileSettings): string {
  const json = JSON.stringify(settings).replace(/</g, '\\u003c');
  const own = '/package/index.html';
  const bodies: Readonly<Record<Placement, string>> = {
    frame: `<iframe title="Lesson" src="${own}"></iframe>`,
    'inside-foreign-frame': `<iframe title="Foreign" src="${FOREIGN}/holder"></iframe>`,
    popup: `<script>window.open('${own}')</script>`,
    sandboxed: `<iframe title="Lesson" sandbox="allow-scripts" src="${own}"></iframe>`,
    'own-window': `<iframe title="Lesson" src="${own}"></iframe>`,
  };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<style>body{margin:0}iframe{border:0;width:100vw;height:95vh}</style>
<script>window.hostileSettings=${json}</script><script>${code.replace(/<\/script/g, '<\\/script')}</script>
${bodies[placement]}`;
}

async function answer(
  route: Route,
  lms: string,
  files: ReadonlyMap<string, Buffer>,
  { server }: { readonly server: HostileJourney['server'] },
): Promise<void> {
  const { hostname, pathname } = new URL(route.request().url());
  const html = (body: string): Promise<void> =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  if (pathname.endsWith('/save-check.txt')) {
    if (server === 'silent') return route.abort('internetdisconnected');
    if (server === 'login') return html('<!doctype html><title>Log in</title>');
  }
  if (hostname === 'other.test') {
    return html(`<!doctype html><title>Foreign</title><style>body{margin:0}iframe{border:0;width:99vw;height:90vh}</style>
<iframe title="Lesson" src="${LMS}/package/index.html"></iframe>`);
  }
  if (pathname === '/') return html(lms);
  const file = files.get(pathname.replace('/package/', ''));
  if (!file) return route.fulfill({ status: 404, body: '' });
  const contentType = pathname.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/plain';
  return route.fulfill({ contentType, body: file });
}
