import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { candidate } from '../../scripts/bench/packages.js';
import { startServer } from '../../scripts/bench/serve.js';
import { walkLesson } from '../../scripts/bench/walk.js';
import { startBrowser } from '../support/journey.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(['scorm12', 'scorm2004-4th'])(
  'a whole lesson in %s asks for one file, looks at most three times for the server, and never shifts',
  async (edition) => {
    const zip = new URL(`../../dist/it-project-manager-${edition}.zip`, import.meta.url);
    const { target, files } = await candidate(zip.pathname);
    const server = await startServer(new Map([[target.name, files]]));
    onTestFinished(() => server.close());
    const { requests, probes, shift } = await walkLesson(browser, server, target);
    expect({ requests, shift }).toEqual({ requests: 1, shift: 0 });
    expect(probes).toBeLessThanOrEqual(3);
  },
);
