import type { Database } from '../store/database.js';
import type { PackageManifest } from '../../package/manifest.js';

/** A package to launch, or a report that was read in. */
export interface Course {
  readonly id: number;
  readonly kind: 'package' | 'import';
  readonly title: string;
  /** The file it came from. */
  readonly source: string;
  readonly addedAt: number;
  readonly revision: number;
  /** The package's folder below `packages/`; `null` for an import. */
  readonly packageKey: string | null;
  readonly manifest: PackageManifest | null;
  /** What is wrong with the package, in sentences; empty for a good one. */
  readonly findings: readonly string[];
  readonly notes: ImportNotes | null;
}

/** What a question of a package asks, in words. */
export interface CodeBookEntry {
  readonly text: string;
  readonly answers: Readonly<Record<string, string>>;
}

export type CodeBook = Readonly<Record<string, CodeBookEntry>>;

/** What the reader of a report noticed. */
export interface ImportNotes {
  readonly format: string;
  readonly attempts: number;
  /** Columns that mean nothing to the reader, and were left out. */
  readonly unknownColumns: readonly string[];
  /** What a person should know before they trust the figures. */
  readonly notices?: readonly string[];
  /** Which remembered choice of columns the table was read with. */
  readonly chosenColumns?: string;
  /** Rows that were skipped, with their numbers as a spreadsheet shows them. */
  readonly badRows: readonly { readonly row: number; readonly problem: string }[];
  readonly badRowCount: number;
}

interface CourseRow {
  readonly id: number;
  readonly kind: 'package' | 'import';
  readonly title: string;
  readonly source: string;
  readonly added_at: number;
  readonly revision: number;
  readonly package_key: string | null;
  readonly manifest: string | null;
  readonly findings: string | null;
  readonly notes: string | null;
}

/** A course as a list shows it. */
export interface CourseLine {
  readonly id: number;
  readonly kind: 'package' | 'import';
  readonly title: string;
  readonly source: string;
  readonly addedAt: number;
  readonly attempts: number;
  /** Of a package; `null` for an import. */
  readonly edition: 'scorm12' | 'scorm2004' | null;
  readonly schemaVersion: string;
  /** Of an import: the LMS and the kind of report. */
  readonly format: string;
}

/** Every course that is ready, by title; with `text`, those whose title or file contains it. */
export function courseLines(database: Database, text = ''): readonly CourseLine[] {
  // What is stored about one package may be large, so a list takes only what it shows.
  return database.all<CourseLine>(
    `select id, kind, title, source, added_at as addedAt,
     json_extract(manifest, '$.edition') as edition,
     coalesce(json_extract(manifest, '$.schemaVersion'), '') as schemaVersion,
     coalesce(json_extract(notes, '$.format'), '') as format,
     coalesce(json_extract(notes, '$.attempts'),
       (select count(*) from attempt where course_id = course.id)) as attempts
     from course where state = 'ready'
     and (? = '' or instr(lower(title || ' ' || source), lower(?)) > 0)
     order by title collate nocase, id`,
    text,
    text,
  );
}

/** Every course that is ready. */
export function courses(database: Database): readonly Course[] {
  return database
    .all<CourseRow>("select * from course where state = 'ready' order by id")
    .map(courseOf);
}

export function courseById(database: Database, id: number): Course | undefined {
  const row = database.get<CourseRow>("select * from course where id = ? and state = 'ready'", id);
  return row && courseOf(row);
}

export function courseByKey(database: Database, key: string): Course | undefined {
  const row = database.get<CourseRow>('select * from course where package_key = ?', key);
  return row && courseOf(row);
}

/** Notes that the attempts of a course changed, so that its stored summary is stale. */
export function touchCourse(database: Database, id: number): void {
  database.run('update course set revision = revision + 1 where id = ?', id);
}

/** The JSON in these columns is what this program itself wrote. */
function courseOf(row: CourseRow): Course {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    source: row.source,
    addedAt: row.added_at,
    revision: row.revision,
    packageKey: row.package_key,
    manifest: row.manifest === null ? null : (JSON.parse(row.manifest) as PackageManifest),
    findings: row.findings === null ? [] : (JSON.parse(row.findings) as readonly string[]),
    notes: row.notes === null ? null : (JSON.parse(row.notes) as ImportNotes),
  };
}
