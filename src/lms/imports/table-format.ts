import type { Result } from '../../core/result.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { Cells } from './read-table.js';

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
