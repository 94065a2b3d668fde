import { defineConfig } from 'vitest/config';

// Fewer runs of each property and always the same ones, so that a mutant that
// survives once survives again.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/core/**/*.test.ts', 'tests/runtime/**/*.test.ts'],
    // The long random courses and the tests on the shipped content prove the whole;
    // what a part does is proved by the part's own tests.
    exclude: [
      '**/*.browser.test.ts',
      '**/any-course.test.ts',
      '**/reduce-invariants.test.ts',
      '**/call-counts.test.ts',
      '**/released-states.test.ts',
    ],
    // One graph of modules for all files: loading it anew for each file took most of the time.
    isolate: false,
    env: { FUZZ_RUNS: '12', FUZZ_SEED: '20261122' },
  },
});
