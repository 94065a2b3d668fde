import { describe, expect, test } from 'vitest';
import { candidatesOn, systemBrowsers } from '../../scripts/browser/candidates.js';
import type { Machine } from '../../scripts/browser/candidates.js';

/** A Linux computer of an ordinary person, with the given files. */
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

describe('the order in which browsers are tried', () => {
  test('runs from the one named to the one installed, packaged, downloaded and by apt-get', () => {
    const everything = machine(['/usr/bin/chromium', '/usr/bin/apt-get'], {
      env: { PATH: '/usr/bin', CHROMIUM: '/opt/mine' },
      isRoot: true,
    });
    expect(candidatesOn(everything)).toEqual([
      { kind: 'named', path: '/opt/mine' },
      { kind: 'system', path: '/usr/bin/chromium' },
      { kind: 'packaged' },
      { kind: 'playwright' },
      { kind: 'apt' },
    ]);
  });

  test('never includes apt-get for who may not install', () => {
    expect(candidatesOn(machine(['/usr/bin/apt-get']))).toEqual([
      { kind: 'packaged' },
      { kind: 'playwright' },
    ]);
  });

  test('never includes apt-get where there is none', () => {
    expect(candidatesOn(machine([], { isRoot: true }))).toEqual([
      { kind: 'packaged' },
      { kind: 'playwright' },
    ]);
  });

  test.each([
    ['another processor', { arch: 'arm64' }],
    ['a Mac', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
  ] as const)('leaves out the packaged program on %s', (_, rest) => {
    expect(candidatesOn(machine([], rest))).toEqual([{ kind: 'playwright' }]);
  });

  test('takes an empty CHROMIUM for none', () => {
    const none = machine([], { env: { CHROMIUM: '' } });
    expect(candidatesOn(none).map(({ kind }) => kind)).toEqual(['packaged', 'playwright']);
  });
});

describe('the browsers of a system', () => {
  test('are Chrome, then Chromium, then Edge, each file once', () => {
    const files = ['microsoft-edge', 'chromium', 'google-chrome'].map((name) => `/usr/bin/${name}`);
    expect(systemBrowsers(machine(files, { env: { PATH: '/usr/bin:/usr/bin' } }))).toEqual([
      '/usr/bin/google-chrome',
      '/usr/bin/chromium',
      '/usr/bin/microsoft-edge',
    ]);
  });

  test('are found in a folder of PATH before the usual folders', () => {
    const files = ['/usr/bin/chromium', '/home/me/bin/chromium'];
    const found = systemBrowsers(machine(files, { env: { PATH: '/home/me/bin' } }));
    expect(found).toEqual(['/home/me/bin/chromium', '/usr/bin/chromium']);
  });

  test('are never taken from a relative folder of PATH', () => {
    expect(
      systemBrowsers(machine(['chromium', 'bin/chromium'], { env: { PATH: ':bin' } })),
    ).toEqual([]);
  });

  test("are applications on a Mac, the person's own ones too", () => {
    const own = '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium';
    const shared = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const mac = machine([own, shared], { platform: 'darwin', env: { HOME: '/Users/me' } });
    expect(systemBrowsers(mac)).toEqual([shared, own]);
  });

  test('are programs on Windows, however the variables are spelled', () => {
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
