import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Files } from '../../src/compiler/files.js';
import type { ContentProblem } from '../../src/compiler/problems.js';
import { readContent, type Source } from '../../src/compiler/read-content.js';
import type { Result } from '../../src/core/result.js';

/** Every file of a Byte's folder by its path inside; none when there is no such folder. */
export async function readByteFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = paths.map(
    async (path) => [slashed(relative(folder, path)), await readFile(path)] as const,
  );
  return new Map(await Promise.all(files));
}

/** Reads and checks the lesson in `folder`. */
export async function loadSource(folder: string): Promise<Result<Source, ContentProblem>> {
  const { source, problems } = readContent(await readByteFiles(folder), displayPath(folder));
  return source ? { ok: true, value: source } : { ok: false, problems };
}

/** `path` as an author knows it: from the folder of the project, with forward slashes. */
export function displayPath(path: string): string {
  const inside = relative(process.cwd(), path);
  return slashed(inside.startsWith('..') ? path : inside);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
