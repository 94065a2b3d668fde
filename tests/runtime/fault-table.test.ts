import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** The number of faults in the catalogue that the runtime is built against. */
const FAULTS = 67;

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/**
 * A line per fault and test that covers it. Tests in `tests/journey` run on the
 * built packages of all three editions, in a real browser.
 */
const rows = text('tests/runtime/fault-table.tsv')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [number = '', fault = '', file = '', title = '', because = ''] = line.split('\t');
    return { number: Number(number), fault, file, title, because };
  });

describe('the table of faults', () => {
  test('has every fault of the catalogue, in order', () => {
    expect([...new Set(rows.map(({ number }) => number))]).toEqual(
      Array.from({ length: FAULTS }, (_, index) => index + 1),
    );
  });

  test('names a test or a reason in every line', () => {
    expect(rows.filter(({ fault, file, because }) => !fault || (!file && !because))).toEqual([]);
  });

  test('names tests that exist', () => {
    const missing = rows
      .filter(({ file, title }) => file && !text(file).includes(title))
      .map(({ number, file, title }) => `${number}: ${file} has no test "${title}".`);
    expect(missing).toEqual([]);
  });

  test('names no test file without a test', () => {
    expect(rows.filter(({ file, title }) => file && !title)).toEqual([]);
  });
});

test('no unload handler is in the runtime', () => {
  const sources = readdirSync(join(ROOT, 'src/runtime'), { recursive: true, encoding: 'utf8' });
  const using = sources
    .filter((name) => name.endsWith('.ts'))
    .filter((name) =>
      /addEventListener\(\s*'(before)?unload'|on(before)?unload/.test(text(`src/runtime/${name}`)),
    );
  expect(using).toEqual([]);
});
