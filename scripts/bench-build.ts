import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { markdownTable } from './bench/table.js';
import { buildAll } from './packaging/build-all.js';

/**
 * `npm run bench:build`: what a build of many Bytes takes, then a build in which
 * nothing changed, then one in which one sentence changed. `-- 1 10` chooses the counts.
 */

/** What one build took. */
interface Measured {
  /** From the start of the process, so that loading the program counts too. */
  readonly seconds: number;
  /** Processor time of the build's own process, which other work on the machine disturbs less. */
  readonly processorSeconds: number;
  /** The most memory the process had. */
  readonly megabytes: number;
}

const COUNTS = [1, 10, 100, 200];

// Each build has a process of its own: memory, once used, is not given back.
const [first, ...others] = process.argv.slice(2);
if (first === undefined || /^\d+$/.test(first)) {
  await measureAll(first === undefined ? COUNTS : [first, ...others].map(Number));
} else {
  process.stdout.write(JSON.stringify(await measureOne(first)));
}

async function measureAll(counts: readonly number[]): Promise<void> {
  const rows: string[][] = [];
  for (const count of counts) {
    const root = await mkdtemp(join(tmpdir(), 'career-byte-bench-'));
    try {
      await makeBytes(join(root, 'content'), count);
      const row = (what: string, measured: Measured): void => {
        rows.push([
          String(count),
          what,
          measured.seconds.toFixed(2),
          measured.processorSeconds.toFixed(2),
          ((measured.processorSeconds / count) * 1000).toFixed(0),
          measured.megabytes.toFixed(0),
        ]);
      };
      row('all are new', await inProcess(root));
      row('nothing changed', await inProcess(root));
      await changeSentence(join(root, 'content/byte-1/en.yaml'));
      row('one sentence changed', await inProcess(root));
    } finally {
      await rm(root, { recursive: true });
    }
  }
  const heads = ['Bytes', 'build', 'seconds', 'CPU s', 'CPU ms per Byte', 'peak MB'];
  console.log(markdownTable(heads, rows));
}

/** Copies of the real lesson under other ids. */
async function makeBytes(content: string, count: number): Promise<void> {
  const original = fileURLToPath(new URL('../content/it-project-manager', import.meta.url));
  const text = await readFile(join(original, 'en.yaml'), 'utf8');
  for (let number = 1; number <= count; number += 1) {
    const id = `byte-${number}`;
    await mkdir(join(content, id), { recursive: true });
    await cp(join(original, 'media'), join(content, id, 'media'), { recursive: true });
    await writeFile(join(content, id, 'en.yaml'), text.replace(/^id: .*$/m, `id: ${id}`));
  }
}

async function changeSentence(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^title: .*$/m, 'title: Another title'));
}

async function inProcess(root: string): Promise<Measured> {
  const runner = fileURLToPath(new URL('run.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [runner, 'bench-build', root]);
  // A cast: this script printed it.
  return JSON.parse(stdout) as Measured;
}

async function measureOne(root: string): Promise<Measured> {
  const lines: string[] = [];
  const options = { content: join(root, 'content'), output: join(root, 'dist'), only: [] };
  const good = await buildAll({ ...options, print: (line) => lines.push(line) });
  if (!good) throw new Error(lines.join('\n'));
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    seconds: performance.now() / 1000,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1000,
  };
}
