/** What is known about saving, so that the page can tell the learner the truth. */
export type SaveStatus =
  /** Looking for the LMS, or waiting for its first answer. */
  | { readonly kind: 'connecting' }
  /** Something changed, and no proof has come yet that the LMS stored it. */
  | { readonly kind: 'saving' }
  /** Everything is proved to be stored; `at` is milliseconds since 1970. */
  | { readonly kind: 'saved'; readonly at: number }
  /** Not saved, and retries go on: the server cannot be reached, or the LMS fails. */
  | { readonly kind: 'retrying'; readonly reason: RetryReason; readonly kept?: true }
  /** Nothing is recorded, or nothing more. */
  | { readonly kind: 'unrecorded'; readonly reason: UnrecordedReason; readonly kept?: true }
  /** The learner left by Save and exit. */
  | ClosedStatus;

/**
 * How Save and exit ended. `retrying` may still become one of the others, as
 * long as the page is open; `unrecorded` had nothing to save, for `reason`.
 *
 * In every status `kept` means: this browser keeps the unsaved work and offers
 * it at the next launch, so the learner may leave.
 */
export type ClosedStatus =
  | { readonly kind: 'closed'; readonly outcome: 'saved' }
  | { readonly kind: 'closed'; readonly outcome: 'retrying'; readonly kept?: true }
  | { readonly kind: 'closed'; readonly outcome: 'unsaved'; readonly kept?: true }
  | { readonly kind: 'closed'; readonly outcome: 'unrecorded'; readonly reason: UnrecordedReason };

/** `unreachable`: the LMS's server does not answer. `failing`: it answers, and saving fails. */
export type RetryReason = 'unreachable' | 'failing';

/** Why nothing is recorded. */
export type UnrecordedReason =
  /** No LMS was found: a preview, a disk, a plain web page. */
  | 'no-lms'
  /** The LMS ended the session, or the learner was logged out. */
  | 'session-ended'
  /** The window of the LMS was closed while the lesson stayed open. */
  | 'course-closed'
  /** The LMS refuses to start or to save. */
  | 'refused'
  /** The LMS opened the lesson to look at a finished result. */
  | 'review'
  /** The LMS opened the lesson as a preview. */
  | 'browse'
  /** The LMS says that nothing of this visit counts. */
  | 'no-credit'
  /** Another tab of this browser has the same lesson open; it records what is done here, too. */
  | 'second-tab';

/** How the LMS opened the lesson; outside `normal` nothing is written. */
export type Access = 'normal' | 'review' | 'browse';

/** What the page may know of the recording, and ask of it. */
export interface Recorder {
  readonly status: SaveStatus;
  readonly access: Access;
  /** As the LMS gives it, which may be empty or odd: for display as text only. */
  readonly learnerName: string;
  /**
   * Since when (milliseconds since 1970) this browser keeps work of this learner that never
   * reached the LMS; `null` where there is none or the learner has decided about it.
   */
  readonly offer: number | null;
  /** Calls `listener` whenever one of the above changes; returns a function that ends that. */
  subscribe(listener: () => void): () => void;
  /** Save and exit: saves, ends the LMS session, and goes to the status `closed`. */
  exit(): void;
  /** Brings the offered work back into the lesson, or deletes it. */
  answerOffer(take: boolean): void;
  /** The trace of calls and saving decisions as text; `null` unless the page was opened with `?debug=1`. */
  readonly trace: (() => string) | null;
}
