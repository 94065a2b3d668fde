import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';
import type { Files } from '../../src/package/control-files.js';

/** In every entry instead of the time of the build, so that the same input gives the same bytes. */
const DATE = new Date('2020-01-01T00:00:00Z');

/** Zips `files` in their order; the result depends on names and contents alone. */
export async function zipFiles(files: Files): Promise<Buffer> {
  const zip = new ZipArchive({ zlib: { level: 9 } });
  const zipped = buffer(zip);
  for (const [name, data] of files) zip.append(data, { name, date: DATE, mode: 0o644 });
  await zip.finalize();
  return zipped;
}
