import { assertNever, type Result } from '../core/result.js';
import { headingsKey, type Choices, type UnknownTable } from './imports/open-report.js';
import type { ColumnChoice } from './imports/columns.js';
import { readReport, type FromReader, type ReadLimits } from './imports/read-report.js';
import type { ImportNotes } from './packages/course.js';
import { keepSummary } from './statistics/course-summary.js';
import { ItemTally } from './statistics/questions.js';
import { AttemptWriter } from './store/attempt-writer.js';
import type { Database } from './store/database.js';

/** How many bad rows are named; the rest are counted. */
const NAMED_ROWS = 100;
const MOST_TITLE = 200;

/** A report is now a course, or a person has to say first what its columns are. */
export type Imported =
  | { readonly kind: 'course'; readonly id: number }
  | { readonly kind: 'unknown table'; readonly table: UnknownTable };

/** Reads a report into a new course, or says in one sentence why not. */
export async function importReport(
  database: Database,
  path: string,
  fileName: string,
  limits?: ReadLimits,
): Promise<Result<Imported, string>> {
  let course: NewCourse | null = null;
  try {
    for await (const message of readReport(path, choicesIn(database), limits)) {
      switch (message.type) {
        case 'refused':
          return wrong(message.problem);
        case 'unknown table':
          return { ok: true, value: { kind: 'unknown table', table: message.table } };
        case 'opened':
          course = new NewCourse(database, message, fileName);
          break;
        case 'rows':
          course?.add(message.rows);
          break;
        case 'done': {
          const finished = course?.finish(message.notices) ?? wrong('The file cannot be read.');
          if (finished.ok) course = null;
          return finished;
        }
        case 'list':
          return wrong('The file cannot be read.');
        default:
          return assertNever(message);
      }
    }
    return wrong('The file cannot be read.');
  } finally {
    course?.drop();
  }
}

/** Keeps what a person said of a table's columns for the next table with these headings. */
export function rememberColumns(
  database: Database,
  headings: readonly string[],
  choice: ColumnChoice,
): void {
  database.run(
    'insert or replace into column_choice (headings, choice, chosen_at) values (?, ?, ?)',
    headingsKey(headings),
    JSON.stringify(choice),
    Date.now(),
  );
}

/** Forgets what was said of the columns of a table, so that the next one asks again. */
export function forgetColumns(database: Database, key: string): void {
  database.run('delete from column_choice where headings = ?', key);
}

function choicesIn(database: Database): Choices {
  const rows = database.all<{ headings: string; choice: string }>(
    'select headings, choice from column_choice order by chosen_at desc limit 1000',
  );
  // `rememberColumns` wrote it.
  return new Map(
    rows.map(({ headings, choice }) => [headings, JSON.parse(choice) as ColumnChoice]),
  );
}

type Opened = Extract<FromReader, { type: 'opened' }>;
type Rows = Extract<FromReader, { type: 'rows' }>['rows'];

/** A course that is being read in; other pages do not see it yet. */
class NewCourse {
  readonly #database: Database;
  readonly #id: number;
  readonly #opened: Opened;
  readonly #writer: AttemptWriter;
  /** Counted on the way, so that no query ever groups all answers of a large report. */
  readonly #tally = new ItemTally();
  readonly #badRows: { row: number; problem: string }[] = [];
  #badRowCount = 0;

  constructor(database: Database, opened: Opened, fileName: string) {
    this.#database = database;
    this.#opened = opened;
    this.#id = database.run(
      "insert into course (kind, title, source, added_at, state) values ('import', ?, ?, ?, 'loading')",
      (opened.title ?? fileName).slice(0, MOST_TITLE),
      fileName.slice(0, MOST_TITLE),
      Date.now(),
    );
    this.#writer = new AttemptWriter(database, this.#id);
  }

  add(rows: Rows): void {
    for (const [row, read] of rows) {
      if (!read.ok) {
        this.#badRowCount += 1;
        if (this.#badRows.length < NAMED_ROWS)
          this.#badRows.push({ row, problem: read.problems.join(' ') });
      } else if (read.value) {
        this.#tally.add(read.value.record.interactions);
        this.#writer.add(read.value);
      }
    }
  }

  /** Shows the course, unless it has no attempt. */
  finish(notices: readonly string[]): Result<Imported, string> {
    this.#writer.flush();
    const { format, unknownColumns, chosenColumns } = this.#opened;
    if (this.#writer.count === 0) {
      const [first] = this.#badRows;
      return wrong(
        first
          ? `No row of this file is an attempt. Row ${first.row}: ${first.problem}`
          : 'This file holds no attempts.',
      );
    }
    const notes: ImportNotes = {
      format,
      attempts: this.#writer.count,
      unknownColumns,
      notices,
      ...(chosenColumns !== null && { chosenColumns }),
      badRows: this.#badRows,
      badRowCount: this.#badRowCount,
    };
    this.#database.run(
      "update course set state = 'ready', notes = ? where id = ?",
      JSON.stringify(notes),
      this.#id,
    );
    // Counted once now, so that the first look at the report is as quick as any other.
    keepSummary(this.#database, this.#id, this.#tally);
    return { ok: true, value: { kind: 'course', id: this.#id } };
  }

  /** Takes everything back. */
  drop(): void {
    this.#database.run('delete from course where id = ?', this.#id);
  }
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
