import { showCalls } from './call-log.js';

/** How long the package's own address may take to answer, in milliseconds. */
const PATIENCE = 4_000;

/** Opens the player at the package's own address where the browser finds it, else at the shared one. */
async function openPlayer(stage: HTMLElement): Promise<void> {
  const { own = '', shared = '', path = '' } = stage.dataset;
  const found = await fetch(`${own}/reachable`, { signal: AbortSignal.timeout(PATIENCE) }).then(
    ({ ok }) => ok,
    () => false,
  );
  document.getElementById('shared-origin')?.toggleAttribute('hidden', found);
  const address = `${found ? own : shared}${path}`;
  const frame = stage.querySelector('iframe');
  const link = stage.querySelector<HTMLAnchorElement>('a[target="_blank"]');
  if (frame) frame.src = address;
  else if (link) link.href = address;
}

for (const stage of document.querySelectorAll<HTMLElement>('[data-own]')) void openPlayer(stage);
for (const place of document.querySelectorAll<HTMLElement>('[data-calls]')) {
  showCalls(place, place.dataset['calls'] ?? '');
}
