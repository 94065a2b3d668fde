import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/**
 * Tries random courses of events and faults for as long as asked:
 * `npm run fuzz -- --seconds 600`, and `--seed N` to repeat a run.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
console.log(`Fuzzing each property for ${values.seconds} seconds with the seed ${values.seed}.`);
const tests = ['tests/runtime/any-course.test.ts', 'tests/core/suspend-data.test.ts'];
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'node', '--testTimeout=0', ...tests],
  {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_SECONDS: values.seconds, FUZZ_SEED: values.seed },
  },
);
process.exitCode = status ?? 1;
