import { findBrowser, INSTALL_OPTION } from './browser/browser.js';
import { runCommand, runPackage } from './run-command.js';

/**
 * `npm test`: finds a browser, builds the packages, and runs every test.
 * `-- --install-browser` may install a browser; all other arguments go to Vitest.
 */
const args = process.argv.slice(2);
process.exitCode = await test(
  args.filter((arg) => arg !== INSTALL_OPTION),
  args.includes(INSTALL_OPTION),
);

async function test(vitestArguments: readonly string[], mayInstall: boolean): Promise<number> {
  const browser = await findBrowser(mayInstall);
  if (!browser) return 1;
  console.log('Build: the packages that the journeys test.');
  const built = await runCommand(process.execPath, ['scripts/run.mjs', 'build']);
  if (built !== 0) {
    console.error('Build: failed (see above), so the journey tests are left out.');
  }
  const projects = built === 0 ? [] : ['--project=node', '--project=browser'];
  // A part of the tests says nothing about the coverage of all of them.
  const coverage = built === 0 && vitestArguments.length === 0 ? ['--coverage'] : [];
  const reports = ['--reporter=default', '--reporter=json', '--outputFile.json=.cache/tests.json'];
  const tested = await runPackage(
    'vitest',
    'vitest.mjs',
    ['run', ...reports, ...coverage, ...projects, ...vitestArguments],
    { env: { ...process.env, CHROMIUM: browser.path } },
  );
  return built === 0 ? tested : 1;
}
