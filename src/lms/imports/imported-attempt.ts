import type { AttemptRecord } from '../store/attempt-record.js';
import type { Cmi } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import type { Cells } from './read-table.js';

/** One attempt as a report tells it. */
export interface ImportedAttempt {
  readonly learner: string;
  readonly code: string;
  readonly number: number;
  readonly record: AttemptRecord;
  readonly seconds: number | null;
  readonly first: Moment;
  readonly last: Moment;
  /** The elements themselves, where the file has them. */
  readonly cmi: Cmi | null;
}

/** A date that was understood, or its words. */
export interface Moment {
  readonly at: number | null;
  readonly text: string | null;
}

/** A way to read tables with certain headings. */
export interface TableFormat {
  readonly name: string;
  /** `null` when the headings are not of this format. */
  reader(headings: Cells): TableReader | null;
}

export interface TableReader {
  /** The lesson's name, where the headings have it. */
  readonly title: string | null;
  /** Headings that mean nothing to this reader. */
  readonly unknownColumns: readonly string[];
  /** One row; `null` for a row that says nothing, a problem for one that is wrong. */
  read(cells: Cells): Result<ImportedAttempt | null, string>;
}

export const NO_MOMENT: Moment = { at: null, text: null };
