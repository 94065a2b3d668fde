import { randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import { courseById, touchCourse, type Course } from '../packages/course.js';
import { editionOf, flattenCmi, secondsIn, timeText, type Cmi } from '../player/cmi.js';
import type { LaunchOptions } from '../player/launch-options.js';
import { startData, type Learner } from '../player/start-data.js';
import { storeRecord } from './store-record.js';

/** One start of a package by a learner; the page may be loaded more than once. */
export interface Launch {
  readonly id: number;
  readonly token: string;
  readonly attemptId: number;
  readonly options: LaunchOptions;
  readonly course: Course;
  readonly learner: Learner;
}

/** One load of the player page. Its key lets a script write this attempt and nothing else. */
export interface Session {
  readonly id: number;
  readonly key: string;
  readonly cmi: Cmi;
}

/** 128 random bits: nobody guesses it, and it tells nothing. */
const secret = (): string => randomBytes(16).toString('hex');

/** Begins a new attempt of a learner in a course and gives its id. */
export function newAttempt(database: Database, course: Course, learner: Learner): number {
  return database.transaction(() => {
    const { number } = database.get<{ number: number }>(
      'select coalesce(max(number), 0) + 1 as number from attempt where course_id = ? and learner_id = ?',
      course.id,
      learner.id,
    ) ?? { number: 1 };
    const now = Date.now();
    touchCourse(database, course.id);
    return database.run(
      `insert into attempt (course_id, learner_id, learner_name, learner_code, number, status,
       success, first_at, last_at, seconds) values (?, ?, ?, ?, ?, 'not attempted', 'unknown', ?, ?, 0)`,
      course.id,
      learner.id,
      learner.name,
      learner.code,
      number,
      now,
      now,
    );
  });
}

/** Notes a launch of an attempt and gives its token. */
export function newLaunch(database: Database, attemptId: number, options: LaunchOptions): string {
  const token = secret();
  database.run(
    'insert into launch (token, attempt_id, started_at, options) values (?, ?, ?, ?)',
    token,
    attemptId,
    Date.now(),
    JSON.stringify(options),
  );
  return token;
}

interface LaunchRow {
  readonly id: number;
  readonly token: string;
  readonly attempt_id: number;
  readonly options: string;
  readonly course_id: number;
  readonly learner_id: number;
  readonly learner_name: string;
  readonly learner_code: string;
}

/** The launch that belongs to a token. */
export function launchByToken(database: Database, token: string): Launch | undefined {
  const row = database.get<LaunchRow>(
    `select launch.*, course_id, learner_id, learner_name, learner_code
     from launch join attempt on attempt.id = attempt_id where token = ?`,
    token,
  );
  const course = row && courseById(database, row.course_id);
  if (!row || !course) return undefined;
  return {
    id: row.id,
    token,
    attemptId: row.attempt_id,
    options: JSON.parse(row.options) as LaunchOptions,
    course,
    learner: { id: row.learner_id, name: row.learner_name, code: row.learner_code },
  };
}

/** Opens a visit: what the package will find, and the key to write it back. */
export function openSession(database: Database, launch: Launch): Session {
  const stored = database.get<{ cmi: string | null; seconds: number | null }>(
    'select cmi, seconds from attempt where id = ?',
    launch.attemptId,
  );
  const seconds = stored?.seconds ?? 0;
  const key = secret();
  const id = database.run(
    'insert into session (key, launch_id, started_at, seconds_before) values (?, ?, ?, ?)',
    key,
    launch.id,
    Date.now(),
    seconds,
  );
  const { manifest } = launch.course;
  if (!manifest) throw new Error(`Course ${launch.course.id} has no package.`);
  const cmi = stored?.cmi ? (JSON.parse(stored.cmi) as Cmi) : null;
  return {
    id,
    key,
    cmi: startData({
      manifest,
      learner: launch.learner,
      options: launch.options,
      stored: cmi,
      seconds,
    }),
  };
}

interface SessionRow {
  readonly session_id: number;
  readonly attempt_id: number;
  readonly course_id: number;
  readonly seconds_before: number;
  readonly options: string;
}

/** The visit that belongs to a key. */
export function sessionByKey(database: Database, key: string): SessionRow | undefined {
  return database.get<SessionRow>(
    `select session.id as session_id, attempt_id, course_id, seconds_before, options
     from session join launch on launch.id = launch_id join attempt on attempt.id = attempt_id
     where key = ?`,
    key,
  );
}

/**
 * Stores what a player committed. True once it is on the disk; false when the
 * key or the data is not acceptable, and nothing was changed.
 */
export function commit(database: Database, key: string, data: unknown): boolean {
  const session = sessionByKey(database, key);
  const cmi = flattenCmi(data);
  if (!session || !cmi) return false;
  const options = JSON.parse(session.options) as LaunchOptions;
  const kept = keptOf(cmi, options, () => storedCmi(database, session.attempt_id));
  if (kept === null) return true;
  const time = cmi['cmi.core.session_time'] ?? cmi['cmi.session_time'] ?? '';
  const seconds = session.seconds_before + (secondsIn(time) ?? 0);
  const edition = editionOf(cmi);
  const name = edition === 'scorm12' ? 'cmi.core.total_time' : 'cmi.total_time';
  storeRecord(database, {
    attemptId: session.attempt_id,
    courseId: session.course_id,
    cmi: { ...kept, [name]: timeText(seconds, edition) },
    seconds,
  });
  return true;
}

/**
 * What is kept of a commit; `null` for nothing. Field guide 2.4: the LMSs that
 * were looked at store whatever content writes in review or without credit;
 * by the standard a visit in review or browse mode, or without credit, counts for nothing.
 */
function keptOf(cmi: Cmi, options: LaunchOptions, stored: () => Cmi): Cmi | null {
  if (options.behaviour !== 'strict' && options.behaviour !== 'standard') return cmi;
  if (options.mode !== 'normal') return null;
  if (options.credit === 'credit') return cmi;
  const graded = ([name]: [string, string]): boolean => /score|status|interactions/.test(name);
  return Object.fromEntries([
    ...Object.entries(stored()).filter(graded),
    ...Object.entries(cmi).filter((entry) => !graded(entry)),
  ]);
}

function storedCmi(database: Database, attemptId: number): Cmi {
  const row = database.get<{ cmi: string | null }>(
    'select cmi from attempt where id = ?',
    attemptId,
  );
  return row?.cmi ? (JSON.parse(row.cmi) as Cmi) : {};
}
