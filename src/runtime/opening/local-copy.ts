import type { LessonRecord } from '../../core/lesson-state.js';
import { mergeRecords } from '../../core/merge.js';
import type { Store } from '../../core/store.js';
import { decode, encode } from '../../core/suspend-data.js';
import { pause } from '../page/timing.js';
import type { StatusBoard } from '../saving/status-board.js';
import type { Learner } from './learner.js';

/** A record as text, and when it was kept, in milliseconds since 1970. */
export interface KeptText {
  readonly text: string;
  readonly at: number;
}

/** A record kept in this browser while it is not proved that the LMS has it. */
export interface LocalCopy {
  /** Whether the browser really kept what was written last. */
  readonly isKept: boolean;
  write(text: string): void;
  remove(): void;
}

const PREFIX = 'career-byte.';
/** A browser is often shared: work that was not fetched in this time is deleted. */
const LONGEST_MS = 30 * 86_400_000;
const STORE = 'copies';
/** A database that does not open must not keep the lesson from recording. */
const PATIENCE_MS = 1000;

/**
 * Deletes every learner's copies that are too old or unreadable, also those of
 * other lessons. Storage may be full or forbidden; then there is nothing to do.
 */
export async function deleteOldCopies(window: Window): Promise<void> {
  guarded(() => {
    const { localStorage } = window;
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
    for (const key of keys) {
      if (key?.startsWith(PREFIX) && isOld(parsed(localStorage.getItem(key))))
        localStorage.removeItem(key);
    }
  });
  await inDatabase(window, (copies) => {
    const request = copies.openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      if (isOld(cursor.value)) cursor.delete();
      cursor.continue();
    };
    return request;
  });
}

/** One learner's copy in one course. */
export class BrowserCopy implements LocalCopy {
  readonly #window: Window;
  readonly #learner: Learner;
  #isKept = false;
  /** Writes to the database happen in order. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(window: Window, learner: Learner) {
    this.#window = window;
    this.#learner = learner;
  }

  get isKept(): boolean {
    return this.#isKept;
  }

  /** The newest copy; `null` when there is none, or the browser forbids the access. */
  async read(): Promise<KeptText | null> {
    const { key } = this.#learner;
    const stored: unknown = await Promise.race([
      inDatabase(this.#window, (copies) => copies.get(key)),
      pause(this.#window, PATIENCE_MS).then(() => null),
    ]);
    const found = [
      this.#ownText(stored),
      this.#ownText(guarded(() => parsed(this.#window.localStorage.getItem(key)))),
    ].filter((copy) => copy !== null);
    return found.sort((a, b) => b.at - a.at)[0] ?? null;
  }

  /**
   * Keeps `text` twice: in local storage, which holds what is written while the
   * page is left, and in the database, which a killed browser does not lose.
   */
  write(text: string): void {
    const { key, owner } = this.#learner;
    const copy = { owner, at: Date.now(), text };
    const isStored = guarded(() => {
      this.#window.localStorage.setItem(key, JSON.stringify(copy));
      return true;
    });
    this.#isKept = isStored === true;
    this.#inOrder(async () => {
      const isDone = await inDatabase(this.#window, (copies) => copies.put(copy, key));
      if (isDone !== null) this.#isKept = true;
    });
  }

  remove(): void {
    const { key } = this.#learner;
    this.#isKept = false;
    guarded(() => this.#window.localStorage.removeItem(key));
    this.#inOrder(() => inDatabase(this.#window, (copies) => copies.delete(key)));
  }

  #inOrder(task: () => Promise<unknown>): void {
    this.#last = this.#last.then(task);
  }

  /** Storage is shared with everybody who uses the browser, so the owner decides, not the place. */
  #ownText(stored: unknown): KeptText | null {
    const { owner, formerOwner } = this.#learner;
    const { owner: found, at, text } = (stored ?? {}) as Readonly<Record<string, unknown>>;
    if (found !== owner && found !== formerOwner) return null;
    if (typeof at !== 'number' || typeof text !== 'string' || isOld(stored)) return null;
    return { text, at };
  }
}

function parsed(json: string | null): unknown {
  return guarded(() => JSON.parse(json ?? 'null') as unknown);
}

function isOld(copy: unknown): boolean {
  const { at } = (copy ?? {}) as Readonly<Record<string, unknown>>;
  return typeof at !== 'number' || Date.now() - at >= LONGEST_MS;
}

/** Asks the database for one thing; `null` where there is none, or it fails. */
function inDatabase<Value>(
  window: Window,
  ask: (copies: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value | true | null> {
  return new Promise((resolve) => {
    const fail = (): void => resolve(null);
    try {
      // Some browsers throw already here; without the object this throws, too.
      const opening = window.indexedDB.open(PREFIX, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onerror = fail;
      opening.onblocked = fail;
      opening.onsuccess = () => {
        const database = opening.result;
        try {
          const options = { durability: 'strict' } as const;
          const transaction = database.transaction(STORE, 'readwrite', options);
          const request = ask(transaction.objectStore(STORE));
          transaction.oncomplete = () => {
            database.close();
            resolve(request.result ?? true);
          };
          transaction.onabort = fail;
        } catch {
          fail();
        }
      };
    } catch {
      fail();
    }
  });
}

function guarded<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/**
 * Offers the learner what `kept` holds beyond the record of the LMS. The answer
 * is the copy to go on with: until the learner has decided, it loses nothing of
 * what is offered.
 */
export function offerKept(
  store: Store,
  copy: BrowserCopy,
  kept: KeptText | null,
  board: StatusBoard,
): LocalCopy {
  const found = kept ? workIn(store, kept.text) : null;
  if (!kept || !found) return copy;
  let open = true;
  board.propose(kept.at, (take) => {
    open = false;
    if (take) store.resume(found);
    else copy.remove();
  });
  const { lesson } = store;
  return {
    get isKept() {
      return copy.isKept;
    },
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
