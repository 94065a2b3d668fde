import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { streamOdsRows } from 'hucre/ods';
import { streamXlsxRows } from 'hucre/xlsx';

/** A row's cells as text, in the order of the columns. */
export type Cells = readonly string[];

/** What kind of file it is, by its first bytes; names are not trusted. */
export type FileKind = 'text' | 'xlsx' | 'ods' | 'json' | 'other';

/** Looks into a file. */
export async function kindOf(path: string): Promise<FileKind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const start = buffer.subarray(0, bytesRead);
    // The first entry of an ODS file is called so; Moodle compresses it, against the standard.
    if (start.subarray(30, 38).toString() === 'mimetype') return 'ods';
    if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return 'xlsx';
    if (/^\uFEFF?\s*[[{]/.test(start.toString('utf8'))) return 'json';
    // UTF-16 with its mark is text all the same; other files with zero bytes are not.
    return start[0] === 0xff || !start.includes(0) ? 'text' : 'other';
  } finally {
    await file.close();
  }
}

/** The rows of a table file, one at a time, so that its size does not matter. */
export async function* tableRows(path: string, kind: FileKind): AsyncGenerator<Cells> {
  if (kind === 'xlsx' || kind === 'ods') {
    yield* kind === 'xlsx' ? xlsxRows(path) : odsRows(path);
  } else {
    yield* textRows(path);
  }
}

async function* xlsxRows(path: string): AsyncGenerator<Cells> {
  for await (const { values } of streamXlsxRows(await readFile(path))) yield values.map(textOf);
}

async function* odsRows(path: string): AsyncGenerator<Cells> {
  for await (const row of streamOdsRows(await readFile(path), { sheets: [0] })) {
    yield row.values.map(textOf);
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Date ? value.toISOString() : '';
}

async function* textRows(path: string): AsyncGenerator<Cells> {
  const encoding = await encodingOf(path);
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, {
    delimiter: await delimiterOf(path, encoding),
  });
  const text = Readable.from(decoded(path, encoding));
  text.on('error', (error) => parser.destroy(error));
  for await (const row of text.pipe(parser)) yield row as Cells;
}

/** UTF-8 and UTF-16 by mark or by fitting; otherwise what Excel writes on Windows. */
async function encodingOf(path: string): Promise<string> {
  const start = await firstBytes(path);
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The separator that the first line has most of, outside of quotes. */
async function delimiterOf(path: string, encoding: string): Promise<string> {
  const text = new TextDecoder(encoding).decode(await firstBytes(path));
  const line = (text.split(/\r?\n/).find((one) => one.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string): number => line.split(separator).length;
  return ['\t', ';', ','].reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  // A stream without its own encoding gives buffers.
  for await (const chunk of createReadStream(path)) {
    yield decoder.decode(chunk as Buffer, { stream: true });
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
