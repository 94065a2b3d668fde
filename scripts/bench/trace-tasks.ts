import type { ActionKind } from './lesson-actions.js';
import { spreadOf } from './table.js';

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

/** What one action kept the page busy with. */
export interface ActionCost {
  readonly kind: ActionKind;
  /** The longest task until the page had settled: milliseconds on the processor. */
  readonly longest: number;
}

/** What each action of a walk cost the page's main thread, in the order of the walk. */
export function actionCosts(trace: string): readonly ActionCost[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const marks = traceEvents
    .filter(({ cat, ph, name }) => cat.includes('blink.user_timing') && isMark(ph, name))
    .sort((a, b) => a.ts - b.ts);
  const main = marks[0];
  const tasks = traceEvents.filter(
    ({ name, tid, pid, tdur }) =>
      /RunTask$/.test(name) && tid === main?.tid && pid === main.pid && tdur !== undefined,
  );
  return marks.flatMap((mark, index) => {
    if (mark.name === 'settled') return [];
    const end = marks[index + 1]?.ts ?? Infinity;
    // The task that leaves the mark is the one that acts.
    const own = tasks.filter(({ ts, tdur = 0 }) => ts + tdur > mark.ts && ts < end);
    const longest = Math.max(0, ...own.map(({ tdur = 0 }) => tdur / 1000));
    // The page's own marks are the action kinds.
    return [{ kind: mark.name as ActionKind, longest }];
  });
}

/**
 * The longest task by kind of action: of each action the median of all `walks`,
 * and of these the greatest. All walks take the same actions.
 */
export function longestTasks(
  walks: readonly (readonly ActionCost[])[],
): ReadonlyMap<ActionKind, number> {
  const longest = new Map<ActionKind, number>();
  walks[0]?.forEach(({ kind }, index) => {
    const { median } = spreadOf(walks.map((walk) => walk[index]?.longest ?? 0));
    longest.set(kind, Math.max(longest.get(kind) ?? 0, median));
  });
  return longest;
}

const KINDS: readonly string[] = ['open a step', 'answer', 'check', 'give feedback', 'settled'];

function isMark(ph: string, name: string): boolean {
  return (ph === 'I' || ph === 'R' || ph === 'i') && KINDS.includes(name);
}
