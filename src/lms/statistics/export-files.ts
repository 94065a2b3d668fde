import Papa from 'papaparse';
import { writeXlsxStream } from 'hucre/xlsx';
import type { ExportCell } from './export-rows.js';

/** Rows joined to one piece of text, so that not every row is a piece of its own. */
const ROWS_PER_PIECE = 500;

/** A CSV file as Excel and everything else reads it: UTF-8 with its mark, lines ended as RFC 4180 says. */
export function csvStream(rows: Iterable<readonly ExportCell[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = csvPieces(rows);
  return new ReadableStream({
    pull: (controller) => {
      const piece = pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    cancel: () => {
      pieces.return(undefined);
    },
  });
}

function* csvPieces(rows: Iterable<readonly ExportCell[]>): Generator<string> {
  yield '\uFEFF';
  let waiting: (readonly ExportCell[])[] = [];
  for (const row of rows) {
    waiting.push(row);
    if (waiting.length < ROWS_PER_PIECE) continue;
    yield csvText(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield csvText(waiting);
}

function csvText(rows: readonly (readonly ExportCell[])[]): string {
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n' },
  )}\r\n`;
}

/** An Excel workbook with one sheet, written while it is being sent. */
export function xlsxStream(rows: Iterable<readonly ExportCell[]>): ReadableStream<Uint8Array> {
  return writeXlsxStream(mutable(rows), { name: 'Attempts', freezePane: { rows: 1 } });
}

function* mutable(rows: Iterable<readonly ExportCell[]>): Generator<ExportCell[]> {
  for (const row of rows) yield [...row];
}
