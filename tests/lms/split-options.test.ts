import { expect, test } from 'vitest';
import type { ChosenOption } from '../../src/lms/statistics/questions.js';
import { splitOptions } from '../../src/lms/statistics/questions.js';

/** Options as the analysis gives them, the most chosen first, such as `+9` for one that is right. */
function options(...signs: readonly string[]): readonly ChosenOption[] {
  const right = { '+': true, '-': false, '?': null };
  return signs.map((sign) => ({
    text: sign,
    count: Number(sign.slice(1)),
    right: right[sign.charAt(0) as keyof typeof right],
  }));
}

const texts = (list: readonly ChosenOption[]): readonly string[] => list.map(({ text }) => text);

test('what went wrong comes first, then what was rarely right', () => {
  const { shown, folded } = splitOptions(options('+9', '+7', '-5', '+3', '-1'));
  expect(texts(shown)).toEqual(['-5', '-1', '+3', '+7', '+9']);
  expect(folded).toEqual([]);
});

test('only what was right is folded, and of that what was right most often', () => {
  const right = Array.from({ length: 11 }, (_, n) => `+${20 - n}`);
  const { shown, folded } = splitOptions(options(...right, '-1'));
  expect(texts(shown)).toEqual(['-1', '+10', '+11', '+12', '+13', '+14', '+15', '+16']);
  expect(texts(folded)).toEqual(['+17', '+18', '+19', '+20']);
});

test('nothing wrong is folded, however many there are', () => {
  const wrong = Array.from({ length: 12 }, (_, n) => `-${20 - n}`);
  const { shown, folded } = splitOptions(options('+30', ...wrong));
  expect(texts(shown)).toEqual(wrong);
  expect(texts(folded)).toEqual(['+30']);
});

test('where nothing is right or wrong the most chosen come first', () => {
  const { shown, folded } = splitOptions(
    options(...Array.from({ length: 9 }, (_, n) => `?${9 - n}`)),
  );
  expect(texts([...shown, ...folded])).toEqual([
    '?9',
    '?8',
    '?7',
    '?6',
    '?5',
    '?4',
    '?3',
    '?2',
    '?1',
  ]);
});
