import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { systemBrowsers } from './scripts/browser/candidates.js';
import { BROWSER_FLAGS } from './scripts/browser/launch-browser.js';
import { thisMachine } from './scripts/browser/this-machine.js';

// `npm test` finds a browser that starts and hands it on as CHROMIUM; journeys read that too.
const executablePath = process.env['CHROMIUM'] ?? systemBrowsers(thisMachine)[0];
if (executablePath) process.env['CHROMIUM'] = executablePath;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/{browsers,journey}/**'],
        },
      },
      {
        // Named beforehand, because a package met later makes Vite reload the page amid a test.
        optimizeDeps: {
          include: ['axe-core', 'lit/html.js', 'scorm-again'],
        },
        test: {
          name: 'browser',
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
        // These drive what `npm run build` left in dist/, in a browser that they start themselves.
        test: {
          name: 'journey',
          environment: 'node',
          include: ['tests/journey/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Much of a journey is waiting, so two go on at a time; after all others, which need the machine.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      // Where a record can be lost no branch may go untried; other code is seen in the browser.
      include: ['src/core/**/*.ts', 'src/runtime/**/*.ts'],
      thresholds: { branches: 95 },
      reporter: [['text', { skipFull: true }]],
      reportsDirectory: 'coverage',
    },
  },
});
