/**
 * How long a property is tried: 1,000 times, or with `FUZZ_SECONDS` as long as
 * asked; `FUZZ_SEED` repeats an earlier run.
 */
export function fuzzing(): {
  readonly numRuns: number;
  readonly interruptAfterTimeLimit?: number;
  readonly seed?: number;
} {
  const seconds = Number(process.env['FUZZ_SECONDS'] ?? 0);
  const seed = process.env['FUZZ_SEED'];
  return {
    numRuns: seconds > 0 ? Number.MAX_SAFE_INTEGER : 1000,
    ...(seconds > 0 ? { interruptAfterTimeLimit: seconds * 1000 } : {}),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
