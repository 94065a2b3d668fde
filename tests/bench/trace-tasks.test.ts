import { describe, expect, test } from 'vitest';
import { longestTasks } from '../../scripts/bench/trace-tasks.js';

const mark = (name: string, ts: number) => ({
  ...{ name, ts, cat: 'blink.user_timing', ph: 'I', tid: 1, pid: 1 },
});
const task = (ts: number, tdur: number, tid = 1) => ({
  ...{ name: 'RunTask', cat: 'toplevel', ph: 'X', ts, tdur, tid, pid: 1 },
});
const trace = (...traceEvents: readonly object[]): string => JSON.stringify({ traceEvents });

describe('the longest task after each kind of action', () => {
  test('includes the task that the action runs in', () => {
    const text = trace(task(900, 30_000), mark('answer', 1000), mark('settled', 200_000));
    expect(longestTasks(text)).toEqual(new Map([['answer', 30]]));
  });
  test('is the longest of all actions of its kind', () => {
    const text = trace(
      ...[mark('answer', 1000), task(2000, 5000), mark('settled', 50_000)],
      ...[mark('answer', 60_000), task(61_000, 8000), mark('settled', 90_000)],
    );
    expect(longestTasks(text)).toEqual(new Map([['answer', 8]]));
  });
  test('leaves out other threads, and what happens after the page has settled', () => {
    const text = trace(
      ...[mark('check', 1000), task(2000, 1000), task(2000, 90_000, 2)],
      ...[mark('settled', 50_000), task(60_000, 90_000)],
    );
    expect(longestTasks(text)).toEqual(new Map([['check', 1]]));
  });
});
