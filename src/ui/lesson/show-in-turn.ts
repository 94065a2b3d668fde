/** How long one task may show parts before the page answers again: half a frame of most screens. */
const SLICE_MS = 8;

/** What is hidden now and will be shown. */
const waiting = new Set<HTMLElement>();

/** Over when all that was asked for so far is on show. */
let turn: Promise<void> = Promise.resolve();

/**
 * Hides `parts` and soon shows them again, as many at once as take no time. A slow
 * phone gets them one by one, each in a task of its own, and answers in between;
 * laid out all together they would keep it busy for long. Resolves when all are on
 * show.
 */
export function showInTurn(parts: readonly HTMLElement[]): Promise<void> {
  for (const part of parts) {
    part.hidden = true;
    waiting.add(part);
  }
  turn = turn.then(() => showNow(parts));
  return turn;
}

/** Does `change`, and shows in turn what that brings of all that `selector` finds in `root`. */
export function showNewInTurn(root: Element, selector: string, change: () => void): Promise<void> {
  const known = new Set(root.querySelectorAll(selector));
  change();
  const found = [...root.querySelectorAll<HTMLElement>(selector)];
  const parts = found.filter((part) => !known.has(part));
  return parts.length > 0 ? showInTurn(parts) : Promise.resolve();
}

/** For those who need the whole page at once, to print it or to hear it. */
export function showAllNow(): void {
  for (const part of waiting) part.hidden = false;
}

async function showNow(parts: readonly HTMLElement[]): Promise<void> {
  let end = await nextTask();
  layOut();
  for (const part of parts) {
    if (performance.now() >= end) end = await nextTask();
    part.hidden = false;
    waiting.delete(part);
    layOut();
  }
}

/** Resolves in the next task, with the time at which that has run long enough. */
async function nextTask(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve));
  return performance.now() + SLICE_MS;
}

/** A browser would put it off until the next frame, where it all comes together again. */
function layOut(): void {
  document.documentElement.getBoundingClientRect();
}
