/**
 * Moves the focus with the next frame, when the browser styles and lays out
 * anyway what was changed. At once it would have to do so there and then: one
 * long task, in which the page answers to nobody.
 */
export function focusSoon(
  find: () => HTMLElement | null | undefined,
  options?: FocusOptions,
): void {
  requestAnimationFrame(() => find()?.focus(options));
}
