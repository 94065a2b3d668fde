import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compile, type Compiled, type Program } from '../../src/compiler/compile.js';
import type { Files } from '../../src/compiler/files.js';
import { describeProblem, isError, type ContentProblem } from '../../src/compiler/problems.js';
import type { Source } from '../../src/compiler/read-content.js';
import {
  catalogueFiles,
  entryFor,
  readCatalogue,
  type CatalogueEntry,
  type CatalogueFile,
} from './catalogue.js';
import { loadProgram, programFingerprint } from './program.js';
import { displayPath, readByteFiles } from './read-byte.js';
import { removeLeftovers, writeChecked, writeWhole } from './write-files.js';
import { sha256, zipPackages } from './zip-package.js';

/** Where a build reads and writes, and what prints its lines. */
export interface BuildOptions {
  /** The folder with one folder for each Byte. */
  readonly content: string;
  readonly output: string;
  /** Byte ids; empty for all there are. */
  readonly only: readonly string[];
  readonly print: (line: string) => void;
}

/**
 * Builds the packages of every Byte that changed since the last build, and the
 * catalogue. `false` when something has to be repaired: such a Byte keeps its
 * last good packages, and the others are built all the same.
 */
export async function buildAll(options: BuildOptions): Promise<boolean> {
  const start = performance.now();
  const folders = await byteFolders(options.content);
  const names = options.only.length > 0 ? options.only : folders;
  if (names.length === 0) {
    options.print(
      `${displayPath(options.content)}: there is no lesson yet. Start one with: npm run new -- my-career`,
    );
    return false;
  }
  await mkdir(options.output, { recursive: true });
  await removeLeftovers(options.output);
  const build = new Build(options, folders, await readCatalogue(options.output));
  for (const name of names) await build.byte(name);
  if (options.only.length === 0) await build.removeDeleted();
  await build.writeCatalogue();
  options.print(`${build.summary()} (${seconds(start)})`);
  return build.failed === 0;
}

/** The names of the folders that may be Bytes. */
export async function byteFolders(content: string): Promise<readonly string[]> {
  const entries = await readdir(content, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** One run over many Bytes. Only one Byte is in memory at a time. */
class Build {
  readonly #options: BuildOptions;
  readonly #folders: readonly string[];
  readonly #entries: Map<string, CatalogueEntry>;
  #program: Promise<Program> | undefined;
  #fingerprint: Promise<string> | undefined;
  #built = 0;
  #unchanged = 0;
  #removed = 0;
  #problems = 0;
  failed = 0;

  constructor(
    options: BuildOptions,
    folders: readonly string[],
    entries: ReadonlyMap<string, CatalogueEntry>,
  ) {
    this.#options = options;
    this.#folders = folders;
    this.#entries = new Map(entries);
  }

  async byte(name: string): Promise<void> {
    try {
      if (!(await this.#build(name))) this.failed += 1;
    } catch (error) {
      this.failed += 1;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#options.print(`${name}: the build itself failed, which is not your fault: ${message}`);
    }
  }

  async #build(name: string): Promise<boolean> {
    const { content, print } = this.#options;
    const start = performance.now();
    const folder = join(content, name);
    const files = await readByteFiles(folder);
    this.#fingerprint ??= programFingerprint();
    const source = sourceHash(await this.#fingerprint, files);
    if (await this.#isUnchanged(name, source)) {
      this.#unchanged += 1;
      return true;
    }
    this.#program ??= loadProgram();
    const compiled = await compile(files, {
      folder: displayPath(folder),
      program: await this.#program,
    });
    const problems = compiled.problems.map((problem) => this.#withNeighbors(problem));
    for (const problem of problems) print(describeProblem(problem));
    this.#problems += problems.filter(isError).length;
    if (!compiled.source) return false;
    const entry = await this.#write(compiled, compiled.source, source);
    if (!entry) return false;
    // A Byte with warnings is built each time, so that they are seen each time.
    this.#entries.set(name, problems.length > 0 ? { ...entry, source: '' } : entry);
    this.#built += 1;
    print(`built    ${name} ${entry.version}: ${contents(compiled.source)} (${seconds(start)})`);
    return true;
  }

  /** Only this room knows which other folders there are. */
  #withNeighbors(problem: ContentProblem): ContentProblem {
    return problem.kind === 'file-missing' && problem.others.length === 0
      ? {
          ...problem,
          folders: this.#folders.filter((name) => !problem.at.file.includes(`/${name}/`)),
        }
      : problem;
  }

  async #isUnchanged(name: string, source: string): Promise<boolean> {
    const entry = this.#entries.get(name);
    if (entry?.source !== source) return false;
    const same = filesOf(entry).map(async ({ file, sha256: expected }) => {
      const data = await readFile(join(this.#options.output, file)).catch(() => null);
      return data !== null && sha256(data) === expected;
    });
    return !(await Promise.all(same)).includes(false);
  }

  async #write(compiled: Compiled, source: Source, hash: string): Promise<CatalogueEntry | null> {
    const { output, print } = this.#options;
    const { id } = source.byte;
    const packages = await zipPackages(id, compiled.packages);
    const { written, lines } = await writeChecked(packages, output);
    for (const line of lines) print(line);
    if (!written) {
      print(`${id}: a package failed its check; the old packages are kept.`);
      return null;
    }
    const teacherFiles: CatalogueFile[] = [];
    for (const [file, data] of compiled.teacherFiles) {
      await writeWhole(output, file, data);
      teacherFiles.push({ file, bytes: data.length, sha256: sha256(data) });
    }
    const entry = entryFor(source.byte, { packages, teacherFiles, source: hash });
    await this.#remove(this.#entries.get(id), filesOf(entry));
    return entry;
  }

  /** Removes the files of Bytes that are in the catalogue and no longer in the content. */
  async removeDeleted(): Promise<void> {
    for (const [id, entry] of [...this.#entries]) {
      if (this.#folders.includes(id)) continue;
      await this.#remove(entry, []);
      this.#entries.delete(id);
      this.#removed += 1;
      this.#options.print(`removed  ${id}: its folder is gone`);
    }
  }

  /** Removes the files of an old entry that are not among `kept`. */
  async #remove(entry: CatalogueEntry | undefined, kept: readonly CatalogueFile[]): Promise<void> {
    const names = new Set(kept.map(({ file }) => file));
    for (const { file } of entry ? filesOf(entry) : []) {
      // The catalogue is a file like any other; it must not make us remove something elsewhere.
      const isOurs = file.startsWith(`${entry?.id ?? ''}-`) && !/[\\/]/.test(file);
      if (isOurs && !names.has(file)) await rm(join(this.#options.output, file), { force: true });
    }
  }

  async writeCatalogue(): Promise<void> {
    for (const [name, text] of catalogueFiles(this.#entries)) {
      await writeWhole(this.#options.output, name, text);
    }
  }

  summary(): string {
    const { output } = this.#options;
    const parts = [
      `${this.#built} built`,
      ...(this.#unchanged > 0 ? [`${this.#unchanged} unchanged`] : []),
      ...(this.#removed > 0 ? [`${this.#removed} removed`] : []),
      ...(this.failed > 0 ? [`${this.failed} not built`] : []),
    ];
    const problems =
      this.#problems > 0
        ? ` ${this.#problems} ${this.#problems === 1 ? 'problem' : 'problems'} to repair; docs/problems.md explains the codes in brackets.`
        : '';
    return `${parts.join(', ')}.${problems} Everything is listed in ${displayPath(output)}/catalogue.html`;
  }
}

function filesOf({ packages, teacherFiles }: CatalogueEntry): readonly CatalogueFile[] {
  return [...packages, ...teacherFiles];
}

function sourceHash(program: string, files: Files): string {
  const hashes = [...files].map(([name, data]) => [name, sha256(data)]);
  return sha256(JSON.stringify([program, hashes]));
}

function contents({ byte, pictures }: Source): string {
  const questions = byte.sections.flatMap((one) => (one.kind === 'quiz' ? one.questions : []));
  return [
    count(byte.sections.length, 'section'),
    count(questions.length, 'question'),
    count(byte.facts.length, 'fact'),
    count(pictures.size, 'picture'),
  ].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(2)} s`;
}
