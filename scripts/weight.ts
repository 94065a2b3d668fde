import { readFile, writeFile } from 'node:fs/promises';
import { budgetFor, overBudget, shippedPage, weigh, type Weight } from './bench/weigh.js';
import { markdownTable } from './bench/table.js';

/**
 * `npm run weight`: who costs what in the page, against the committed
 * budget. `-- --write` makes what there is now the budget.
 */
const BUDGET = 'tests/compiler/weight-budget.json';
const weight = await weigh(await shippedPage());
const rows = [
  ['compressed page', weight.page] as const,
  ...Object.entries(weight.parts),
  ...Object.entries(weight.modules).sort(([, a], [, b]) => b - a),
];
console.log(
  markdownTable(
    ['what', 'bytes'],
    rows.map(([name, bytes]) => [name, String(bytes)]),
  ),
);
if (process.argv.includes('--write')) {
  await writeFile(BUDGET, `${JSON.stringify(budgetFor(weight), null, 2)}\n`);
  console.log(`${BUDGET} is written.`);
} else {
  // The file was written by this very script.
  const budget = JSON.parse(await readFile(BUDGET, 'utf8')) as Weight;
  const over = overBudget(weight, budget);
  for (const line of over) console.error(`Too heavy: ${line}.`);
  if (over.length > 0) process.exitCode = 1;
}
