import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.js';
import { INDEXES, SCHEMA, SCHEMA_VERSION } from './schema.js';

/** The learners that are there from the start. */
const FIRST_LEARNERS: readonly (readonly [name: string, code: string])[] = [
  ['Sam Student', 'sam'],
  ['Ana Ámbar-Núñez', 'ana'],
];

/** The data was written by a version of this program with other tables. */
export class OtherSchema extends Error {}

/** Opens the database in `folder`, making both where they are missing. */
export function openDatabase(folder: string): Database {
  mkdirSync(folder, { recursive: true });
  const database = Database.open(join(folder, 'lms.sqlite'));
  const version = database.get<{ user_version: number }>('pragma user_version')?.user_version ?? 0;
  if (version === 0) {
    database.transaction(() => {
      database.execute(SCHEMA);
      for (const [name, code] of FIRST_LEARNERS) {
        database.run('insert into learner (name, code) values (?, ?)', name, code);
      }
      database.execute(`pragma user_version = ${SCHEMA_VERSION}`);
    });
  } else if (version !== SCHEMA_VERSION) {
    database.close();
    throw new OtherSchema(
      `The data in ${folder} has tables of version ${version}; this program reads version ` +
        `${SCHEMA_VERSION}. Start with --reset to begin anew, or with --data and another folder.`,
    );
  }
  database.execute(INDEXES);
  // What a killed process was still reading in is of no use to anyone.
  database.run("delete from course where state = 'loading'");
  return database;
}
