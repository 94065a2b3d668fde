import type { Result } from '../core/result.js';
import { openReport, type Report } from './imports/open-report.js';
import type { ImportNotes } from './packages/course.js';
import { keepSummary } from './statistics/course-summary.js';
import { ItemTally } from './statistics/questions.js';
import { AttemptWriter } from './store/attempt-writer.js';
import type { Database } from './store/database.js';

/** How many bad rows are named; the rest are counted. */
const NAMED_ROWS = 100;

/** Reads a report into a new course and gives its id, or says in one sentence why not. */
export async function importReport(
  database: Database,
  path: string,
  fileName: string,
): Promise<Result<number, string>> {
  try {
    const report = await openReport(path);
    if (!report.ok) return report;
    return await writeCourse(database, report.value, fileName);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    return wrong(`The file cannot be read: ${reason}.`);
  }
}

async function writeCourse(
  database: Database,
  { format, title, unknownColumns, rows }: Report,
  fileName: string,
): Promise<Result<number, string>> {
  const courseId = database.run(
    "insert into course (kind, title, source, added_at, state) values ('import', ?, ?, ?, 'loading')",
    title ?? fileName,
    fileName,
    Date.now(),
  );
  try {
    const writer = new AttemptWriter(database, courseId);
    // Counted on the way, so that no query ever groups all answers of a large report.
    const tally = new ItemTally();
    const badRows: { row: number; problem: string }[] = [];
    let badRowCount = 0;
    for await (const [row, read] of rows) {
      if (!read.ok) {
        badRowCount += 1;
        if (badRows.length < NAMED_ROWS) badRows.push({ row, problem: read.problems.join(' ') });
      } else if (read.value) {
        tally.add(read.value.record.interactions);
        if (writer.add(read.value)) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    writer.flush();
    if (writer.count === 0) throw new Error(emptyReason(badRows));
    const notes: ImportNotes = {
      format,
      attempts: writer.count,
      unknownColumns,
      badRows,
      badRowCount,
    };
    database.run(
      "update course set state = 'ready', notes = ? where id = ?",
      JSON.stringify(notes),
      courseId,
    );
    // Counted once now, so that the first look at the report is as quick as any other.
    keepSummary(database, courseId, tally);
    return { ok: true, value: courseId };
  } catch (error) {
    database.run('delete from course where id = ?', courseId);
    throw error;
  }
}

function emptyReason(badRows: ImportNotes['badRows']): string {
  const first = badRows[0];
  return first
    ? `no row of it is an attempt; row ${first.row}: ${first.problem}`
    : 'it holds no attempts';
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
