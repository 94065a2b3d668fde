import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import type { ScormEdition } from '../../../manifest/editions.js';
import type { Lesson } from '../../../src/core/lesson.js';
import { lessonIn } from '../lesson-page.js';
import { unzip } from '../unzip.js';
import { Attempts, type LaunchChoice, type SaveRequest } from './attempts.js';
import type { Standard } from './data-model.js';
import type { PageSettings } from './in-page.js';
import { MOODLE, type Moods } from './quirks.js';
import { RecordChecker } from './rule-checker.js';

/** Quirks that can be written into a page. Whether the server answers is up to {@link LmsSite.server}. */
export type SiteMoods = Omit<
  Moods,
  'amnesiac' | 'unknown' | 'garbles' | 'offline' | 'expired' | 'wipesUnlessSuspend'
>;

/** `unreachable`: connections break; `login`: every request is sent to the login page. */
export type ServerState = 'answers' | 'unreachable' | 'login' | 'error';

/** Where the lesson is, seen from the window with the API. */
export type Placement = 'frame' | 'foreign-frame' | 'popup' | 'sandbox' | 'sandbox-same-origin';

export interface VisitOptions extends LaunchChoice {
  /** Whose attempts these are. */
  readonly learner?: string;
  /** What the LMS says the learner's id is; by default the same. */
  readonly learnerId?: string;
  /** More values that the LMS itself sets. */
  readonly preset?: Readonly<Record<string, string>>;
  readonly placement?: Placement;
  readonly appearsAfter?: number | null;
  readonly besideBroken?: boolean;
  /** The LMS offers the API of the other standard. */
  readonly otherStandard?: boolean;
  /** The browser to use instead of the site's own. */
  readonly context?: BrowserContext;
}

export interface SiteOptions {
  /** {@link MOODLE} by default. */
  readonly moods?: SiteMoods;
  /** Whether the test moves time on by itself, by {@link LmsVisit.waitFor}. */
  readonly clock?: boolean;
}

/** A learner with the lesson open. */
export interface LmsVisit {
  /** The window with the API. */
  readonly lms: Page;
  /** The window of the lesson; the same one unless the lesson is a popup. */
  readonly page: Page;
  readonly frame: Frame;
  readonly lesson: Lesson;
  /** Script errors in the lesson. */
  readonly complaints: readonly string[];
  /** Every call so far, as `SetValue(cmi.exit, suspend) = true`. */
  calls(): Promise<readonly string[]>;
  /** Waits until the line about saving says `words`. */
  saving(words: RegExp): Promise<void>;
  /** Every text that the line about saving has shown so far. */
  said(): Promise<readonly string[]>;
  /** Moves the clocks of both windows on, second by second, until the line about saving says `words`. */
  waitFor(words: RegExp): Promise<void>;
  /** Goes to another page of the LMS. */
  leave(): Promise<void>;
}

/** A package in a hostile LMS with a server of its own, and one browser in front of it. */
export interface LmsSite {
  readonly url: string;
  readonly lesson: Lesson;
  /** The browser of the learners, unless a visit brings another one. */
  readonly context: BrowserContext;
  server: ServerState;
  /** Sets the quirks, in open windows too. */
  setMoods(moods: SiteMoods): Promise<void>;
  /** Keeps back the answers to connectivity checks from now on; call the result to let them go. */
  holdChecks(): () => void;
  /** How many connectivity checks wait for their answer. */
  readonly heldChecks: number;
  /** How many were answered. */
  readonly answeredChecks: number;
  attemptsOf(learner?: string): Attempts;
  open(options?: VisitOptions): Promise<LmsVisit>;
  /** Every rule that was broken since the start. */
  violations(): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface Launch {
  readonly options: VisitOptions;
  readonly attempts: Attempts;
}

const ROOT = join(import.meta.dirname, '../../..');
const LESSON = '/package/index.html';
/** A page of another site that holds the lesson. */
const HOLDER = '/holder';
const ELSEWHERE = '/elsewhere';
const CHECK = '/package/save-check.txt';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const LEARNER = 'ada';
/** What a machine does late that has ten other things to do. */
export const PATIENCE_MS = 60_000;
/** Longer than any wait of the runtime between two attempts to save. */
const LONGEST_WAIT_S = 180;

let script: Promise<string> | undefined;
const packages = new Map<ScormEdition, Promise<ReadonlyMap<string, Buffer>>>();

/** Serves the built package of `edition`. */
export async function startLmsSite(
  browser: Browser,
  edition: ScormEdition,
  { moods = MOODLE, clock = false }: SiteOptions = {},
): Promise<LmsSite> {
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } });
  context.setDefaultTimeout(PATIENCE_MS);
  if (clock) await context.clock.install();
  const files = await packageOf(edition);
  const server = new SiteServer(edition === 'scorm12' ? 'scorm12' : 'scorm2004', files, moods);
  const url = await server.listen(await playerScript());
  const lesson = lessonIn(files.get('index.html')?.toString('utf8') ?? '');
  const windows: Page[] = [];
  return {
    url,
    lesson,
    context,
    get server() {
      return server.state;
    },
    set server(next) {
      server.state = next;
    },
    get heldChecks() {
      return server.held.length;
    },
    get answeredChecks() {
      return server.answeredChecks;
    },
    async setMoods(next) {
      server.moods = next;
      for (const lms of windows.filter((one) => !one.isClosed())) {
        await lms.evaluate((set) => {
          window.hostile.moods = set;
        }, next);
      }
    },
    holdChecks: () => server.holdChecks(),
    attemptsOf: (learner) => server.attemptsOf(learner),
    async open(options = {}) {
      const visit = await openVisit(options.context ?? context, url + server.register(options), {
        options,
        lesson,
        clock,
      });
      windows.push(visit.lms);
      return visit;
    },
    async violations() {
      const open = windows.filter((one) => !one.isClosed() && one.url().includes('/visits/'));
      const inPages = await Promise.all(
        open.map((lms) => lms.evaluate(() => [...window.hostile.violations])),
      );
      return [...server.violations, ...inPages.flat()];
    },
    async close() {
      await context.close();
      server.close();
    },
  };
}

/** The server of the LMS: launches, stores, and serves the package. */
class SiteServer {
  state: ServerState = 'answers';
  moods: SiteMoods;
  readonly violations: string[] = [];
  held: (() => void)[] = [];
  answeredChecks = 0;
  #isHolding = false;
  readonly #standard: Standard;
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #launches: Launch[] = [];
  readonly #attempts = new Map<string, Attempts>();
  #server: Server | undefined;
  #script = '';

  constructor(standard: Standard, files: ReadonlyMap<string, Buffer>, moods: SiteMoods) {
    this.#standard = standard;
    this.#files = files;
    this.moods = moods;
  }

  async listen(playerScript: string): Promise<string> {
    this.#script = playerScript;
    const server = createServer((request, response) => void this.#answer(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => {
      server.listen(0, () => resolve());
    });
    // A cast: only a server on a pipe has a text as its address.
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  holdChecks(): () => void {
    this.#isHolding = true;
    return () => {
      this.#isHolding = false;
      for (const release of this.held.splice(0)) release();
    };
  }

  /** Returns the path of a page that launches the lesson, each time it is loaded. */
  register(options: VisitOptions): string {
    this.#launches.push({ options, attempts: this.attemptsOf(options.learner, options) });
    return `/visits/${this.#launches.length - 1}`;
  }

  attemptsOf(learner = LEARNER, { learnerId = learner, preset = {} }: VisitOptions = {}): Attempts {
    const known = this.#attempts.get(learner);
    if (known) return known;
    const idElement = this.#standard === 'scorm12' ? 'cmi.core.student_id' : 'cmi.learner_id';
    const attempts = new Attempts(
      this.#standard,
      () => this.moods,
      { [idElement]: learnerId, ...preset },
      new RecordChecker(this.violations),
    );
    this.#attempts.set(learner, attempts);
    return attempts;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://lms.test');
    if (this.state === 'unreachable') request.socket.destroy();
    else if (pathname === '/login') sendPage(response, '<title>Log in</title>');
    else if (this.state === 'error') response.writeHead(500).end();
    else if (this.state === 'login') response.writeHead(302, { location: '/login' }).end();
    else if (pathname.startsWith('/visits/')) await this.#answerVisit(pathname, request, response);
    else if (pathname === HOLDER) sendPage(response, foreignPage(request.headers.host ?? ''));
    else if (pathname === ELSEWHERE) sendPage(response, '<title>Course</title>');
    else {
      if (pathname === CHECK) await this.#untilReleased();
      const file = this.#files.get(pathname.replace('/package/', ''));
      const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
      if (pathname === CHECK) this.answeredChecks += 1;
      if (file) response.setHeader('content-type', type).end(file);
      else response.writeHead(404).end();
    }
  }

  async #answerVisit(
    pathname: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [, visit = '', save] = /^\/visits\/(\d+)(\/save)?$/.exec(pathname) ?? [];
    const launch = this.#launches[Number(visit)];
    if (!launch) {
      response.writeHead(404).end();
    } else if (save) {
      // A cast: only our own player sends to this address.
      launch.attempts.store(JSON.parse(await text(request)) as SaveRequest);
      response.end('true');
    } else sendPage(response, this.#launchPage(launch, `${pathname}/save`));
  }

  async #untilReleased(): Promise<void> {
    if (!this.#isHolding) return;
    await new Promise<void>((resolve) => {
      this.held.push(resolve);
    });
  }

  #launchPage({ options, attempts }: Launch, saveUrl: string): string {
    const other = this.#standard === 'scorm12' ? 'scorm2004' : 'scorm12';
    const settings: PageSettings = {
      standard: options.otherStandard ? other : this.#standard,
      moods: this.moods,
      values: [...attempts.launch(options)],
      saveUrl,
      appearsAfter: options.appearsAfter === undefined ? 0 : options.appearsAfter,
      besideBroken: options.besideBroken ?? false,
    };
    const json = JSON.stringify(settings).replace(/</g, '\\u003c');
    return `<title>LMS</title>
<style>body{margin:0}iframe{border:0;width:100vw;height:95vh}</style>
<script>window.pageSettings=${json}</script><script>${this.#script}</script>
${PLACES[options.placement ?? 'frame']}`;
  }
}

function sendPage(response: ServerResponse, html: string): void {
  response
    .setHeader('content-type', 'text/html; charset=utf-8')
    .end(`<!doctype html><html lang="en"><meta charset="utf-8">${html}`);
}

const PLACES: Readonly<Record<Placement, string>> = {
  frame: `<iframe title="Lesson" src="${LESSON}"></iframe>`,
  'foreign-frame': `<iframe title="Foreign"></iframe>
<script>document.querySelector('iframe').src = location.origin.replace('127.0.0.1', 'localhost') + '${HOLDER}'</script>`,
  popup: `<script>window.open('${LESSON}')</script>`,
  sandbox: `<iframe title="Lesson" sandbox="allow-scripts" src="${LESSON}"></iframe>`,
  'sandbox-same-origin': `<iframe title="Lesson" sandbox="allow-scripts allow-same-origin" src="${LESSON}"></iframe>`,
};

/** A page of another site between the LMS and the lesson. */
function foreignPage(host: string): string {
  return `<title>Foreign</title>
<style>body{margin:0}iframe{border:0;width:99vw;height:90vh}</style>
<iframe title="Lesson" src="http://${host.replace('localhost', '127.0.0.1')}${LESSON}"></iframe>`;
}

interface OpenParts {
  readonly options: VisitOptions;
  readonly lesson: Lesson;
  readonly clock: boolean;
}

async function openVisit(
  context: BrowserContext,
  url: string,
  { options, lesson, clock }: OpenParts,
): Promise<LmsVisit> {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  const lms = await context.newPage();
  const popup = options.placement === 'popup' ? context.waitForEvent('page') : null;
  await lms.goto(url);
  const page = (await popup) ?? lms;
  const frame = await lessonFrame(page);
  await frame.evaluate(noteSaveLine);
  return {
    lms,
    page,
    frame,
    complaints,
    lesson,
    calls: () => lms.evaluate(() => [...window.hostile.calls]),
    saving: (words) => frame.locator('.save-line', { hasText: words }).waitFor(),
    said: () => frame.evaluate(() => [...window.said]),
    async waitFor(words) {
      if (!clock) throw new Error('This site was started without a clock.');
      await lms.evaluate(() => {
        window.hostile.checker.checksPace = false;
      });
      for (let seconds = 0; seconds < LONGEST_WAIT_S; seconds += 1) {
        if (words.test((await frame.locator('.save-line').textContent()) ?? '')) return;
        await page.clock.fastForward(1000);
      }
      throw new Error(
        `The line about saving never said ${words}: ${JSON.stringify(await frame.evaluate(() => window.said))}`,
      );
    },
    async leave() {
      await lms.goto(`${new URL(url).origin}${ELSEWHERE}`);
    },
  };
}

declare global {
  interface Window {
    /** For the tests: what the line about saving has said. */
    said: string[];
  }
}

/** Runs in the lesson's window. */
function noteSaveLine(): void {
  window.said = [];
  const note = (): void => {
    const line = document.querySelector('.save-line')?.textContent.trim() ?? '';
    if (line !== window.said.at(-1)) window.said.push(line);
  };
  note();
  new MutationObserver(note).observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}

async function lessonFrame(page: Page): Promise<Frame> {
  const isLesson = (frame: Frame): boolean => frame.url().includes(LESSON);
  const frame =
    page.frames().find(isLesson) ?? (await page.waitForEvent('framenavigated', isLesson));
  await frame.locator('html[data-started]').waitFor({ state: 'attached' });
  return frame;
}

function packageOf(edition: ScormEdition): Promise<ReadonlyMap<string, Buffer>> {
  const known = packages.get(edition);
  if (known) return known;
  const files = unzip(join(ROOT, `dist/it-project-manager-${edition}.zip`));
  packages.set(edition, files);
  return files;
}

/** The player as a classic script. */
function playerScript(): Promise<string> {
  script ??= build({
    entryPoints: [join(import.meta.dirname, 'in-page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  }).then(({ outputFiles }) => (outputFiles[0]?.text ?? '').replace(/<\/script/g, '<\\/script'));
  return script;
}
