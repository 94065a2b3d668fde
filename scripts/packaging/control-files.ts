import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CONTROL_FILES, CUT_FROM_CONTROL_FILES } from '../../manifest/control-files.js';
import { EDITION_FACTS, type ScormEdition } from '../../manifest/editions.js';

/** The npm package that carries the schema files; nothing of its program is used. */
const CARRIER = 'node-scorm-packager';

/**
 * Reads the schema files of `edition`. Throws when one is missing or differs
 * from what was looked at, because then the installed package is not the pinned one.
 */
export async function readControlFiles(
  edition: ScormEdition,
): Promise<ReadonlyMap<string, Buffer>> {
  const { controlFolder } = EDITION_FACTS[edition];
  const carrier = dirname(createRequire(import.meta.url).resolve(`${CARRIER}/package.json`));
  const folder = join(carrier, 'lib/schemas/definitionFiles', controlFolder);
  const entries = Object.entries(CONTROL_FILES[edition]).map(async ([name, expected]) => {
    const bytes = without(CUT_FROM_CONTROL_FILES[name], await readFile(join(folder, name)));
    const found = sha256(bytes);
    if (found !== expected) {
      throw new Error(
        `${CARRIER} has another ${name} than expected: SHA-256 ${found}. Run npm ci.`,
      );
    }
    return [name, bytes] as const;
  });
  return new Map(await Promise.all(entries));
}

function without(cut: string | undefined, data: Buffer): Buffer {
  return cut === undefined ? data : Buffer.from(data.toString('utf8').replace(cut, ''));
}

/** The SHA-256 of `data` in hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
