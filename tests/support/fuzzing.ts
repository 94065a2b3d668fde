/** The same courses in each test run, so that a red test is a change; `npm run fuzz` looks for new ones. */
const SEED = 7;

/**
 * How long a property is tried: `runs` times; with `FUZZ_SECONDS` as long as
 * asked, with `FUZZ_RUNS` as often. `FUZZ_SEED` repeats an earlier run.
 */
export function fuzzing(runs = 1000): {
  readonly numRuns: number;
  readonly interruptAfterTimeLimit?: number;
  readonly seed: number;
} {
  const { FUZZ_SECONDS, FUZZ_RUNS, FUZZ_SEED } = process.env;
  const seed = { seed: Number(FUZZ_SEED ?? SEED) };
  if (FUZZ_SECONDS === undefined) return { numRuns: Number(FUZZ_RUNS ?? runs), ...seed };
  return {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1000,
    ...seed,
  };
}
