/** The same courses in each test run, so that a red test is a change; `npm run fuzz` looks for new ones. */
const SEED = 7;

/**
 * How long a property is tried: 1,000 times; with `FUZZ_SECONDS` as long as
 * asked, with `FUZZ_RUNS` as often. `FUZZ_SEED` repeats an earlier run.
 */
export function fuzzing(): {
  readonly numRuns: number;
  readonly interruptAfterTimeLimit?: number;
  readonly seed: number;
} {
  const { FUZZ_SECONDS, FUZZ_RUNS, FUZZ_SEED } = process.env;
  const seed = { seed: Number(FUZZ_SEED ?? SEED) };
  if (FUZZ_SECONDS === undefined) return { numRuns: Number(FUZZ_RUNS ?? 1000), ...seed };
  return {
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1000,
    ...seed,
  };
}
