import type { Byte } from '../core/byte.js';
import { BYTE_ORDER_MARK, csvText } from '../core/csv.js';
import { lessonOf } from '../core/lesson.js';
import { answerSheet } from './answer-sheet.js';
import { encodeUtf8, type Files } from './files.js';
import { KEY_COLUMNS, keyLines, reportKeyPage, type KeyLine } from './report-key.js';

/**
 * The files beside the zips for teachers: the answers in words, and the report
 * key, which explains every code in an LMS report. The functions that write the
 * codes also make the key, so the two cannot disagree.
 */
export function teacherFiles(byte: Byte): Files {
  const lines = keyLines(byte);
  const texts = new Map([
    ...(lessonOf(byte, '').quiz ? ([[`${byte.id}-answers.html`, answerSheet(byte)]] as const) : []),
    [`${byte.id}-report-key.csv`, csv(lines)],
    [`${byte.id}-report-key.html`, reportKeyPage(byte, lines)],
  ]);
  return new Map([...texts].map(([name, text]) => [name, encodeUtf8(text)]));
}

/** The code book as a spreadsheet file. */
function csv(lines: readonly KeyLine[]): string {
  const rows = lines.map((line) => KEY_COLUMNS.map((column) => line[column]));
  return BYTE_ORDER_MARK + csvText([KEY_COLUMNS, ...rows]);
}
