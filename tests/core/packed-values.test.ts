import { describe, expect, test } from 'vitest';
import { checksum } from '../../src/core/checksum.js';
import { clashingIds, worstCaseLength } from '../../src/core/suspend-data.js';
import { packNumber, packText, unpackNumber, unpackText } from '../../src/core/packed-values.js';
import { smallLesson } from '../support/small-lesson.js';

describe('the longest record of a lesson', () => {
  test('is named by part, the largest first', () => {
    expect(worstCaseLength(smallLesson)).toEqual({
      total: 1666,
      parts: [
        { part: 'feedback', length: 1270 },
        { part: 'header and result', length: 152 },
        { part: 'question "traits"', length: 63 },
        { part: 'question "typical-day"', length: 51 },
        { part: 'sections', length: 40 },
        { part: 'question "best-fit"', length: 33 },
        { part: 'question "alone"', length: 29 },
        { part: 'checklist', length: 16 },
        { part: 'display', length: 12 },
      ],
    });
  });

  test('needs nothing for what a lesson does not have', () => {
    const { parts } = worstCaseLength({
      ...smallLesson,
      quiz: null,
      checklist: null,
      feedback: null,
    });
    expect(parts.filter(({ length }) => length === 0).map(({ part }) => part)).toEqual([
      'checklist',
      'feedback',
    ]);
    expect(parts.some(({ part }) => part.startsWith('question'))).toBe(false);
  });
});

describe('ids that look alike once stored', () => {
  test('are none in a usual lesson', () => {
    expect(clashingIds(smallLesson)).toEqual([]);
    expect(clashingIds({ ...smallLesson, quiz: null, checklist: null, feedback: null })).toEqual(
      [],
    );
  });

  test('are named, the later of two', () => {
    const twin = smallLesson.sections.slice(0, 1);
    const questions = (smallLesson.quiz?.questions ?? []).map((question) =>
      question.type === 'matching'
        ? { ...question, items: [...question.items, ...question.items.slice(0, 1)] }
        : question.type === 'single-choice'
          ? { ...question, options: [...question.options, ...question.options.slice(1, 2)] }
          : question,
    );
    expect(
      clashingIds({
        ...smallLesson,
        sections: [...smallLesson.sections, ...twin],
        quiz: { id: 'fit-quiz', questions },
      }),
    ).toEqual(['what-it-is', 'samantha', 'tidy']);
  });
});

describe('packed text', () => {
  test.each([
    ['', ''],
    ['Ab 9', 'Ab_9'],
    ['a-b', 'a-0019b'],
    ['ö\n', '-006u-000a'],
    ['\uffff', '-1ekf'],
  ])('of %j is %j, and reads back', (text, packed) => {
    expect(packText(text)).toBe(packed);
    expect(unpackText(packed)).toBe(text);
  });

  test.each([['a b'], ['-12'], ['-ABCD'], ['ä']])('is never %j', (packed) => {
    expect(unpackText(packed)).toBeNull();
  });

  test.each([
    [0, '0'],
    [-1, '0'],
    [1.5, '0'],
    [35, 'z'],
    [Number.MAX_SAFE_INTEGER, '2gosa7pa2gv'],
  ])('of the number %d is %s', (value, packed) => expect(packNumber(value)).toBe(packed));

  test.each([
    ['z', 35],
    ['2gosa7pa2gv', Number.MAX_SAFE_INTEGER],
    ['2gosa7pa2gw', null],
    ['', null],
    ['-1', null],
    ['Z', null],
    ['000000000000', null],
  ])('number %j is read as %j', (packed, value) => expect(unpackNumber(packed)).toBe(value));
});

test('a checksum stays what it was, because records in LMSs hold it', () => {
  expect([checksum('', 6), checksum('a', 6), checksum('b', 6), checksum('ab', 4)])
    .toMatchInlineSnapshot(`
    [
      "TQyaID",
      "jmpFeA",
      "UvZdYC",
      "5sTe",
    ]
  `);
});
