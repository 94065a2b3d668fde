import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../src/core/result.js';
import { choicesIn, importLarge, importReport, type Imported } from '../src/lms/import-report.js';
import { bulkSources, type BulkSource } from '../src/lms/imports/bulk-source.js';
import { courses } from '../src/lms/packages/course.js';
import { figuresSql } from '../src/lms/statistics/figures-sql.js';
import { DuckDb } from '../src/lms/store/duckdb.js';
import { exportParquet } from '../src/lms/store/export-parquet.js';
import { openDatabase } from '../src/lms/store/open-database.js';
import { Reports } from '../src/lms/store/reports.js';

const HELP = `npm run reports -- [options] [file or folder]...
  Reads exports of LMSs into the data of the local LMS.
  --data DIR       keep them here (default: data)
  --engine NAME    duckdb or sqlite; without it DuckDB reads what is large
  --parquet DIR    then write all reports and courses there as Parquet files
  --help           show this`;

const ENGINES = ['auto', 'sqlite', 'duckdb'] as const;
type Engine = (typeof ENGINES)[number];

interface Options {
  readonly data: string;
  readonly engine: Engine;
  readonly parquet: string | null;
  readonly paths: readonly string[];
}

function readOptions(args: readonly string[]): Result<Options | null, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: 'data' },
        engine: { type: 'string', default: 'auto' },
        parquet: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { ok: true, value: null };
    const engine = ENGINES.find((name) => name === values.engine);
    const missing = positionals.filter((path) => !existsSync(path));
    const problems = [
      ...(engine ? [] : [`--engine ${values.engine}: use duckdb or sqlite.`]),
      ...missing.map((path) => `${path}: there is no such file or folder.`),
      ...(positionals.length === 0 && values.parquet === undefined
        ? ['Name a file or folder to read, or --parquet DIR.']
        : []),
    ];
    if (!engine || problems.length > 0) return { ok: false, problems };
    const { data, parquet = null } = values;
    return { ok: true, value: { data, engine, parquet, paths: positionals } };
  } catch (error) {
    return { ok: false, problems: [messageOf(error)] };
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options.ok) {
    console.error(`${options.problems.join('\n')}\n\n${HELP}`);
    return 2;
  }
  if (options.value === null) {
    console.log(HELP);
    return 0;
  }
  const { data, engine, parquet, paths } = options.value;
  const control = new AbortController();
  const cancel = (): void => control.abort(new Error('Canceled; nothing of it was kept.'));
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  try {
    const database = openDatabase(resolve(data));
    const reports = new Reports(database);
    try {
      const files = await filesIn(paths);
      const failed = await readAll(reports, files, { engine, signal: control.signal });
      if (parquet !== null && !control.signal.aborted) {
        await exportParquet(reports, courses(database), resolve(parquet), async (id) =>
          figuresSql(await reports.of(id)),
        );
        console.log(
          `All reports are in ${parquet} as Parquet files; docs/scale.md says how to use them.`,
        );
      }
      return failed > 0 ? 1 : 0;
    } finally {
      await reports.close();
      database.close();
    }
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

/** Files as they were named, and those in folders below, in the order of their names. */
async function filesIn(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) {
      const inside = await readdir(path, { recursive: true, withFileTypes: true });
      files.push(
        ...inside
          .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort(),
      );
    } else {
      files.push(path);
    }
  }
  return files;
}

interface ReadOptions {
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** Gives how many could not be read. */
async function readAll(
  reports: Reports,
  files: readonly string[],
  { engine, signal }: ReadOptions,
): Promise<number> {
  const { together, alone } = await grouped(reports, files, engine);
  let failed = 0;
  const read = async (
    name: string,
    paths: readonly string[],
    work: (onProgress: (done: number) => void) => Promise<Result<Imported, string>>,
  ): Promise<void> => {
    if (signal.aborted) return;
    const line = new ProgressLine(name, await bytesOf(paths));
    const result = await work((done) => line.show(done)).catch((error: unknown) => ({
      ok: false as const,
      problems: [messageOf(error)],
    }));
    line.end(outcomeOf(reports, result));
    if (!result.ok || result.value.kind !== 'course') failed += 1;
  };
  for (const source of together) {
    const paths = source.files.map(({ path }) => path);
    const name = `${source.title ?? basename(paths[0] ?? '')} (${paths.length} files)`;
    await read(name, paths, (onProgress) =>
      importLarge(reports, source, `${paths.length} files`, { signal, onProgress }),
    );
  }
  for (const path of alone) {
    await read(basename(path), [path], (onProgress) =>
      importReport(reports, path, basename(path), { engine, signal, onProgress }),
    );
  }
  return failed;
}

/** Files of one lesson, where DuckDB can read them as one report, and all others. */
async function grouped(
  reports: Reports,
  files: readonly string[],
  engine: Engine,
): Promise<{ readonly together: readonly BulkSource[]; readonly alone: readonly string[] }> {
  if (engine === 'sqlite' || files.length < 2) return { together: [], alone: files };
  // Several files of one lesson are one report, which only DuckDB reads; without it, say so.
  (await DuckDb.open()).close();
  const { sources } = await bulkSources(files, choicesIn(reports.database));
  const together = sources.filter((source) => source.files.length > 1);
  const taken = new Set(together.flatMap((source) => source.files.map(({ path }) => path)));
  return { together, alone: files.filter((file) => !taken.has(file)) };
}

async function bytesOf(paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of paths) bytes += (await stat(path)).size;
  return bytes;
}

function outcomeOf(reports: Reports, result: Result<Imported, string>): string {
  if (!result.ok) return result.problems.join(' ');
  if (result.value.kind === 'unknown table')
    return 'its columns are not known. Drop it on the first page of the local LMS and say what they are.';
  const { id } = result.value;
  const notes = courses(reports.database).find((course) => course.id === id)?.notes;
  const skipped = notes?.badRowCount ?? 0;
  return `${notes?.attempts ?? 0} attempts${skipped > 0 ? `; ${skipped} rows were skipped, see the report` : ''}`;
}

/** One line that says how far a file is, how fast it goes, and how long it will take. */
class ProgressLine {
  readonly #name: string;
  readonly #bytes: number;
  readonly #started = performance.now();
  #shown = 0;

  constructor(name: string, bytes: number) {
    this.#name = name;
    this.#bytes = bytes;
  }

  show(done: number): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#shown < 500) return;
    this.#shown = now;
    const seconds = (now - this.#started) / 1000;
    const rate = (this.#bytes * done) / 1e6 / seconds;
    const left = done > 0.02 ? `, ${Math.ceil((seconds / done) * (1 - done))} s left` : '';
    const text = `${this.#name}: ${Math.floor(done * 100)} %, ${rate.toFixed(1)} MB/s${left}`;
    process.stderr.write(`\r\u001B[K${text}`);
  }

  end(outcome: string): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    const seconds = (performance.now() - this.#started) / 1000;
    console.log(`${this.#name}: ${outcome} (${seconds.toFixed(1)} s)`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
