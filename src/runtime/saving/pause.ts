/** Resolves after `milliseconds`. */
export function pause(window: Window, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, milliseconds);
  });
}
