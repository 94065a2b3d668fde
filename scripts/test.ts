import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { candidatesOn } from './browser/candidates.js';
import { findBrowser, NO_BROWSER } from './browser/find-browser.js';
import { launchBrowser } from './browser/launch-browser.js';
import { provideBrowser } from './browser/provide-browser.js';
import { runCommand } from './browser/run-command.js';
import { thisMachine } from './browser/this-machine.js';

/** `npm test`: finds a browser, builds the packages, and runs every test on both. */
process.exitCode = await test(process.argv.slice(2));

async function test(vitestArguments: readonly string[]): Promise<number> {
  const browser = await findBrowser(candidatesOn(thisMachine), {
    provide: provideBrowser,
    launch: launchBrowser,
    say: (line) => console.log(line),
  });
  if (!browser) {
    console.error(NO_BROWSER);
    return 1;
  }
  console.log('Build: the packages that the journeys try.');
  const require = createRequire(import.meta.url);
  const built = await runCommand(process.execPath, ['--import', 'tsx', 'scripts/build.ts']);
  if (built !== 0) {
    console.error('Build: failed, so the journeys find no package of this state. See above.');
  }
  // Everything else is still worth knowing when the build fails.
  const projects = built === 0 ? [] : ['--project=node', '--project=browser'];
  // A part of the tests says nothing about what all of them reach.
  const coverage = built === 0 && vitestArguments.length === 0 ? ['--coverage'] : [];
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const reports = ['--reporter=default', '--reporter=json', '--outputFile.json=.cache/tests.json'];
  const tested = await runCommand(
    process.execPath,
    [vitest, 'run', ...reports, ...coverage, ...projects, ...vitestArguments],
    { env: { ...process.env, CHROMIUM: browser.path } },
  );
  return built === 0 ? tested : 1;
}
