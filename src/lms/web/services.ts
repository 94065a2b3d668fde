import type { Context } from 'hono';
import { courseById, type CodeBook, type Course } from '../packages/course.js';
import type { PackageShelf } from '../packages/package-shelf.js';
import type { Database } from '../store/database.js';
import type { BrowserScripts } from './browser-scripts.js';
import type { Origins } from './origins.js';

/** What the server of reports needs. */
export interface MainServices {
  readonly database: Database;
  readonly shelf: PackageShelf;
  readonly scripts: BrowserScripts;
  readonly origins: () => Origins;
  readonly dataFolder: string;
  /** What the codes of our own lessons mean. */
  readonly codeBooks: readonly CodeBook[];
}

/** The course that an address names. */
export function courseIn(c: Context, database: Database): Course | undefined {
  const id = c.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id) ? courseById(database, Number(id)) : undefined;
}
