import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';
import type { Result } from '../../src/core/result.js';
import { assertNever } from '../../src/core/result.js';
import type { Candidate } from './candidates.js';
import { packagedBrowser } from './packaged-browser.js';
import { runCommand } from './run-command.js';

const FIVE_MINUTES = 300_000;

/** Brings `candidate` onto this computer, if it is not there, and gives its path. */
export async function provideBrowser(candidate: Candidate): Promise<Result<string, string>> {
  switch (candidate.kind) {
    case 'named':
    case 'system':
      return existsSync(candidate.path)
        ? { ok: true, value: candidate.path }
        : { ok: false, problems: ['there is no such file.'] };
    case 'packaged':
      return packagedBrowser();
    case 'playwright':
      return downloadedBrowser();
    case 'apt':
      return aptBrowser();
    default:
      return assertNever(candidate);
  }
}

async function downloadedBrowser(): Promise<Result<string, string>> {
  const path = chromium.executablePath();
  if (existsSync(path)) return { ok: true, value: path };
  console.log('Browser: downloading the one that Playwright offers …');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright')), 'cli.js');
  const args = [cli, 'install', 'chromium', '--no-shell'];
  const code = await runCommand(process.execPath, args, { timeout: FIVE_MINUTES });
  return code === 0 && existsSync(path)
    ? { ok: true, value: path }
    : { ok: false, problems: [`its download failed (code ${code}).`] };
}

async function aptBrowser(): Promise<Result<string, string>> {
  console.log('Browser: installing one with "apt-get install chromium" …');
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: FIVE_MINUTES,
  };
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  for (const args of [['update'], install]) {
    const code = await runCommand('apt-get', args, options);
    if (code !== 0) {
      return { ok: false, problems: [`"apt-get ${args.join(' ')}" failed (code ${code}).`] };
    }
  }
  return { ok: true, value: '/usr/bin/chromium' };
}
