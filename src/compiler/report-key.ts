import { html, nothing, type TemplateResult } from 'lit';
import type { Byte } from '../core/byte.js';
import { lessonOf } from '../core/lesson.js';
import { newRecord } from '../core/lesson-state.js';
import { RECEIPT_ROW, reportOf, type ReportRow } from '../core/report.js';
import { assertNever } from '../core/result.js';
import { decimal, shortId, wordsOf } from '../runtime/scorm/cmi-format.js';
import { idsOf12, pattern12 } from '../runtime/scorm/scorm12.js';
import { pattern2004 } from '../runtime/scorm/scorm2004.js';
import { paperPage } from './paper-page.js';

/** One line of the code book: a question, one of its answers, or a section. */
export interface KeyLine {
  readonly kind: 'question' | 'answer' | 'section';
  readonly edition: 'SCORM 1.2' | 'SCORM 2004';
  /** Where an LMS stores it; Moodle's "Track details" shows exactly this name. */
  readonly column: string;
  /** The report of Moodle that shows it. */
  readonly shown: string;
  /** The code that a report shows. */
  readonly code: string;
  /** Its meaning, in the lesson's words. */
  readonly meaning: string;
  readonly right: string;
  readonly weight: string;
  /** The section that answers the question. */
  readonly section: string;
}

export const KEY_COLUMNS = [
  'kind',
  'edition',
  'column',
  'shown',
  'code',
  'meaning',
  'right',
  'weight',
  'section',
] as const satisfies readonly (keyof KeyLine)[];

/** How one edition writes the codes that a report shows. */
interface CodeFormat {
  readonly edition: KeyLine['edition'];
  readonly response: string;
  /** Where teachers find it in Moodle (docs/lms.md has the other LMSs). */
  shown(index: number): string;
  rowId(row: ReportRow, index: number): string;
  rightAnswer(row: ReportRow): string | null;
  word(thing: { readonly id: string; readonly label?: string; readonly text: string }): string;
  trueFalse(value: boolean): string;
  pair(item: string, target: string): string;
  section(section: { readonly id: string; readonly label: string }): string;
}

/** Every line of the code book: for each edition the questions with their answers, then the sections. */
export function keyLines(byte: Byte): readonly KeyLine[] {
  const { rows } = reportOf(lessonOf(byte, ''), newRecord(0));
  const titles = new Map(byte.sections.map(({ id, title }) => [id, title]));
  return [format12(rows), FORMAT_2004].flatMap((format) => [
    ...rows.flatMap((row, index) => [
      rowLine(row, index, format, titles),
      ...answerLines(row, index, format),
    ]),
    ...byte.sections.map((section, index) => ({
      ...EMPTY,
      kind: 'section' as const,
      edition: format.edition,
      column: `cmi.objectives.${index}`,
      shown: 'Objectives; Track details',
      code: format.section(section),
      meaning: section.title,
    })),
  ]);
}

const EMPTY = { right: '', weight: '', section: '' };

function format12(rows: readonly ReportRow[]): CodeFormat {
  const ids = idsOf12(rows);
  return {
    edition: 'SCORM 1.2',
    response: 'student_response',
    shown: (index) => `Interactions, Question ${index}; Track details`,
    rowId: (_, index) => ids[index] ?? '',
    rightAnswer: pattern12,
    word: ({ id, label, text }) => wordsOf(label ?? text, id),
    trueFalse: (value) => (value ? 't' : 'f'),
    pair: (item, target) => `${item}.${target}`,
    section: ({ id, label }) => wordsOf(label, id),
  };
}

const FORMAT_2004: CodeFormat = {
  edition: 'SCORM 2004',
  response: 'learner_response',
  shown: () => 'Track details',
  rowId: (row) => shortId(row.kind === 'question' ? row.question.id : row.id),
  rightAnswer: pattern2004,
  word: ({ id }) => shortId(id),
  trueFalse: String,
  pair: (item, target) => `${item}[.]${target}`,
  section: ({ id }) => shortId(id),
};

function rowLine(
  row: ReportRow,
  index: number,
  format: CodeFormat,
  titles: ReadonlyMap<string, string>,
): KeyLine {
  const question = row.kind === 'question' ? row.question : null;
  return {
    kind: 'question',
    edition: format.edition,
    column: `cmi.interactions.${index}.id`,
    shown: format.shown(index),
    code: format.rowId(row, index),
    meaning: row.kind === 'question' ? row.question.prompt : row.prompt,
    right: format.rightAnswer(row) ?? 'not graded',
    weight: question ? decimal(question.weight) : '',
    section: question ? (titles.get(question.section) ?? '') : '',
  };
}

interface AnswerCode {
  readonly code: string;
  readonly meaning: string;
  /** `null` where no answer is right or wrong. */
  readonly right: boolean | null;
}

function answerLines(row: ReportRow, index: number, format: CodeFormat): readonly KeyLine[] {
  return answerCodes(row, format).map(({ code, meaning, right }) => ({
    ...EMPTY,
    kind: 'answer',
    edition: format.edition,
    column: `cmi.interactions.${index}.${format.response}`,
    shown: format.shown(index),
    code,
    meaning,
    right: right === null ? '' : right ? 'yes' : 'no',
  }));
}

function answerCodes(row: ReportRow, format: CodeFormat): readonly AnswerCode[] {
  if (row.kind === 'rating') {
    return row.scale.map((step) => ({ code: format.word(step), meaning: step.text, right: null }));
  }
  if (row.kind === 'comment') {
    const receipt = row.id === RECEIPT_ROW;
    const meaning = receipt ? 'The code on the learner’s receipt' : 'The learner’s comment';
    return [{ code: receipt ? '(code)' : '(free text)', meaning, right: null }];
  }
  const { question } = row;
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice': {
      const right: readonly string[] =
        question.type === 'single-choice' ? [question.correct] : question.correct;
      return question.options.map((option) => ({
        code: format.word(option),
        meaning: option.text,
        right: right.includes(option.id),
      }));
    }
    case 'true-false':
      return [true, false].map((value) => ({
        code: format.trueFalse(value),
        meaning: value ? 'True' : 'False',
        right: value === question.correct,
      }));
    case 'matching':
      return question.items.flatMap((item) =>
        question.targets.map((target) => ({
          code: format.pair(format.word(item), format.word(target)),
          meaning: `${item.text} → ${target.text}`,
          right: item.target === target.id,
        })),
      );
    default:
      return assertNever(question);
  }
}

const STYLES = `
body { font: 9pt/1.35 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; }
h1 { font-size: 1.5em; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 2rem; }
caption { font-weight: bold; text-align: left; padding: 0.5rem 0; }
th, td { border: 1px solid #767676; padding: 0.2rem 0.4rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead { background: #eee; }
thead th:nth-child(1) { width: 17%; }
thead th:nth-child(2) { width: 27%; }
.answers { columns: 2; margin: 0; padding: 0; list-style: none; }
.answers li { break-inside: avoid; }
.answers.is-short { columns: 3; }
caption { break-after: avoid; }
code { font-size: 0.95em; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; } }
`;

/** The code book as a page to read and print: for each edition the questions, then the sections. */
export function reportKeyPage(byte: Byte, lines: readonly KeyLine[]): string {
  const editions = [...new Set(lines.map(({ edition }) => edition))];
  return paperPage(
    'Report key',
    STYLES,
    html`
      <h1>${byte.title}: what the reports mean</h1>
      <p>
        Version ${byte.version}. This page has the right answers: keep it from learners. Pass mark:
        ${byte.settings.passMark} %. Right answers in words are in the file ${byte.id}-answers.html.
      </p>
      ${editions.map((edition) => {
        const ofEdition = lines.filter((line) => line.edition === edition);
        return html`${questions(edition, ofEdition)} ${sections(edition, ofEdition)}`;
      })}
    `,
  );
}

function questions(edition: string, lines: readonly KeyLine[]): TemplateResult {
  const asked = lines.filter(({ kind }) => kind === 'question');
  return html`<table>
    <caption>
      ${edition}: questions
    </caption>
    <thead>
      <tr>
        <th scope="col">Where to find it</th>
        <th scope="col">Question</th>
        <th scope="col">Answers by code; ✓ is right</th>
      </tr>
    </thead>
    <tbody>
      ${asked.map((line) => {
        const place = line.column.replace(/\.id$/, '.');
        const answers = lines.filter(
          ({ kind, column }) => kind === 'answer' && column.startsWith(place),
        );
        return question(line, answers);
      })}
    </tbody>
  </table>`;
}

function question(line: KeyLine, answers: readonly KeyLine[]): TemplateResult {
  return html`<tr>
    <td><code>${line.column}</code><br /><code>${answers[0]?.column.replace(/^.*\./, '….')}</code><br />${line.shown}</td>
    <td>
      <code>${line.code}</code><br />${line.meaning}
      ${
        line.section === ''
          ? html`<br />Not graded.`
          : html`<br />Weight ${line.weight}. Explained in step: ${line.section}.<br />Right answer:
              <code>${line.right}</code>`
      }
    </td>
    <td>
      <ul class="answers">
        ${answers.map(
          ({ code, meaning, right }) =>
            html`<li><code>${code}</code>: ${meaning}${right === 'yes' ? ' ✓' : nothing}</li>`,
        )}
      </ul>
    </td>
  </tr>`;
}

function sections(edition: string, lines: readonly KeyLine[]): TemplateResult {
  return html`<section>
    <p><strong>${edition}: sections</strong> (Objectives; Track details)</p>
    <ul class="answers is-short">
      ${lines
        .filter(({ kind }) => kind === 'section')
        .map(
          ({ column, code, meaning }) =>
            html`<li><code>${column}</code> <code>${code}</code>: ${meaning}</li>`,
        )}
    </ul>
  </section>`;
}
