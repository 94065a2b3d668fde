/** Resolves after `milliseconds`. */
export function pause(window: Window, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });
}

/** A hidden page paints nothing; a task must not wait for it. */
const LONGEST_PAINT_MS = 250;

/** Calls `task` once, after the browser has painted what the learner just did. */
export function afterPaint(window: Window, task: () => void): void {
  let waiting = true;
  const run = (): void => {
    if (!waiting) return;
    waiting = false;
    window.clearTimeout(timer);
    task();
  };
  const timer = window.setTimeout(run, LONGEST_PAINT_MS);
  // The frame callback runs before its paint; a task from there runs after it.
  window.requestAnimationFrame(() => window.setTimeout(run, 0));
}

/** A frame that nobody sees, such as one below the fold, may never be idle. */
const LONGEST_WAIT_FOR_IDLE_MS = 2000;

/** Calls `task` when the page has nothing else to do, or two seconds later. Not every browser says when that is. */
export function whenIdle(window: Window, task: () => void): void {
  if ('requestIdleCallback' in window) {
    window.requestIdleCallback(() => task(), { timeout: LONGEST_WAIT_FOR_IDLE_MS });
  } else task();
}
