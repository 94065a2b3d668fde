import { createReadStream, createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { streamOdsRows } from 'hucre/ods';
import { streamXlsxRows } from 'hucre/xlsx';

/** A row's cells as text, in the order of the columns. */
export type Cells = readonly string[];

/** What kind of file it is, by its first bytes; names are not trusted. */
export type FileKind = 'text' | 'xlsx' | 'ods' | 'json' | 'other';

/** A longer row is taken for a file whose quotation marks do not match. */
const MOST_ROW = 4_000_000;
const MOST_CELLS = 10_000;

/** Looks into a file. */
export async function kindOf(path: string): Promise<FileKind> {
  const start = await firstBytes(path, 4_096);
  // The first entry of an ODS file is called so; Moodle compresses it, against the standard.
  if (start.subarray(30, 38).toString() === 'mimetype') return 'ods';
  if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return 'xlsx';
  const utf16 = utf16Of(start);
  if (utf16 === null && start.includes(0)) return 'other';
  const text = new TextDecoder(utf16 ?? 'utf-8').decode(start);
  return /^\s*[[{]/.test(text) ? 'json' : 'text';
}

/**
 * The rows of a table file, one at a time, so that its size does not matter. Of the encodings that
 * a text file may have, the first is taken in which `isKnown` finds headings that it knows.
 */
export async function* tableRows(
  path: string,
  kind: FileKind,
  isKnown: (row: Cells) => boolean = () => false,
): AsyncGenerator<Cells> {
  if (kind === 'xlsx' || kind === 'ods') {
    const rows =
      kind === 'xlsx'
        ? streamXlsxRows(await readFile(path))
        : streamOdsRows(await readFile(path), { sheets: [0] });
    for await (const { values } of rows) yield values.map(textOf);
  } else {
    yield* textRows(path, isKnown);
  }
}

/** A date cell is a wall time; it gets no zone, so that it is the same wall time here. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return '';
  // Half a second is added, because fractions of a day rarely make whole seconds.
  const text = new Date(value.getTime() + 500).toISOString().slice(0, 19);
  // A time without a day counts from the first day that the spreadsheet knows.
  return value.getUTCFullYear() < 1901 ? text.slice(11) : text.replace(/T00:00:00$/, '');
}

/** How the rows of a text file are written. */
export interface TextShape {
  readonly encoding: string;
  readonly delimiter: string;
  /** Whether the first line says what separates cells. */
  readonly declaresSeparator: boolean;
  /**
   * Whether line ends, tabs and backslashes in cells are written as `\n`, `\t` and `\\`, and quotation
   * marks mean nothing. So write `mysql --batch` and PostgreSQL's `copy`; here it is known by the
   * first column of Moodle's tables.
   */
  readonly hasEscapes: boolean;
}

/** Finds out how a text file is written; `isKnown` as in {@link tableRows}. */
export async function textShape(
  path: string,
  isKnown: (row: Cells) => boolean,
): Promise<TextShape> {
  const encoding = await encodingOf(path, isKnown);
  const head = new TextDecoder(encoding).decode(await firstBytes(path, 65_536));
  return {
    encoding,
    delimiter: delimiterOf(head),
    declaresSeparator: /^sep=.\s*(?:\r|\n|$)/i.test(head),
    hasEscapes: head.startsWith('activity\tlesson\t'),
  };
}

async function* textRows(path: string, isKnown: (row: Cells) => boolean): AsyncGenerator<Cells> {
  const { encoding, delimiter, declaresSeparator, hasEscapes } = await textShape(path, isKnown);
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, {
    delimiter,
    ...(hasEscapes && { quoteChar: '\0' }),
  });
  const progress = { read: 0, atLastRow: 0, row: 0 };
  const text = Readable.from(decoded(path, encoding, progress));
  text.on('error', (error) => parser.destroy(error));
  for await (const cells of text.pipe(parser)) {
    progress.row += 1;
    progress.atLastRow = progress.read;
    if (declaresSeparator && progress.row === 1) continue;
    // Papa Parse gives rows of text.
    const row = hasEscapes ? (cells as Cells).map(unescaped) : (cells as Cells);
    if (row.length > MOST_CELLS) {
      throw new Error(`row ${progress.row} has ${row.length} cells; ${MOST_CELLS} are the most`);
    }
    yield row;
  }
}

function unescaped(cell: string): string {
  return cell.replace(/\\([\\ntr])/g, (_, letter: string) => ESCAPES[letter] ?? '');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', t: '\t', r: '\r' };

/** Writes a text file again in UTF-8. */
export async function writeAsUtf8(path: string, encoding: string, to: string): Promise<void> {
  // DuckDB has a limit of its own for a row.
  const progress = { read: 0, atLastRow: Infinity, row: 0 };
  await pipeline(decoded(path, encoding, progress), createWriteStream(to));
}

/** A file's text as a whole, in UTF-8 or UTF-16, without its mark. */
export async function textOfFile(path: string): Promise<string> {
  const bytes = await readFile(path);
  return new TextDecoder(utf16Of(bytes.subarray(0, 4_096)) ?? 'utf-8').decode(bytes);
}

/** The kind of UTF-16, by its mark or by where its zero bytes are; `null` where it is not. */
function utf16Of(start: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (!start.includes(0)) return null;
  const zeros = [0, 0];
  start.forEach(
    (byte, place) => (zeros[place % 2] = (zeros[place % 2] ?? 0) + (byte === 0 ? 1 : 0)),
  );
  const [even = 0, odd = 0] = zeros;
  const half = start.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : null;
}

/** What Excel writes in different countries; the first is the most common. */
const LEGACY = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1256',
  'shift_jis',
  'gb18030',
  'big5',
] as const;

async function encodingOf(path: string, isKnown: (row: Cells) => boolean): Promise<string> {
  const start = await firstBytes(path, 65_536);
  const utf16 = utf16Of(start.subarray(0, 4_096));
  if (utf16 !== null) return utf16;
  if (await isUtf8(path)) return 'utf-8';
  const isReadable = (encoding: string): boolean => {
    const head = new TextDecoder(encoding).decode(start);
    const rows = Papa.parse<string[]>(head, { delimiter: delimiterOf(head), preview: 5 }).data;
    return rows.some(isKnown);
  };
  return LEGACY.find(isReadable) ?? LEGACY[0];
}

/** The whole file is looked at: the first letter that is not English may come late. */
async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      // A stream without its own encoding gives buffers.
      decoder.decode(chunk as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** What a first line `sep=;` says, else the separator in which the first lines agree, outside of quotes. */
function delimiterOf(head: string): string {
  const declared = /^\uFEFF?sep=(.)\s*(?:\r|\n|$)/i.exec(head)?.[1];
  if (declared !== undefined) return declared;
  const lines = head
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  // A separator comes equally often in each line; commas in answers and dates do not.
  const agreement = (separator: string): number => {
    const lengths = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) lengths.set(count, (lengths.get(count) ?? 0) + 1);
    }
    return Math.max(0, ...[...lengths].map(([count, sameLines]) => sameLines + count / 1_000));
  };
  return ['\t', ';', ',', '|'].reduce(
    (best, one) => (agreement(one) > agreement(best) ? one : best),
    ',',
  );
}

async function firstBytes(path: string, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* decoded(
  path: string,
  encoding: string,
  progress: { read: number; readonly atLastRow: number; readonly row: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path)) {
    // A stream without its own encoding gives buffers.
    const text = decoder.decode(chunk as Buffer, { stream: true });
    progress.read += text.length;
    if (progress.read - progress.atLastRow > MOST_ROW) {
      throw new Error(
        `row ${progress.row + 1} is longer than ${MOST_ROW} characters; a quotation mark may be missing`,
      );
    }
    yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
