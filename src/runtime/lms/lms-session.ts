import type { Settings } from '../../core/byte.js';
import type { Report } from '../../core/report.js';

/** The two generations of SCORM; the 2004 editions do not differ at run time. */
export type Standard = 'scorm12' | 'scorm2004';

/** Data-model elements and their values, in the order in which an LMS has to get them. */
export type Elements = ReadonlyMap<string, string>;

/** Why an LMS did not do what it was asked. */
export interface LmsFault {
  readonly call: 'initialize' | 'get' | 'set' | 'commit' | 'terminate';
  /** The data-model element, where the call names one. */
  readonly element: string;
  /** The LMS's number; 0 when it gave none, -1 when the call threw. */
  readonly code: number;
  /** The LMS's words, possibly none. */
  readonly text: string;
  /**
   * `closed`: no session (any more). `element`: this element will never be
   * taken. `other`: it may work the next time.
   */
  readonly kind: 'closed' | 'element' | 'other';
}

/** What an LMS said when the lesson was opened. Anything may be missing or wrong. */
export interface Opening {
  /** Whether the LMS could be asked for our own text at all; an empty answer is one. */
  readonly answered: boolean;
  readonly mode: 'normal' | 'review' | 'browse';
  /** Whether results count; without it nothing is written. */
  readonly credit: boolean;
  readonly learnerId: string;
  readonly learnerName: string;
  /** Percent; `null` when the LMS names none. */
  readonly passMark: number | null;
  readonly suspendData: string;
  readonly location: string;
  /** What the LMS holds; never to be lowered. */
  readonly floor: Floor;
  /** How many interaction rows exist; `null` when the LMS does not say. */
  readonly interactionCount: number | null;
  /** The rows of objectives that exist already, by id. */
  readonly objectiveRows: ReadonlyMap<string, number>;
}

/** The outcome that an LMS already holds, as far as it lets it be read. */
export interface Floor {
  /** SCORM 1.2's one status, or `''`. */
  readonly lessonStatus: string;
  readonly completed: boolean;
  readonly success: 'passed' | 'failed' | 'unknown';
  /** Percent. */
  readonly score: number | null;
  /** 0–1. */
  readonly progress: number;
}

/** Everything that an element table is made from. */
export interface Telling {
  readonly report: Report;
  readonly statusWords: Settings['statusWords'];
  readonly suspendData: string;
  /** Of this session, since it was opened. */
  readonly seconds: number;
  readonly floor: Floor;
  readonly objectiveRows: ReadonlyMap<string, number>;
}

/** What differs between the two standards, beyond the table itself. */
export interface Dialect {
  readonly standard: Standard;
  readonly methods: Methods;
  readonly names: ElementNames;
  /** Whether an error number means that no session is open. */
  isClosed(code: number): boolean;
  /** Whether an error number means that the element will never be taken. */
  isRefused(code: number): boolean;
  elements(telling: Telling): Elements;
  /** The id under which an objective is known to the LMS. */
  objectiveId(objective: { readonly id: string; readonly label: string }): string;
  /** The element that says when `responseElement` was given, and its value. */
  stamp(responseElement: string, now: Date): readonly [element: string, value: string] | null;
}

/** What the methods of the API are called in one SCORM version. */
export interface Methods {
  readonly initialize: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly terminate: string;
  readonly lastError: string;
  readonly errorString: string;
}

/** What the elements that are read at the start are called in one SCORM version. */
export interface ElementNames {
  readonly mode: string;
  readonly credit: string;
  readonly learnerId: string;
  readonly learnerName: string;
  readonly entry: string;
  readonly passMark: string;
  readonly suspendData: string;
  readonly location: string;
  readonly score: string;
  /** The statuses, the deciding one first. */
  readonly statuses: readonly string[];
  readonly sessionTime: string;
}

/** What an LMS that says nothing holds. */
export const NO_FLOOR: Floor = {
  lessonStatus: '',
  completed: false,
  success: 'unknown',
  score: null,
  progress: 0,
};
