import { writeXlsxStream } from 'hucre/xlsx';
import { BYTE_ORDER_MARK, csvText, guardFormula, type TableCell } from '../../core/csv.js';
import type { Report } from '../store/reports.js';
import { EXPORT_COLUMNS } from '../store/export-columns.js';
import { attemptBundles, type AttemptLine, type AttemptQuery } from './attempts.js';

interface ExportedQuestion {
  readonly id: number;
  readonly code: string;
  readonly rightAnswer: string;
}

/**
 * The rows of an export, headings first: one per attempt, with four columns per
 * question and two per objective. `imports/own-export.ts` reads them back.
 */
export async function* exportRows(
  report: Report,
  query: AttemptQuery,
): AsyncGenerator<readonly TableCell[]> {
  const questions = await report.all<ExportedQuestion>(
    'select id, code, right_answer as rightAnswer from question where course_id = ? order by position',
    report.courseId,
  );
  const objectives = await objectiveCodes(report);
  yield [
    ...EXPORT_COLUMNS,
    ...questions.flatMap((_, n) => [
      `Question ${n}`,
      `Response ${n}`,
      `Right answer ${n}`,
      `Result ${n}`,
    ]),
    ...objectives.flatMap((code) => [`${code} status`, `${code} score`]),
  ];
  for await (const lines of attemptBundles(report, query)) {
    const answers = await answersOf(report, lines);
    const reached = await objectivesOf(report, lines);
    for (const line of lines) {
      yield [
        ...attemptCells(line),
        ...questions.flatMap(({ id, code, rightAnswer }) => {
          const answer = answers.get(`${line.id} ${id}`);
          return answer ? [code, answer.response, rightAnswer, answer.result] : ['', '', '', ''];
        }),
        ...objectives.flatMap((code) => reached.get(`${line.id} ${code}`) ?? ['', '']),
      ];
    }
  }
}

function attemptCells(line: AttemptLine): readonly TableCell[] {
  const date = (at: number | null, text: string | null): string =>
    at === null ? (text ?? '') : new Date(at).toISOString();
  return [
    line.learner,
    line.code,
    line.number,
    line.status,
    line.success,
    line.score,
    line.rawScore,
    line.rawMin,
    line.rawMax,
    line.progress,
    line.seconds,
    date(line.firstAt, line.firstText),
    date(line.lastAt, line.lastText),
  ];
}

async function objectiveCodes(report: Report): Promise<readonly string[]> {
  const rows = await report.all<{ code: string }>(
    `select code, min(n) as place from objective join attempt on attempt.id = attempt_id
     where attempt.course_id = ? group by code order by place, code limit 500`,
    report.courseId,
  );
  return rows.map(({ code }) => code);
}

interface AnswerCells {
  readonly response: string;
  readonly result: string;
}

/** The answers of a bundle by attempt and question. The ids of a bundle may have others between them. */
async function answersOf(
  report: Report,
  lines: readonly AttemptLine[],
): Promise<ReadonlyMap<string, AnswerCells>> {
  const rows = await report.all<AnswerCells & { attempt: number; question: number }>(
    `select attempt_id as attempt, question_id as question, response, result
     from interaction where attempt_id between ? and ?`,
    ...rangeOf(lines),
  );
  return new Map(rows.map((row) => [`${row.attempt} ${row.question}`, row]));
}

async function objectivesOf(
  report: Report,
  lines: readonly AttemptLine[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await report.all<{ attempt: number; code: string; status: string; score: string }>(
    'select attempt_id as attempt, code, status, score from objective where attempt_id between ? and ?',
    ...rangeOf(lines),
  );
  return new Map(
    rows.map(({ attempt, code, status, score }) => [`${attempt} ${code}`, [status, score]]),
  );
}

function rangeOf(lines: readonly AttemptLine[]): readonly [number, number] {
  return [lines[0]?.id ?? 0, lines.at(-1)?.id ?? 0];
}

type Rows = AsyncIterable<readonly TableCell[]> | Iterable<readonly TableCell[]>;

/** Rows joined to one piece of text, so that not every row is a piece of its own. */
const ROWS_PER_PIECE = 500;

/** A CSV file as Excel and everything else reads it: UTF-8 with its mark, lines ended as RFC 4180 says. */
export function csvStream(rows: Rows): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = csvPieces(rows);
  return new ReadableStream({
    pull: async (controller) => {
      const piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}

async function* csvPieces(rows: Rows): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  let waiting: (readonly TableCell[])[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < ROWS_PER_PIECE) continue;
    yield csvText(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield csvText(waiting);
}

/** An Excel workbook with one sheet, written while it is being sent. */
export function xlsxStream(rows: Rows): ReadableStream<Uint8Array> {
  return writeXlsxStream(mutable(rows), { name: 'Attempts', freezePane: { rows: 1 } });
}

async function* mutable(rows: Rows): AsyncGenerator<TableCell[]> {
  for await (const row of rows) yield row.map((cell) => xlsxCell(guardFormula(cell)));
}

/** More characters make a file that Excel does not open. */
const MOST_CHARACTERS = 32_767;

/** Characters that XML 1.0 does not have, and halves of characters. */
const NOT_IN_XML =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function xlsxCell(cell: TableCell): TableCell {
  if (typeof cell !== 'string') return cell;
  const text = cell.replace(NOT_IN_XML, '\uFFFD');
  if (text.length <= MOST_CHARACTERS) return text;
  const note = `… (cut: ${text.length} characters)`;
  return text.slice(0, MOST_CHARACTERS - note.length) + note;
}
