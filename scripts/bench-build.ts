import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildAll } from './packaging/build-all.js';

/** What one build took. */
interface Measured {
  readonly seconds: number;
  /** Processor time of the build's own process, which other work on the machine disturbs less. */
  readonly processorSeconds: number;
  readonly megabytes: number;
}

const COUNTS = [1, 10, 100, 200];
const RUNS = 3;

// Each build has a process of its own: memory, once used, is not given back.
const [folder] = process.argv.slice(2);
if (folder === undefined) await measureAll();
else process.stdout.write(JSON.stringify(await measureOne(folder)));

async function measureAll(): Promise<void> {
  console.log('| Bytes | seconds | per Byte | processor seconds | peak memory |');
  console.log('|---|---|---|---|---|');
  for (const count of COUNTS) {
    const root = await mkdtemp(join(tmpdir(), 'career-byte-bench-'));
    try {
      await makeBytes(join(root, 'content'), count);
      const runs: Measured[] = [];
      for (let run = 0; run < (count > 10 ? 1 : RUNS); run += 1) runs.push(await inProcess(root));
      const { seconds, processorSeconds, megabytes } = fastest(runs);
      const perByte = ((seconds / count) * 1000).toFixed(0);
      console.log(
        `| ${count} | ${seconds.toFixed(2)} | ${perByte} ms | ${processorSeconds.toFixed(2)} | ${megabytes.toFixed(0)} MB |`,
      );
    } finally {
      await rm(root, { recursive: true });
    }
  }
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

async function inProcess(root: string): Promise<Measured> {
  const runner = fileURLToPath(new URL('run.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [runner, 'bench-build', root]);
  return JSON.parse(stdout) as Measured;
}

async function measureOne(root: string): Promise<Measured> {
  const lines: string[] = [];
  const options = { content: join(root, 'content'), output: join(root, 'dist'), only: [] };
  const good = await buildAll({ ...options, print: (line) => lines.push(line) });
  if (!good) throw new Error(lines.join('\n'));
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    // From the start of the process, so that loading the program counts too.
    seconds: performance.now() / 1000,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1000,
  };
}

function fastest(runs: readonly Measured[]): Measured {
  const [first, ...others] = runs;
  if (!first) throw new Error('Nothing was measured.');
  return others.reduce((best, run) => (run.seconds < best.seconds ? run : best), first);
}
