import { fnv1a } from './checksum.js';

/**
 * `items` in an order that depends on `seed` and `salt` alone, so that a
 * resumed quiz shows the order the learner knows without storing it.
 */
export function shuffle<Item>(items: readonly Item[], seed: number, salt: string): readonly Item[] {
  const random = generator(seed ^ fnv1a(salt));
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    // Both indexes are inside the array.
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
