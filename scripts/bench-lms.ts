import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importReport } from '../src/lms/import-report.js';
import { warmCharts } from '../src/lms/statistics/charts.js';
import { startLms, type RunningLms } from '../src/lms/start-lms.js';
import { openDatabase } from '../src/lms/store/open-database.js';
import { isLarge, Reports } from '../src/lms/store/reports.js';
import { writeReport } from './bench/lms-report.js';
import { readControlFiles } from './packaging/control-files.js';

// How reading a report, and the pages on it, grow with its size: `npm run bench:lms`, or
// `npm run bench:lms -- 1000000` for one size. Each size has a process of its own.

const SIZES = [1_000, 100_000, 1_000_000, 5_000_000] as const;

const SORTS = [
  ...['learner', 'attempt', 'status', 'success', 'score'],
  ...['progress', 'time', 'first', 'last'],
];

/** The list of attempts in each order, deep in it, and filtered; then every other page. */
const PAGES: readonly string[] = [
  '/',
  ...SORTS.flatMap((sort) => [
    `/courses/1/attempts?sort=${sort}&order=up`,
    `/courses/1/attempts?sort=${sort}&order=down&page=1000`,
    `/courses/1/attempts?sort=${sort}&order=up&text=9&page=20`,
    `/courses/1/attempts?sort=${sort}&order=up&text=Learner+99`,
    `/courses/1/attempts?sort=${sort}&order=down&status=passed`,
  ]),
  '/courses/1/questions',
  '/courses/1/overview',
];

/** A page is asked for so often; the first time is not counted. */
const TIMES = 4;

interface Measured {
  readonly attempts: number;
  readonly engine: string;
  /** Of the file that was read, and of what is kept of it. */
  readonly megabytes: number;
  readonly keptMegabytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Most memory of the process while it read the report, in megabytes. */
  readonly memory: number;
  /** Warm pages: the median page, and the slowest, each by the median of its times. */
  readonly medianPage: number;
  readonly slowestPage: readonly [milliseconds: number, page: string];
}

async function measure(attempts: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'local-lms-bench-'));
  try {
    const path = join(folder, 'report.txt');
    await writeReport(path, attempts);
    const dataFolder = join(folder, 'data');
    const imported = await timedImport(path, dataFolder);
    return {
      attempts,
      megabytes: (await stat(path)).size / 1e6,
      ...imported,
      keptMegabytes: (await sizeOf(dataFolder)) / 1e6,
      ...(await timedPages(dataFolder, join(folder, 'none'))),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timedImport(
  path: string,
  dataFolder: string,
): Promise<Pick<Measured, 'engine' | 'seconds' | 'cpuSeconds' | 'memory'>> {
  const database = openDatabase(dataFolder);
  const reports = new Reports(database);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const read = await importReport(reports, path, 'report.txt');
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const memory = process.resourceUsage().maxRSS / 1000;
  const engine = isLarge(database, 1) ? 'DuckDB' : 'SQLite';
  await reports.close();
  database.close();
  if (!read.ok) throw new Error(read.problems.join(' '));
  return { engine, seconds, cpuSeconds: (user + system) / 1e6, memory };
}

async function timedPages(
  dataFolder: string,
  packagesFolder: string,
): Promise<Pick<Measured, 'medianPage' | 'slowestPage'>> {
  const lms = await startLms({
    dataFolder,
    packagesFolder,
    controlFiles: readControlFiles,
    port: 0,
  });
  try {
    // As `npm start` does it after its own start.
    await warmCharts();
    const pages = [...PAGES, await attemptPage(lms)];
    const times: (readonly [number, string])[] = [];
    for (const page of pages) times.push([await timeOf(lms, page), page]);
    times.sort(([a], [b]) => a - b);
    return {
      medianPage: times[Math.floor(times.length / 2)]?.[0] ?? 0,
      slowestPage: times.at(-1) ?? [0, ''],
    };
  } finally {
    await lms.close();
  }
}

/** The page of an attempt in the middle of the list. */
async function attemptPage(lms: RunningLms): Promise<string> {
  const list = await (await ask(lms, '/courses/1/attempts?sort=score&page=10')).text();
  return /\/attempts\/\d+/.exec(list)?.[0] ?? '/';
}

async function timeOf(lms: RunningLms, page: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const started = performance.now();
    const answer = await ask(lms, page);
    await answer.text();
    if (!answer.ok) throw new Error(`${page} answered ${answer.status}.`);
    if (n > 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function ask({ origins, cookie }: RunningLms, page: string): Promise<Response> {
  return fetch(origins.main + page, { headers: { Cookie: cookie } });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let bytes = 0;
  for (const entry of entries)
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}

function row(cells: readonly string[]): string {
  const widths = [9, 8, 9, 9, 9, 9, 10, 12, 13];
  return cells.map((cell, n) => cell.padStart(widths[n] ?? 0)).join(' ');
}

function main(sizes: readonly number[]): void {
  console.log(
    row([
      ...['attempts', 'engine', 'file MB', 'kept MB', 'wall s', 'CPU s', 'memory MB'],
      ...['median page', 'slowest page', ' slowest'],
    ]),
  );
  for (const size of sizes) {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(import.meta.url), '--measure', String(size)],
      { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`${size} attempts could not be measured.`);
    // This program wrote it.
    const now = JSON.parse(stdout) as Measured;
    const [slowest, page] = now.slowestPage;
    console.log(
      row([
        String(now.attempts),
        now.engine,
        now.megabytes.toFixed(1),
        now.keptMegabytes.toFixed(1),
        now.seconds.toFixed(1),
        now.cpuSeconds.toFixed(1),
        now.memory.toFixed(0),
        `${now.medianPage.toFixed(0)} ms`,
        `${slowest.toFixed(0)} ms`,
        ` ${page}`,
      ]),
    );
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') {
  console.log(JSON.stringify(await measure(Number(rest[0]))));
} else {
  const asked = process.argv.slice(2).map(Number);
  main(asked.length > 0 ? asked : SIZES);
}
