import { crc32 } from 'node:zlib';
import * as yauzl from 'yauzl';
import { finding, type Finding } from './finding.js';

/** One file of a zip. */
export interface ZipEntry {
  /** As an LMS of today reads it: UTF-8 where the entry says so or where it fits. */
  readonly name: string;
  readonly size: number;
  readonly isFolder: boolean;
  /** The bytes of the few files that the rules read; `null` for all others. */
  readonly data: Buffer | null;
}

/** What could be read of a zip. */
export interface ZipContents {
  readonly entries: readonly ZipEntry[];
  readonly findings: readonly Finding[];
}

/** Where a zip comes from: a path, or its bytes. */
export type ZipSource = string | Buffer;

/** More than any lesson needs, and little enough to look at within seconds. */
export const LIMITS = {
  entries: 20_000,
  /** Unpacked bytes of all files together. */
  total: 1_000_000_000,
  /** Unpacked bytes for one packed byte, for files above `bombSize`. */
  ratio: 200,
  bombSize: 1_000_000,
  /** Bytes of a file that the rules read. */
  read: 5_000_000,
} as const;

/** Reads a zip that may be hostile; memory and time stay bounded by {@link LIMITS}. */
export async function readZip(source: ZipSource, place: string): Promise<ZipContents> {
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  const findings: Finding[] = [];
  let zip: yauzl.ZipFile;
  try {
    zip =
      typeof source === 'string'
        ? await yauzl.openPromise(source, options)
        : await yauzl.fromBufferPromise(source, options);
  } catch (error) {
    return { entries: [], findings: [openingFinding(error, place)] };
  }
  try {
    const found = await readDirectory(zip, place, findings);
    if (!found) return { entries: [], findings };
    const entries: ZipEntry[] = [];
    for (const entry of found) entries.push(await readEntry(zip, entry, findings));
    return { entries, findings };
  } catch (error) {
    findings.push(finding('zip-unreadable', place, `the zip is damaged: ${reason(error)}`));
    return { entries: [], findings };
  } finally {
    zip.close();
  }
}

function openingFinding(error: unknown, place: string): Finding {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return finding('file-missing', place, 'there is no such file');
  if (code === 'EISDIR') return finding('file-missing', place, 'this is a folder');
  return finding(
    'zip-unreadable',
    place,
    `this is no zip, or only a part of one: ${reason(error)}`,
  );
}

/** The list of contents, or `null` when it is too much to go on. */
async function readDirectory(
  zip: yauzl.ZipFile,
  place: string,
  findings: Finding[],
): Promise<readonly yauzl.Entry[] | null> {
  if (zip.entryCount === 0) {
    findings.push(finding('zip-empty', place, 'the zip holds no file'));
    return null;
  }
  if (zip.entryCount > LIMITS.entries) {
    const what = `the zip claims ${zip.entryCount} files, and ${LIMITS.entries} are the most`;
    findings.push(finding('zip-too-many', place, what));
    return null;
  }
  const entries: yauzl.Entry[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    entries.push(entry);
  }
  if (total > LIMITS.total) {
    const what = `the files claim ${total} bytes unpacked, and ${LIMITS.total} are the most`;
    findings.push(finding('zip-too-large', place, what));
    return null;
  }
  return entries;
}

async function readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  findings: Finding[],
): Promise<ZipEntry> {
  const name = entryName(entry);
  const isFolder = name.endsWith('/');
  const read = { name, size: entry.uncompressedSize, isFolder, data: null };
  const refused = refusal(entry, name);
  if (refused) findings.push(refused);
  if (refused || isFolder) return read;
  try {
    const data = await readData(zip, entry, name);
    return { ...read, data };
  } catch (error) {
    findings.push(finding('entry-damaged', name, `the file is damaged: ${reason(error)}`));
    return read;
  }
}

/** Why an entry is not unpacked at all. */
function refusal(entry: yauzl.Entry, name: string): Finding | null {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted()) return finding('entry-encrypted', name, 'the file is encrypted');
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    return finding('entry-method', name, `the file is packed with method ${compressionMethod}`);
  }
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (uncompressedSize > LIMITS.bombSize && ratio > LIMITS.ratio) {
    const what = `${compressedSize} packed bytes claim to be ${uncompressedSize} bytes`;
    return finding('zip-bomb', name, what);
  }
  // The upper half holds the file's Unix mode; 0o120000 is a symbolic link.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) {
    return finding('entry-link', name, 'the file is a link to another file');
  }
  return null;
}

/** Unpacks an entry to the end, so that damage shows, but keeps only what the rules read. */
async function readData(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  name: string,
): Promise<Buffer | null> {
  const keep = /(^|\/)imsmanifest\.xml$|^[^/]*\.(xsd|dtd)$/i.test(name);
  const chunks: Buffer[] = [];
  let checksum = 0;
  let size = 0;
  // yauzl ends the stream with an error when there are more or fewer bytes than claimed.
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const bytes = chunk as Buffer;
    checksum = crc32(bytes, checksum);
    size += bytes.length;
    if (keep && size <= LIMITS.read) chunks.push(bytes);
  }
  if (checksum !== entry.crc32) throw new Error('its checksum is wrong');
  return keep && size <= LIMITS.read ? Buffer.concat(chunks) : null;
}

/** Names without the UTF-8 mark are CP437 by the book, but most programs write UTF-8 all the same. */
function entryName(entry: yauzl.Entry): string {
  return entry.fileNameRaw.toString('utf8');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
