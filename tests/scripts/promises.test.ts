import { describe, expect, test } from 'vitest';
import { judge, reportText, withReport, type Measured } from '../../scripts/bench/promises.js';
import type { Start, Visit } from '../../scripts/bench/measure.js';
import { markdownTable, spreadOf } from '../../scripts/bench/table.js';

const start = (ms: number): Start => ({
  firstPaint: ms,
  largestPaint: ms,
  initialize: ms,
  requests: 1,
  connectivityChecks: 0,
  bytes: 9000,
  heap: 1_000_000,
});

const visit = (ms: number, rest: Partial<Visit> = {}): Visit => ({
  ...start(ms),
  bytes: 90_000,
  heap: 3_500_000,
  interaction: 150,
  shift: 0,
  connectivityChecks: 2,
  ...rest,
});

const measured = (visits: readonly Visit[], firstTap: number): Measured => ({
  visits,
  firstTaps: [firstTap],
  reference: [start(100)],
  initializing: [start(100)],
  others: new Map(),
});

const missed = (all: Measured): readonly string[] =>
  judge(all).flatMap(({ promise, kept }) => (kept ? [] : [promise]));

describe('the promises about speed', () => {
  test('are kept at exactly their limits', () => {
    expect(missed(measured([visit(125)], 150))).toEqual([]);
  });

  test('are missed above their limits', () => {
    const slow = { interaction: 151, shift: 0.001, requests: 2, bytes: 90_001, heap: 3_500_001 };
    expect(missed(measured([visit(151, slow)], 151))).toEqual([
      'first contentful paint',
      'largest contentful paint',
      'Initialize called',
      'first tap answered',
      'interaction to next paint',
      'layout shift',
      'requests',
      'transferred, gzip',
      'heap after the lesson',
    ]);
  });

  test('count the median of the visits, so that one slow visit decides nothing', () => {
    const visits = [visit(100), visit(900, { interaction: 900 }), visit(100)];
    expect(missed(measured(visits, 100))).toEqual([]);
  });

  test('show the limit and what was measured', () => {
    const [paint, , , , interaction] = judge(measured([visit(110)], 100));
    expect(paint).toEqual({
      promise: 'first contentful paint',
      limit: '1.25 × reference',
      measured: '1.10 ×',
      kept: true,
    });
    expect(interaction).toMatchObject({ limit: '150 ms', measured: '150 ms' });
  });
});

describe('the report of a benchmark', () => {
  test('marks what was missed and names every page', () => {
    const all = { ...measured([visit(200)], 100), others: new Map([['other', [start(300)]]]) };
    const text = reportText(all, judge(all));
    expect(text).toMatch(
      /first contentful paint +\| 1\.25 × reference \| 2\.00 × +\| \*\*missed\*\*/,
    );
    for (const name of ['the lesson', 'static page', 'other']) expect(text).toContain(`| ${name} `);
  });

  test('replaces the old one between the marks of the document', () => {
    const document = 'a\n<!-- measured: start -->\nold\n<!-- measured: end -->\nz';
    expect(withReport(document, 'new')).toBe(
      'a\n<!-- measured: start -->\n\nnew\n\n<!-- measured: end -->\nz',
    );
  });

  test('is refused by a document without the marks', () => {
    expect(() => withReport('nothing', 'new')).toThrow('The document needs the lines');
  });
});

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
