import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { DATABASE_FILE, isInUse } from '../src/lms/store/open-database.js';
import { HELP, readOptions, type StartOptions } from '../src/lms/options.js';
import { warmCharts } from '../src/lms/statistics/charts.js';
import { startLms } from '../src/lms/start-lms.js';
import { readControlFiles } from './packaging/control-files.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = join(ROOT, 'dist');

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options.ok) {
    console.error(`${options.problems.join('\n')}\n\n${HELP}`);
    return 2;
  }
  if (options.value === null) {
    console.log(HELP);
    return 0;
  }
  if (options.value.reset && !(await resetData(resolve(options.value.data)))) return 1;
  if (!hasZips(PACKAGES)) buildPackages();
  return serve(options.value);
}

async function serve({ data, port, open }: StartOptions): Promise<number> {
  try {
    const lms = await startLms({
      dataFolder: resolve(data),
      packagesFolder: PACKAGES,
      controlFiles: readControlFiles,
      port,
    });
    console.log(
      `\n  The local LMS is at ${lms.address}\n  The address is for you alone. Stop with Ctrl+C.\n`,
    );
    if (open) openBrowser(lms.address);
    void lms.arrived.then((problems) => problems.forEach((one) => console.error(one)));
    await warmCharts();
    await new Promise((stop) => ['SIGINT', 'SIGTERM'].forEach((name) => process.once(name, stop)));
    await lms.close();
    return 0;
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      taken ? `Port ${port} is in use. Choose another with --port, or leave it out.` : reason,
    );
    return 1;
  }
}

/** Asks before it deletes; without a terminal to ask at, nothing is deleted. */
async function resetData(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return true;
  if (!existsSync(join(folder, DATABASE_FILE))) {
    console.error(`${folder} holds no data of the local LMS, so nothing is deleted.`);
    return false;
  }
  if (!process.stdin.isTTY) {
    console.error('--reset asks before it deletes, and there is no terminal to ask at.');
    return false;
  }
  if (isInUse(folder)) {
    console.error(`Another local LMS uses the data in ${folder}. Stop that one first.`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `Delete all learners, packages and attempts in ${folder}? [y/N] `,
  );
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) {
    console.log('Nothing is deleted.');
    return false;
  }
  // Only what this program put there: the folder may be anyone's.
  const own = [
    ...['', '-wal', '-shm', '.lock'].map((end) => DATABASE_FILE + end),
    'packages',
    'uploads',
    'access-key',
  ];
  for (const name of own) rmSync(join(folder, name), { recursive: true, force: true });
  return true;
}

function hasZips(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.zip'));
}

function buildPackages(): void {
  console.log('dist/ holds no packages yet, so they are built first.\n');
  const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
  const { status } = spawnSync(process.execPath, [tsx, join(ROOT, 'scripts', 'build.ts')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('\nThe build failed; the local LMS starts without these packages.');
  }
}

/** Best effort: the address is printed anyway. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', url]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', url];
  if (command)
    spawn(command, args, { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
}

process.exitCode = await main();
