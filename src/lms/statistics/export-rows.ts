import type { Database } from '../store/database.js';
import { CLEAN_COLUMNS } from '../imports/clean-format.js';
import { dateText, durationText } from '../web/format.js';
import { attemptBundles, type AttemptLine, type AttemptQuery } from './attempt-list.js';

export type ExportCell = string | number | null;

interface ExportedQuestion {
  readonly id: number;
  readonly code: string;
  readonly rightAnswer: string;
}

/**
 * The rows of an export, headings first: one per attempt, with four columns per
 * question and two per objective. `imports/clean-format.ts` reads them back.
 */
export function* exportRows(
  database: Database,
  courseId: number,
  query: AttemptQuery,
): Generator<readonly ExportCell[]> {
  const questions = database.all<ExportedQuestion>(
    'select id, code, right_answer as rightAnswer from question where course_id = ? order by position',
    courseId,
  );
  const objectives = objectiveCodes(database, courseId);
  yield [
    ...CLEAN_COLUMNS,
    ...questions.flatMap((_, n) => [
      `Question ${n}`,
      `Response ${n}`,
      `Right answer ${n}`,
      `Result ${n}`,
    ]),
    ...objectives.flatMap((code) => [`${code} status`, `${code} score`]),
  ].map(guarded);
  for (const lines of attemptBundles(database, courseId, query)) {
    const answers = answersOf(database, lines);
    const reached = objectivesOf(database, lines);
    for (const line of lines) {
      yield [
        ...attemptCells(line),
        ...questions.flatMap(({ id, code, rightAnswer }) => {
          const answer = answers.get(`${line.id} ${id}`);
          return answer ? [code, answer.response, rightAnswer, answer.result] : ['', '', '', ''];
        }),
        ...objectives.flatMap((code) => reached.get(`${line.id} ${code}`) ?? ['', '']),
      ].map(guarded);
    }
  }
}

/** The rows of a short list for people, headings first: one per attempt, in words and in this computer's time. */
export function* gradeRows(
  database: Database,
  courseId: number,
  query: AttemptQuery,
): Generator<readonly ExportCell[]> {
  yield ['Learner', 'Learner ID', 'Attempt', 'Score', 'Result', 'Time', 'Begun', 'Last seen'];
  for (const lines of attemptBundles(database, courseId, query)) {
    for (const line of lines) {
      yield [
        line.learner,
        line.code,
        line.number,
        line.score,
        line.success === 'unknown' || line.success === '' ? line.status : line.success,
        durationText(line.seconds),
        dateText(line.firstAt, line.firstText),
        dateText(line.lastAt, line.lastText),
      ].map(guarded);
    }
  }
}

/** Text that a spreadsheet would take for a formula is kept text by an apostrophe. */
export function guarded(cell: ExportCell): ExportCell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function attemptCells(line: AttemptLine): readonly ExportCell[] {
  const date = (at: number | null, text: string | null): string =>
    at === null ? (text ?? '') : new Date(at).toISOString();
  return [
    line.learner,
    line.code,
    line.number,
    line.status,
    line.success,
    line.score,
    line.progress,
    line.seconds,
    date(line.firstAt, line.firstText),
    date(line.lastAt, line.lastText),
  ];
}

function objectiveCodes(database: Database, courseId: number): readonly string[] {
  return database
    .all<{ code: string }>(
      `select code, min(n) as place from objective cross join attempt on attempt.id = attempt_id
       where course_id = ? group by code order by place, code limit 500`,
      courseId,
    )
    .map(({ code }) => code);
}

interface AnswerCells {
  readonly response: string;
  readonly result: string;
}

/** The answers of a bundle by attempt and question. The ids of a bundle may have others between them. */
function answersOf(
  database: Database,
  lines: readonly AttemptLine[],
): ReadonlyMap<string, AnswerCells> {
  const rows = database.all<AnswerCells & { attempt: number; question: number }>(
    `select attempt_id as attempt, question_id as question, response, result
     from interaction where attempt_id between ? and ?`,
    ...rangeOf(lines),
  );
  return new Map(rows.map((row) => [`${row.attempt} ${row.question}`, row]));
}

function objectivesOf(
  database: Database,
  lines: readonly AttemptLine[],
): ReadonlyMap<string, readonly string[]> {
  const rows = database.all<{ attempt: number; code: string; status: string; score: string }>(
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
