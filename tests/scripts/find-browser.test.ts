import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../scripts/browser/candidates.js';
import { findBrowser } from '../../scripts/browser/find-browser.js';
import { launchBrowser } from '../../scripts/browser/launch-browser.js';
import type { Result } from '../../src/core/result.js';

const candidates: readonly Candidate[] = [
  { kind: 'named', path: '/opt/mine' },
  { kind: 'system', path: '/usr/bin/chromium' },
  { kind: 'packaged' },
  { kind: 'playwright' },
  { kind: 'apt' },
];

/** Looks for a browser where the programs in `starting` start, and collects what is said. */
async function search(starting: readonly string[]) {
  const lines: string[] = [];
  const provided: string[] = [];
  const found = await findBrowser(candidates, {
    provide: (candidate) => {
      provided.push(candidate.kind);
      const path = 'path' in candidate ? candidate.path : `/got/${candidate.kind}`;
      return Promise.resolve(
        candidate.kind === 'playwright' ? failed('its download failed (code 1).') : given(path),
      );
    },
    launch: (path) =>
      Promise.resolve(starting.includes(path) ? given('156.0.1') : failed('a library is missing.')),
    say: (line) => lines.push(line),
  });
  return { found, lines, provided };
}

function given(value: string): Result<string, string> {
  return { ok: true, value };
}

function failed(problem: string): Result<string, string> {
  return { ok: false, problems: [problem] };
}

describe('looking for a browser', () => {
  test('takes the first one that starts and fetches none after it', async () => {
    const { found, lines, provided } = await search(['/usr/bin/chromium', '/got/apt']);
    expect(found).toEqual({ path: '/usr/bin/chromium', version: '156.0.1' });
    expect(provided).toEqual(['named', 'system']);
    expect(lines).toEqual([
      'Browser: the one that CHROMIUM names, /opt/mine cannot be used: a library is missing.',
      'Browser: /usr/bin/chromium, version 156.0.1 (/usr/bin/chromium).',
    ]);
  });

  test('goes on after a failed download', async () => {
    const { found, lines } = await search(['/got/apt']);
    expect(found?.path).toBe('/got/apt');
    expect(lines.slice(2)).toEqual([
      'Browser: the Chromium in the npm package @sparticuz/chromium cannot be used: a library is missing.',
      "Browser: Playwright's own Chromium cannot be used: its download failed (code 1).",
      'Browser: the Chromium that apt-get installs, version 156.0.1 (/got/apt).',
    ]);
  });

  test('finds nothing where nothing starts, and says so of each', async () => {
    const { found, lines } = await search([]);
    expect(found).toBeNull();
    expect(lines).toHaveLength(candidates.length);
  });
});

describe('the proof that a browser starts', () => {
  test('fails for a file that is not there', async () => {
    expect(await launchBrowser('/nowhere/chromium')).toEqual({
      ok: false,
      problems: ["Failed to launch chromium because executable doesn't exist at /nowhere/chromium"],
    });
  });

  test('fails for a program that is no browser', async () => {
    const { ok } = await launchBrowser(process.execPath);
    expect(ok).toBe(false);
  });
});
