import type { Database } from './database.js';

/** A learner as the LMS knows them. */
export interface Learner {
  readonly id: number;
  readonly name: string;
  readonly code: string;
}

/** Every learner by name. */
export function learners(database: Database): readonly Learner[] {
  return database.all<Learner>('select id, name, code from learner order by name, id');
}

export function learnerById(database: Database, id: number): Learner | undefined {
  return database.get<Learner>('select id, name, code from learner where id = ?', id);
}

/** Adds a learner; the code is made of the name, with a number where it is taken. */
export function addLearner(database: Database, name: string): Learner | null {
  const trimmed = name.replace(/\s+/g, ' ').trim().slice(0, 100);
  if (trimmed === '') return null;
  const base =
    trimmed
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'learner';
  return database.transaction(() => {
    let code = base;
    for (let n = 2; isTaken(database, code); n += 1) code = `${base}-${n}`;
    const id = database.run('insert into learner (name, code) values (?, ?)', trimmed, code);
    return { id, name: trimmed, code };
  });
}

function isTaken(database: Database, code: string): boolean {
  return database.get('select 1 from learner where code = ?', code) !== undefined;
}

/** How many attempts a learner has in packages. */
export function attemptsOfLearner(database: Database, id: number): number {
  const row = database.get<{ count: number }>(
    'select count(*) as count from attempt where learner_id = ?',
    id,
  );
  return row?.count ?? 0;
}

/** Deletes a learner with all attempts. */
export function removeLearner(database: Database, id: number): void {
  database.transaction(() => {
    database.run(
      `update course set revision = revision + 1
       where id in (select course_id from attempt where learner_id = ?)`,
      id,
    );
    database.run('delete from attempt where learner_id = ?', id);
    database.run('delete from learner where id = ?', id);
  });
}

/** Deletes an attempt with its answers and calls. */
export function removeAttempt(database: Database, id: number): void {
  database.transaction(() => {
    database.run(
      `update course set revision = revision + 1
       where id = (select course_id from attempt where id = ?)`,
      id,
    );
    database.run('delete from attempt where id = ?', id);
  });
}

/** The ids of everybody's attempts with this code, in packages and in reports, whatever its case. */
export function attemptsOfCode(database: Database, code: string): readonly number[] {
  return database
    .all<{ id: number }>(
      'select id from attempt where lower(learner_code) = lower(?) order by course_id, number, id',
      code,
    )
    .map(({ id }) => id);
}

/**
 * Deletes everything that is held about a learner: attempts in packages and in reports with their
 * answers and calls, the learner, and what readers of reports noted about their rows.
 */
export function removeCode(database: Database, code: string): void {
  // Without it, deleted names stay readable in the file.
  database.execute('pragma secure_delete = on');
  database.transaction(() => {
    const touched = database.all<{ id: number; notes: string | null; removed: number }>(
      `select course.id as id, notes, count(*) as removed from course
       join attempt on course_id = course.id where lower(learner_code) = lower(?) group by course.id`,
      code,
    );
    const names = database.all<{ name: string }>(
      'select distinct learner_name as name from attempt where lower(learner_code) = lower(?)',
      code,
    );
    for (const { id, notes, removed } of touched) {
      const rest =
        notes === null
          ? null
          : notesWithout(notes, removed, [code, ...names.map(({ name }) => name)]);
      database.run('update course set revision = revision + 1, notes = ? where id = ?', rest, id);
    }
    database.run('delete from attempt where lower(learner_code) = lower(?)', code);
    database.run('delete from learner where lower(code) = lower(?)', code);
    // Their answers may be in the counts that are kept for pages.
    for (const { id } of touched) database.run('delete from summary where course_id = ?', id);
  });
  database.execute('pragma wal_checkpoint(truncate)');
}

/** Notes of a report without the sentences that name somebody. */
function notesWithout(notes: string, removed: number, names: readonly string[]): string {
  interface Notes {
    readonly attempts: number;
    readonly notices?: readonly string[];
    readonly badRows: readonly { readonly row: number; readonly problem: string }[];
  }
  // Only the import writes this column.
  const all = JSON.parse(notes) as Notes;
  const isOfThem = (text: string): boolean =>
    names.some((name) => name !== '' && text.includes(name));
  return JSON.stringify({
    ...all,
    attempts: all.attempts - removed,
    notices: (all.notices ?? []).map((text) =>
      isOfThem(text) ? 'A note about a learner who was deleted.' : text,
    ),
    badRows: all.badRows.map((one) =>
      isOfThem(one.problem)
        ? { ...one, problem: 'it belonged to a learner who was deleted.' }
        : one,
    ),
  });
}
