import { describe, expect, test } from 'vitest';
import {
  clockDuration,
  decimal,
  isoDuration,
  joinedWords,
  oneLine,
  shortId,
  timeOfDay,
  timestamp,
  wordsOf,
} from '../../src/runtime/scorm/cmi-format.js';

describe('durations', () => {
  test.each([
    [0, '00:00:00', 'PT0H0M0S'],
    [59.9, '00:00:59', 'PT0H0M59S'],
    [61, '00:01:01', 'PT0H1M1S'],
    [3600, '01:00:00', 'PT1H0M0S'],
    [90_061, '25:01:01', 'PT25H1M1S'],
    [-5, '00:00:00', 'PT0H0M0S'],
    [Number.NaN, '00:00:00', 'PT0H0M0S'],
    [Number.POSITIVE_INFINITY, '00:00:00', 'PT0H0M0S'],
  ])('of %s seconds are %s and %s', (seconds, clock, iso) => {
    expect(clockDuration(seconds)).toBe(clock);
    expect(isoDuration(seconds)).toBe(iso);
  });

  test('of more hours than SCORM 1.2 can write stay at its largest hour', () => {
    expect(clockDuration(10_000 * 3600)).toBe('9999:00:00');
  });
});

describe('points in time', () => {
  const date = new Date(2026, 2, 4, 5, 6, 7, 890);

  test('have two digits each and neither fraction nor zone', () => {
    expect(timeOfDay(date)).toBe('05:06:07');
    expect(timestamp(date)).toBe('2026-03-04T05:06:07');
  });
});

describe('numbers', () => {
  test.each([
    [0, '0'],
    [1, '1'],
    [0.6, '0.6'],
    [2 / 3, '0.67'],
    [100, '100'],
    [1e-7, '0'],
  ])('%s is written %s', (value, text) => expect(decimal(value)).toBe(text));
});

describe('texts', () => {
  test.each([
    ['a\nb\tc', 250, 'a b c'],
    ['  a  ', 250, 'a'],
    ['{lang=en}x', 250, '(lang=en}x'],
    [' {lang=en}x', 250, '(lang=en}x'],
    ['a {b}', 250, 'a {b}'],
    ['a\u0000b\u2028c', 250, 'a b c'],
    ['abcdef', 3, 'abc'],
    ['ab cd', 3, 'ab'],
    ['ab😀', 3, 'ab'],
    ['\ud83dx', 250, 'x'],
    ['x\ude00', 250, 'x'],
    ['a😀b', 250, 'a😀b'],
  ])('%j in %i characters become %j', (text, limit, line) => {
    expect(oneLine(text, limit)).toBe(line);
  });
});

describe('words', () => {
  test.each([
    ['Who fits best?', 'Who_fits_best'],
    ['Übergröße', 'Ubergrosse'],
    ['a.b,c', 'a_b_c'],
    ['part-time', 'part-time'],
    ['_ -a- _', 'a'],
    ['  ', 'slug'],
    ['日本', 'slug'],
    ['100 % & more', '100_more'],
  ])('of %j are %j', (label, words) => expect(wordsOf(label, 'slug')).toBe(words));

  test('stay under 256 characters', () => {
    expect(wordsOf('x'.repeat(300), 'slug')).toBe('x'.repeat(255));
  });

  test('of an id have no hyphen and stay under 251 characters', () => {
    expect(shortId('who-is-the-best--fit')).toBe('who_is_the_best_fit');
    expect(shortId('x'.repeat(300))).toBe('x'.repeat(250));
  });

  test('are joined with points inside and commas between', () => {
    expect(joinedWords([['a', 'b'], ['c']])).toBe('a.b,c');
    expect(joinedWords([])).toBe('');
    expect(joinedWords([['x'.repeat(255)]])).toBe('x'.repeat(255));
  });

  test('that are too long together are all cut alike', () => {
    const long = Array.from({ length: 12 }, (_, index) => [
      `${index % 10}${'x'.repeat(40)}`,
      'fits',
    ]);
    const joined = joinedWords(long);
    expect(joined.length).toBeLessThanOrEqual(255);
    expect(joined.split(',').map((pair) => pair.split('.')[0]?.length)).toEqual(
      Array.from({ length: 12 }, () => 15),
    );
    expect(joined.split(',').every((pair) => pair.endsWith('.fits'))).toBe(true);
  });

  test('that are too many even as single letters are cut at the end', () => {
    expect(joinedWords(Array.from({ length: 200 }, () => ['ab'])).length).toBe(255);
  });
});
