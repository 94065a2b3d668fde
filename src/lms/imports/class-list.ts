import type { Result } from '../../core/result.js';
import type { ListedLearner } from '../store/attempt-record.js';
import { guessColumns, type Role } from './columns.js';
import { kindOf, tableRows, type Cells } from './read-table.js';
import { wrong } from './table-format.js';

/** A list of more names is no class. */
const MOST_LEARNERS = 20_000;

/**
 * Reads a class list: a table with names, IDs or email addresses in any order of columns, or names
 * alone without a heading.
 */
export async function readClassList(
  path: string,
): Promise<Result<readonly ListedLearner[], string>> {
  const kind = await kindOf(path);
  if (kind === 'json' || kind === 'other') {
    return wrong(
      'A class list is a table (CSV, TXT, XLSX or ODS) with names, IDs or email addresses.',
    );
  }
  const rows: Cells[] = [];
  for await (const row of tableRows(path, kind)) {
    const cells = row.map((cell) => cell.replace(/^\uFEFF/, '').trim());
    if (cells.every((cell) => cell === '')) continue;
    rows.push(cells);
    if (rows.length > MOST_LEARNERS) return wrong(`A class list may have ${MOST_LEARNERS} lines.`);
  }
  const columns = columnsIn(rows);
  if (!columns) {
    return wrong(
      'No column of this list is known as a name, an ID or an email address. Give its columns these headings.',
    );
  }
  const learners = rows.slice(columns.from).flatMap((cells) => {
    const cell = (role: Role): string => cells[columns.roles.indexOf(role)] ?? '';
    const parts = [cell('first name'), cell('last name')].filter((part) => part !== '');
    const learner = { name: cell('name') || parts.join(' '), id: cell('id'), email: cell('email') };
    return learner.name + learner.id + learner.email === '' ? [] : [learner];
  });
  return learners.length === 0 ? wrong('This list names nobody.') : { ok: true, value: learners };
}

const NAMING: readonly Role[] = ['name', 'first name', 'last name', 'id', 'email'];

/** The columns, and the row from which the learners are. */
function columnsIn(
  rows: readonly Cells[],
): { readonly roles: readonly Role[]; readonly from: number } | null {
  for (let place = 0; place < Math.min(5, rows.length); place += 1) {
    // Values do not count here: without headings, the first row is a learner.
    const { roles } = guessColumns(rows[place] ?? [], []);
    if (roles.some((role) => NAMING.includes(role))) return { roles, from: place + 1 };
  }
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  if (width === 0 || width > 3) return null;
  const roles = Array.from({ length: width }, (_, place): Role => {
    const values = rows.map((cells) => cells[place] ?? '').filter((value) => value !== '');
    if (values.every((value) => /^[^\s@]+@[^\s@]+$/.test(value))) return 'email';
    return values.every((value) => /\d/.test(value) && !/\s/.test(value)) ? 'id' : 'name';
  });
  const isClear = roles.filter((role) => role === 'name').length <= 1;
  return isClear ? { roles, from: 0 } : null;
}
