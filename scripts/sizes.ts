import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildPackages } from './packaging/build-byte.js';
import { bundle } from './packaging/bundle.js';
import { loadSource } from '../src/compiler/load-content.js';
import { describeProblem } from '../src/compiler/problems.js';
import { growths, sizesOf, WHOLE, type SizeTable } from './packaging/size-table.js';

const path = fileURLToPath(new URL('../tests/compiler/sizes.json', import.meta.url));
const source = await loadSource(
  fileURLToPath(new URL('../content/it-project-manager', import.meta.url)),
);
if (source.ok) {
  const sizes = await sizesOf(await buildPackages(source.value, await bundle()));
  for (const [edition, files] of Object.entries(sizes)) {
    console.log(`${edition}: ${files[WHOLE]} bytes zipped`);
    for (const [name, size] of Object.entries(files)) {
      if (name !== WHOLE) console.log(`  ${String(size).padStart(7)}  ${name}`);
    }
  }
  if (process.argv.includes('--write')) {
    await writeFile(path, `${JSON.stringify(sizes, null, 2)}\n`);
  } else {
    const committed = JSON.parse(await readFile(path, 'utf8')) as SizeTable;
    const grown = growths(committed, sizes);
    for (const line of grown) console.log(line);
    if (grown.length > 0) process.exitCode = 1;
  }
} else {
  for (const problem of source.problems) console.error(describeProblem(problem));
  process.exitCode = 1;
}
