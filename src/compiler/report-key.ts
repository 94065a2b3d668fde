import type { Byte } from '../core/byte.js';
import { lessonOf } from '../core/lesson.js';
import { newRecord } from '../core/lesson-state.js';
import { RECEIPT_ROW, reportOf, type ReportRow } from '../core/report.js';
import { assertNever } from '../core/result.js';
import { decimal, shortId, wordsOf } from '../runtime/scorm/cmi-format.js';
import { idsOf12, pattern12 } from '../runtime/scorm/scorm12-responses.js';
import { pattern2004 } from '../runtime/scorm/scorm2004-responses.js';

/** One line of the code book: a question, one of its answers, or a section. */
export interface KeyLine {
  readonly kind: 'question' | 'answer' | 'section';
  readonly edition: 'SCORM 1.2' | 'SCORM 2004';
  /** Where an LMS stores it; Moodle's "Track details" shows exactly this name. */
  readonly column: string;
  /** The report of Moodle that shows it. */
  readonly shown: string;
  /** What stands there. */
  readonly code: string;
  /** What it means, in the lesson's words. */
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

/** How one edition writes its codes. */
interface Speech {
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
  return [speech12(rows), SPEECH_2004].flatMap((speech) => [
    ...rows.flatMap((row, index) => [
      rowLine(row, index, speech, titles),
      ...answerLines(row, index, speech),
    ]),
    ...byte.sections.map((section, index) => ({
      ...EMPTY,
      kind: 'section' as const,
      edition: speech.edition,
      column: `cmi.objectives.${index}`,
      shown: 'Objectives; Track details',
      code: speech.section(section),
      meaning: section.title,
    })),
  ]);
}

const EMPTY = { right: '', weight: '', section: '' };

function speech12(rows: readonly ReportRow[]): Speech {
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

const SPEECH_2004: Speech = {
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
  speech: Speech,
  titles: ReadonlyMap<string, string>,
): KeyLine {
  const question = row.kind === 'question' ? row.question : null;
  return {
    kind: 'question',
    edition: speech.edition,
    column: `cmi.interactions.${index}.id`,
    shown: speech.shown(index),
    code: speech.rowId(row, index),
    meaning: row.kind === 'question' ? row.question.prompt : row.prompt,
    right: speech.rightAnswer(row) ?? 'not graded',
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

function answerLines(row: ReportRow, index: number, speech: Speech): readonly KeyLine[] {
  return answerCodes(row, speech).map(({ code, meaning, right }) => ({
    ...EMPTY,
    kind: 'answer',
    edition: speech.edition,
    column: `cmi.interactions.${index}.${speech.response}`,
    shown: speech.shown(index),
    code,
    meaning,
    right: right === null ? '' : right ? 'yes' : 'no',
  }));
}

function answerCodes(row: ReportRow, speech: Speech): readonly AnswerCode[] {
  if (row.kind === 'rating') {
    return row.scale.map((step) => ({ code: speech.word(step), meaning: step.text, right: null }));
  }
  if (row.kind === 'comment') {
    const receipt = row.id === RECEIPT_ROW;
    const meaning = receipt ? 'The code on the learner’s receipt' : 'What the learner wrote';
    return [{ code: receipt ? '(code)' : '(free text)', meaning, right: null }];
  }
  const { question } = row;
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice': {
      const right: readonly string[] =
        question.type === 'single-choice' ? [question.correct] : question.correct;
      return question.options.map((option) => ({
        code: speech.word(option),
        meaning: option.text,
        right: right.includes(option.id),
      }));
    }
    case 'true-false':
      return [true, false].map((value) => ({
        code: speech.trueFalse(value),
        meaning: value ? 'True' : 'False',
        right: value === question.correct,
      }));
    case 'matching':
      return question.items.flatMap((item) =>
        question.targets.map((target) => ({
          code: speech.pair(speech.word(item), speech.word(target)),
          meaning: `${item.text} → ${target.text}`,
          right: item.target === target.id,
        })),
      );
    default:
      return assertNever(question);
  }
}
