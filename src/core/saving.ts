/** What is known about saving, for the page to tell the learner the truth. */
export type SaveStatus =
  /** The LMS is being looked for, or has not answered yet. */
  | { readonly kind: 'connecting' }
  /** Something changed and is on its way. */
  | { readonly kind: 'saving' }
  /** The LMS confirmed; `at` is milliseconds since 1970. */
  | { readonly kind: 'saved'; readonly at: number }
  /** The last try failed and another one follows. */
  | { readonly kind: 'retrying' }
  | { readonly kind: 'unrecorded'; readonly reason: UnrecordedReason }
  /**
   * The learner left by Save and exit. Nothing more is sent, unless what there was is not
   * saved and may still be: then the tries go on (`trying`) as long as the page is open.
   */
  | { readonly kind: 'closed'; readonly saved: boolean; readonly trying?: true };

/** Why nothing is recorded. */
export type UnrecordedReason =
  /** No LMS was found: a preview, a disk, a plain web page. */
  | 'no-lms'
  /** The LMS ended the session, or the learner was logged out. */
  | 'session-ended'
  /** The LMS refuses to start or to save. */
  | 'refused'
  /** The LMS opened the lesson to look at a finished result. */
  | 'review'
  /** The LMS opened the lesson as a preview. */
  | 'browse'
  /** The LMS says that nothing of this visit counts. */
  | 'no-credit'
  /** Another tab of this browser has the same lesson open and records. */
  | 'second-tab';

/** How the LMS opened the lesson; outside `normal` nothing is written. */
export type Access = 'normal' | 'review' | 'browse';

/** What the page may know of, and ask from, whoever keeps the record. */
export interface Recorder {
  readonly status: SaveStatus;
  readonly access: Access;
  /** As the LMS gives it, which may be empty or odd: for display as text only. */
  readonly learnerName: string;
  /**
   * Since when (milliseconds since 1970) this browser keeps work of this learner that the
   * LMS never got; `null` where there is none or the learner has decided about it.
   */
  readonly offer: number | null;
  /** Calls `listener` whenever one of the above changes; returns what ends that. */
  subscribe(listener: () => void): () => void;
  /** Save and exit: saves, leaves the LMS session, and ends with status `closed`. */
  exit(): void;
  /** Brings the offered work back into the lesson, or forgets it. */
  answerOffer(take: boolean): void;
}
