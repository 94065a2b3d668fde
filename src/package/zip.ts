import {
  configure,
  ERR_EOCDR_NOT_FOUND,
  ERR_OVERLAPPING_ENTRY,
  Reader,
  Uint8ArrayReader,
  ZipReader,
  type Entry,
} from '@zip.js/zip.js';
import { finding, type Finding } from './findings.js';

// Whoever calls decides where this runs: the browser's page, a worker, or Node.js.
configure({ useWebWorkers: false });

/** A package beyond these is refused; each is far above what a lesson needs. */
export const LIMITS = {
  entries: 20_000,
  /** Folders that the names imply. */
  folders: 10_000,
  /** Unpacked bytes of all files together. */
  total: 1_000_000_000,
  /** Unpacked bytes for one packed byte, for files above `bombSize`. */
  ratio: 200,
  bombSize: 1_000_000,
  /** Bytes of a file that the rules read. */
  read: 5_000_000,
  /** Characters of a name with its folders, and how many folders deep it may be. */
  name: 400,
  depth: 32,
} as const;

/** Bytes at any place, such as a file on a disk. */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Takes the next bytes of a file; the reader waits for it. */
export type WriteBytes = (bytes: Uint8Array) => Promise<void> | void;

/** One file or folder of a zip. */
export interface ZipEntry {
  /** UTF-8 where the bytes are that, with or without its flag; otherwise CP437. */
  readonly name: string;
  /** Unpacked bytes, as the zip claims; reading stops with an error when that is not so. */
  readonly size: number;
  readonly isFolder: boolean;
  /** Why the file must not be unpacked; `null` for most. */
  readonly refused: Finding | null;
  /**
   * Unpacks the file piece by piece. Rejects when the data is damaged, has a
   * wrong checksum, overlaps another file, or is not as long as it claims.
   */
  unpack(write: WriteBytes): Promise<void>;
}

/** The table of contents of a zip. */
export interface ZipContents {
  readonly entries: readonly ZipEntry[];
  readonly findings: readonly Finding[];
}

/** Reads the contents of a zip that may be hostile. `place` is what the zip is called. */
export async function openZip(
  source: ByteSource | Uint8Array,
  place: string,
): Promise<ZipContents> {
  const reader = source instanceof Uint8Array ? new Uint8ArrayReader(source) : readerOf(source);
  // Names are checked by rules of our own, which also say what to do.
  const zip = new ZipReader(reader, { filenameValidation: 'tolerant' });
  const entries: Entry[] = [];
  let total = 0;
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      if (entries.length === LIMITS.entries) {
        return nothing('zip-too-many', place, `the zip holds more than ${LIMITS.entries} files`);
      }
      total += entry.uncompressedSize;
      entries.push(entry);
    }
  } catch (error) {
    const broken = reasonOf(error) === ERR_EOCDR_NOT_FOUND;
    const what = broken
      ? 'this is no zip, or only a part of one'
      : `the zip is damaged: ${reasonOf(error)}`;
    return nothing('zip-unreadable', place, what);
  }
  if (entries.length === 0) return nothing('zip-empty', place, 'the zip holds no file');
  if (total > LIMITS.total) {
    const what = `the files claim ${total} bytes unpacked, and ${LIMITS.total} are the most`;
    return nothing('zip-too-large', place, what);
  }
  return { entries: entries.map(entryOf), findings: [] };
}

function nothing(rule: Finding['rule'], place: string, what: string): ZipContents {
  return { entries: [], findings: [finding(rule, place, what)] };
}

function readerOf(source: ByteSource): Reader<ByteSource> {
  const reader = new Reader(source);
  reader.size = source.size;
  reader.readUint8Array = (offset, length) =>
    source.read(offset, Math.max(0, Math.min(length, source.size - offset)));
  return reader;
}

function entryOf(entry: Entry): ZipEntry {
  const { filename: name, uncompressedSize: size } = entry;
  return {
    name,
    size,
    isFolder: entry.directory || name.endsWith('/'),
    refused: refusalOf(entry),
    unpack: (write) => unpack(entry, write),
  };
}

/** Why an entry is not unpacked at all. */
function refusalOf(entry: Entry): Finding | null {
  const { filename: name, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.encrypted) return finding('entry-encrypted', name, 'the file is encrypted');
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    return finding('entry-method', name, `the file is packed with method ${compressionMethod}`);
  }
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (uncompressedSize > LIMITS.bombSize && ratio > LIMITS.ratio) {
    const what = `${compressedSize} packed bytes claim to be ${uncompressedSize} bytes`;
    return finding('zip-bomb', name, what);
  }
  // Both places that may hold the Unix mode; 0o120000 is a symbolic link.
  const modes = [entry.externalFileAttributes >>> 16, entry.unixMode ?? 0];
  if (modes.some((mode) => (mode & 0o170000) === 0o120000)) {
    return finding('entry-link', name, 'the file is a link to another file');
  }
  return null;
}

async function unpack(entry: Entry, write: WriteBytes): Promise<void> {
  if (entry.directory) return;
  let size = 0;
  const writable = new WritableStream<Uint8Array>({
    write: async (bytes) => {
      size += bytes.length;
      if (size > entry.uncompressedSize) throw new Error('it is longer than it claims');
      await write(bytes);
    },
  });
  try {
    await entry.getData(writable, {
      checkSignature: true,
      checkOverlappingEntry: true,
    });
  } catch (error) {
    const reason = reasonOf(error);
    throw new Error(
      reason === ERR_OVERLAPPING_ENTRY ? 'it shares its bytes with another file' : reason,
      { cause: error },
    );
  }
}

/** The first `most` bytes of a file. */
export async function firstBytes(entry: ZipEntry, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  await entry.unpack((bytes) => {
    if (size < most) chunks.push(bytes.slice(0, most - size));
    size += bytes.length;
  });
  const all = new Uint8Array(Math.min(size, most));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

/** What a library says, as the end of a sentence of ours. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}
