import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shuffle } from '../../src/core/shuffle.js';

const letters = Array.from('abcdefghij');
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('a shuffled list', () => {
  test('holds the same items, whatever the seed', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), seed, fc.string(), (items, number, salt) => {
        expect([...shuffle(items, number, salt)].sort()).toEqual([...items].sort());
      }),
    );
  });

  test('has the same order each time for the same seed and salt', () => {
    // Written down, because a resumed quiz of an older package must keep its order.
    expect(shuffle(letters, 7, 'best-fit').join('')).toBe('ihcjdefgba');
    expect(shuffle(letters, 7, 'best-fit')).toEqual(shuffle(letters, 7, 'best-fit'));
  });

  test('has another order for another seed, and for another salt', () => {
    const order = shuffle(letters, 7, 'best-fit');
    expect(shuffle(letters, 8, 'best-fit')).not.toEqual(order);
    expect(shuffle(letters, 7, 'tools')).not.toEqual(order);
  });

  test('leaves the given list as it is', () => {
    const given = [...letters];
    shuffle(given, 7, '');
    expect(given).toEqual(letters);
  });

  test('brings every item to every place about equally often', () => {
    const firsts = new Map<string, number>();
    for (let number = 0; number < 4000; number += 1) {
      const first = shuffle(['a', 'b', 'c', 'd'], number, 'salt')[0] ?? '';
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    for (const count of firsts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(firsts.size).toBe(4);
  });

  test('may be empty', () => {
    expect(shuffle([], 7, 'salt')).toEqual([]);
  });
});
