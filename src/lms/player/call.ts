import type { CallRule } from './call-rules.js';

/** One call that a package made to the LMS, as the player saw it. */
export interface Call {
  /** Milliseconds since 1970, by the browser's clock. */
  readonly at: number;
  /** Without the standard's prefix: `Initialize`, `SetValue` … */
  readonly method: string;
  readonly arguments: readonly string[];
  readonly answer: string;
  /** What GetLastError would say after it. */
  readonly error: number;
  /** How long the LMS took. */
  readonly milliseconds: number;
}

/** A call in an attempt's log, with the rules that it breaks. Long values are cut and say so. */
export interface LoggedCall extends Call {
  readonly id: number;
  /** The visit that it belongs to. */
  readonly session: number;
  readonly marks: readonly CallRule[];
}
