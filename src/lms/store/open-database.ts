import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cmi } from '../player/cmi.js';
import { recordOf } from './attempt-record.js';
import { sweepLargeReports } from './reports.js';
import { Database } from './database.js';

/** The learners that are there from the start. */
const FIRST_LEARNERS: readonly (readonly [name: string, code: string])[] = [
  ['Sam Student', 'sam'],
  ['Ana Ámbar-Núñez', 'ana'],
];

/** The data cannot be used; the message says why, and what to do. */
export class DataRefused extends Error {}

/** The file in the data folder that holds all but the packages. */
export const DATABASE_FILE = 'lms.sqlite';

const LOCKED = /locked/;
const ELSEWHERE = 'or start with --data and another folder';

/**
 * Opens or creates the database in `folder`, making both where they are missing.
 * Throws {@link DataRefused}.
 */
export function openDatabase(folder: string): Database {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return opened(folder);
  } catch (error) {
    throw error instanceof DataRefused ? error : new DataRefused(refusal(folder, error));
  }
}

/** Whether another program holds the data in `folder`. */
export function isInUse(folder: string): boolean {
  try {
    Database.open(join(folder, DATABASE_FILE)).close();
    return false;
  } catch (error) {
    return LOCKED.test(String(error));
  }
}

function opened(folder: string): Database {
  const database = Database.open(join(folder, DATABASE_FILE));
  try {
    makeTables(database, folder);
    onlyForOwner(folder);
    database.execute(INDEXES);
    // What a killed process was still reading in is of no use to anyone.
    database.run("delete from course where state = 'loading'");
    sweepLargeReports(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeTables(database: Database, folder: string): void {
  const version = database.get<{ user_version: number }>('pragma user_version')?.user_version ?? 0;
  if (version === SCHEMA_VERSION) return;
  if (version === 1) {
    database.transaction(() => upgradeFrom1(database));
    return;
  }
  if (version === 2) {
    database.transaction(() => upgradeFrom2(database));
    return;
  }
  if (version !== 0) {
    throw new DataRefused(
      `The data in ${folder} has tables of version ${version}; this program reads version ` +
        `${SCHEMA_VERSION}. Start with --reset to begin anew, ${ELSEWHERE}.`,
    );
  }
  database.transaction(() => {
    database.execute(SCHEMA);
    for (const [name, code] of FIRST_LEARNERS) {
      database.run('insert into learner (name, code) values (?, ?)', name, code);
    }
    database.execute(`pragma user_version = ${SCHEMA_VERSION}`);
  });
}

/** Version 1 kept raw scores as if they were percentages, and nothing of their scale. */
function upgradeFrom1(database: Database): void {
  for (const column of ['raw_score', 'raw_min', 'raw_max']) {
    database.execute(`alter table attempt add column ${column} real`);
  }
  database.execute(`
    create table column_choice (headings text primary key, choice text not null, chosen_at integer not null);
    update attempt set raw_score = score, score = null;
    delete from summary;
    drop index attempt_by_score;
  `);
  const played = database.all<{ id: number; cmi: string }>(
    'select id, cmi from attempt where cmi is not null',
  );
  for (const { id, cmi } of played) {
    // `storeRecord` wrote it.
    const { percent, raw, min, max } = recordOf(JSON.parse(cmi) as Cmi).score;
    database.run(
      'update attempt set score = ?, raw_score = ?, raw_min = ?, raw_max = ? where id = ?',
      percent,
      raw,
      min,
      max,
      id,
    );
  }
  upgradeFrom2(database);
}

/** Version 2 kept attempts of one item per package, and marked calls whenever they were read. */
function upgradeFrom2(database: Database): void {
  database.execute(FROM_VERSION_2);
  database.execute(`pragma user_version = ${SCHEMA_VERSION}`);
}

/** Learners' names and answers are no business of other users of this computer. */
function onlyForOwner(folder: string): void {
  for (const end of ['', '-wal', '-shm', '.lock']) {
    const path = join(folder, DATABASE_FILE + end);
    if (existsSync(path)) chmodSync(path, 0o600);
  }
}

function refusal(folder: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (LOCKED.test(reason)) {
    return `Another local LMS uses the data in ${folder}. Stop that one, ${ELSEWHERE}.`;
  }
  if (/not a database|malformed/.test(reason)) {
    return `The file ${DATABASE_FILE} in ${folder} is damaged or no database. Start with --reset to begin anew, ${ELSEWHERE}.`;
  }
  return `Nothing can be kept in ${folder}: ${reason}. Start with --data and another folder.`;
}

/**
 * The tables. A course is a package to launch or a report that was read in;
 * both have attempts of the same shape, so that one set of report pages serves both.
 */
const SCHEMA_VERSION = 3;

const FROM_VERSION_2 = `
alter table course add column stamp text not null default '';
alter table course add column files integer not null default 0;
alter table course add column bytes integer not null default 0;
alter table attempt add column item text not null default '';
alter table attempt add column item_title text not null default '';
alter table call add column marks text not null default '';
`;

const SCHEMA = `
create table learner (
  id integer primary key,
  name text not null,
  code text not null unique
);

create table course (
  id integer primary key,
  kind text not null check (kind in ('package', 'import')),
  title text not null,
  source text not null,
  added_at integer not null,
  -- 'loading' while a report is being read in: such a course is deleted at the next start.
  state text not null default 'ready' check (state in ('ready', 'loading')),
  -- Grows with every change of its attempts, so that a stored summary can be told from a stale one.
  revision integer not null default 0,
  -- A package: its folder, what its manifest says (JSON), and what is wrong with it (JSON).
  package_key text unique,
  manifest text,
  findings text,
  -- A package: size and time of the zip it was taken from, and what was unpacked.
  stamp text not null default '',
  files integer not null default 0,
  bytes integer not null default 0,
  -- An import: the format and what the reader noticed (JSON).
  notes text
);

create table attempt (
  id integer primary key,
  course_id integer not null references course (id) on delete cascade,
  learner_id integer references learner (id),
  learner_name text not null,
  learner_code text not null,
  number integer not null,
  -- Which item of a package with several ones; empty where there is only one.
  item text not null default '',
  item_title text not null default '',
  status text not null,
  success text not null,
  -- In percent; null where there is none, or where nothing says what a raw score is out of.
  score real,
  raw_score real,
  raw_min real,
  raw_max real,
  progress real,
  seconds integer,
  first_at integer,
  last_at integer,
  -- Dates in words that no reader understood, as they were found.
  first_text text,
  last_text text,
  points real not null default 0,
  answered integer not null default 0,
  cmi text
);
create table question (
  id integer primary key,
  course_id integer not null references course (id) on delete cascade,
  code text not null,
  position integer not null,
  type text not null default '',
  description text not null default '',
  right_answer text not null default '',
  unique (course_id, code)
);

create table interaction (
  attempt_id integer not null references attempt (id) on delete cascade,
  n integer not null,
  question_id integer not null references question (id) on delete cascade,
  response text not null,
  result text not null,
  share real,
  primary key (attempt_id, n)
) without rowid;

create table objective (
  attempt_id integer not null references attempt (id) on delete cascade,
  n integer not null,
  code text not null,
  status text not null,
  score text not null,
  primary key (attempt_id, n)
) without rowid;

create table launch (
  id integer primary key,
  token text not null unique,
  attempt_id integer not null references attempt (id) on delete cascade,
  started_at integer not null,
  options text not null
);

create table session (
  id integer primary key,
  key text not null unique,
  launch_id integer not null references launch (id) on delete cascade,
  started_at integer not null,
  seconds_before integer not null,
  ended_at integer
);

create table call (
  id integer primary key,
  attempt_id integer not null references attempt (id) on delete cascade,
  session_id integer not null,
  at integer not null,
  method text not null,
  arguments text not null,
  answer text not null,
  error integer not null,
  milliseconds real not null,
  -- The rules that the call breaks, with spaces between them.
  marks text not null default ''
);

-- What a person said of the columns of a table, so that the next such table is read at once.
create table column_choice (
  headings text primary key,
  choice text not null,
  chosen_at integer not null
);

create table summary (
  course_id integer primary key references course (id) on delete cascade,
  revision integer not null,
  content text not null
);
`;

/**
 * Made at each start where they are missing. One index per column that the attempts can be sorted
 * by, and one with all that they can be filtered by: a page then reads no row that it does not show.
 */
const INDEXES = `
create index if not exists attempt_to_filter on attempt (course_id, learner_name, learner_code, status, success);
create index if not exists attempt_by_learner on attempt (course_id, learner_name);
create index if not exists attempt_by_attempt on attempt (course_id, number);
create index if not exists attempt_by_status on attempt (course_id, status);
create index if not exists attempt_by_success on attempt (course_id, success);
create index if not exists attempt_by_score on attempt (course_id, coalesce(score, raw_score));
create index if not exists attempt_by_progress on attempt (course_id, progress);
create index if not exists attempt_by_time on attempt (course_id, seconds);
create index if not exists attempt_by_first on attempt (course_id, first_at);
create index if not exists attempt_by_last on attempt (course_id, last_at);
-- Reports that were read in have no learners of this program.
create index if not exists attempt_by_own_learner on attempt (course_id, learner_id, number) where learner_id is not null;
create index if not exists call_by_attempt on call (attempt_id, id);
`;
