import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, type Bundle } from './bundle.js';
import { buildPackages } from './build-byte.js';
import { loadSource, type Source } from '../../src/compiler/load-content.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { teacherFiles } from '../../src/compiler/teacher-files.js';
import { writeChecked } from './write-checked.js';

/** Where a build reads and writes, and who hears of it. */
export interface BuildOptions {
  /** The folder with one folder per Byte. */
  readonly content: string;
  readonly output: string;
  /** Byte ids; empty for all there are. */
  readonly only: readonly string[];
  readonly print: (line: string) => void;
}

/**
 * Builds the packages of every Byte; `false` when something has to be repaired.
 * Nothing is written unless the content of all is right, and the zips of a Byte
 * are replaced only when all of them passed their check.
 */
export async function buildAll(options: BuildOptions): Promise<boolean> {
  const { print } = options;
  // The bundler works in a process of its own, so it need not wait for the content.
  const [sources, program] = await Promise.all([loadAll(options), timed(() => bundle())]);
  if (!sources) return false;
  const script = kilobytes(program.value.scripts.scorm12.length);
  const styles = kilobytes(program.value.styles.length);
  print(`bundle   script ${script}, styles ${styles} (${program.seconds})`);
  await mkdir(options.output, { recursive: true });
  let good = true;
  for (const source of sources) good = (await buildByte(source, program.value, options)) && good;
  return good;
}

async function loadAll({ content, only, print }: BuildOptions): Promise<readonly Source[] | null> {
  const names = only.length > 0 ? only : await byteFolders(content);
  if (names.length === 0) {
    print(`${content}: there is no lesson here. Make a folder with a file en.yaml.`);
    return null;
  }
  const sources: Source[] = [];
  let problems = 0;
  for (const name of names) {
    const { value: source, seconds } = await timed(() => loadSource(join(content, name)));
    if (source.ok) {
      sources.push(source.value);
      print(`content  ${name}: ${contents(source.value)} (${seconds})`);
    } else {
      problems += source.problems.length;
      for (const problem of source.problems) print(describeProblem(problem));
    }
  }
  if (problems === 0) return sources;
  print(`${problems} ${problems === 1 ? 'problem' : 'problems'}; nothing was built.`);
  return null;
}

async function byteFolders(content: string): Promise<readonly string[]> {
  const entries = await readdir(content, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function contents({ byte, pictures }: Source): string {
  const questions = byte.sections.flatMap((one) => (one.kind === 'quiz' ? one.questions : []));
  return `${byte.sections.length} sections, ${questions.length} questions, ${byte.facts.length} facts, ${pictures.size} pictures`;
}

async function buildByte(source: Source, program: Bundle, options: BuildOptions): Promise<boolean> {
  const { output, print } = options;
  const { id } = source.byte;
  const built = await timed(() => buildPackages(source, program));
  print(`pack     ${id}: ${built.value.length} packages (${built.seconds})`);
  const checked = await timed(() => writeChecked(built.value, output));
  for (const line of checked.value.lines) print(line);
  if (!checked.value.written) {
    print(`${id}: a package failed its check; the old ones stay.`);
    return false;
  }
  for (const [name, text] of teacherFiles(source.byte)) await writeFile(join(output, name), text);
  print(`verify   ${id}: reopened and checked (${checked.seconds})`);
  for (const { name, data, sha256 } of built.value) {
    print(`         ${join(output, name)}  ${kilobytes(data.length)}  sha256 ${sha256}`);
  }
  return true;
}

interface Timed<Value> {
  readonly value: Value;
  readonly seconds: string;
}

async function timed<Value>(work: () => Promise<Value>): Promise<Timed<Value>> {
  const start = performance.now();
  const value = await work();
  return { value, seconds: `${((performance.now() - start) / 1000).toFixed(2)} s` };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
