import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { candidatesOn } from './browser/candidates.js';
import { findBrowser, NO_BROWSER } from './browser/find-browser.js';
import { BROWSER_FLAGS, launchBrowser } from './browser/launch-browser.js';
import { provideBrowser } from './browser/provide-browser.js';
import { thisMachine } from './browser/this-machine.js';
import { commandLine } from './command-line.js';
import { pictureDocs } from './album/picture-docs.js';
import { takePictures } from './album/take-pictures.js';

/**
 * `npm run screenshots`: every step of what `npm run build` made, as a picture to look at.
 * `-- --docs` takes the pictures of the documents anew instead.
 */
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { docs } = commandLine({ docs: false });
process.exitCode = await screenshots('dist', docs ? 'docs/pictures' : 'screenshots');

async function screenshots(from: string, to: string): Promise<number> {
  const names = await readdir(from).catch(() => []);
  const zips = names.filter((name) => name.endsWith('-web.zip'));
  if (zips.length === 0) {
    console.error(`There is no package in ${from}/. Run "npm run build" first.`);
    return 1;
  }
  const say = (line: string): void => console.log(line);
  const found = await findBrowser(candidatesOn(thisMachine), {
    provide: provideBrowser,
    launch: launchBrowser,
    say,
  });
  if (!found) {
    console.error(NO_BROWSER);
    return 1;
  }
  if (!docs) await rm(to, { recursive: true, force: true });
  const browser = await chromium.launch({ executablePath: found.path, args: [...BROWSER_FLAGS] });
  try {
    const take = docs ? pictureDocs : takePictures;
    for (const zip of zips) await take(browser, join(from, zip), { folder: to, say });
  } finally {
    await browser.close();
  }
  return 0;
}
