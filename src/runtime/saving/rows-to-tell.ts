import type { ReportedObjective, ReportRow } from '../../core/report.js';
import { decimal } from '../scorm/cmi-format.js';

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

/** The objectives up to the last one with something to say, for the same reason. */
export function objectivesToTell(
  objectives: readonly ReportedObjective[],
): readonly ReportedObjective[] {
  const told = objectives.findLastIndex(
    ({ completed, success }) => completed || success !== 'unknown',
  );
  return objectives.slice(0, told + 1);
}

/**
 * How well a row was answered; `wrong` is the standard's word. A share is sent
 * as a number, so that an administrator can compute the score again.
 */
export function resultOf(row: ReportRow, wrong: 'wrong' | 'incorrect'): string {
  if (row.kind !== 'question') return 'neutral';
  if (row.share === 1) return 'correct';
  return row.share === 0 ? wrong : decimal(row.share);
}
