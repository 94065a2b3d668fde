/** What a table's cell may hold; `null` is an empty cell. */
export type TableCell = string | number | null;

/**
 * Where a spreadsheet may see a formula: at the start of a cell, and behind a semicolon, a tab or
 * a line break, because Excel splits comma-separated files there under some regional settings.
 * Excel also takes full-width signs. A leading tab or line break is guarded for other programs.
 */
const BEFORE_FORMULA =
  /(?<=(?:^|[;\t\r\n])[\s']*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?='*[\t\r\n])/g;
const GUARD = /(?<=(?:^|[;\t\r\n])[\s']*)'(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^'(?='*[\t\r\n])/g;

/** Puts an apostrophe before everything that a spreadsheet would calculate. Numbers stay numbers. */
export function guardFormula(cell: TableCell): TableCell {
  return typeof cell === 'string' ? cell.replace(BEFORE_FORMULA, "'") : cell;
}

/** Undoes {@link guardFormula} without loss. */
export function unguardFormula(text: string): string {
  return text.replace(GUARD, '');
}

/** Starts a CSV file, so that Excel reads it as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as RFC 4180 writes them, with formulas guarded. */
export function csvText(rows: readonly (readonly TableCell[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(cell: TableCell): string {
  const text = String(guardFormula(cell) ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
