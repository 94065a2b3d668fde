import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { openDatabase } from '../src/lms/store/open-database.js';
import { Reports } from '../src/lms/store/reports.js';
import { importReport } from '../src/lms/import-report.js';
import { warmCharts } from '../src/lms/statistics/charts.js';
import { startLms, type RunningLms } from '../src/lms/start-lms.js';
import { readControlFiles } from './packaging/control-files.js';

// How reading a report, and the pages on it, grow with its size: `npm run bench:lms`.

const SIZES = [1_000, 10_000, 100_000] as const;
const QUESTIONS = 6;
const OPTIONS = ['Samantha', 'Peter', 'Rachel', 'George'] as const;

const SORTS = [
  'learner',
  'attempt',
  'status',
  'success',
  'score',
  'progress',
  'time',
  'first',
  'last',
] as const;

/** Every page of a report; the list of attempts in each order, in its middle, and filtered. */
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
  '/attempts/500',
];

interface Measured {
  readonly attempts: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly slowestPage: readonly [milliseconds: number, page: string];
  /** Most memory of the process while it read the report, in megabytes. */
  readonly memory: number;
}

/** A report as Moodle exports it: six questions per attempt. */
async function writeReport(path: string, attempts: number): Promise<void> {
  const file = createWriteStream(path);
  const blocks = Array.from(
    { length: QUESTIONS },
    (_, n) => `"Question ${n}"\t"Response ${n}"\t"Right answer ${n}"\t"Result ${n}"`,
  );
  file.write(
    `Name\t"Email address"\tAttempt\t"Started on"\t"Last accessed on"\tScore\tLesson\t${blocks.join('\t')}\n`,
  );
  for (let n = 0; n < attempts; n += 1) {
    const day = 1 + (n % 28);
    const date = `"Monday, ${day} November 2026, ${1 + (n % 12)}:54 AM"`;
    const answers = Array.from({ length: QUESTIONS }, (_, q) => {
      const chosen = OPTIONS[(n * 7 + q * 3 + (n % (q + 2))) % 4] ?? 'Peter';
      return `Question_number_${q}\t${chosen}\tSamantha\t${chosen === 'Samantha' ? 'correct' : 'wrong'}`;
    });
    const score = n % 101;
    const line = `"Learner ${n}"\tl${n}@example.test\t1\t${date}\t${date}\t${score}\t${score}\t${answers.join('\t')}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

async function measure(folder: string, attempts: number): Promise<Measured> {
  const path = join(folder, `${attempts}.txt`);
  await writeReport(path, attempts);
  const dataFolder = join(folder, `${attempts}`);
  const imported = await timedImport(path, dataFolder);
  const lms = await startLms({
    dataFolder,
    packagesFolder: join(folder, 'none'),
    controlFiles: readControlFiles,
    port: 0,
  });
  try {
    return {
      attempts,
      megabytes: (await stat(path)).size / 1e6,
      ...imported,
      slowestPage: await slowest(lms),
    };
  } finally {
    await lms.close();
  }
}

async function timedImport(
  path: string,
  dataFolder: string,
): Promise<Pick<Measured, 'seconds' | 'cpuSeconds' | 'memory'>> {
  const database = openDatabase(dataFolder);
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), 20);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const read = await importReport(new Reports(database), path, 'report.txt');
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  database.close();
  if (!read.ok) throw new Error(read.problems.join(' '));
  return { seconds, cpuSeconds: (user + system) / 1e6, memory: memory / 1e6 };
}

/** The longest time of any page when it is asked for once, with nothing kept from before. */
async function slowest({
  origins,
  cookie,
}: RunningLms): Promise<readonly [milliseconds: number, page: string]> {
  // As `npm start` does it after its own start.
  await warmCharts();
  let longest: readonly [number, string] = [0, ''];
  for (const page of PAGES) {
    const started = performance.now();
    await (await fetch(origins.main + page, { headers: { Cookie: cookie } })).text();
    const taken = performance.now() - started;
    if (taken > longest[0]) longest = [taken, page];
  }
  return longest;
}

const folder = await mkdtemp(join(tmpdir(), 'local-lms-bench-'));
try {
  console.log(
    'attempts   file MB   wall s    CPU s   growth   slowest page ms   peak memory MB   slowest page',
  );
  let before: Measured | null = null;
  for (const size of SIZES) {
    const now = await measure(folder, size);
    // 1 means: ten times the attempts take ten times the processor.
    const growth = before
      ? (now.cpuSeconds / before.cpuSeconds / (now.attempts / before.attempts)).toFixed(2)
      : '';
    const cells: readonly (readonly [string, number])[] = [
      [String(now.attempts), 8],
      [now.megabytes.toFixed(1), 10],
      [now.seconds.toFixed(2), 9],
      [now.cpuSeconds.toFixed(2), 9],
      [growth, 9],
      [now.slowestPage[0].toFixed(0), 18],
      [now.memory.toFixed(0), 17],
    ];
    console.log(
      `${cells.map(([text, width]) => text.padStart(width)).join('')}   ${now.slowestPage[1]}`,
    );
    before = now;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
