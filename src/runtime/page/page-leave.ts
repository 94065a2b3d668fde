/** What a page must do when it is left or found again (field guide 6). */
export interface PageLeave {
  /** The page is out of sight and may never be seen again. */
  hidden(): void;
  /** The page is in sight again. */
  seen(): void;
  /** The page is left for good, or (`kept`) put aside by the browser and perhaps shown again. */
  left(kept: boolean): void;
  /** The browser shows a page again that it had put aside. */
  shownAgain(): void;
}

/**
 * Calls `page` when the learner leaves. `unload` and `beforeunload` are not
 * used: browsers are taking them away, and phones never fire them.
 */
export function watchPageLeave(window: Window, page: PageLeave): void {
  window.document.addEventListener('visibilitychange', () => {
    if (window.document.visibilityState === 'hidden') page.hidden();
    else page.seen();
  });
  window.addEventListener('pagehide', (event) => page.left(event.persisted));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) page.shownAgain();
  });
}
