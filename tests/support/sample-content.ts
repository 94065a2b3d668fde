import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { describeProblem } from '../../src/compiler/problems.js';
import type { Source } from '../../src/compiler/read-content.js';

/** A lesson that uses every section kind and every question type. */
export const SAMPLE = fileURLToPath(new URL('../compiler/fixtures/sample', import.meta.url));

/** The sample lesson, loaded and checked. */
export async function sampleSource(): Promise<Source> {
  const source = await loadSource(SAMPLE);
  if (!source.ok) throw new Error(source.problems.map(describeProblem).join('\n'));
  return source.value;
}

/** Files of the sample lesson to write anew, by name; `null` removes one. */
export type Changes = Readonly<Record<string, string | Buffer | null>>;

/** Runs `use` with a copy of the sample lesson in a folder of its own, and removes the copy. */
export async function withSample<Value>(
  changes: Changes,
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const root = await mkdtemp(join(tmpdir(), 'career-byte-content-'));
  try {
    const folder = join(root, 'sample');
    await cp(SAMPLE, folder, { recursive: true });
    for (const [name, text] of Object.entries(changes)) {
      if (text === null) await rm(join(folder, name));
      else await writeFile(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** What an author is told about the changed sample lesson, one line per problem, without the folder's path. */
export async function problemsAfter(changes: Changes): Promise<readonly string[]> {
  return withSample(changes, async (folder) => {
    const source = await loadSource(folder);
    if (source.ok) return [];
    return source.problems.map((problem) => describeProblem(problem).replaceAll(`${folder}/`, ''));
  });
}

/** Like {@link problemsAfter} for a text of `en.yaml` in which `before` is replaced by `after`. */
export async function problemsWith(before: string, after: string): Promise<readonly string[]> {
  const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
  if (!text.includes(before)) throw new Error(`The sample has no ${JSON.stringify(before)}.`);
  return problemsAfter({ 'en.yaml': text.replace(before, () => after) });
}
