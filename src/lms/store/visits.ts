import { randomBytes } from 'node:crypto';
import type { Database } from './database.js';
import { courseById, touchCourse, type Course } from '../packages/course.js';
import type { LaunchItem } from '../../package/manifest.js';
import { editionOf, flattenCmi, secondsIn, timeText, type Cmi } from '../player/cmi.js';
import type { LaunchOptions } from '../player/launch-options.js';
import { startData } from '../player/start-data.js';
import type { Learner } from './learners.js';
import { storeRecord } from './store-record.js';

/** One start of a package by a learner; the page may be loaded more than once. */
export interface Launch {
  readonly id: number;
  readonly token: string;
  readonly attemptId: number;
  readonly options: LaunchOptions;
  readonly course: Course;
  /** The item of the package that this attempt is about. */
  readonly item: LaunchItem;
  /** Which attempt of the learner this is, from 1. */
  readonly number: number;
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

/** How attempts name an item: not at all where a package has only one, so that it may be renamed. */
function itemKey(course: Course, item: LaunchItem): string {
  return (course.manifest?.items.length ?? 0) > 1 ? item.identifier : '';
}

/** The last attempt of a learner at an item, or the one with a number. */
export function attemptAt(
  database: Database,
  { course, learner, item }: Pick<Launch, 'course' | 'learner' | 'item'>,
  number: number | null = null,
): number | undefined {
  return database.get<{ id: number }>(
    `select id from attempt where course_id = ? and learner_id = ? and item = ?
     and number = coalesce(?, number) order by number desc limit 1`,
    course.id,
    learner.id,
    itemKey(course, item),
    number,
  )?.id;
}

/** Begins a new attempt of a learner at an item and gives its id. `number` is the next one unless given. */
export function newAttempt(
  database: Database,
  { course, learner, item }: Pick<Launch, 'course' | 'learner' | 'item'>,
  number: number | null = null,
): number {
  return database.transaction(() => {
    const next = database.get<{ number: number }>(
      `select coalesce(max(number), 0) + 1 as number from attempt
       where course_id = ? and learner_id = ? and item = ?`,
      course.id,
      learner.id,
      itemKey(course, item),
    ) ?? { number: 1 };
    const now = Date.now();
    touchCourse(database, course.id);
    return database.run(
      `insert into attempt (course_id, learner_id, learner_name, learner_code, item, item_title,
       number, status, success, first_at, last_at, seconds)
       values (?, ?, ?, ?, ?, ?, ?, 'not attempted', 'unknown', ?, ?, 0)`,
      course.id,
      learner.id,
      learner.name,
      learner.code,
      itemKey(course, item),
      itemKey(course, item) === '' ? '' : item.title,
      number ?? next.number,
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
  readonly number: number;
  readonly item: string;
}

/** The launch that belongs to a token. */
export function launchByToken(database: Database, token: string): Launch | undefined {
  const row = database.get<LaunchRow>(
    `select launch.*, course_id, learner_id, learner_name, learner_code, number, item
     from launch join attempt on attempt.id = attempt_id where token = ?`,
    token,
  );
  const course = row && courseById(database, row.course_id);
  const items = course?.manifest?.items ?? [];
  // A newer version of the package may have lost the item.
  const item = items.find(({ identifier }) => identifier === row?.item) ?? items[0];
  if (!row || !course || !item) return undefined;
  return {
    id: row.id,
    token,
    attemptId: row.attempt_id,
    options: JSON.parse(row.options) as LaunchOptions,
    course,
    item,
    number: row.number,
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
      edition: manifest.edition,
      item: launch.item,
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
 * What is kept of a commit; `null` for nothing. docs/scorm.md, “Mode and credit”: the LMSs that
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
