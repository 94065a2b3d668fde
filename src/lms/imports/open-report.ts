import { stat } from 'node:fs/promises';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { Result } from '../../core/result.js';
import { columnReader, guessColumns, makerChoice, type ColumnChoice } from './columns.js';
import { readJson } from './json.js';
import { MOODLE } from './moodle.js';
import { collectTracks, isTracks, MOODLE_TABLES } from './moodle-tables.js';
import { OPEN_EDX } from './open-edx.js';
import { OWN_EXPORT } from './own-export.js';
import { kindOf, tableRows, textOfFile, type Cells, type FileKind } from './read-table.js';
import { wrong, type TableFormat, type TableReader } from './table-format.js';

const FORMATS: readonly TableFormat[] = [OWN_EXPORT, MOODLE, OPEN_EDX];

/** JSON is read as a whole. */
const MOST_JSON = 100_000_000;

export const WHAT_IS_READ =
  'a Moodle SCORM report, an Open edX student state report, SCORM Cloud registrations, xAPI ' +
  'statements, CMI data, an export of this program, or any table with one row per attempt';

/** A row's number as a spreadsheet shows it, with an attempt, nothing, or a problem. */
export type NumberedRow = readonly [row: number, read: Result<ImportedAttempt | null, string>];

/** A report that is about to be read, row by row. */
export interface Report {
  readonly kind: 'report';
  readonly format: string;
  readonly title: string | null;
  readonly unknownColumns: readonly string[];
  readonly notices: readonly string[];
  readonly hasLearnerIds: boolean;
  /** The {@link headingsKey} of a table whose columns somebody chose before. */
  readonly chosenColumns: string | null;
  readonly rows: AsyncIterable<NumberedRow> | Iterable<NumberedRow>;
}

/** A table of a kind that is not known: a person has to say what its columns are. */
export interface UnknownTable {
  readonly kind: 'unknown table';
  readonly headings: Cells;
  readonly sample: readonly Cells[];
  readonly guess: ColumnChoice;
}

/** What was said of tables before: choices by {@link headingsKey}. */
export type Choices = ReadonlyMap<string, ColumnChoice>;

/** Tables with the same headings have the same columns. */
export function headingsKey(headings: Cells): string {
  return JSON.stringify(headings.map((heading) => heading.trim().toLowerCase()));
}

/** Finds out what a file is; says in one sentence why it cannot be read. Throws on broken files. */
export async function openReport(
  path: string,
  choices: Choices = new Map(),
): Promise<Result<Report | UnknownTable, string>> {
  const kind = await kindOf(path);
  switch (kind) {
    case 'json':
      return openJson(path);
    case 'other':
      return wrong(`This file is neither a table nor JSON. It should be ${WHAT_IS_READ}.`);
    case 'text':
    case 'xlsx':
    case 'ods':
      return openTable(path, kind, choices);
  }
}

/** Rows that are read ahead to find out what the columns are. */
const READ_AHEAD = 100;
/** Reports have a title and some facts above their headings. */
const MOST_ROWS_ABOVE = 10;

async function openTable(
  path: string,
  kind: FileKind,
  choices: Choices,
): Promise<Result<Report | UnknownTable, string>> {
  const rows = tableRows(path, kind, areKnownHeadings);
  const ahead: Cells[] = [];
  while (ahead.length < READ_AHEAD) {
    const next = await rows.next();
    if (next.done) break;
    ahead.push(next.value);
  }
  if (isTracks(clean(ahead[0] ?? []))) return openTracks(ahead.slice(1), rows);
  const found = findReader(ahead, choices);
  if (found) {
    const { format, reader, place } = found;
    return {
      ok: true,
      value: {
        kind: 'report',
        format,
        title: reader.title,
        unknownColumns: reader.unknownColumns,
        notices: reader.notices,
        hasLearnerIds: reader.hasLearnerIds,
        chosenColumns: found.chosenColumns ?? null,
        rows: readRows({ ahead, rows, reader, place, isText: kind === 'text' }),
      },
    };
  }
  await rows.return(undefined);
  const place = ahead.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const headings = clean(ahead[place] ?? []);
  const sample = ahead.slice(place + 1).filter(isFilled);
  if (place < 0 || headings.length > MOST_COLUMNS || sample.length === 0) {
    const shown =
      clean(ahead.find(isFilled) ?? [])
        .slice(0, 4)
        .join(', ')
        .slice(0, 120) || 'nothing';
    return wrong(
      `This file holds no table of attempts (it begins with: ${shown}). It should be ${WHAT_IS_READ}.`,
    );
  }
  return {
    ok: true,
    value: { kind: 'unknown table', headings, sample, guess: guessColumns(headings, sample) },
  };
}

/** Moodle's database tables: the rows of each attempt are brought together first. */
async function openTracks(
  ahead: readonly Cells[],
  rows: AsyncIterable<Cells>,
): Promise<Result<Report, string>> {
  const { reader, attempts } = await collectTracks(ahead, rows);
  const { title, unknownColumns, notices, hasLearnerIds } = reader;
  return {
    ok: true,
    value: {
      kind: 'report',
      format: MOODLE_TABLES,
      title,
      unknownColumns,
      notices,
      hasLearnerIds,
      chosenColumns: null,
      rows: numbered(attempts.map((cells) => reader.read(cells))),
    },
  };
}

/** Whether a row is the headings of a format that is known. */
export function areKnownHeadings(row: Cells): boolean {
  return isTracks(clean(row)) || FORMATS.some((format) => format.reader(clean(row), []) !== null);
}

/** A person can say of so many columns what they are. */
const MOST_COLUMNS = 300;

export interface Found {
  readonly format: string;
  readonly reader: TableReader;
  /** Where the headings are. */
  readonly place: number;
  readonly chosenColumns?: string;
}

/** The reader of a table that begins with these rows. */
export function findReader(ahead: readonly Cells[], choices: Choices): Found | null {
  for (let place = 0; place < Math.min(MOST_ROWS_ABOVE, ahead.length); place += 1) {
    const headings = clean(ahead[place] ?? []);
    const sample = ahead.slice(place + 1).filter(isFilled);
    for (const format of FORMATS) {
      const reader = format.reader(headings, sample);
      if (reader) return { format: format.name, reader, place };
    }
    const key = headingsKey(headings);
    const chosen = choices.get(key);
    if (chosen) {
      const reader = columnReader(headings, chosen);
      return { format: 'table with chosen columns', reader, place, chosenColumns: key };
    }
    const maker = makerChoice(headings, sample);
    if (maker) return { format: maker.name, reader: columnReader(headings, maker.choice), place };
  }
  return null;
}

function clean(cells: Cells): Cells {
  return cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
}

export function isFilled(cells: Cells): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

interface RowSource {
  readonly ahead: readonly Cells[];
  readonly rows: AsyncIterable<Cells>;
  readonly reader: TableReader;
  readonly place: number;
  readonly isText: boolean;
}

async function* readRows({
  ahead,
  rows,
  reader,
  place,
  isText,
}: RowSource): AsyncGenerator<NumberedRow> {
  const width = reader.width ?? ahead[place]?.length ?? 0;
  const read = (cells: Cells): Result<ImportedAttempt | null, string> =>
    (isText ? widthProblem(cells, width) : null) ?? reader.read(cells);
  let row = place + 1;
  for (const cells of ahead.slice(place + 1)) {
    row += 1;
    if (isFilled(cells)) yield [row, read(cells)];
  }
  for await (const cells of rows) {
    row += 1;
    if (isFilled(cells)) yield [row, read(cells)];
  }
}

/** In a text file, a row of another length has its cells in wrong columns: a separator is missing or not quoted. */
export function widthProblem(cells: Cells, width: number): Result<never, string> | null {
  const filled = cells.length - [...cells].reverse().findIndex((cell) => cell !== '');
  if (cells.length >= width && filled <= width) return null;
  return wrong(
    `it has ${cells.length} cells, and the headings have ${width}. A separator in it may not be quoted, such as the comma in 85,5.`,
  );
}

async function openJson(path: string): Promise<Result<Report, string>> {
  if ((await stat(path)).size > MOST_JSON)
    return wrong(
      `This JSON file is too large: ${MOST_JSON / 1e6} MB are the most. Export it in parts.`,
    );
  let data: unknown;
  try {
    data = JSON.parse(await textOfFile(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return wrong('This file begins like JSON, but it is broken. It may have been cut off.');
  }
  const report = readJson(data);
  if (!report) return wrong(`This JSON holds no attempts. It should be ${WHAT_IS_READ}.`);
  const { attempts, ...rest } = report;
  return {
    ok: true,
    value: {
      kind: 'report',
      ...rest,
      unknownColumns: [],
      hasLearnerIds: true,
      chosenColumns: null,
      rows: numbered(attempts),
    },
  };
}

function* numbered(
  attempts: Iterable<Result<ImportedAttempt | null, string>>,
): Generator<NumberedRow> {
  let row = 0;
  for (const attempt of attempts) yield [(row += 1), attempt];
}
