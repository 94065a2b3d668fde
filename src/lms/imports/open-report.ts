import { readFile, stat } from 'node:fs/promises';
import type { Result } from '../../core/result.js';
import { OWN_EXPORT } from './own-export.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { TableFormat, TableReader } from './table-format.js';
import { readJson } from './json-formats.js';
import { MOODLE } from './moodle-format.js';
import { OPEN_EDX } from './open-edx-format.js';
import { kindOf, tableRows, type Cells, type FileKind } from './read-table.js';

const FORMATS: readonly TableFormat[] = [OWN_EXPORT, MOODLE, OPEN_EDX];

/** JSON is read as a whole. */
const MOST_JSON = 100_000_000;

export const WHAT_IS_READ =
  'a Moodle SCORM report, an Open edX student state report, SCORM Cloud registrations, CMI data, ' +
  'or an export of this program';

/** Rows with their numbers as a spreadsheet shows them: an attempt, nothing, or a problem. */
type NumberedRow = readonly [row: number, read: Result<ImportedAttempt | null, string>];
type NumberedRows = Generator<NumberedRow>;

/** A report that is about to be read, row by row. */
export interface Report {
  readonly format: string;
  readonly title: string | null;
  readonly unknownColumns: readonly string[];
  readonly rows: AsyncIterable<NumberedRow> | Iterable<NumberedRow>;
}

/** Finds out what a file is; says in one sentence why it cannot be read. Throws on broken files. */
export async function openReport(path: string): Promise<Result<Report, string>> {
  const kind = await kindOf(path);
  switch (kind) {
    case 'json':
      return openJson(path);
    case 'other':
      return wrong(`This file is neither a table nor JSON. It should be ${WHAT_IS_READ}.`);
    case 'text':
    case 'xlsx':
    case 'ods':
      return openTable(path, kind);
  }
}

async function openTable(path: string, kind: FileKind): Promise<Result<Report, string>> {
  const rows = tableRows(path, kind);
  const first = await rows.next();
  const headings = first.done
    ? []
    : first.value.map((heading) => heading.replace(/^\uFEFF/, '').trim());
  for (const format of FORMATS) {
    const reader = format.reader(headings);
    if (!reader) continue;
    const { title, unknownColumns } = reader;
    return {
      ok: true,
      value: { format: format.name, title, unknownColumns, rows: readRows(rows, reader) },
    };
  }
  await rows.return(undefined);
  const shown = headings.slice(0, 4).join(', ').slice(0, 120) || 'nothing';
  return wrong(
    `The first row of this file (${shown}) is not that of a known report. It should be ${WHAT_IS_READ}.`,
  );
}

async function* readRows(
  rows: AsyncIterable<Cells>,
  reader: TableReader,
): AsyncGenerator<NumberedRow> {
  let row = 1;
  for await (const cells of rows) {
    row += 1;
    if (cells.some((cell) => cell !== '')) yield [row, reader.read(cells)];
  }
}

async function openJson(path: string): Promise<Result<Report, string>> {
  if ((await stat(path)).size > MOST_JSON)
    return wrong(`A JSON file may have ${MOST_JSON} bytes here.`);
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return wrong('The file begins like JSON and is none; it may be cut off.');
  }
  const report = readJson(data);
  if (!report) return wrong(`This JSON holds no attempts. It should be ${WHAT_IS_READ}.`);
  const { format, title, attempts } = report;
  return { ok: true, value: { format, title, unknownColumns: [], rows: numbered(attempts) } };
}

function* numbered(attempts: readonly Result<ImportedAttempt, string>[]): NumberedRows {
  for (const [index, attempt] of attempts.entries()) yield [index + 1, attempt];
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
