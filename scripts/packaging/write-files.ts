import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFinding } from '../../src/package/findings.js';
import { verifyPackage } from '../../src/package/verify.js';
import { readControlFiles } from './control-files.js';
import type { Package } from './zip-package.js';

/** The result of writing a set of packages. */
export interface Written {
  readonly written: boolean;
  /** The checker's findings, one line each. */
  readonly lines: readonly string[];
}

/**
 * Writes the packages under temporary names, reopens and checks what was
 * written, and only then renames all of them: `folder` always has the old
 * packages or the new ones, never a part of one and never a bad one.
 */
export async function writeChecked(
  packages: readonly Pick<Package, 'name' | 'data'>[],
  folder: string,
): Promise<Written> {
  try {
    const checked = await Promise.all(
      packages.map(async ({ name, data }) => {
        const part = partName(folder, name);
        await writeFile(part, data);
        const options = { name, controlFiles: readControlFiles };
        return { name, findings: (await verifyPackage(await readFile(part), options)).findings };
      }),
    );
    const lines = checked.flatMap(({ name, findings }) =>
      findings.map((finding) => `${name}: ${describeFinding(finding)}`),
    );
    // Our own packages have to satisfy strict checkers, too.
    const written = checked.every(({ findings }) =>
      findings.every(({ severity }) => severity === 'note'),
    );
    if (written) {
      for (const { name } of packages) await rename(partName(folder, name), join(folder, name));
    }
    return { written, lines };
  } finally {
    await Promise.all(packages.map(({ name }) => rm(partName(folder, name), { force: true })));
  }
}

/** Writes a file under a temporary name and renames it, so that it is never there in part. */
export async function writeWhole(
  folder: string,
  name: string,
  data: string | Uint8Array,
): Promise<void> {
  await writeFile(partName(folder, name), data);
  await rename(partName(folder, name), join(folder, name));
}

function partName(folder: string, name: string): string {
  return join(folder, `.${name}.${process.pid}.part`);
}

/** Removes what builds that were killed left behind in `folder`. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\..*\.(\d+)\.part$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process cannot be signaled and is running.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
