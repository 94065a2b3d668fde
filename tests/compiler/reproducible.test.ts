import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { sha256 } from '../../scripts/packaging/control-files.js';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** Loaded before the build: its clock is more than a year ahead. */
const LATER = `
  const Real = Date;
  const ahead = 4e10;
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(Real.now() + ahead);
      else super(...parts);
    }
    static now() {
      return Real.now() + ahead;
    }
  };
`;

/** Builds a copy of the project in another folder; the hashes of all that came out. */
async function buildCopy(
  name: string,
  env: Readonly<Record<string, string>>,
  preload: string,
): Promise<Readonly<Record<string, string>>> {
  const root = await mkdtemp(join(tmpdir(), 'career-byte-copy-'));
  folders.push(root);
  const copy = join(root, name);
  for (const part of ['content', 'manifest', 'package.json', 'scripts', 'src', 'tsconfig.json']) {
    await cp(join(project, part), join(copy, part), { recursive: true });
  }
  await symlink(join(project, 'node_modules'), join(copy, 'node_modules'));
  await writeFile(join(root, 'preload.mjs'), preload);
  const command = ['--import', pathToFileURL(join(root, 'preload.mjs')).href, 'scripts/run.mjs'];
  await run(process.execPath, [...command, 'build', 'it-project-manager'], {
    cwd: copy,
    env: { ...process.env, ...env },
  });
  const dist = join(copy, 'dist');
  const hashes = (await readdir(dist)).map(async (file) => [
    file,
    sha256(await readFile(join(dist, file))),
  ]);
  return Object.fromEntries((await Promise.all(hashes)) as [string, string][]);
}

test(
  'two folders, days, time zones and languages give the same bytes',
  { timeout: 120_000 },
  async () => {
    const [east, west] = await Promise.all([
      buildCopy('a', { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }, ''),
      buildCopy('another folder/b', { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' }, LATER),
    ]);
    expect(Object.keys(east).sort()).toEqual([
      'catalogue.html',
      'catalogue.json',
      'it-project-manager-answers.html',
      'it-project-manager-report-key.csv',
      'it-project-manager-report-key.html',
      'it-project-manager-scorm12.zip',
      'it-project-manager-scorm2004-3rd.zip',
      'it-project-manager-scorm2004-4th.zip',
      'it-project-manager-web.zip',
    ]);
    expect(west).toEqual(east);
  },
);
