import { describe, expect, test } from 'vitest';
import { atMost, judgeLesson, judgeStart, type Figures } from '../../scripts/bench/limits.js';
import { spreadOf } from '../../scripts/bench/table.js';

const figures = (ms: number): Figures => ({
  firstPaint: spreadOf([ms]),
  largestPaint: spreadOf([ms]),
  initialize: spreadOf([ms]),
  started: spreadOf([ms]),
  blocked: spreadOf([0]),
  shift: spreadOf([0]),
  requests: spreadOf([1]),
  bytes: spreadOf([1000]),
});

describe('the promises', () => {
  test('of a start are kept up to their ratio', () => {
    const verdicts = judgeStart(figures(125), figures(100), spreadOf([175]));
    expect(verdicts.filter(({ kept }) => !kept)).toEqual([]);
  });
  test('of a start are missed beyond it', () => {
    const verdicts = judgeStart(figures(151), figures(100), spreadOf([176]));
    expect(verdicts.filter(({ kept }) => !kept).map(({ promise }) => promise)).toEqual([
      'first contentful paint',
      'largest contentful paint',
      'LMS Initialize called',
      'a tap on Start answered',
    ]);
  });
  test('of a whole lesson name what is missed', () => {
    const verdicts = judgeLesson({
      ...{ requests: 2, probes: 3, bytes: 60_000, scriptBytes: 32_001, shift: 0 },
      ...{ heap: 3_500_000, referenceHeap: 1_000_000 },
      longest: new Map([['answer', 51]]),
    });
    expect(verdicts.filter(({ kept }) => !kept)).toEqual([
      { promise: 'requests for the whole lesson', limit: '1', measured: '2', kept: false },
      { promise: 'script in them, gzip', limit: '32 kB', measured: '32.00 kB', kept: false },
      { promise: 'longest task: answer', limit: '50 ms', measured: '51 ms', kept: false },
    ]);
  });
  test('show whole numbers as they are', () => {
    expect(atMost('requests', 1, 1, '')).toEqual({
      ...{ promise: 'requests', limit: '1', measured: '1', kept: true },
    });
  });
});
