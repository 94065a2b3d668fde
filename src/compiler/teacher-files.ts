import type { Byte } from '../core/byte.js';
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

/** Comma-separated values as spreadsheets read them: with a byte order mark, and no cell that starts a formula. */
function csv(lines: readonly KeyLine[]): string {
  const cell = (text: string): string => {
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
  };
  const rows = [KEY_COLUMNS, ...lines.map((line) => KEY_COLUMNS.map((column) => line[column]))];
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
