import type { Context } from 'hono';
import { courseById, type CodeBook, type Course } from '../packages/course.js';
import type { PackageStore } from '../packages/package-store.js';
import type { CallLog } from '../player/call-store.js';
import type { Database } from '../store/database.js';
import type { Reports } from '../store/reports.js';
import type { Access } from './access.js';
import type { BrowserScripts } from './browser-scripts.js';
import type { Origins } from './origins.js';

/** What the two servers work with. */
export interface MainServices {
  readonly database: Database;
  readonly reports: Reports;
  readonly packages: PackageStore;
  readonly calls: CallLog;
  readonly scripts: BrowserScripts;
  readonly origins: () => Origins;
  readonly access: Access;
  readonly dataFolder: string;
  /** What the codes of our own lessons mean. */
  readonly codeBooks: readonly CodeBook[];
}

/** The course that an address names. */
export function courseIn(c: Context, database: Database): Course | undefined {
  const id = c.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id) ? courseById(database, Number(id)) : undefined;
}
