import { describe, expect, test } from 'vitest';
import { actionCosts, longestTasks, type ActionCost } from '../../scripts/bench/trace-tasks.js';

const mark = (name: string, ts: number) => ({
  ...{ name, ts, cat: 'blink.user_timing', ph: 'I', tid: 1, pid: 1 },
});
const task = (ts: number, tdur: number, tid = 1) => ({
  ...{ name: 'RunTask', cat: 'toplevel', ph: 'X', ts, tdur, tid, pid: 1 },
});
const trace = (...traceEvents: readonly object[]): string => JSON.stringify({ traceEvents });

describe('what an action costs', () => {
  test('includes the task that the action runs in', () => {
    const text = trace(task(900, 30_000), mark('answer', 1000), mark('settled', 200_000));
    expect(actionCosts(text)).toEqual([{ kind: 'answer', longest: 30 }]);
  });
  test('is the longest task until the page has settled, for each action by itself', () => {
    const text = trace(
      ...[mark('answer', 1000), task(2000, 5000), task(8000, 3000), mark('settled', 50_000)],
      ...[mark('answer', 60_000), task(61_000, 8000), mark('settled', 90_000)],
    );
    expect(actionCosts(text)).toEqual([
      { kind: 'answer', longest: 5 },
      { kind: 'answer', longest: 8 },
    ]);
  });
  test('leaves out other threads, and what happens after the page has settled', () => {
    const text = trace(
      ...[mark('check', 1000), task(2000, 1000), task(2000, 90_000, 2)],
      ...[mark('settled', 50_000), task(60_000, 90_000)],
    );
    expect(actionCosts(text)).toEqual([{ kind: 'check', longest: 1 }]);
  });
});

describe('the longest task of a kind of action', () => {
  const walk = (...answers: readonly number[]): readonly ActionCost[] =>
    answers.map((longest) => ({ kind: 'answer', longest }));

  test('is that of its dearest action', () => {
    expect(longestTasks([walk(10, 30, 20)])).toEqual(new Map([['answer', 30]]));
  });
  test('counts each action with the median of all walks, so that one disturbed walk decides nothing', () => {
    const walks = [walk(10, 30), walk(90, 20), walk(11, 25)];
    expect(longestTasks(walks)).toEqual(new Map([['answer', 25]]));
  });
});
