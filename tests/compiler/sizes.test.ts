import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildPackages } from '../../scripts/packaging/build-byte.js';
import { bundle } from '../../scripts/packaging/bundle.js';
import { loadSource } from '../../src/compiler/load-content.js';
import { growths, sizesOf, WHOLE, type SizeTable } from '../../scripts/packaging/size-table.js';

const committed = JSON.parse(
  await readFile(new URL('sizes.json', import.meta.url), 'utf8'),
) as SizeTable;

async function currentSizes(): Promise<SizeTable> {
  const folder = fileURLToPath(new URL('../../content/it-project-manager', import.meta.url));
  const source = await loadSource(folder);
  if (!source.ok) throw new Error('The lesson has problems; run npm run build.');
  return sizesOf(await buildPackages(source.value, await bundle()));
}

test('no file of a package grew by more than 5 % without being meant to', async () => {
  expect(growths(committed, await currentSizes())).toEqual([]);
});

test('each package has at most 150 kB, control files included', async () => {
  const tooBig = Object.entries(await currentSizes()).filter(
    ([, files]) => (files[WHOLE] ?? Infinity) > 150_000,
  );
  expect(tooBig).toEqual([]);
});

describe('a growth', () => {
  const table = { scorm12: { 'index.html': 1000, [WHOLE]: 500 } };

  test('of 5 % and less is fine, as is a loss', () => {
    expect(growths(table, { scorm12: { 'index.html': 1050, [WHOLE]: 100 } })).toEqual([]);
  });

  test('of more is told with both sizes', () => {
    expect(growths(table, { scorm12: { 'index.html': 1051, [WHOLE]: 500 } })).toEqual([
      'scorm12 index.html: 1051 bytes, and the table says 1000. Make it smaller, or run npm run sizes -- --write if it has to be.',
    ]);
  });

  test('from nothing is told too', () => {
    expect(growths(table, { scorm12: { 'extra.js': 1 } })).toEqual([
      'scorm12 extra.js: 1 bytes, not in the table. Make it smaller, or run npm run sizes -- --write if it has to be.',
    ]);
  });
});
