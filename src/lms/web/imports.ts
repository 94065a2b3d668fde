import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { importReport } from '../import-report.js';
import type { ImportNotes } from '../packages/course.js';
import type { Database } from '../store/database.js';
import { home } from './home-page.js';
import type { Html } from './layout.js';
import { receiveFile } from './receive-file.js';
import type { MainServices } from './services.js';

/** Reads reports of other LMSs. */
export function importRoutes(app: Hono, { database, dataFolder }: MainServices): void {
  app.post('/imports', async (c) => readReport(c, database, dataFolder));
}

async function readReport(c: Context, database: Database, dataFolder: string): Promise<Response> {
  const received = await receiveFile(c.req.raw, join(dataFolder, 'uploads'));
  if (!received.ok) return await c.html(home(database, received.problems.join(' ')), 400);
  try {
    const { path, name } = received.value;
    const read = await importReport(database, path, name);
    if (read.ok) return c.redirect(`/courses/${read.value}/attempts`, 303);
    return await c.html(home(database, `${name}: ${read.problems.join(' ')}`), 400);
  } finally {
    await rm(received.value.path, { force: true });
  }
}

/** What the reader of a report noticed. */
export function importNotes(notes: ImportNotes): Html {
  const { format, attempts, unknownColumns, badRows, badRowCount } = notes;
  return html`<div class="panel notes"><p>Read as: ${format}. ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}.</p>
${unknownColumns.length > 0 ? html`<p>Columns that were not understood and left out: ${unknownColumns.join(', ')}.</p>` : ''}
${
  badRowCount > 0
    ? html`<details><summary>${badRowCount} ${badRowCount === 1 ? 'row was' : 'rows were'} skipped</summary>
<ul>${badRows.map(({ row, problem }) => html`<li>Row ${row}: ${problem}</li>`)}</ul>${badRowCount > badRows.length ? html`<p>and ${badRowCount - badRows.length} more.</p>` : ''}</details>`
    : ''
}</div>`;
}
