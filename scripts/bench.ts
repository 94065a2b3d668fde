import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright';
import { judgeLesson, judgeStart, type Verdict } from './bench/limits.js';
import { candidate, referenceFor, type Candidate } from './bench/packages.js';
import { PROFILES } from './bench/profiles.js';
import { reportText, withReport } from './bench/report.js';
import { benchLesson, benchStarts, type ProfileFigures } from './bench/run-bench.js';
import { startServer } from './bench/serve.js';
import { startBrowser } from './browser/browser.js';
import { buildAll } from './packaging/build-all.js';
import { commandLine } from './command-line.js';

/**
 * `npm run bench`: builds, measures the lesson beside a static page with the
 * same words, and fails when a promise of docs/performance.md is missed.
 * `-- --runs 15` measures longer, `-- --against other.zip` measures others too.
 */
const OURS = 'dist/it-project-manager-scorm12.zip';

process.exitCode = await bench();

async function bench(): Promise<number> {
  // `built` measures what lies in dist/ already.
  const { runs, against, built } = commandLine({ runs: 9, against: [], built: false });
  if (!built && !(await buildAll({ content: 'content', output: 'dist', only: [], print: say })))
    return 1;
  const read = await Promise.allSettled([OURS, ...against].map(candidate));
  const [ours, ...others] = read
    .filter((one) => one.status === 'fulfilled')
    .map(({ value }) => value);
  const unread = read.filter((one) => one.status === 'rejected');
  if (!ours || unread.length > 0) {
    for (const { reason } of unread) console.error(`No package to measure: ${String(reason)}`);
    return 1;
  }
  const candidates = [ours, referenceFor(ours.files), ...others];
  const browser = await startBrowser();
  if (!browser) return 1;
  try {
    return await measureAll(browser, runs, candidates);
  } finally {
    await browser.close();
  }
}

function say(line: string): void {
  console.log(line);
}

async function measureAll(
  browser: Browser,
  runs: number,
  candidates: readonly Candidate[],
): Promise<number> {
  const [ours, reference] = candidates;
  const server = await startServer(
    new Map(candidates.map(({ target, files }) => [target.name, files])),
  );
  try {
    const run = { browser, server, runs, say };
    const profiles: ProfileFigures[] = [];
    for (const profile of PROFILES) profiles.push(await benchStarts(run, profile, candidates));
    const [phone] = profiles;
    const [own, base] = phone?.starts ?? [];
    if (!ours || !reference || !phone || !own || !base)
      throw new Error('There is no phone profile.');
    const lesson = await benchLesson(run, ours, reference);
    const verdicts = [...judgeStart(own, base, phone.tap), ...judgeLesson(lesson)];
    return await publish(reportText(profiles, candidates, verdicts), verdicts);
  } finally {
    await server.close();
  }
}

/** Prints and keeps what was measured; 1 when a promise was missed. */
async function publish(report: string, verdicts: readonly Verdict[]): Promise<number> {
  say(`\n${report}`);
  const document = 'docs/performance.md';
  await writeFile(document, withReport(await readFile(document, 'utf8'), report));
  const missed = verdicts.filter(({ kept }) => !kept);
  for (const { promise, limit, measured } of missed) {
    console.error(`Missed: ${promise} is ${measured}, and may be ${limit}.`);
  }
  return missed.length > 0 ? 1 : 0;
}
