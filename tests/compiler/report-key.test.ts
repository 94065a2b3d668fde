import { describe, expect, test } from 'vitest';
import { lessonOf } from '../../src/core/lesson.js';
import { newRecord } from '../../src/core/lesson-state.js';
import { reportOf } from '../../src/core/report.js';
import { rightAnswer } from '../../src/core/scoring.js';
import { response12 } from '../../src/runtime/scorm/scorm12.js';
import { response2004 } from '../../src/runtime/scorm/scorm2004.js';
import { teacherFiles } from '../../src/compiler/teacher-files.js';
import { KEY_COLUMNS, keyLines } from '../../src/compiler/report-key.js';
import { sampleSource } from '../support/sample-content.js';

const { byte } = await sampleSource();
const lines = keyLines(byte);

describe('the code book', () => {
  test('has a line for each question, answer and section, in both standards', () => {
    const shown = lines.map((line) => KEY_COLUMNS.map((column) => line[column]).join(' | '));
    expect(shown.join('\n')).toMatchSnapshot();
  });

  test('explains the right answer of each question as an LMS gets it', () => {
    const { rows } = reportOf(lessonOf(byte, ''), newRecord(0));
    for (const row of rows) {
      if (row.kind !== 'question') continue;
      const answered = { ...row, answer: rightAnswer(row.question) };
      const right = lines
        .filter(({ kind, meaning }) => kind === 'question' && meaning === row.question.prompt)
        .map((line) => line.right);
      expect(right).toEqual([response12(answered), response2004(answered)]);
    }
  });

  test('stands beside the zips as a table and as a page, and the answers in words with it', () => {
    expect([...teacherFiles(byte).keys()]).toEqual([
      'sample-answers.html',
      'sample-report-key.csv',
      'sample-report-key.html',
    ]);
  });
});

describe('the table', () => {
  test('holds commas, quotes and line breaks inside cells', () => {
    const text = csvOf('Say "yes", or\nno');
    expect(text).toContain(',"Say ""yes"", or\nno",');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
    'never lets a spreadsheet compute %j',
    (formula) => {
      expect(csvOf(formula)).toContain(`,'${formula},`);
    },
  );

  test('has as many cells in each line', () => {
    const widths = csvOf('plain')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.replace(/"[^"]*"/g, '').split(',').length);
    expect(new Set(widths)).toEqual(new Set([KEY_COLUMNS.length]));
  });
});

/** The table of a lesson whose first section has another title. */
function csvOf(title: string): string {
  const sections = byte.sections.map((section, index) =>
    index === 0 ? { ...section, title } : section,
  );
  const bytes = teacherFiles({ ...byte, sections }).get('sample-report-key.csv');
  return Buffer.from(bytes ?? []).toString();
}
