import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../scripts/browser/candidates.js';
import { firstThatStarts, launch } from '../../scripts/browser/browser.js';
import type { Result } from '../../src/core/result.js';

const candidates: readonly Candidate[] = [
  { kind: 'named', path: '/opt/mine' },
  { kind: 'system', path: '/usr/bin/chromium' },
  { kind: 'packaged' },
  { kind: 'download' },
  { kind: 'apt' },
];

/** Looks for a browser where only the programs in `starting` start, and collects what is printed. */
async function search(starting: readonly string[]) {
  const lines: string[] = [];
  const provided: string[] = [];
  const found = await firstThatStarts(candidates, {
    provide: (candidate) => {
      provided.push(candidate.kind);
      const path = 'path' in candidate ? candidate.path : `/got/${candidate.kind}`;
      return Promise.resolve(
        candidate.kind === 'download' ? failed('the download failed (exit code 1).') : given(path),
      );
    },
    launch: (path) =>
      Promise.resolve(starting.includes(path) ? given('156.0.1') : failed('a library is missing.')),
    print: (line) => lines.push(line),
  });
  return { found, lines, provided };
}

function given(value: string): Result<string, string> {
  return { ok: true, value };
}

function failed(problem: string): Result<string, string> {
  return { ok: false, problems: [problem] };
}

describe('the search for a browser', () => {
  test('takes the first one that starts and provides none after it', async () => {
    const { found, lines, provided } = await search(['/usr/bin/chromium', '/got/apt']);
    expect(found).toEqual({ path: '/usr/bin/chromium', version: '156.0.1' });
    expect(provided).toEqual(['named', 'system']);
    expect(lines).toEqual([
      'Browser: the one that CHROMIUM names, /opt/mine cannot be used: a library is missing.',
      'Browser: /usr/bin/chromium, version 156.0.1 (/usr/bin/chromium).',
    ]);
  });

  test('continues after a failed download', async () => {
    const { found, lines } = await search(['/got/apt']);
    expect(found?.path).toBe('/got/apt');
    expect(lines.slice(2)).toEqual([
      'Browser: the Chromium in the npm package @sparticuz/chromium cannot be used: a library is missing.',
      'Browser: the Chromium that Playwright downloads cannot be used: the download failed (exit code 1).',
      'Browser: the Chromium that apt-get installs, version 156.0.1 (/got/apt).',
    ]);
  });

  test('returns null when none starts, with a line for each', async () => {
    const { found, lines } = await search([]);
    expect(found).toBeNull();
    expect(lines).toHaveLength(candidates.length);
  });
});

describe('the trial start of a browser', () => {
  test('fails for a missing file', async () => {
    expect(await launch('/nowhere/chromium')).toEqual({
      ok: false,
      problems: ["Failed to launch chromium because executable doesn't exist at /nowhere/chromium"],
    });
  });

  test('fails for a program that is not a browser', async () => {
    const { ok } = await launch(process.execPath);
    expect(ok).toBe(false);
  });
});
