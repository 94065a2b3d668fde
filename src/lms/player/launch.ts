import { showCalls } from './call-log.js';

/** How long the package's own address may take to answer, in milliseconds. */
const PATIENCE = 4_000;

/** Goes to the package at its own address where the browser finds it, else at the shared one. */
async function open({ own = '', shared = '', path = '' }: DOMStringMap): Promise<void> {
  const found = await fetch(`${own}/reachable`, { signal: AbortSignal.timeout(PATIENCE) }).then(
    ({ ok }) => ok,
    () => false,
  );
  location.replace(`${found ? own : shared}${path}`);
}

for (const place of document.querySelectorAll<HTMLElement>('[data-own]')) void open(place.dataset);
for (const place of document.querySelectorAll<HTMLElement>('[data-calls]')) {
  showCalls(place, place.dataset['calls'] ?? '');
}
