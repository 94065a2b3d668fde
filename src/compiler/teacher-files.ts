import type { Byte } from '../core/byte.js';
import { BYTE_ORDER_MARK, csvText } from '../core/csv.js';
import { lessonOf } from '../core/lesson.js';
import { answerSheet } from './answer-sheet.js';
import { KEY_COLUMNS, keyLines, type KeyLine } from './report-key.js';
import { reportKeyPage } from './report-key-page.js';

/**
 * What stands beside the zips for teachers: the answers in words, and the code
 * book, which says what every code in an LMS report means. It is made by the
 * functions that write the codes, so the two cannot disagree.
 */
export function teacherFiles(byte: Byte): ReadonlyMap<string, string> {
  const lines = keyLines(byte);
  return new Map([
    ...(lessonOf(byte, '').quiz ? ([[`${byte.id}-answers.html`, answerSheet(byte)]] as const) : []),
    [`${byte.id}-report-key.csv`, csv(lines)],
    [`${byte.id}-report-key.html`, reportKeyPage(byte, lines)],
  ]);
}

/** The code book as a spreadsheet file. */
function csv(lines: readonly KeyLine[]): string {
  const rows = lines.map((line) => KEY_COLUMNS.map((column) => line[column]));
  return BYTE_ORDER_MARK + csvText([KEY_COLUMNS, ...rows]);
}
