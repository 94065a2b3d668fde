import { ownNames } from '../scorm/own-names.js';

/** A record as text, and when it was kept, in milliseconds since 1970. */
export interface KeptText {
  readonly text: string;
  readonly at: number;
}

/** A record kept in this browser while the LMS does not take it. */
export interface LocalCopy {
  /** What is kept; `null` when there is none or the browser forbids the look. */
  read(): KeptText | null;
  write(text: string): void;
  remove(): void;
}

/** A browser is often shared: what nobody came back for in this time is not offered any more. */
const LONGEST_DAYS = 30;

/**
 * The copy of one learner in one course. Without a learner's id there is none,
 * because the storage is shared with everybody who uses the browser. Storage
 * may be full or forbidden; then there is simply no copy.
 */
export function localCopyOf(window: Window, lessonId: string, learnerId: string): LocalCopy | null {
  if (learnerId === '') return null;
  const { key, owner } = ownNames(window, lessonId, learnerId);
  return {
    read() {
      return guarded(() => ownText(String(window.localStorage.getItem(key)), owner));
    },
    write(text) {
      guarded(() =>
        window.localStorage.setItem(key, JSON.stringify({ owner, at: Date.now(), text })),
      );
    },
    remove() {
      guarded(() => window.localStorage.removeItem(key));
    },
  };
}

/** Throws where nothing is stored, or what never was a copy. */
function ownText(stored: string, owner: string): KeptText | null {
  const found = JSON.parse(stored) as Readonly<Record<string, unknown>>;
  const { owner: foundOwner, at, text } = found;
  if (foundOwner !== owner || typeof at !== 'number' || typeof text !== 'string') return null;
  return Date.now() - at < LONGEST_DAYS * 86_400_000 ? { text, at } : null;
}

function guarded<Value>(use: () => Value): Value | null {
  try {
    return use();
  } catch {
    return null;
  }
}
