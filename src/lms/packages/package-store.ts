import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Result } from '../../core/result.js';
import { readManifest } from '../../package/verify.js';
import { readAll, type ControlFiles, type ControlFilesByEdition } from '../../package/schemas.js';
import { LongWork, WorkStopped } from '../long-work.js';
import type { Database } from '../store/database.js';
import { courseById, courseByKey, type Course } from './course.js';
import type { UnpackJob, Unpacked } from './unpack-worker.js';

/** Names in the folder of packages: a SHA-256, in older versions with an ending. */
const PACKAGE = /^[0-9a-f]{64}(\.\d+\.part)?$/;
const UPLOAD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Enough for 1 GB of files on a slow disk; a hostile zip is cut off. */
const LIMITS = { seconds: 180, megabytes: 512 };

/**
 * The unpacked packages, one folder each, named by the zip's SHA-256. A package
 * is unpacked in a place of its own and moved as a whole, so that no part of one
 * is ever served; a folder that lost files is replaced at the next upload.
 */
export class PackageStore {
  readonly #database: Database;
  readonly #folder: string;
  readonly #uploads: string;
  readonly #unpacking: LongWork<UnpackJob, Unpacked>;
  #last: Promise<unknown> = Promise.resolve();
  #arriving = 0;
  #closed = false;

  private constructor(database: Database, dataFolder: string, schemas: ControlFilesByEdition) {
    this.#database = database;
    this.#folder = resolve(dataFolder, 'packages');
    this.#uploads = resolve(dataFolder, 'uploads');
    this.#unpacking = new LongWork(new URL('./unpack-worker.ts', import.meta.url), LIMITS, schemas);
  }

  /** Opens the packages in `dataFolder` and removes what a stopped program left there. */
  static async open(
    database: Database,
    dataFolder: string,
    controlFiles: ControlFiles,
  ): Promise<PackageStore> {
    const schemas = await readAll(controlFiles);
    const store = new PackageStore(database, dataFolder, schemas);
    await store.#sweep();
    return store;
  }

  /** Takes in a zip that somebody uploaded. The same bytes are the same course. */
  take(zip: string, source: string): Promise<Result<Course, string>> {
    return this.#inTurn(() => this.#take(zip, { source, replaces: null, stamp: '' }));
  }

  /**
   * Takes in every zip of a folder. A newer zip replaces the one before it and
   * keeps the attempts, as an LMS does when a teacher uploads a new version.
   * Gives a sentence for each zip that could not be taken.
   */
  async takeFolder(folder: string): Promise<readonly string[]> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /\.zip$/i.test(name));
    // An edition for plain web servers is not a SCORM package, and not a mistake either.
    const zips = names.filter((name) => !/-web\.zip$/.test(name)).sort();
    this.#arriving = zips.length;
    const problems: string[] = [];
    for (const name of zips) {
      if (this.#closed) break;
      const taken = await this.#inTurn(() => this.#takeFrom(folder, name));
      if (!taken.ok) problems.push(`${name}: ${taken.problems.join(' ')}`);
      this.#arriving -= 1;
    }
    return problems;
  }

  /** Deletes a course with its attempts and, for a package, its files. */
  async remove(course: Course): Promise<void> {
    await this.#inTurn(async () => {
      this.#database.run('delete from course where id = ?', course.id);
      if (course.packageKey !== null) await this.#discard(join(this.#folder, course.packageKey));
    });
  }

  /** The path of a file of a package, or `null` where it would lie outside of it. */
  fileOf(key: string, name: string): string | null {
    if (!/^[0-9a-f]{64}$/.test(key) || name.includes('\0')) return null;
    const folder = join(this.#folder, key);
    const path = resolve(folder, name);
    const inside = relative(folder, path);
    return inside === '' || inside.startsWith('..') || resolve(inside) === inside ? null : path;
  }

  /** How many packages of the folder are still to be taken in. */
  get arriving(): number {
    return this.#arriving;
  }

  /** Ends what is being unpacked. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#unpacking.close();
    await this.#last;
  }

  /** One change after the other: two uploads of one zip must not meet in its folder. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #takeFrom(folder: string, name: string): Promise<Result<Course | null, string>> {
    const source = `${basename(folder)}/${name}`;
    const zip = join(folder, name);
    const { size, mtimeMs } = await stat(zip);
    const stamp = `${size} ${mtimeMs}`;
    const known = this.#database.get<{ id: number; stamp: string }>(
      "select id, stamp from course where kind = 'package' and source = ?",
      source,
    );
    // A zip that did not change since it was taken in need not be read again.
    if (known?.stamp === stamp && (await this.#isWhole(known.id))) return { ok: true, value: null };
    return this.#take(zip, { source, replaces: known?.id ?? null, stamp });
  }

  async #take(
    zip: string,
    origin: { readonly source: string; readonly replaces: number | null; readonly stamp: string },
  ): Promise<Result<Course, string>> {
    const into = join(this.#uploads, randomUUID());
    await mkdir(into, { recursive: true, mode: 0o700 });
    try {
      const unpacked = await this.#unpacking.run({ zip, name: basename(origin.source), into });
      const { key, manifest, refusals } = unpacked;
      if (!manifest) return { ok: false, problems: refusals };
      const known = courseByKey(this.#database, key);
      if (!known || !(await this.#isWhole(known.id))) await this.#moveIn(into, key);
      const id = origin.replaces ?? known?.id ?? null;
      // The new version may be one that was uploaded by hand before.
      if (known && known.id !== id) this.#release(known.id);
      // A copy that somebody uploads again stays what it was called before.
      const named = origin.replaces === null && known ? { source: known.source } : {};
      this.#write(id, { ...origin, ...named, ...unpacked, manifest });
      const course = courseByKey(this.#database, key);
      if (!course) throw new Error(`Course ${key} was written and cannot be found.`);
      return { ok: true, value: course };
    } catch (error) {
      if (error instanceof WorkStopped) return { ok: false, problems: [error.message] };
      const reason = error instanceof Error ? error.message : String(error);
      return { ok: false, problems: [`The package cannot be unpacked: ${reason}`] };
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }

  async #moveIn(from: string, key: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const target = join(this.#folder, key);
    await this.#discard(target);
    await rename(from, target);
  }

  /** Moves a folder away at once and deletes it then: nothing is served half. */
  async #discard(folder: string): Promise<void> {
    const away = join(this.#uploads, randomUUID());
    await mkdir(this.#uploads, { recursive: true, mode: 0o700 });
    try {
      await rename(folder, away);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    await rm(away, { recursive: true, force: true });
  }

  /** Whether every file that was unpacked is still there, by count and size. */
  async #isWhole(id: number): Promise<boolean> {
    const row = this.#database.get<{ key: string; files: number; bytes: number }>(
      'select package_key as key, files, bytes from course where id = ?',
      id,
    );
    if (!row) return false;
    const found = await weigh(join(this.#folder, row.key)).catch(() => null);
    return found?.files === row.files && found.bytes === row.bytes;
  }

  /** A key belongs to one course; the other one keeps its attempts and becomes a report. */
  #release(id: number): void {
    this.#database.run('update course set package_key = null, manifest = null where id = ?', id);
  }

  #write(
    id: number | null,
    row: Omit<Unpacked, 'manifest'> & {
      readonly manifest: NonNullable<Unpacked['manifest']>;
      readonly source: string;
      readonly stamp: string;
    },
  ): void {
    const columns = [
      row.manifest.title,
      row.source,
      row.key,
      JSON.stringify(row.manifest),
      JSON.stringify(row.findings),
      row.stamp,
      row.files,
      row.bytes,
    ];
    if (id === null) {
      this.#database.run(
        `insert into course (kind, title, source, package_key, manifest, findings, stamp, files, bytes, added_at)
         values ('package', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...columns,
        Date.now(),
      );
      return;
    }
    const before = courseById(this.#database, id)?.packageKey ?? null;
    this.#database.run(
      `update course set title = ?, source = ?, package_key = ?, manifest = ?, findings = ?,
       stamp = ?, files = ?, bytes = ? where id = ?`,
      ...columns,
      id,
    );
    if (before !== null && before !== row.key) void this.#discard(join(this.#folder, before));
  }

  /** What a stopped program left: uploads, folders without a course, manifests of an older program. */
  async #sweep(): Promise<void> {
    // Only what this program named itself: the data folder may be anyone's.
    for (const name of await readdir(this.#uploads).catch(() => [])) {
      if (UPLOAD.test(name)) await rm(join(this.#uploads, name), { recursive: true, force: true });
    }
    const rows = this.#database.all<{ id: number; key: string; manifest: string | null }>(
      "select id, package_key as key, manifest from course where kind = 'package' and package_key is not null",
    );
    const keys = new Set(rows.map(({ key }) => key));
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      if (!PACKAGE.test(name)) continue;
      if (!keys.has(name)) await rm(path, { recursive: true, force: true });
      else await chmod(path, 0o700);
    }
    for (const { id, key, manifest } of rows) {
      if (manifest !== null && !manifest.includes('"items"')) await this.#readAgain(id, key);
    }
  }

  /** An older program stored less of the manifest. */
  async #readAgain(id: number, key: string): Promise<void> {
    const folder = join(this.#folder, key);
    const bytes = await readFile(join(folder, 'imsmanifest.xml')).catch(() => null);
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    const manifest =
      bytes &&
      readManifest(
        bytes,
        names.map((name) => name.replaceAll('\\', '/')),
      );
    if (manifest) {
      const { files, bytes: size } = await weigh(folder);
      this.#database.run(
        'update course set manifest = ?, files = ?, bytes = ? where id = ?',
        JSON.stringify(manifest),
        files,
        size,
        id,
      );
    } else this.#database.run('update course set manifest = null where id = ?', id);
  }
}

async function weigh(folder: string): Promise<{ readonly files: number; readonly bytes: number }> {
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return { files, bytes };
}
