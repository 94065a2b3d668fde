import { commandLine } from './command-line.js';
import { BUDGET_FILE, budgetFor, overBudget, readBudget, weighLesson } from './bench/weight.js';
import { markdownTable } from './bench/table.js';
import { writeFile } from 'node:fs/promises';

/**
 * `npm run weight`: the size of the lesson's page by room, against the budget.
 * `-- --write` makes the present size the new budget.
 */
const { write } = commandLine({ write: false });
const { weight } = await weighLesson();
const rows = Object.entries(weight.rooms).sort(([, a], [, b]) => b - a);
console.log(
  markdownTable(
    ['room', 'bytes'],
    [...rows, ['the page as sent, gzip', weight.page] as const].map(([name, bytes]) => [
      name,
      String(bytes),
    ]),
  ),
);
if (write) {
  await writeFile(BUDGET_FILE, `${JSON.stringify(budgetFor(weight), null, 2)}\n`);
  console.log(`Wrote ${BUDGET_FILE}.`);
} else {
  const over = overBudget(weight, await readBudget());
  for (const line of over) console.error(line);
  if (over.length > 0) process.exitCode = 1;
}
