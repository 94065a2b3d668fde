import type { LessonRecord } from '../../core/lesson-state.js';
import { mergeRecords } from '../../core/merge.js';
import type { Store } from '../../core/store.js';
import { decode, encode } from '../../core/suspend-data.js';
import type { LocalCopy } from './local-copy.js';
import type { StatusBoard } from '../saving/status-board.js';

/**
 * Offers the learner what `copy` holds beyond the record of the LMS. The answer
 * is the copy to go on with: until the learner has decided, it loses nothing of
 * what is offered.
 */
export function offerKept(
  store: Store,
  copy: LocalCopy | null,
  board: StatusBoard,
): LocalCopy | null {
  const kept = copy?.read();
  const found = kept ? workIn(store, kept.text) : null;
  if (!copy || !kept || !found) return copy;
  let open = true;
  board.propose(kept.at, (take) => {
    open = false;
    if (take) store.resume(found);
    else copy.remove();
  });
  const { lesson } = store;
  return {
    ...copy,
    write(text) {
      copy.write(open ? encode(lesson, mergeRecords(lesson, found, store.state.record)) : text);
    },
    remove() {
      if (!open) copy.remove();
    },
  };
}

/** The record in `text` where it holds work that the store's does not; time alone is none. */
function workIn(store: Store, text: string): LessonRecord | null {
  const { lesson, state } = store;
  const found = decode(lesson, text)?.record;
  if (!found) return null;
  const { revision, seconds } = state.record;
  const joined = { ...mergeRecords(lesson, found, state.record), revision, seconds };
  return encode(lesson, joined) === encode(lesson, state.record) ? null : found;
}
