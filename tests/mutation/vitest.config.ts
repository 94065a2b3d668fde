import { defineConfig } from 'vitest/config';

// Fewer runs of each property and always the same ones, so that a mutant that
// survives once survives again.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/core/**/*.test.ts', 'tests/runtime/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts'],
    env: { FUZZ_RUNS: '12', FUZZ_SEED: '20261122' },
  },
});
