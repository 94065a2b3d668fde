import type { Learner } from '../player/start-data.js';
import type { Database } from '../store/database.js';
import { courses, type Course } from '../packages/course.js';

/** Every learner by name. */
export function learners(database: Database): readonly Learner[] {
  return database.all<Learner>('select id, name, code from learner order by name');
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

/** Every course with the number of its attempts. */
export function coursesWithAttempts(
  database: Database,
): readonly (Course & { readonly attempts: number })[] {
  return courses(database).map((course) => ({
    ...course,
    // A report never changes; counting a large one for each look at the first page takes long.
    attempts: course.notes?.attempts ?? attemptsIn(database, course.id),
  }));
}

function attemptsIn(database: Database, courseId: number): number {
  const row = database.get<{ count: number }>(
    'select count(*) as count from attempt where course_id = ?',
    courseId,
  );
  return row?.count ?? 0;
}

/** The last attempt of a learner in a course. */
export function lastAttempt(
  database: Database,
  courseId: number,
  learnerId: number,
): number | undefined {
  return database.get<{ id: number }>(
    'select id from attempt where course_id = ? and learner_id = ? order by number desc limit 1',
    courseId,
    learnerId,
  )?.id;
}
