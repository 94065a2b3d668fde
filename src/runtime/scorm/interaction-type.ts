import type { ReportRow } from '../../core/report.js';

const TYPES = {
  'single-choice': 'choice',
  'multiple-choice': 'choice',
  'true-false': 'true-false',
  matching: 'matching',
} as const;

/** The interaction type of a row, by a word that SCORM 1.2 and 2004 share. */
export function interactionType(row: ReportRow): string {
  if (row.kind === 'question') return TYPES[row.question.type];
  return row.kind === 'rating' ? 'likert' : 'fill-in';
}
