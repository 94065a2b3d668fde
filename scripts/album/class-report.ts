import { EXPORT_COLUMNS } from '../../src/lms/store/export-columns.js';

/** A fictional class for the picture of a report, always the same: a table as the local LMS exports it. */
export function classReport(): string {
  const rows = Array.from({ length: 48 }, (_, n) => {
    // The steps share no factor with the number of rows, so that the numbers look random.
    const score = Math.round(100 - ((n * 29) % 48) ** 1.9 / 22);
    const day = String(2 + ((n * 5) % 19)).padStart(2, '0');
    const moment = `2026-11-${day}T10:00:00`;
    const result = score >= 80 ? 'passed' : n % 3 === 0 ? 'failed' : 'incomplete';
    const success = result === 'incomplete' ? 'unknown' : result;
    const grade = result === 'incomplete' && n % 2 === 0 ? '' : score;
    return [
      `Student ${n + 1}`,
      `s${n + 1}`,
      1,
      result,
      success,
      grade,
      '',
      '',
      '',
      '',
      900 + n * 11,
      moment,
      moment,
    ];
  });
  return [EXPORT_COLUMNS, ...rows].map((row) => row.join(',')).join('\n');
}
