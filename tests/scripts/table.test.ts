import { describe, expect, test } from 'vitest';
import { markdownTable, spreadOf } from '../../scripts/bench/table.js';

describe('the spread of some runs', () => {
  test('has the middle value of an odd number of runs', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, least: 1, most: 9 });
  });
  test('has the mean of the two middle values of an even number of runs', () => {
    expect(spreadOf([1, 4, 2, 9])).toEqual({ median: 3, least: 1, most: 9 });
  });
  test('does not exist without a run', () => {
    expect(() => spreadOf([])).toThrow('A spread needs at least one value.');
  });
});

test('a table has columns as wide as their longest cell', () => {
  expect(markdownTable(['a', 'long'], [['wide cell', 'x']])).toBe(
    ['| a         | long |', '| --------- | ---- |', '| wide cell | x    |'].join('\n'),
  );
});
