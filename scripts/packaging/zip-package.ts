import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import { ZipArchive } from 'archiver';
import { zipName, type Edition } from '../../manifest/editions.js';
import { compile, type PackageFiles, type Program } from '../../src/compiler/compile.js';
import type { Files } from '../../src/compiler/files.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { displayPath, readByteFiles } from './read-byte.js';

/** One finished zip, not yet written. */
export interface Package {
  readonly edition: Edition;
  readonly name: string;
  readonly data: Buffer;
  readonly sha256: string;
}

/** Builds the packages of the Byte in `folder`, which has to be right. */
export async function buildPackages(folder: string, program: Program): Promise<readonly Package[]> {
  const { source, packages, problems } = await compile(await readByteFiles(folder), {
    folder: displayPath(folder),
    program,
  });
  if (!source) throw new Error(problems.map(describeProblem).join('\n'));
  return zipPackages(source.byte.id, packages);
}

/** Zips the packages of the Byte `id`. */
export function zipPackages(
  id: string,
  packages: readonly PackageFiles[],
): Promise<readonly Package[]> {
  return Promise.all(
    packages.map(async ({ edition, files }) => {
      const data = await zipFiles(files);
      return { edition, name: zipName(id, edition), data, sha256: sha256(data) };
    }),
  );
}

/** In every entry instead of the time of the build, so that the same input gives the same bytes. */
const DATE = new Date('2020-01-01T00:00:00Z');

/** Zips `files` in their order; the result depends on names and contents alone. */
async function zipFiles(files: Files): Promise<Buffer> {
  const zip = new ZipArchive({ zlib: { level: 9 } });
  const zipped = buffer(zip);
  for (const [name, data] of files) {
    zip.append(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
      name,
      date: DATE,
      mode: 0o644,
    });
  }
  await zip.finalize();
  return zipped;
}

/** The SHA-256 of `data` in hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
