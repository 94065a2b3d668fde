import { statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** A browser that may be on this computer, or may be brought here. */
export type Candidate =
  /** The one that the variable CHROMIUM names. */
  | { readonly kind: 'named'; readonly path: string }
  /** Chrome, Chromium or Edge as this computer has it installed. */
  | { readonly kind: 'system'; readonly path: string }
  /** The Chromium inside the npm package @sparticuz/chromium, which `npm ci` brings. */
  | { readonly kind: 'packaged' }
  /** Playwright's own, if it was downloaded earlier. */
  | { readonly kind: 'playwright' }
  /** Playwright's own, downloaded now. */
  | { readonly kind: 'download' }
  /** The `chromium` of Debian or Ubuntu, installed now. */
  | { readonly kind: 'apt' };

/** What decides where a browser can be. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  isFile(path: string): boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

const COMMANDS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

const MAC_APPLICATIONS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

/**
 * Every browser worth trying on `machine`, the cheapest first. Only with
 * `mayInstall` does the list include those that change the computer.
 */
export function candidatesOn(machine: Machine, mayInstall: boolean): readonly Candidate[] {
  const { platform, arch, env, isRoot } = machine;
  const named = env['CHROMIUM'];
  const candidates: Candidate[] = [];
  if (named) candidates.push({ kind: 'named', path: named });
  for (const path of systemBrowsers(machine)) candidates.push({ kind: 'system', path });
  // The package holds a program for this one kind of computer.
  if (platform === 'linux' && arch === 'x64') candidates.push({ kind: 'packaged' });
  candidates.push({ kind: 'playwright' });
  if (!mayInstall) return candidates;
  candidates.push({ kind: 'download' });
  if (platform === 'linux' && isRoot && machine.isFile('/usr/bin/apt-get')) {
    candidates.push({ kind: 'apt' });
  }
  return candidates;
}

/** The paths of the browsers installed on `machine`, Chrome before Chromium before Edge. */
export function systemBrowsers(machine: Machine): readonly string[] {
  return [...new Set(placesOn(machine))].filter((path) => machine.isFile(path));
}

function placesOn({ platform, env }: Machine): readonly string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(env['HOME'] ?? '/', 'Applications')];
    return MAC_APPLICATIONS.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  }
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
      // Windows ignores the case of a variable's name; a copy of the variables does not.
      const key = Object.keys(env).find((other) => other.toLowerCase() === name.toLowerCase());
      return (key && env[key]) ?? [];
    });
    return WINDOWS_PROGRAMS.flatMap((name) => folders.map((folder) => win32.join(folder, name)));
  }
  const onPath = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const folders = [...onPath, ...LINUX_FOLDERS];
  return COMMANDS.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}
