import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.js';
import { INDEXES, SCHEMA, SCHEMA_VERSION } from './schema.js';

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
    mkdirSync(folder, { recursive: true });
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
    database.execute(INDEXES);
    // What a killed process was still reading in is of no use to anyone.
    database.run("delete from course where state = 'loading'");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeTables(database: Database, folder: string): void {
  const version = database.get<{ user_version: number }>('pragma user_version')?.user_version ?? 0;
  if (version === SCHEMA_VERSION) return;
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
