import { describe, expect, test } from 'vitest';
import { map, texts } from './it-project-manager.js';
import { textsAt } from './lesson-texts.js';

const numbered = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}-${String(index + 1).padStart(2, '0')}`);

describe('the map from the sources to the lesson', () => {
  test('names each of the 104 parts once, in order', () => {
    expect(map.map(({ id }) => id)).toEqual([...numbered('R', 67), ...numbered('N', 37)]);
  });

  test('names only places that the lesson has', () => {
    const missing = map.flatMap(({ id, places }) =>
      places
        .filter((place) => textsAt(texts, place).length === 0)
        .map((place) => `${id}: the lesson has no ${place}`),
    );
    expect(missing).toEqual([]);
  });

  test('finds the words of each part at its place', () => {
    const missing = map.flatMap(({ id, places, words }) => {
      const said = places
        .flatMap((place) => textsAt(texts, place))
        .map(({ plain }) => plain)
        .join(' ')
        .toLowerCase();
      return words
        .filter((word) => !said.includes(word.toLowerCase()))
        .map((word) => `${id}: "${word}" is not in ${places.join(' or ')}`);
    });
    expect(missing).toEqual([]);
  });
});
