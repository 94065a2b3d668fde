import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS } from './scripts/browser/browser.js';
import { systemBrowsers, thisMachine } from './scripts/browser/candidates.js';

// `npm test` finds a browser that starts and passes it on as CHROMIUM, which the journeys read too.
const executablePath = process.env['CHROMIUM'] ?? systemBrowsers(thisMachine)[0];
if (executablePath) process.env['CHROMIUM'] = executablePath;

/** Ends a test that hangs. A busy machine must never reach it, so it is far above what a test takes. */
const HANGS_MS = 300_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/{browsers,journey}/**'],
        },
      },
      {
        // Listed here because Vite reloads the page in the middle of a test when it first meets a package there.
        optimizeDeps: {
          include: ['axe-core', 'lit', 'scorm-again'],
        },
        test: {
          name: 'browser',
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          include: ['tests/**/*.browser.test.ts'],
          exclude: ['tests/journey/**'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath && { executablePath }),
                args: [...BROWSER_FLAGS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // These drive the packages in dist/ in a browser that they start themselves.
        test: {
          name: 'journey',
          environment: 'node',
          include: ['tests/journey/**/*.test.ts'],
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          // A journey mostly waits, so two run at a time; after the others, which need the processor.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      // A learner's record can be lost here, so almost every branch has a test.
      include: ['src/core/**/*.ts', 'src/runtime/**/*.ts'],
      thresholds: { branches: 95 },
      reporter: [['text', { skipFull: true }]],
      reportsDirectory: 'coverage',
    },
  },
});
