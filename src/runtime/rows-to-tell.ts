import type { ReportRow } from '../core/report.js';

/**
 * The rows up to the last one that has an answer: SCORM allows no gap, and a row
 * that was never reached says nothing.
 */
export function rowsToTell(rows: readonly ReportRow[]): readonly ReportRow[] {
  return rows.slice(0, rows.findLastIndex(isAnswered) + 1);
}

function isAnswered(row: ReportRow): boolean {
  switch (row.kind) {
    case 'question':
      return row.answer !== null;
    case 'rating':
      return row.rating !== null;
    case 'comment':
      return row.text !== '';
  }
}
