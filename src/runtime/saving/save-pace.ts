/** Never more than one Commit in this time. */
export const COMMIT_GAP_MS = 1000;
/** Pauses between tries after failures; the last one repeats. */
const RETRY_MS = [1000, 2000, 5000, 15_000, 60_000];

/** When the next try to save is: not too soon after a Commit, and later with each failure. */
export class SavePace {
  readonly #window: Window;
  readonly #attempt: () => void;
  #lastCommit = -Infinity;
  #timer: number | undefined;
  /** Tries that failed since the last that did not. */
  failures = 0;

  /** `attempt` is what {@link tryIn} calls. */
  constructor(window: Window, attempt: () => void) {
    this.#window = window;
    this.#attempt = attempt;
  }

  /** A Commit was asked for just now. */
  committed(): void {
    this.#lastCommit = this.#window.performance.now();
  }

  /** Milliseconds until there may be another Commit. */
  get untilCommit(): number {
    return Math.max(0, this.#lastCommit + COMMIT_GAP_MS - this.#window.performance.now());
  }

  /** Milliseconds to wait after so many failures. */
  get retryPause(): number {
    return RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? COMMIT_GAP_MS;
  }

  /** Whether a try has its time already. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** Tries after `wait` milliseconds, and not when it was to be tried before. */
  tryIn(wait: number): void {
    this.stop();
    this.#timer = this.#window.setTimeout(() => {
      this.#timer = undefined;
      this.#attempt();
    }, wait);
  }

  /** Calls off the next try. */
  stop(): void {
    this.#window.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
