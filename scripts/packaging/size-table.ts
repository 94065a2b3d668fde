import { readZip } from '../../src/package/zip-file.js';
import type { Package } from './build-byte.js';

/** Bytes by file name; `(zip)` is the whole package. */
export type SizeTable = Readonly<Record<string, Readonly<Record<string, number>>>>;

export const WHOLE = '(zip)';

/** The sizes of packages and of the files in them, unpacked, by edition. */
export async function sizesOf(packages: readonly Package[]): Promise<SizeTable> {
  const rows = packages.map(async ({ edition, name, data }) => {
    const { entries } = await readZip(data, name);
    const files = entries.map((entry) => [entry.name, entry.size] as const);
    return [edition, Object.fromEntries([[WHOLE, data.length], ...files])] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

/** More than this share above the committed size has to be meant. */
const GROWTH = 0.05;

/** What grew too much or is new, one line each: what it was, what it is, what to do. */
export function growths(committed: SizeTable, current: SizeTable): readonly string[] {
  return Object.entries(current).flatMap(([edition, files]) =>
    Object.entries(files).flatMap(([name, size]) => {
      const before = committed[edition]?.[name];
      const place = `${edition} ${name}`;
      if (before === undefined) return [`${place}: ${size} bytes, not in the table. ${MEANT}`];
      if (size <= before * (1 + GROWTH)) return [];
      return [`${place}: ${size} bytes, and the table says ${before}. ${MEANT}`];
    }),
  );
}

const MEANT = 'Make it smaller, or run npm run sizes -- --write if it has to be.';
