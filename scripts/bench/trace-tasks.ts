import type { ActionKind } from './lesson-actions.js';

/** An event of Chromium's trace format, as far as it is needed. Times are microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly ts: number;
  readonly tid: number;
  readonly pid: number;
  /** Time on the processor, which other programs on the machine do not lengthen. */
  readonly tdur?: number;
}

/**
 * The longest task of the page's main thread after each kind of mark, until the
 * next mark: milliseconds on the processor, by the name of the mark.
 */
export function longestTasks(trace: string): ReadonlyMap<ActionKind, number> {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const marks = traceEvents
    .filter(({ cat, ph, name }) => cat.includes('blink.user_timing') && isMark(ph, name))
    .sort((a, b) => a.ts - b.ts);
  const main = marks[0];
  const tasks = traceEvents.filter(
    ({ name, tid, pid, tdur }) =>
      /RunTask$/.test(name) && tid === main?.tid && pid === main.pid && tdur !== undefined,
  );
  const longest = new Map<ActionKind, number>();
  marks.forEach((mark, index) => {
    if (mark.name === 'settled') return;
    // The page's own marks are the action kinds.
    const kind = mark.name as ActionKind;
    const end = marks[index + 1]?.ts ?? Infinity;
    for (const { ts, tdur = 0 } of tasks) {
      // The task that leaves the mark is the one that acts.
      const isOurs = ts + tdur > mark.ts && ts < end;
      if (isOurs) longest.set(kind, Math.max(longest.get(kind) ?? 0, tdur / 1000));
    }
  });
  return longest;
}

const KINDS: readonly string[] = ['open a step', 'answer', 'check', 'give feedback', 'settled'];

function isMark(ph: string, name: string): boolean {
  return (ph === 'I' || ph === 'R' || ph === 'i') && KINDS.includes(name);
}
