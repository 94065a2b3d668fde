import type { Result } from '../../core/result.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { Cells } from './read-table.js';

/** A way to read tables with certain headings. */
export interface TableFormat {
  readonly name: string;
  /**
   * `null` when the headings are not of this format. `sample` holds the first rows below them, for
   * what headings alone do not tell.
   */
  reader(headings: Cells, sample: readonly Cells[]): TableReader | null;
}

/**
 * The places of the cells that are read together. A piece of an attempt depends on the cells of its
 * group and on no others, so that a large table can be read one distinct combination at a time.
 */
export interface CellGroups {
  /** The learner's name and code. */
  readonly learner: readonly number[];
  /** The attempt's number, status, success, score, progress and time. */
  readonly result: readonly number[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** One group per question or objective, or one that holds them all. None alone makes a row bad. */
  readonly answers: readonly (readonly number[])[];
}

export interface TableReader {
  /** The lesson's name, where the headings have it. */
  readonly title: string | null;
  /** Headings that mean nothing to this reader. */
  readonly unknownColumns: readonly string[];
  /** What a person should know before they trust the figures. */
  readonly notices: readonly string[];
  /** How many cells a row of a text file may have; the number of headings where it is left out. */
  readonly width?: number;
  /** Whether the export tells learners of one name apart. */
  readonly hasLearnerIds: boolean;
  readonly groups: CellGroups;
  /** One row, by its cells alone; `null` for a row that says nothing, a problem for one that is wrong. */
  read(cells: Cells): Result<ImportedAttempt | null, string>;
}

/** A row that cannot be read, with the reason. */
export function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
