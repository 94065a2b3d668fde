import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { judgeLesson, judgeStart } from './bench/limits.js';
import { candidate, referenceFor } from './bench/packages.js';
import { PROFILES } from './bench/profiles.js';
import { reportText, withReport } from './bench/report.js';
import { benchLesson, benchStarts, type ProfileFigures } from './bench/run-bench.js';
import { startServer } from './bench/serve.js';
import { candidatesOn } from './browser/candidates.js';
import { findBrowser, NO_BROWSER } from './browser/find-browser.js';
import { BROWSER_FLAGS, launchBrowser } from './browser/launch-browser.js';
import { provideBrowser } from './browser/provide-browser.js';
import { thisMachine } from './browser/this-machine.js';
import { buildAll } from './build/build-all.js';

/**
 * `npm run bench`: builds, measures the lesson beside a static page with the
 * same words, and fails when a promise of docs/performance.md is missed.
 * `-- --runs 15` measures longer, `-- --against other.zip` measures others too.
 */
process.exitCode = await bench();

async function bench(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '9' },
      against: { type: 'string', multiple: true, default: [] },
      /** Measures what lies in `dist` already. */
      built: { type: 'boolean', default: false },
    },
  });
  const say = (line: string): void => console.log(line);
  if (
    !values.built &&
    !(await buildAll({ content: 'content', output: 'dist', only: [], print: say }))
  )
    return 1;
  const found = await findBrowser(candidatesOn(thisMachine), {
    provide: provideBrowser,
    launch: launchBrowser,
    say,
  });
  if (!found) {
    console.error(NO_BROWSER);
    return 1;
  }
  const ours = await candidate('dist/it-project-manager-scorm12.zip');
  const reference = referenceFor(ours.files);
  const candidates = [ours, reference, ...(await Promise.all(values.against.map(candidate)))];
  const server = await startServer(
    new Map(candidates.map(({ target, files }) => [target.name, files])),
  );
  const browser = await chromium.launch({ executablePath: found.path, args: [...BROWSER_FLAGS] });
  try {
    const run = { browser, server, runs: Number(values.runs), say };
    const profiles: ProfileFigures[] = [];
    for (const profile of PROFILES) profiles.push(await benchStarts(run, profile, candidates));
    const [phone] = profiles;
    const [own, base] = phone?.starts ?? [];
    if (!phone || !own || !base) throw new Error('There is no phone profile.');
    const lesson = await benchLesson(run, ours, reference);
    const verdicts = [...judgeStart(own, base, phone.tap), ...judgeLesson(lesson)];
    const report = reportText(profiles, candidates, verdicts);
    say(`\n${report}`);
    const document = 'docs/performance.md';
    await writeFile(document, withReport(await readFile(document, 'utf8'), report));
    const missed = verdicts.filter(({ kept }) => !kept);
    for (const { promise, limit, measured } of missed) {
      console.error(`Missed: ${promise} is ${measured}, and may be ${limit}.`);
    }
    return missed.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await server.close();
  }
}
