import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { DuckDb, quoted } from '../store/duckdb.js';
import {
  ATTEMPT_COLUMNS,
  elementName,
  isTracks,
  MOODLE_TABLES,
  severalLessons,
  TRACK_COLUMNS,
  tracksReader,
} from './moodle-tables.js';
import {
  areKnownHeadings,
  findReader,
  isFilled,
  widthProblem,
  type Choices,
  type Found,
} from './open-report.js';
import { kindOf, tableRows, textShape, writeAsUtf8, type Cells } from './read-table.js';
import type { TableReader } from './table-format.js';

/** A large table, in one file or several, of one lesson and one format. */
export interface BulkSource {
  readonly format: string;
  readonly title: string | null;
  readonly chosenColumns: string | null;
  readonly files: readonly BulkFile[];
}

interface BulkFile {
  readonly path: string;
  readonly kind: 'parquet' | 'text';
  readonly headings: Cells;
  /** Rows in and above the headings. */
  readonly skipped: number;
  /** The first rows below the headings. */
  readonly sample: readonly Cells[];
  readonly choices: Choices;
}

/** A table called `source` in DuckDB: a text column `c0`, `c1`… per cell, none of them null. */
export interface LoadedSource {
  readonly width: number;
  readonly reader: TableReader;
  /** Rows of the files that are not in the table. */
  readonly badRows: readonly BadRow[];
  /** What is wrong with a row of the table, by its `rowid`, in words of its file. */
  readonly badRow: (rowid: number, problem: string) => BadRow;
}

/** A row that was left out. */
export interface BadRow {
  /** As a spreadsheet shows it, but that DuckDB does not count lines with nothing on them. */
  readonly row: number;
  readonly problem: string;
}

/** Runs a statement that makes a share of all loading. */
export type RunShare = (sql: string, share: number) => Promise<void>;

/**
 * Sorts files into sources: exports of the same lesson in the same format belong together, and a
 * file that does not name its lesson is alone. Files that DuckDB cannot read are `others`.
 */
export async function bulkSources(
  paths: readonly string[],
  choices: Choices = new Map(),
): Promise<{ readonly sources: readonly BulkSource[]; readonly others: readonly string[] }> {
  const sources = new Map<string, BulkSource>();
  const others: string[] = [];
  for (const path of paths) {
    const opened = await openFile(path, choices);
    if (!opened) {
      others.push(path);
      continue;
    }
    const { file, format, title, chosenColumns } = opened;
    const key = JSON.stringify([format, title ?? path]);
    const files = [...(sources.get(key)?.files ?? []), file];
    sources.set(key, { format, title, chosenColumns, files });
  }
  return { sources: [...sources.values()], others };
}

interface OpenedFile extends Omit<BulkSource, 'files'> {
  readonly file: BulkFile;
}

async function openFile(path: string, choices: Choices): Promise<OpenedFile | null> {
  const kind = (await isParquet(path)) ? 'parquet' : 'text';
  if (kind === 'text' && (await kindOf(path)) !== 'text') return null;
  const ahead = kind === 'parquet' ? await parquetAhead(path) : await textAhead(path);
  const headings = (ahead[0] ?? []).map((heading) => heading.replace(/^\uFEFF/, '').trim());
  if (isTracks(headings)) {
    const file = { path, kind, headings, skipped: 1, sample: [], choices } as const;
    return { file, format: MOODLE_TABLES, title: null, chosenColumns: null };
  }
  const found = findReader(ahead, choices);
  if (!found) return null;
  const { place, format, reader } = found;
  const file = {
    path,
    kind,
    headings: (ahead[place] ?? []).map((heading) => heading.replace(/^\uFEFF/, '').trim()),
    skipped: place + 1,
    sample: ahead.slice(place + 1),
    choices,
  } as const;
  return { file, format, title: reader.title, chosenColumns: found.chosenColumns ?? null };
}

/** Whether a file is Parquet, by its first bytes. */
export async function isParquet(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await file.close();
  }
}

/** Rows that are read ahead to find out what the columns are. */
const READ_AHEAD = 100;

async function textAhead(path: string): Promise<readonly Cells[]> {
  const rows = tableRows(path, 'text', areKnownHeadings);
  const ahead: Cells[] = [];
  for await (const row of rows) {
    ahead.push(row);
    if (ahead.length === READ_AHEAD) break;
  }
  return ahead;
}

async function parquetAhead(path: string): Promise<readonly Cells[]> {
  const db = await DuckDb.open();
  try {
    const file = `read_parquet(${quoted(path)})`;
    const columns = await db.all<{ column_name: string }>(`describe select * from ${file}`);
    const headings = columns.map(({ column_name }) => column_name);
    const rows = await db.all<Record<string, string>>(
      `select ${parquetCells(headings)} from ${file} limit ${READ_AHEAD}`,
    );
    return [headings, ...rows.map((row) => Object.values(row))];
  } finally {
    db.close();
  }
}

/** Makes the table `source`. `folder` takes what is needed on the way. */
export async function loadSource(
  db: DuckDb,
  { files, format }: BulkSource,
  folder: string,
  run: RunShare,
): Promise<LoadedSource> {
  const found = format === MOODLE_TABLES ? null : readerOfAll(files);
  const width = found ? found.width : TRACK_COLUMNS.length;
  const names = Array.from({ length: width }, (_, place) => `c${place}`);
  await run(`create table source (${names.map((name) => `${name} varchar`).join(', ')})`, 0);
  const parts: {
    readonly path: string;
    readonly from: number;
    readonly skipped: number;
    readonly lines: number[];
  }[] = [];
  const badRows: BadRow[] = [];
  const inFile = (path: string, row: number, problem: string): BadRow => ({
    row,
    problem: files.length === 1 ? problem : `${basename(path)}: ${problem}`,
  });
  for (const [n, file] of files.entries()) {
    const from = await count(db, 'source');
    const lines: number[] = [];
    const share = 1 / files.length;
    const { path, skipped } = file;
    const places = found
      ? placesIn(found.headings, file.headings, width)
      : names.map((_, at) => at);
    if (file.kind === 'parquet') {
      const cells = places.map((place) => parquetCell(file.headings[place]));
      await run(
        `insert into source select ${cells.join(', ')} from read_parquet(${quoted(path)})`,
        share,
      );
    } else {
      const rejects = `rejects_${n}`;
      const fileWidth = found && files.length > 1 ? file.headings.length : width;
      await run(
        `insert into source ${await fromText(file, { places, width: fileWidth, folder, rejects })}`,
        share,
      );
      const rejected = await db.all<{ line: number; text: string; reason: string }>(
        `select line, min(csv_line) as text, min(error_message) as reason from ${rejects}
         group by line order by line`,
      );
      for (const { line, text, reason } of rejected) {
        lines.push(line);
        const cells =
          Papa.parse<string[]>(text.replace(/^[\r\n]+/, ''), {
            delimiter: (await shapeOf(path)).delimiter,
          }).data[0] ?? [];
        if (!isFilled(cells)) continue;
        const problem = widthProblem(cells, fileWidth);
        if (problem && !problem.ok) {
          badRows.push(inFile(path, line, problem.problems.join(' ')));
        } else if (!/columns/i.test(reason)) {
          badRows.push(inFile(path, line, `it cannot be read: ${reason}`));
        } else {
          // Cells beyond the headings that are all empty.
          const values = places.map((place) => cells[place] ?? '');
          lines.pop();
          await db.run(`insert into source values (${names.map(() => '?').join(', ')})`, ...values);
        }
      }
    }
    parts.push({ path, from, skipped, lines });
  }
  const badRow = (rowid: number, problem: string): BadRow => {
    const part = parts.findLast(({ from }) => from <= rowid);
    if (!part) return { row: rowid, problem };
    // Rows that are not in the table count, too.
    const row = part.lines.reduce(
      (at, line) => (line <= at ? at + 1 : at),
      rowid - part.from + part.skipped + 1,
    );
    return inFile(part.path, row, problem);
  };
  if (found) return { width, reader: found.reader, badRows, badRow };
  return { ...(await pivotTracks(db, run)), badRows, badRow };
}

/**
 * The reader of all files. Exports of one lesson may have more questions in one file than in another,
 * so it knows the headings of all.
 */
function readerOfAll(
  files: readonly BulkFile[],
): Pick<Found, 'reader'> & { readonly headings: Cells; readonly width: number } {
  const all = new Map<string, string>();
  for (const { headings } of files)
    distinct(headings).forEach((key, place) => all.set(key, headings[place] ?? ''));
  const headings = files.length === 1 ? (files[0]?.headings ?? []) : [...all.values()];
  const [first] = files;
  const found = first && findReader([headings, ...sampleFor(headings, first)], first.choices);
  if (!found) throw new Error('the files have headings that do not fit together');
  return { reader: found.reader, headings, width: found.reader.width ?? headings.length };
}

function sampleFor(headings: Cells, { headings: own, sample }: BulkFile): readonly Cells[] {
  const places = placesIn(headings, own, headings.length);
  return sample.map((cells) =>
    // Cells behind the headings belong to parts that the headings do not name.
    [...places.map((place) => cells[place] ?? ''), ...cells.slice(own.length)],
  );
}

/** For each cell of a row of all files its place in a row of one; cells behind the headings stay there. */
function placesIn(headings: Cells, own: Cells, width: number): readonly number[] {
  const keys = distinct(own);
  const named = distinct(headings).map((key) => keys.indexOf(key));
  return Array.from({ length: width }, (_, place) => named[place] ?? place);
}

/** Headings that cannot be confused, although the same may be there twice. */
function distinct(headings: Cells): readonly string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    return `${times} ${heading}`;
  });
}

function parquetCells(headings: Cells): string {
  return headings.map((heading, place) => `${parquetCell(heading)} as c${place}`).join(', ');
}

function parquetCell(heading: string | undefined): string {
  if (heading === undefined) return "''";
  return `coalesce(cast("${heading.replaceAll('"', '""')}" as varchar), '')`;
}

interface TextOptions {
  readonly places: readonly number[];
  readonly width: number;
  readonly folder: string;
  readonly rejects: string;
}

function shapeOf(path: string): ReturnType<typeof textShape> {
  return textShape(path, areKnownHeadings);
}

async function fromText(
  { path, skipped }: BulkFile,
  { places, width, folder, rejects }: TextOptions,
): Promise<string> {
  const { encoding, delimiter, declaresSeparator, hasEscapes } = await shapeOf(path);
  const text = encoding === 'utf-8' ? path : join(folder, 'work.txt');
  if (text !== path) await writeAsUtf8(path, encoding, text);
  const quote = hasEscapes ? '' : '"';
  const names = Array.from({ length: width }, (_, place) => `h${place}`);
  const cells = places.map((place) => {
    if (place < 0 || place >= width) return "''";
    return hasEscapes ? unescaped(`h${place}`) : `h${place}`;
  });
  return `select ${cells.join(', ')} from read_csv(${quoted(text)}, auto_detect = false,
    header = false, skip = ${skipped + (declaresSeparator ? 1 : 0)}, delim = ${quoted(delimiter)},
    quote = '${quote}', escape = '${quote}', strict_mode = true, store_rejects = true,
    rejects_table = '${rejects}', rejects_scan = '${rejects}_scan', rejects_limit = 0,
    force_not_null = [${names.map(quoted).join(', ')}],
    columns = {${names.map((name) => `${name}: 'varchar'`).join(', ')}})`;
}

/** Undoes the escapes of a text file in SQL. */
function unescaped(column: string): string {
  const escapes = [
    ['\\\\', 'chr(1)'],
    ['\\n', 'chr(10)'],
    ['\\t', 'chr(9)'],
    ['\\r', 'chr(13)'],
  ] as const;
  const plain = escapes.reduce((sql, [from, to]) => `replace(${sql}, '${from}', ${to})`, column);
  return `replace(${plain}, chr(1), '\\')`;
}

async function count(db: DuckDb, table: string): Promise<number> {
  return (await db.get<{ count: number }>(`select count(*) as count from ${table}`))?.count ?? 0;
}

/**
 * Turns Moodle's rows, one per element, into one per attempt. Throws where the files hold several
 * lessons: their figures must not be mixed.
 */
async function pivotTracks(
  db: DuckDb,
  run: RunShare,
): Promise<Pick<LoadedSource, 'width' | 'reader'>> {
  const names = TRACK_COLUMNS.map((name, place) => `c${place} as ${name}`);
  await run(
    `alter table source rename to track;
     create view tracks as select rowid as place, ${names.join(', ')} from track`,
    0,
  );
  const lessons = await db.all<{ lesson: string; sco: string }>(
    'select distinct lesson, sco from tracks order by lesson, sco limit 20',
  );
  if (lessons.length > 1) {
    throw new Error(severalLessons(lessons));
  }
  const found = await db.all<{ element: string }>(
    `select distinct element from tracks where element like 'cmi.%' order by element`,
  );
  const elements = found
    .map(({ element }) => element)
    .filter((element) => elementName(element) !== null);
  const cells = [
    ...ATTEMPT_COLUMNS,
    "coalesce(cast(min(try_cast(timemodified as bigint)) as varchar), '')",
    "coalesce(cast(max(try_cast(timemodified as bigint)) as varchar), '')",
    ...elements.map((element) => `coalesce(max(value) filter (element = ${quoted(element)}), '')`),
  ].map((cell, place) => `${cell} as c${place}`);
  await run(
    `create table source as select ${cells.join(', ')} from tracks
     group by ${ATTEMPT_COLUMNS.join(', ')} order by min(place);
     drop view tracks; drop table track`,
    1,
  );
  return { width: cells.length, reader: tracksReader(elements, lessons[0]?.lesson ?? null) };
}
