import { randomInt } from 'node:crypto';
import { commandLine } from './command-line.js';
import { runPackage } from './run-command.js';

/**
 * Tries random sequences of events and faults for as long as asked:
 * `npm run fuzz -- --seconds 600`, and `--seed N` to repeat a run.
 */
const { seconds, seed } = commandLine({ seconds: 60, seed: randomInt(2 ** 31) });
console.log(`Fuzzing each property for ${seconds} seconds with the seed ${seed}.`);
const tests = ['tests/runtime/any-course.test.ts', 'tests/core/suspend-data.test.ts'];
process.exitCode = await runPackage(
  'vitest',
  'vitest.mjs',
  ['run', '--project', 'node', '--testTimeout=0', ...tests],
  { env: { ...process.env, FUZZ_SECONDS: `${seconds}`, FUZZ_SEED: `${seed}` } },
);
