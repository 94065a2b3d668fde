import { CheckedRows } from '../../../src/lms/imports/check-rows.js';
import {
  openReport,
  type Choices,
  type UnknownTable,
} from '../../../src/lms/imports/open-report.js';
import type { ImportedAttempt } from '../../../src/lms/store/attempt-writer.js';
import { fileOf } from './running-lms.js';

/** What a file says, read in this process. */
export interface ReadFile {
  readonly format: string;
  readonly title: string | null;
  readonly attempts: readonly ImportedAttempt[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  readonly unknownColumns: readonly string[];
}

/** Reads a file to its end. Throws when it is refused, or when its columns are not known. */
export async function readFileOf(data: Buffer | string, choices?: Choices): Promise<ReadFile> {
  return readPath(await fileOf('report', data), choices);
}

export async function readPath(path: string, choices?: Choices): Promise<ReadFile> {
  const opened = await openReport(path, choices);
  if (!opened.ok) throw new Error(opened.problems.join(' '));
  const report = opened.value;
  if (report.kind === 'unknown table') throw new Error('The columns are not known.');
  const checked = new CheckedRows(report);
  const attempts: ImportedAttempt[] = [];
  const problems: string[] = [];
  for await (const [row, read] of checked.rows()) {
    if (!read.ok) problems.push(`Row ${row}: ${read.problems.join(' ')}`);
    else if (read.value) attempts.push(read.value);
  }
  const { format, title, unknownColumns } = report;
  return { format, title, attempts, problems, notices: checked.notices(), unknownColumns };
}

/** Opens a file whose columns are not known. */
export async function unknownTable(data: Buffer | string): Promise<UnknownTable> {
  const opened = await openReport(await fileOf('table', data));
  if (!opened.ok) throw new Error(opened.problems.join(' '));
  if (opened.value.kind !== 'unknown table')
    throw new Error(`It is read as ${opened.value.format}.`);
  return opened.value;
}
