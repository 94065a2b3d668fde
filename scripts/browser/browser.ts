import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';
import { assertNever, type Result } from '../../src/core/result.js';
import { runCommand, runPackage } from '../run-command.js';
import { candidatesOn, thisMachine, type Candidate } from './candidates.js';
import { packagedBrowser } from './packaged.js';

/** Flags for every Chromium that this project starts: containers have no user namespaces and no graphics card. */
export const BROWSER_FLAGS: readonly string[] = ['--no-sandbox', '--disable-gpu'];

/** The option that lets a command install a browser. */
export const INSTALL_OPTION = '--install-browser';

export const NO_BROWSER =
  'No browser starts on this computer: install Chrome, Chromium or Edge, set CHROMIUM to the path of one, ' +
  `or add "-- ${INSTALL_OPTION}" to let this command download one.`;

export interface FoundBrowser {
  readonly path: string;
  /** Such as `156.0.8078.79`. */
  readonly version: string;
}

/** How a candidate becomes a program on disk, and how that program is tried. */
export interface Attempts {
  /** Returns the program's path, or why there is none. */
  readonly provide: (candidate: Candidate) => Promise<Result<string, string>>;
  /** Returns the version of a program that drew a page, or why it did not. */
  readonly launch: (path: string) => Promise<Result<string, string>>;
  readonly print: (line: string) => void;
}

const ATTEMPTS: Attempts = { provide, launch, print: (line) => console.log(line) };

/**
 * Finds a Chromium that really starts and prints what was tried. Installs
 * nothing unless `mayInstall`. Prints what to do and returns null when none starts.
 */
export async function findBrowser(mayInstall = false): Promise<FoundBrowser | null> {
  const found = await firstThatStarts(candidatesOn(thisMachine, mayInstall), ATTEMPTS);
  if (!found) console.error(NO_BROWSER);
  return found;
}

/** Starts the browser that {@link findBrowser} finds; null when there is none. */
export async function startBrowser(mayInstall = false): Promise<Browser | null> {
  const found = await findBrowser(mayInstall);
  return found && chromium.launch({ executablePath: found.path, args: [...BROWSER_FLAGS] });
}

/** The first of `candidates` that starts; null when none does. */
export async function firstThatStarts(
  candidates: readonly Candidate[],
  { provide, launch, print }: Attempts,
): Promise<FoundBrowser | null> {
  for (const candidate of candidates) {
    const provided = await provide(candidate);
    const launched = provided.ok ? await launch(provided.value) : provided;
    if (provided.ok && launched.ok) {
      print(`Browser: ${nameOf(candidate)}, version ${launched.value} (${provided.value}).`);
      return { path: provided.value, version: launched.value };
    }
    const reason = launched.ok ? '' : launched.problems.join(' ');
    print(`Browser: ${nameOf(candidate)} cannot be used: ${reason}`);
  }
  return null;
}

function nameOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'named':
      return `the one that CHROMIUM names, ${candidate.path}`;
    case 'system':
      return candidate.path;
    case 'packaged':
      return 'the Chromium in the npm package @sparticuz/chromium';
    case 'playwright':
      return "Playwright's own Chromium";
    case 'download':
      return 'the Chromium that Playwright downloads';
    case 'apt':
      return 'the Chromium that apt-get installs';
    default:
      return assertNever(candidate);
  }
}

const FIVE_MINUTES = 300_000;

async function provide(candidate: Candidate): Promise<Result<string, string>> {
  switch (candidate.kind) {
    case 'named':
    case 'system':
      return existing(candidate.path, 'there is no such file.');
    case 'packaged':
      return packagedBrowser();
    case 'playwright':
      return existing(chromium.executablePath(), 'it was never downloaded.');
    case 'download': {
      const install = ['install', 'chromium', '--no-shell'];
      const code = await runPackage('playwright', 'cli.js', install, { timeout: FIVE_MINUTES });
      return existing(chromium.executablePath(), `the download failed (exit code ${code}).`);
    }
    case 'apt':
      return aptBrowser();
    default:
      return assertNever(candidate);
  }
}

function existing(path: string, otherwise: string): Result<string, string> {
  return existsSync(path) ? { ok: true, value: path } : { ok: false, problems: [otherwise] };
}

async function aptBrowser(): Promise<Result<string, string>> {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: FIVE_MINUTES,
  };
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  for (const args of [['update'], install]) {
    const code = await runCommand('apt-get', args, options);
    if (code !== 0) {
      return { ok: false, problems: [`"apt-get ${args.join(' ')}" failed (exit code ${code}).`] };
    }
  }
  return { ok: true, value: '/usr/bin/chromium' };
}

/**
 * Starts the program at `path`, lets it draw a page, and returns its version.
 * An existing file proves nothing: libraries may be missing, or a wrapper may
 * be there for a program that was never installed.
 */
export async function launch(path: string): Promise<Result<string, string>> {
  try {
    const browser = await chromium.launch({ executablePath: path, args: [...BROWSER_FLAGS] });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>ready</p>');
      const text = await page.textContent('p');
      return text === 'ready'
        ? { ok: true, value: browser.version() }
        : { ok: false, problems: ['it drew no page.'] };
    } finally {
      await browser.close();
    }
  } catch (error) {
    return { ok: false, problems: [reasonIn(error)] };
  }
}

/** The useful line of Playwright's message: its first lines repeat the command. */
function reasonIn(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split('\n');
  const useful = lines.find((line) => /error while loading|cannot open|not found/.test(line));
  return (useful ?? lines[0] ?? 'it does not start.')
    .replace(/^.*?(\[err\]|browserType\.launch:)\s*/, '')
    .trim();
}
