/**
 * Moves the focus in a task of its own, and resolves then. To know whether something can take it, a
 * browser styles and lays out the page there and then; together with the change
 * that put it on show, that would be one long task, in which the page answers to
 * nobody.
 */
export function focusSoon(
  find: () => HTMLElement | null | undefined,
  options?: FocusOptions,
): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      find()?.focus(options);
      resolve();
    });
  });
}
