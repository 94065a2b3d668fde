import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeFinding, hasErrors } from '../../src/package/finding.js';
import { verifyPackage } from '../../src/package/verify-package.js';
import type { Package } from './build-byte.js';

/** What became of a set of packages. */
export interface Written {
  readonly written: boolean;
  /** What the checker said, one line per finding. */
  readonly lines: readonly string[];
}

/**
 * Writes the packages under other names, reopens and checks what was written,
 * and only then gives all of them their real names: whoever looks into `folder`
 * finds the old packages or the new ones, never a part and never a bad one.
 */
export async function writeChecked(
  packages: readonly Pick<Package, 'name' | 'data'>[],
  folder: string,
): Promise<Written> {
  const part = (name: string): string => join(folder, `.${name}.${process.pid}.part`);
  try {
    const checked = await Promise.all(
      packages.map(async ({ name, data }) => {
        await writeFile(part(name), data);
        return { name, findings: await verifyPackage(part(name), name) };
      }),
    );
    const lines = checked.flatMap(({ name, findings }) =>
      findings.map((finding) => `${name}: ${describeFinding(finding)}`),
    );
    const written = !checked.some(({ findings }) => hasErrors(findings));
    if (written) {
      for (const { name } of packages) await rename(part(name), join(folder, name));
    }
    return { written, lines };
  } finally {
    await Promise.all(packages.map(({ name }) => rm(part(name), { force: true })));
  }
}
