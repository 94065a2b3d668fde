import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { commandLine } from './command-line.js';

/**
 * Tries random courses of events and faults for as long as asked:
 * `npm run fuzz -- --seconds 600`, and `--seed N` to repeat a run.
 */
const { seconds, seed } = commandLine({ seconds: 60, seed: randomInt(2 ** 31) });
console.log(`Fuzzing each property for ${seconds} seconds with the seed ${seed}.`);
const tests = ['tests/runtime/any-course.test.ts', 'tests/core/suspend-data.test.ts'];
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'node', '--testTimeout=0', ...tests],
  {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_SECONDS: `${seconds}`, FUZZ_SEED: `${seed}` },
  },
);
process.exitCode = status ?? 1;
