/** The packaged file that is asked for. */
export const SAVE_CHECK_FILE = 'save-check.txt';
/** How that file starts. */
export const SAVE_CHECK_TEXT = 'career-byte';

/**
 * `answers`: the server gave our file. `elsewhere`: it answered with something
 * else, as it does once the learner is logged out. `silent`: nothing came.
 */
export type ServerState = 'answers' | 'elsewhere' | 'silent';

const PATIENCE_MS = 10_000;

/**
 * Asks the server for one of the package's own files, past every cache. A
 * Commit can say `true` and save nothing (field guide 11); this cannot.
 */
export async function checkServer(window: Window): Promise<ServerState> {
  const patience = new AbortController();
  window.setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await window.fetch(SAVE_CHECK_FILE, {
      cache: 'no-store',
      signal: patience.signal,
    });
    const text = await response.text();
    if (response.ok && !response.redirected && text.startsWith(SAVE_CHECK_TEXT)) return 'answers';
    return response.status >= 500 ? 'silent' : 'elsewhere';
  } catch {
    return 'silent';
  }
}

/** What the server's answers so far say about saving. */
export class ServerCheck {
  readonly #window: Window;
  #last: ServerState = 'silent';
  /** Before our file ever came, its absence says nothing: an LMS may not give it at all. */
  #works = false;

  constructor(window: Window) {
    this.#window = window;
  }

  /**
   * Asks now. `false` only where the server used to answer and does not any
   * more, or where nothing comes and the browser knows that it is offline.
   */
  async ask(): Promise<boolean> {
    this.#last = await checkServer(this.#window);
    if (this.#last === 'answers') this.#works = true;
    if (this.#works) return this.#last === 'answers';
    return this.#last !== 'silent' || this.#window.navigator.onLine;
  }

  /** Whether the way to the server is what fails: nothing comes any more, or the browser is offline. */
  get isCutOff(): boolean {
    return (this.#works && this.#last === 'silent') || !this.#window.navigator.onLine;
  }

  /** Whether the server answers with something else where it used to give our file. */
  get loggedOut(): boolean {
    return this.#works && this.#last === 'elsewhere';
  }
}
