import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { Result } from '../../core/result.js';

/** A package is refused beyond these; each is far above what a lesson needs. */
export const UNPACK_LIMITS = {
  entries: 5_000,
  /** Unpacked bytes of all files together. */
  total: 500_000_000,
  /** Unpacked bytes for one packed byte, for files above `bombSize`. */
  ratio: 200,
  bombSize: 1_000_000,
} as const;

/** How yauzl says that a file lacks the end that every zip has. */
const NO_ZIP = /End of central directory/;
const NOT_A_ZIP =
  'This is not a zip, or it arrived cut off. Choose the zip as the tool exported it.';

/**
 * Unpacks an untrusted zip into the new folder `into`. Nothing is written
 * outside of it, no link is made, and the zip's claims about sizes are enforced
 * while unpacking. On a problem, what was written so far is the caller's to remove.
 */
export async function unpackZip(path: string, into: string): Promise<Result<number, string>> {
  try {
    const zip = await openPromise(path, { strictFileNames: true, validateEntrySizes: true });
    try {
      return { ok: true, value: await unpackEntries(zip, into) };
    } finally {
      zip.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    return {
      ok: false,
      problems: [NO_ZIP.test(reason) ? NOT_A_ZIP : `The zip cannot be unpacked: ${reason}.`],
    };
  }
}

async function unpackEntries(zip: ZipFile, into: string): Promise<number> {
  if (zip.entryCount > UNPACK_LIMITS.entries) {
    throw new Error(`it holds ${zip.entryCount} files, and ${UNPACK_LIMITS.entries} are the most`);
  }
  let total = 0;
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (name.endsWith('/')) continue;
    total += entry.uncompressedSize;
    const refused = refusal(entry, total);
    if (refused) throw new Error(`${name} ${refused}`);
    const target = join(into, name);
    await mkdir(dirname(target), { recursive: true });
    // 'wx': a name that comes twice, or differs in case where that does not matter, is refused.
    await pipeline(
      await zip.openReadStreamPromise(entry),
      createWriteStream(target, { flags: 'wx', mode: 0o600 }),
    );
    count += 1;
  }
  return count;
}

/** Why an entry is not unpacked; yauzl itself refuses absolute paths, `..` and backslashes. */
function refusal(entry: Entry, total: number): string | null {
  const { compressedSize, uncompressedSize, fileName } = entry;
  if (entry.isEncrypted()) return 'is encrypted';
  if (total > UNPACK_LIMITS.total) return `goes beyond ${UNPACK_LIMITS.total} unpacked bytes`;
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (uncompressedSize > UNPACK_LIMITS.bombSize && ratio > UNPACK_LIMITS.ratio) {
    return `claims ${uncompressedSize} bytes for ${compressedSize} packed ones`;
  }
  // The upper half holds the file's Unix mode; 0o120000 is a symbolic link.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'is a link';
  // Such names mean devices or hidden streams on Windows.
  if (/[<>:"|?*\u0000-\u001f]/.test(fileName)) return 'has a character that file names cannot have';
  if (/(^|\/)(\.{1,2}|\s*)(\/|$)/.test(fileName)) return 'has an empty part in its path';
  return null;
}
