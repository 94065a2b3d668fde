/** The longest gap that counts as time; after it the learner was away. */
const LONGEST_GAP_SECONDS = 30 * 60;

/** Measures how long the page was visible, on a clock that cannot be set. */
export interface VisibleTime {
  /** Whole seconds since the last call; the rest of a second is kept for the next one. */
  take(): number;
  /** Whole seconds taken since the start. */
  readonly total: number;
  /** Whole seconds since the start, taken or not. */
  readonly now: number;
}

/** Starts to measure at once. */
export function startVisibleTime(window: Window): VisibleTime {
  const { document, performance } = window;
  let last = performance.now();
  let visible = document.visibilityState !== 'hidden';
  let pending = 0;
  let total = 0;
  const look = (): void => {
    const now = performance.now();
    const gap = Math.max(0, now - last) / 1000;
    if (visible) pending += Math.min(gap, LONGEST_GAP_SECONDS);
    last = now;
    visible = document.visibilityState !== 'hidden';
  };
  document.addEventListener('visibilitychange', look);
  return {
    take() {
      look();
      const seconds = Math.floor(pending);
      pending -= seconds;
      total += seconds;
      return seconds;
    },
    get total() {
      return total;
    },
    get now() {
      look();
      return total + Math.floor(pending);
    },
  };
}
