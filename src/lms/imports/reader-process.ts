import { readClassList } from './class-list.js';
import { CheckedRows } from './check-rows.js';
import { openReport, type NumberedRow } from './open-report.js';
import type { FromReader, ToReader } from './read-report.js';

// The program of the process that `read-report.ts` starts: one file, then the end.

/** Rows per message: few enough that the other process writes them in a moment. */
const BATCH = 500;

async function answer(request: ToReader): Promise<void> {
  if (request.type === 'list') {
    const list = await readClassList(request.path);
    send(
      list.ok
        ? { type: 'list', learners: list.value }
        : { type: 'refused', problem: list.problems.join(' ') },
    );
    return;
  }
  if (request.type !== 'read') return;
  const opened = await openReport(request.path, request.choices);
  if (!opened.ok) {
    send({ type: 'refused', problem: opened.problems.join(' ') });
    return;
  }
  const report = opened.value;
  if (report.kind === 'unknown table') {
    send({ type: 'unknown table', table: report });
    return;
  }
  const { format, title, unknownColumns, chosenColumns } = report;
  send({ type: 'opened', format, title, unknownColumns, chosenColumns });
  const checked = new CheckedRows(report);
  let batch: NumberedRow[] = [];
  for await (const row of checked.rows()) {
    if (row[1].ok && row[1].value === null) continue;
    batch.push(row);
    if (batch.length < BATCH) continue;
    const taken = nextMessage();
    send({ type: 'rows', rows: batch });
    batch = [];
    await taken;
  }
  send({ type: 'rows', rows: batch });
  send({ type: 'done', notices: checked.notices() });
}

function send(message: FromReader): void {
  process.send?.(message);
}

function nextMessage(): Promise<unknown> {
  return new Promise((resolve) => process.once('message', resolve));
}

// Only `read-report.ts` talks to this process.
void nextMessage()
  .then(async (message) => answer(message as ToReader))
  .catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    send({ type: 'refused', problem: `The file cannot be read: ${reason}.` });
  })
  .finally(() => process.disconnect());
