import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { CodeBook } from './course.js';

/** A line of a `…-report-key.csv`, which the build writes beside its packages. */
interface KeyLine {
  readonly kind: string;
  readonly edition: string;
  readonly column: string;
  readonly code: string;
  readonly meaning: string;
}

/** The code books of a folder, one per file and edition. */
export async function readCodeBooks(folder: string): Promise<readonly CodeBook[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) =>
    name.endsWith('-report-key.csv'),
  );
  const texts = await Promise.all(names.map(async (name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap(codeBooksIn);
}

/** Without a prototype: a question may be called `constructor`. */
const emptyBook = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>;
const NO_BOOK: CodeBook = emptyBook();

/** The book that knows the most of the given codes; an empty one where none knows any. */
export function bookFor(books: readonly CodeBook[], codes: readonly string[]): CodeBook {
  const known = (book: CodeBook): number =>
    codes.filter((code) => Object.hasOwn(book, code)).length;
  const best = books.reduce<CodeBook>(
    (found, book) => (known(book) > known(found) ? book : found),
    NO_BOOK,
  );
  return known(best) > 0 ? best : NO_BOOK;
}

function codeBooksIn(text: string): readonly CodeBook[] {
  const lines = Papa.parse<KeyLine>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;
  const editions = new Set(lines.map(({ edition }) => edition));
  return [...editions].map((edition) => bookOf(lines.filter((line) => line.edition === edition)));
}

function bookOf(lines: readonly KeyLine[]): CodeBook {
  const codeOfRow = new Map<string, string>();
  const book = emptyBook<{ text: string; answers: Record<string, string> }>();
  for (const { kind, column, code, meaning } of lines) {
    const row = /^cmi\.interactions\.\d+/.exec(column)?.[0] ?? column;
    if (kind === 'answer') {
      const entry = book[codeOfRow.get(row) ?? ''];
      if (entry) entry.answers[code] = meaning;
    } else {
      codeOfRow.set(row, code);
      book[code] = { text: meaning, answers: emptyBook() };
    }
  }
  return book;
}
