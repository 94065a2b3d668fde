import type { Cmi } from '../player/cmi.js';
import type { AttemptRecord, InteractionRecord } from './attempt-record.js';
import type { Cell, Database } from './database.js';

/** One attempt as a report tells it. */
export interface ImportedAttempt {
  readonly learner: string;
  readonly code: string;
  readonly number: number;
  readonly record: AttemptRecord;
  readonly seconds: number | null;
  readonly first: Moment;
  readonly last: Moment;
  /** The elements themselves, where the file has them. */
  readonly cmi: Cmi | null;
}

/** A date that was understood, or its words. */
export interface Moment {
  readonly at: number | null;
  readonly text: string | null;
}

export const NO_MOMENT: Moment = { at: null, text: null };

/** Attempts per transaction: few enough to let pages in between. */
const BATCH = 500;
/** Rows per statement: measured, 20 to 60 are three times as fast as one, and 500 slower again. */
const ROWS = 50;

const ATTEMPT_COLUMNS = [
  'id',
  'course_id',
  'learner_name',
  'learner_code',
  'number',
  'status',
  'success',
  'score',
  'raw_score',
  'raw_min',
  'raw_max',
  'progress',
  'seconds',
  'first_at',
  'last_at',
  'first_text',
  'last_text',
  'points',
  'answered',
  'cmi',
];
const ANSWER_COLUMNS = ['attempt_id', 'n', 'question_id', 'response', 'result', 'share'];
const OBJECTIVE_COLUMNS = ['attempt_id', 'n', 'code', 'status', 'score'];

interface KnownQuestion {
  readonly id: number;
  readonly hasRightAnswer: boolean;
}

/** Writes attempts of a course in bundles. */
export class AttemptWriter {
  readonly #database: Database;
  readonly #courseId: number;
  readonly #questions = new Map<string, KnownQuestion>();
  readonly #statements = new Map<string, string>();
  #waiting: ImportedAttempt[] = [];
  /** How many were added. */
  count = 0;

  constructor(database: Database, courseId: number) {
    this.#database = database;
    this.#courseId = courseId;
  }

  /** Takes an attempt; true when a bundle was written and others may have a turn. */
  add(attempt: ImportedAttempt): boolean {
    this.#waiting.push(attempt);
    this.count += 1;
    if (this.#waiting.length < BATCH) return false;
    this.flush();
    return true;
  }

  /** Writes what waits. */
  flush(): void {
    const attempts = this.#waiting;
    this.#waiting = [];
    if (attempts.length > 0) this.#database.unacknowledged(() => this.#write(attempts));
  }

  #write(attempts: readonly ImportedAttempt[]): void {
    const newest = this.#database.get<{ id: number }>(
      'select coalesce(max(id), 0) as id from attempt',
    );
    const firstId = (newest?.id ?? 0) + 1;
    // The cells of all rows one after the other, as a statement takes them.
    const rows: Cell[] = [];
    const answers: Cell[] = [];
    const objectives: Cell[] = [];
    attempts.forEach((attempt, index) => {
      const id = firstId + index;
      this.#addAttempt(rows, id, attempt);
      attempt.record.interactions.forEach((one, n) => {
        answers.push(id, n, this.#question(one), one.response, one.result, one.share);
      });
      attempt.record.objectives.forEach(({ code, status, score }, n) => {
        objectives.push(id, n, code, status, score);
      });
    });
    this.#insert('attempt', ATTEMPT_COLUMNS, rows);
    this.#insert('interaction', ANSWER_COLUMNS, answers);
    this.#insert('objective', OBJECTIVE_COLUMNS, objectives);
  }

  #addAttempt(rows: Cell[], id: number, attempt: ImportedAttempt): void {
    const { learner, code, number, record, seconds, first, last, cmi } = attempt;
    let points = 0;
    let answered = 0;
    for (const { share } of record.interactions) {
      if (share === null) continue;
      points += share;
      answered += 1;
    }
    const { status, success, score, progress } = record;
    rows.push(id, this.#courseId, learner, code, number, status, success);
    rows.push(score.percent, score.raw, score.min, score.max, progress, seconds);
    rows.push(first.at, last.at, first.text, last.text, points, answered);
    rows.push(cmi ? JSON.stringify(cmi) : null);
  }

  /** The question's row, made at first sight; later words fill what was empty. */
  #question(one: InteractionRecord): number {
    const known = this.#questions.get(one.code);
    if (known === undefined) {
      const id = this.#database.run(
        `insert into question (course_id, code, position, type, description, right_answer)
         values (?, ?, ?, ?, ?, ?)`,
        this.#courseId,
        one.code,
        this.#questions.size,
        one.type,
        one.description,
        one.rightAnswer,
      );
      this.#questions.set(one.code, { id, hasRightAnswer: one.rightAnswer !== '' });
      return id;
    }
    if (one.rightAnswer !== '' && !known.hasRightAnswer) {
      this.#database.run(
        'update question set right_answer = ? where id = ?',
        one.rightAnswer,
        known.id,
      );
      this.#questions.set(one.code, { ...known, hasRightAnswer: true });
    }
    return known.id;
  }

  #insert(table: string, columns: readonly string[], cells: readonly Cell[]): void {
    const step = ROWS * columns.length;
    for (let from = 0; from < cells.length; from += step) {
      const part = cells.slice(from, from + step);
      this.#database.run(this.#statement(table, columns, part.length / columns.length), ...part);
    }
  }

  #statement(table: string, columns: readonly string[], rows: number): string {
    const key = `${table} ${rows}`;
    const known = this.#statements.get(key);
    if (known !== undefined) return known;
    const row = `(${columns.map(() => '?').join(', ')})`;
    const values = Array.from({ length: rows }, () => row).join(', ');
    const statement = `insert into ${table} (${columns.join(', ')}) values ${values}`;
    this.#statements.set(key, statement);
    return statement;
  }
}
