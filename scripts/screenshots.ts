import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './browser/browser.js';
import { commandLine } from './command-line.js';
import { pictureDocs } from './album/picture-docs.js';
import { takePictures } from './album/take-pictures.js';

/**
 * `npm run screenshots`: a picture of every step of the built lesson, to look at.
 * `-- --docs` takes the pictures in docs/pictures/ again instead.
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
  const browser = await startBrowser();
  if (!browser) return 1;
  if (!docs) await rm(to, { recursive: true, force: true });
  try {
    const take = docs ? pictureDocs : takePictures;
    const print = (line: string): void => console.log(line);
    for (const zip of zips) await take(browser, join(from, zip), { folder: to, print });
  } finally {
    await browser.close();
  }
  return 0;
}
