/** The packaged file that the server is asked for. */
export const SAVE_CHECK_FILE = 'save-check.txt';
/** How that file starts. */
export const SAVE_CHECK_TEXT = 'career-byte';

/**
 * `answers`: the server gave our file. `elsewhere`: it answered with something
 * else, as it does once the learner is logged out. `silent`: nothing came.
 */
export type ServerState = 'answers' | 'elsewhere' | 'silent';

const PATIENCE_MS = 10_000;

/** Asks the server for one of the package's own files, past every cache. */
export async function checkServer(window: Window): Promise<ServerState> {
  const patience = new AbortController();
  const timer = window.setTimeout(() => patience.abort(), PATIENCE_MS);
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
  } finally {
    window.clearTimeout(timer);
  }
}

/**
 * Proofs that what was committed is stored. A Commit can answer "true" and store
 * nothing; an answer of the server that is newer than the Commit cannot.
 */
export class ServerProof {
  readonly #window: Window;
  #last: ServerState | null = null;
  /** Some LMSs never give the file; then its absence says nothing. */
  #gaveFile = false;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Asks now. Whether the server answers, as far as this server can show it. */
  async ask(): Promise<boolean> {
    this.#last = await checkServer(this.#window);
    if (this.#last === 'answers') this.#gaveFile = true;
    if (this.#last === 'elsewhere') return !this.#gaveFile;
    return this.#last === 'answers' || !this.#canAsk;
  }

  /** Whether the server cannot be reached. */
  get isUnreachable(): boolean {
    if (!this.#window.navigator.onLine) return true;
    return this.#last === 'silent' && this.#canAsk;
  }

  /** Whether the server answers with something else where it used to give our file. */
  get isLoggedOut(): boolean {
    return this.#gaveFile && this.#last === 'elsewhere';
  }

  /** A page from disk, as in offline players, can ask no server: there Commit's answer has to do. */
  get #canAsk(): boolean {
    return this.#gaveFile || /^https?:$/.test(this.#window.location.protocol);
  }
}
