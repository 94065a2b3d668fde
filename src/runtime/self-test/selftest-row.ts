/** One line of the table that an administrator copies into a support ticket. */
export interface SelfTestRow {
  /** What was looked at: a name of this program (`api`, `place`, `commit` …) or a data-model element. */
  readonly id: string;
  /** What was found, in the LMS's own words. */
  readonly value: string;
  readonly verdict: Verdict;
}

/**
 * `kept`: read back as written. `taken`: accepted, but the LMS does not let it
 * be read. `lost`: accepted, and something else was read. `refused`: the LMS
 * said no. `skipped`: not tried, because the try would leave a trace. `found`
 * and `missing`: there or not.
 */
export type Verdict = 'kept' | 'taken' | 'lost' | 'refused' | 'skipped' | 'found' | 'missing';

/** A row of the table. */
export function row(id: string, value: string, verdict: Verdict): SelfTestRow {
  return { id, value, verdict };
}
