import { html } from 'hono/html';
import type { ImportNotes } from '../packages/course.js';
import type { Html } from './layout.js';

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
