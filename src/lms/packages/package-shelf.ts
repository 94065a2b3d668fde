import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Result } from '../../core/result.js';
import type { Database } from '../store/database.js';
import { courseByKey, type Course } from './course.js';
import { readManifest, type PackageManifest } from './package-manifest.js';
import { unpackZip } from './unpack-zip.js';
import { describeFinding } from '../../package/finding.js';
import { verifyPackage } from '../../package/verify-package.js';

/** The unpacked packages, one folder each, named by the zip's SHA-256. */
export class PackageShelf {
  readonly #database: Database;
  readonly #folder: string;

  constructor(database: Database, dataFolder: string) {
    this.#database = database;
    this.#folder = resolve(dataFolder, 'packages');
  }

  /** Takes in a zip that somebody uploaded. The same bytes are the same course. */
  async take(zip: string, source: string): Promise<Result<Course, string>> {
    return this.#takeAs(zip, source, null);
  }

  /**
   * Takes in every zip of a folder. A zip built anew replaces the one before it
   * and keeps the attempts, as an LMS does when a teacher uploads a new version.
   */
  async takeFolder(folder: string): Promise<readonly string[]> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /\.zip$/i.test(name));
    const problems: string[] = [];
    for (const name of names.sort()) {
      const source = `${basename(folder)}/${name}`;
      const before = this.#database.get<{ id: number }>(
        "select id from course where kind = 'package' and source = ?",
        source,
      );
      const taken = await this.#takeAs(join(folder, name), source, before?.id ?? null);
      // An edition for plain web servers is no SCORM package, and no mistake either.
      if (!taken.ok && !/-web\.zip$/.test(name))
        problems.push(`${name}: ${taken.problems.join(' ')}`);
    }
    return problems;
  }

  /** The path of a file of a package, or `null` where it would lie outside of it. */
  fileOf(key: string, name: string): string | null {
    if (!/^[0-9a-f]{64}$/.test(key) || name.includes('\0')) return null;
    const folder = join(this.#folder, key);
    const path = resolve(folder, name);
    const inside = relative(folder, path);
    return inside === '' || inside.startsWith('..') || resolve(inside) === inside ? null : path;
  }

  async #takeAs(zip: string, source: string, id: number | null): Promise<Result<Course, string>> {
    const key = await digest(zip);
    const known = courseByKey(this.#database, key);
    if (known && (await exists(join(this.#folder, key)))) return { ok: true, value: known };
    const unpacked = await this.#unpack(zip, key);
    if (!unpacked.ok) return unpacked;
    const found = await verifyPackage(zip, source);
    const findings = JSON.stringify(found.map(describeFinding));
    this.#write(
      [unpacked.value.title, source, key, JSON.stringify(unpacked.value), findings],
      id ?? known?.id ?? null,
    );
    const course = courseByKey(this.#database, key);
    if (!course) throw new Error(`Course ${key} was written and is not there.`);
    return { ok: true, value: course };
  }

  /** Unpacks beside the final place and moves there as a whole: no half of a package is ever served. */
  async #unpack(zip: string, key: string): Promise<Result<PackageManifest, string>> {
    const part = join(this.#folder, `${key}.${process.pid}.part`);
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    try {
      const unpacked = await unpackZip(zip, part);
      if (!unpacked.ok) return unpacked;
      const manifest = await readPackage(part);
      if (!manifest.ok) return manifest;
      const target = join(this.#folder, key);
      await rm(target, { recursive: true, force: true });
      await rename(part, target);
      return manifest;
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  }

  /** `columns`: title, source, package_key, manifest, findings. */
  #write(columns: readonly string[], id: number | null): void {
    if (id === null) {
      this.#database.run(
        `insert into course (kind, title, source, package_key, manifest, findings, added_at)
         values ('package', ?, ?, ?, ?, ?, ?)`,
        ...columns,
        Date.now(),
      );
    } else {
      this.#database.run(
        'update course set title = ?, source = ?, package_key = ?, manifest = ?, findings = ? where id = ?',
        ...columns,
        id,
      );
    }
  }
}

async function readPackage(folder: string): Promise<Result<PackageManifest, string>> {
  const names = await readdir(folder);
  if (!names.includes('imsmanifest.xml')) {
    return wrong('The zip has no imsmanifest.xml at its top, so it is no SCORM package.');
  }
  const manifest = readManifest(await readFile(join(folder, 'imsmanifest.xml')));
  if (!manifest.ok) return manifest;
  const page = decodedPath(manifest.value.href);
  const inside = page !== null && !relative(folder, resolve(folder, page)).startsWith('..');
  if (!inside || !(await exists(resolve(folder, page)))) {
    return wrong(`The manifest launches ${manifest.value.href}, and the zip has no such file.`);
  }
  return manifest;
}

function decodedPath(href: string): string | null {
  try {
    return decodeURIComponent(href.split(/[?#]/)[0] ?? '');
  } catch {
    return null;
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
