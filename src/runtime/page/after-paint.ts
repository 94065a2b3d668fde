/** A page out of sight paints nothing; it must not wait for it. */
const LONGEST_WAIT_MS = 250;

/** Calls `task` once, after the browser has painted what the learner just did. */
export function afterPaint(window: Window, task: () => void): void {
  let waiting = true;
  const run = (): void => {
    if (!waiting) return;
    waiting = false;
    window.clearTimeout(timer);
    task();
  };
  const timer = window.setTimeout(run, LONGEST_WAIT_MS);
  // The frame callback runs before its paint; a task from there runs after it.
  window.requestAnimationFrame(() => window.setTimeout(run, 0));
}
