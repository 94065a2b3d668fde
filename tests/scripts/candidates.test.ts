import { describe, expect, test } from 'vitest';
import { candidatesOn, systemBrowsers } from '../../scripts/browser/candidates.js';
import type { Machine } from '../../scripts/browser/candidates.js';

/** A Linux computer with these files, used without root. */
function machine(files: readonly string[], rest: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    env: { PATH: '/usr/bin:/bin' },
    isRoot: false,
    isFile: (path) => files.includes(path),
    ...rest,
  };
}

describe('the browsers to try', () => {
  test('are the named, installed, packaged and downloaded ones, and then those to install', () => {
    const everything = machine(['/usr/bin/chromium', '/usr/bin/apt-get'], {
      env: { PATH: '/usr/bin', CHROMIUM: '/opt/mine' },
      isRoot: true,
    });
    expect(candidatesOn(everything, true)).toEqual([
      { kind: 'named', path: '/opt/mine' },
      { kind: 'system', path: '/usr/bin/chromium' },
      { kind: 'packaged' },
      { kind: 'playwright' },
      { kind: 'download' },
      { kind: 'apt' },
    ]);
  });

  test('never change the computer without permission', () => {
    const root = machine(['/usr/bin/apt-get'], { isRoot: true });
    expect(candidatesOn(root, false)).toEqual([{ kind: 'packaged' }, { kind: 'playwright' }]);
  });

  test.each([
    ['without root', machine(['/usr/bin/apt-get'])],
    ['without apt-get', machine([], { isRoot: true })],
  ])('do not include apt-get %s', (_, computer) => {
    const kinds = candidatesOn(computer, true).map(({ kind }) => kind);
    expect(kinds).toEqual(['packaged', 'playwright', 'download']);
  });

  test.each([
    ['another processor', { arch: 'arm64' }],
    ['a Mac', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
  ] as const)('do not include the packaged program on %s', (_, rest) => {
    expect(candidatesOn(machine([], rest), false)).toEqual([{ kind: 'playwright' }]);
  });

  test('ignore an empty CHROMIUM', () => {
    const none = machine([], { env: { CHROMIUM: '' } });
    expect(candidatesOn(none, false).map(({ kind }) => kind)).toEqual(['packaged', 'playwright']);
  });
});

describe('the installed browsers', () => {
  test('are Chrome, then Chromium, then Edge, each file once', () => {
    const files = ['microsoft-edge', 'chromium', 'google-chrome'].map((name) => `/usr/bin/${name}`);
    expect(systemBrowsers(machine(files, { env: { PATH: '/usr/bin:/usr/bin' } }))).toEqual([
      '/usr/bin/google-chrome',
      '/usr/bin/chromium',
      '/usr/bin/microsoft-edge',
    ]);
  });

  test('are searched in PATH before the usual folders', () => {
    const files = ['/usr/bin/chromium', '/home/me/bin/chromium'];
    const found = systemBrowsers(machine(files, { env: { PATH: '/home/me/bin' } }));
    expect(found).toEqual(['/home/me/bin/chromium', '/usr/bin/chromium']);
  });

  test('are never taken from a relative folder of PATH', () => {
    expect(
      systemBrowsers(machine(['chromium', 'bin/chromium'], { env: { PATH: ':bin' } })),
    ).toEqual([]);
  });

  test("are applications on a Mac, also in the user's own folder", () => {
    const own = '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium';
    const shared = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const mac = machine([own, shared], { platform: 'darwin', env: { HOME: '/Users/me' } });
    expect(systemBrowsers(mac)).toEqual([shared, own]);
  });

  test('are programs on Windows, whatever the case of the variables', () => {
    const chrome = String.raw`C:\Users\me\AppData\Local\Google\Chrome\Application\chrome.exe`;
    const edge = String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
    const windows = machine([edge, chrome], {
      platform: 'win32',
      env: {
        LOCALAPPDATA: String.raw`C:\Users\me\AppData\Local`,
        'ProgramFiles(x86)': String.raw`C:\Program Files (x86)`,
      },
    });
    expect(systemBrowsers(windows)).toEqual([chrome, edge]);
  });
});
