import type { Store } from '../core/store.js';
import type { Trace } from './lms/trace.js';
import type { Session } from './opening/opening.js';
import type { StatusBoard } from './saving/status-board.js';

/** One launch of the lesson by an LMS: the page, what the learner does in it, and the open session. */
export interface Visit {
  readonly window: Window;
  readonly store: Store;
  readonly session: Session;
  readonly board: StatusBoard;
  readonly trace: Trace;
}
