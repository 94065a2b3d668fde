import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { forgetColumns, importReport, rememberColumns, type Imported } from '../import-report.js';
import { problemsOf, ROLES, type ColumnChoice, type Role } from '../imports/columns.js';
import type { UnknownTable } from '../imports/open-report.js';
import type { Course, ImportNotes } from '../packages/course.js';
import { home } from './home.js';
import { layout, notice, type Html } from './layout.js';
import { receiveFile } from './receive-file.js';
import { courseIn, type MainServices } from './services.js';

/** A table that waits for a person to say what its columns are. */
interface WaitingTable {
  readonly path: string;
  readonly name: string;
  readonly table: UnknownTable;
}

/** Older ones are deleted: their files hold names of people. */
const MOST_WAITING = 10;

/** Reads reports of other LMSs, and asks about the columns of tables that are not known. */
export function importRoutes(app: Hono, services: MainServices): void {
  const { database } = services;
  const waiting = new Map<string, WaitingTable>();
  app.post('/imports', async (c) => readReport(c, services, waiting));
  app.get('/imports/:key/columns', (c) => {
    const found = waiting.get(c.req.param('key'));
    return found
      ? c.html(columnsPage(found, found.table.guess))
      : c.html(home(database, GONE), 404);
  });
  app.post('/imports/:key/columns', bodyLimit({ maxSize: 200_000 }), async (c) =>
    readWithColumns(c, services, waiting),
  );
  app.post('/courses/:id/columns/forget', (c) => {
    const course = courseIn(c, database);
    if (!course?.notes?.chosenColumns) return c.notFound();
    forgetColumns(database, course.notes.chosenColumns);
    return c.html(home(database, 'The next table with these columns is asked about again.'));
  });
}

const GONE = 'The file is no longer here. Drop it again.';

async function readReport(
  c: Context,
  { database, reports, dataFolder }: MainServices,
  waiting: Map<string, WaitingTable>,
): Promise<Response> {
  const received = await receiveFile(c.req.raw, join(dataFolder, 'uploads'));
  if (!received.ok) return await c.html(home(database, received.problems.join(' ')), 400);
  const { path, name } = received.value;
  let keep = false;
  try {
    const read = await importReport(reports, path, name);
    if (!read.ok) return await c.html(home(database, `${name}: ${read.problems.join(' ')}`), 400);
    keep = read.value.kind === 'unknown table';
    return c.redirect(await nextPage(read.value, { path, name }, waiting), 303);
  } finally {
    if (!keep) await rm(path, { force: true });
  }
}

async function nextPage(
  imported: Imported,
  file: Omit<WaitingTable, 'table'>,
  waiting: Map<string, WaitingTable>,
): Promise<string> {
  if (imported.kind === 'course') return `/courses/${imported.id}/overview`;
  const key = randomUUID();
  waiting.set(key, { ...file, table: imported.table });
  const [oldest] = waiting.keys();
  if (waiting.size > MOST_WAITING && oldest !== undefined) {
    const { path } = waiting.get(oldest) ?? {};
    waiting.delete(oldest);
    if (path !== undefined) await rm(path, { force: true });
  }
  return `/imports/${key}/columns`;
}

async function readWithColumns(
  c: Context,
  { database, reports }: MainServices,
  waiting: Map<string, WaitingTable>,
): Promise<Response> {
  const key = c.req.param('key') ?? '';
  const found = waiting.get(key);
  if (!found) return c.html(home(database, GONE), 404);
  const choice = choiceIn(await c.req.parseBody(), found.table.headings.length);
  const problems = problemsOf(choice);
  if (problems.length > 0) return c.html(columnsPage(found, choice, problems), 400);
  rememberColumns(database, found.table.headings, choice);
  const read = await importReport(reports, found.path, found.name);
  if (!read.ok) return c.html(columnsPage(found, choice, read.problems), 400);
  waiting.delete(key);
  await rm(found.path, { force: true });
  return c.redirect(read.value.kind === 'course' ? `/courses/${read.value.id}/overview` : '/', 303);
}

function choiceIn(form: Readonly<Record<string, unknown>>, columns: number): ColumnChoice {
  const roles = Array.from({ length: columns }, (_, place): Role => {
    const role = form[`column-${place}`];
    // `hasOwn` proves that the text is one of the names.
    return typeof role === 'string' && Object.hasOwn(ROLES, role) ? (role as Role) : 'none';
  });
  const dates = form['dates'];
  return { roles, dates: dates === 'day first' || dates === 'month first' ? dates : null };
}

/** Rows that are shown to choose by. */
const SHOWN_ROWS = 3;

function columnsPage(
  { name, table: { headings, sample } }: WaitingTable,
  choice: ColumnChoice,
  problems: readonly string[] = [],
): Html {
  const dates = [
    ['', 'Neither, or the month is a word'],
    ['day first', 'Day first: 31/12/2026'],
    ['month first', 'Month first: 12/31/2026'],
  ] as const;
  return layout({
    title: 'What are these columns?',
    trail: [['Home', '/']],
    wide: true,
    content: html`
${problems.length > 0 ? notice('bad', html`${problems.map((problem) => html`<p>${problem}</p>`)}`) : ''}
<p>This table is not one of the reports that are known here. Say what each of its columns is. What is chosen already is a guess. The next table with the same headings is read the same way.</p>
<p class="quiet">${name}</p>
<form method="post">
<div class="scroll" tabindex="0" role="region" aria-label="Columns of the table"><table class="columns"><thead>
<tr><th scope="col">Heading</th><th scope="col">What it is</th><th scope="col" colspan="${SHOWN_ROWS}">First rows</th></tr></thead>
<tbody>${headings.map((heading, place) => html`<tr><th scope="row"><label for="column-${place}">${heading || `Column ${place + 1}`}</label></th><td>${roleSelect(place, choice.roles[place] ?? 'none')}</td>${Array.from({ length: SHOWN_ROWS }, (_, row) => html`<td>${(sample[row]?.[place] ?? '').slice(0, 100)}</td>`)}</tr>`)}</tbody></table></div>
<fieldset><legend>Dates in numbers, such as 05/06/2026</legend>${dates.map(
      ([value, label]) =>
        html`<label class="option"><input type="radio" name="dates" value="${value}" ${(choice.dates ?? '') === value ? 'checked' : ''}> ${label}</label>`,
    )}</fieldset>
<p><button>Read report</button></p></form>`,
  });
}

function roleSelect(place: number, chosen: Role): Html {
  return html`<select id="column-${place}" name="column-${place}">${Object.entries(ROLES).map(
    ([role, label]) =>
      html`<option value="${role}" ${role === chosen ? 'selected' : ''}>${label}</option>`,
  )}</select>`;
}

/** What the reader of a report noticed. */
export function importNotes({ id }: Course, notes: ImportNotes): Html {
  const { format, attempts, unknownColumns, badRows, badRowCount } = notes;
  return html`<div class="panel notes"><p>Read as: ${format}. ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}.</p>
${(notes.notices ?? []).map((text) => html`<p>${text}</p>`)}
${unknownColumns.length > 0 ? html`<p>Columns that were not understood and left out: ${unknownColumns.join(', ')}.</p>` : ''}
${
  badRowCount > 0
    ? html`<details><summary>${badRowCount} ${badRowCount === 1 ? 'row was' : 'rows were'} skipped</summary>
<ul>${badRows.map(({ row, problem }) => html`<li>Row ${row}: ${problem}</li>`)}</ul>${badRowCount > badRows.length ? html`<p>and ${badRowCount - badRows.length} more.</p>` : ''}</details>`
    : ''
}
${
  notes.chosenColumns === undefined
    ? ''
    : html`<form class="noprint" method="post" action="/courses/${id}/columns/forget"><button class="plain">Ask again about such columns next time</button></form>`
}</div>`;
}
