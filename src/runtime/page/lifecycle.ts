/** What a page does when it is left or found again; see docs/scorm.md. */
export interface PageLifecycle {
  /** The page is hidden and may never be seen again. */
  hidden(): void;
  /** The page is visible again. */
  seen(): void;
  /** The browser stops the page's scripts for a while, and may show it again. */
  frozen(): void;
  /** The page's scripts run again after {@link frozen}. */
  thawed(): void;
  /** The page is left for good. */
  left(): void;
}

/**
 * Calls `page` when the learner leaves. `unload` and `beforeunload` are not
 * used: browsers are removing them, and phones never fire them.
 */
export function watchLifecycle(window: Window, page: PageLifecycle): void {
  const { document } = window;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') page.hidden();
    else page.seen();
  });
  document.addEventListener('freeze', () => page.frozen());
  document.addEventListener('resume', () => page.thawed());
  window.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) page.frozen();
    else page.left();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) page.thawed();
  });
}
