import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright';
import { startServer } from './bench/lms-server.js';
import { measureFirstTap, measureStart, measureVisit, type Start } from './bench/measure.js';
import { readPackage, referenceFor, type Candidate } from './bench/packages.js';
import { judge, reportText, withReport, type Measured } from './bench/promises.js';
import { startBrowser } from './browser/browser.js';
import { commandLine } from './command-line.js';
import { runCommand } from './run-command.js';

/**
 * `npm run bench`: builds, measures the lesson and a static page in turn, writes
 * the figures into docs/performance.md, and fails when a promise is missed.
 * `-- --runs 15` measures longer, `-- --against other.zip` measures others too.
 */
const OURS = 'dist/it-project-manager-scorm12.zip';
const DOCUMENT = 'docs/performance.md';
/** With fewer runs the figures are printed and not published. */
const ENOUGH_RUNS = 9;

process.exitCode = await bench();

async function bench(): Promise<number> {
  // `built` measures what is in dist/ already.
  const { runs, against, built } = commandLine({ runs: ENOUGH_RUNS, against: [], built: false });
  if (!built && (await runCommand(process.execPath, ['scripts/run.mjs', 'build'])) !== 0) return 1;
  const packages = await readAll([OURS, ...against]);
  const [ours, ...others] = packages ?? [];
  const browser = ours && (await startBrowser());
  if (!ours || !browser) return 1;
  try {
    return await publish(await measure(browser, runs, ours, others));
  } finally {
    await browser.close();
  }
}

async function readAll(paths: readonly string[]): Promise<readonly Candidate[] | null> {
  const read = await Promise.allSettled(paths.map(readPackage));
  const unread = read.filter((one) => one.status === 'rejected');
  for (const { reason } of unread) console.error(`Cannot measure: ${String(reason)}`);
  const packages = read.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  return unread.length === 0 ? packages : null;
}

/** Measures everything once per run, in turn, so that a busy moment of the machine meets all alike. */
async function measure(
  browser: Browser,
  runs: number,
  ours: Candidate,
  others: readonly Candidate[],
): Promise<Measured> {
  const [page, initializing] = [referenceFor(ours, false), referenceFor(ours, true)];
  const server = await startServer([ours, page, initializing, ...others]);
  const bench = { browser, server, asPhone: true };
  const measured = {
    visits: [] as Measured['visits'][number][],
    firstTaps: [] as number[],
    reference: [] as Start[],
    initializing: [] as Start[],
    others: new Map(others.map(({ name }) => [name, [] as Start[]])),
  };
  try {
    for (let run = 1; run <= runs; run += 1) {
      console.log(`Run ${run} of ${runs}`);
      measured.reference.push(await measureStart(bench, page));
      measured.visits.push(await measureVisit(bench, ours));
      measured.initializing.push(await measureStart(bench, initializing));
      measured.firstTaps.push(await measureFirstTap(bench, ours));
      for (const other of others) {
        measured.others.get(other.name)?.push(await measureStart(bench, other));
      }
    }
  } finally {
    await server.close();
  }
  return measured;
}

/** Prints what was measured and, after enough runs, publishes it; 1 when a promise was missed. */
async function publish(measured: Measured): Promise<number> {
  const verdicts = judge(measured);
  const report = reportText(measured, verdicts);
  console.log(`\n${report}\n`);
  if (measured.visits.length >= ENOUGH_RUNS) {
    await writeFile(DOCUMENT, withReport(await readFile(DOCUMENT, 'utf8'), report));
  } else {
    console.log(`${DOCUMENT} is unchanged: it takes the figures of ${ENOUGH_RUNS} runs or more.`);
  }
  const missed = verdicts.filter(({ kept }) => !kept);
  for (const { promise, limit, measured: value } of missed) {
    console.error(`Missed: ${promise} is ${value}; the limit is ${limit}.`);
  }
  return missed.length > 0 ? 1 : 0;
}
