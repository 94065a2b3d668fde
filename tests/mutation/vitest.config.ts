import { defineConfig } from 'vitest/config';

// Fewer runs of each property, and always the same ones, so that a mutant that
// survives once survives again.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/core/**/*.test.ts', 'tests/runtime/**/*.test.ts'],
    // These test the whole with long random sequences or the shipped content.
    // A mutant should be noticed by the tests of its own part.
    exclude: [
      '**/*.browser.test.ts',
      '**/any-course.test.ts',
      '**/reduce-invariants.test.ts',
      '**/call-counts.test.ts',
      '**/released-states.test.ts',
    ],
    // All files share one module graph: loading it for each file took most of the time.
    isolate: false,
    env: { FUZZ_RUNS: '12', FUZZ_SEED: '20261122' },
  },
});
