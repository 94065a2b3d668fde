import type { Database } from './database.js';
import { touchCourse } from '../packages/course.js';
import { recordOf, type AttemptRecord, type InteractionRecord } from './attempt-record.js';
import type { Cmi } from '../player/cmi.js';

/** What a visit stores in an attempt. */
export interface Stored {
  readonly attemptId: number;
  readonly courseId: number;
  readonly cmi: Cmi;
  readonly seconds: number;
}

/**
 * Writes an attempt's elements and what they say, as one transaction. When it
 * returns, the data is on the disk.
 */
export function storeRecord(database: Database, stored: Stored): void {
  const record = recordOf(stored.cmi);
  database.transaction(() => {
    database.run(
      `update attempt set status = ?, success = ?, score = ?, raw_score = ?, raw_min = ?,
       raw_max = ?, progress = ?, seconds = ?, last_at = ?, points = ?, answered = ?, cmi = ?
       where id = ?`,
      record.status,
      record.success,
      record.score.percent,
      record.score.raw,
      record.score.min,
      record.score.max,
      record.progress,
      Math.round(stored.seconds),
      Date.now(),
      pointsOf(record),
      record.interactions.filter(({ share }) => share !== null).length,
      JSON.stringify(stored.cmi),
      stored.attemptId,
    );
    database.run('delete from interaction where attempt_id = ?', stored.attemptId);
    record.interactions.forEach((one, n) => {
      database.run(
        'insert into interaction (attempt_id, n, question_id, response, result, share) values (?, ?, ?, ?, ?, ?)',
        stored.attemptId,
        n,
        questionId(database, stored.courseId, one),
        one.response,
        one.result,
        one.share,
      );
    });
    storeObjectives(database, stored.attemptId, record);
    touchCourse(database, stored.courseId);
  });
}

/** The sum of what the answers are worth. */
export function pointsOf(record: Pick<AttemptRecord, 'interactions'>): number {
  return record.interactions.reduce((sum, { share }) => sum + (share ?? 0), 0);
}

function storeObjectives(database: Database, attemptId: number, record: AttemptRecord): void {
  database.run('delete from objective where attempt_id = ?', attemptId);
  record.objectives.forEach(({ code, status, score }, n) => {
    database.run(
      'insert into objective (attempt_id, n, code, status, score) values (?, ?, ?, ?, ?)',
      attemptId,
      n,
      code,
      status,
      score,
    );
  });
}

/** The question's row, made at first sight; later words fill what was empty. */
function questionId(database: Database, courseId: number, one: InteractionRecord): number {
  const known = database.get<{ id: number }>(
    'select id from question where course_id = ? and code = ?',
    courseId,
    one.code,
  );
  if (known) {
    database.run(
      `update question set type = coalesce(nullif(?, ''), type),
       description = coalesce(nullif(?, ''), description),
       right_answer = coalesce(nullif(?, ''), right_answer) where id = ?`,
      one.type,
      one.description,
      one.rightAnswer,
      known.id,
    );
    return known.id;
  }
  return database.run(
    `insert into question (course_id, code, position, type, description, right_answer)
     values (?, ?, (select count(*) from question where course_id = ?), ?, ?, ?)`,
    courseId,
    one.code,
    courseId,
    one.type,
    one.description,
    one.rightAnswer,
  );
}
