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
