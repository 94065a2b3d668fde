import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firefox as playwrightsFirefox, webkit as playwrightsWebkit } from 'playwright';
import type { Engine } from './engine.js';
import { firefox } from './firefox.js';
import { playwrights } from './playwrights.js';
import { webkit } from './webkit.js';

const FOLDERS = (process.env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
const MINI_BROWSERS = ['x86_64', 'aarch64'].flatMap((machine) =>
  ['4.1', '6.0'].map(
    (version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
  ),
);

export const NO_SECOND_ENGINE =
  'There is no second browser engine on this computer: run "npx playwright install firefox webkit", or on ' +
  'Debian or Ubuntu "sudo apt-get install firefox-esr webkit2gtk-driver xvfb", and try again.';

/** Firefox and WebKit as far as this machine has them, Playwright's own before installed ones. */
export function enginesHere(): readonly Engine[] {
  return [firefoxHere(), webkitHere()].filter((engine) => engine !== undefined);
}

function firefoxHere(): Engine | undefined {
  if (existsSync(playwrightsFirefox.executablePath())) return playwrights(playwrightsFirefox);
  const program = command('firefox-esr') ?? command('firefox');
  return program === undefined ? undefined : firefox(program);
}

function webkitHere(): Engine | undefined {
  if (existsSync(playwrightsWebkit.executablePath())) return playwrights(playwrightsWebkit);
  const driver = command('WebKitWebDriver');
  const browser = MINI_BROWSERS.find((path) => existsSync(path));
  const complete = driver !== undefined && browser !== undefined && command('Xvfb') !== undefined;
  return complete ? webkit(driver, browser) : undefined;
}

function command(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
