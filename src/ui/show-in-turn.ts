/** How long one task may show parts before the page answers again: half a frame of most screens. */
const SLICE_MS = 8;

/**
 * Hides `parts` and shows them again with the next frame, as many as fit. A slow
 * phone gets the others one by one, each in a task of its own, and answers in
 * between; laid out all at once they would keep it busy for long. Resolves when
 * all are on show.
 */
export async function showInTurn(parts: readonly HTMLElement[]): Promise<void> {
  for (const part of parts) part.hidden = true;
  await new Promise(requestAnimationFrame);
  let end = performance.now() + SLICE_MS;
  for (const part of parts) {
    part.hidden = false;
    // The browser would put its layout off until the next frame, with that of all others.
    part.getBoundingClientRect();
    if (performance.now() < end) continue;
    await new Promise((done) => setTimeout(done));
    end = performance.now() + SLICE_MS;
  }
}
