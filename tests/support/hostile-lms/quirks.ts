/** How a call fails. */
export type Failure = 'false' | 'throws' | 'null' | 'number' | 'hangs';

/** The calls of both standards. */
export type Call = 'initialize' | 'get' | 'set' | 'commit' | 'terminate';

/**
 * How an LMS departs from what a package would like. Every quirk was seen in a real LMS; README.md
 * says in which. All can change during a visit, except that `withoutErrorCalls` counts at launch.
 */
export interface Moods {
  /** How each of these calls fails; the others work. */
  failing?: Partial<Record<Call, Failure>>;
  /** The error code that goes with a failure; 101 by default. */
  errorCode?: number;
  /** The second, fourth, sixth … Commit of a visit fails with 101. */
  failsEverySecondCommit?: boolean;
  /** Says `"True"` for `"true"`. */
  capitalizes?: boolean;
  /** The API has neither GetLastError nor GetErrorString nor GetDiagnostic. */
  withoutErrorCalls?: boolean;
  /** Every answer is `true`, and nothing is stored. */
  optimistic?: boolean;

  /** Elements that always read as `""`. */
  amnesiac?: RegExp;
  /** A status reads `not attempted` once it was committed. */
  forgetsStatus?: boolean;
  /** Elements that it does not know. */
  unknown?: RegExp;

  /** Suspend data of any length is refused. */
  refusesSuspendData?: boolean;
  /** Longer suspend data is refused. */
  longestSuspendData?: number;
  /** Longer suspend data is cut to this length without a word. */
  cutAt?: number;
  /** The next visit gets its suspend data with such text, a line end or a blank, after every so many characters. */
  inserts?: { readonly text: string; readonly every: number };
  /** Changes suspend data on its way into the store. */
  garbles?: (text: string) => string;

  /** The server cannot be reached. Commit says `true` all the same, as Moodle's player does. */
  offline?: boolean;
  /** The session is over on the server: calls give `false`. */
  expired?: boolean;
  /**
   * What a request carried counts as stored, whatever became of it. In SCORM 1.2 only what differs
   * from that is sent, so that a lost value never comes again by itself.
   */
  forgetsFailed?: boolean;

  /** The next visit finds nothing unless the last exit was `suspend`. */
  wipesUnlessSuspend?: boolean;
  /** Whose rules decide how attempts begin and end; without it a visit continues the last one. */
  attempts?: 'moodle' | 'adl';
}

/** Moodle 4 as it is by default. */
export const MOODLE: Moods = { attempts: 'moodle', forgetsFailed: true };

/** ADL's sample run-time environment, SCORM 2004 4th edition. */
export const ADL: Moods = { attempts: 'adl' };
