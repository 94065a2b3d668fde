import type { ActionKind } from './lesson-actions.js';
import type { Start } from './measure.js';
import type { Spread } from './table.js';

/** The figures of one package under one profile. */
export type Figures = Readonly<Record<keyof Start, Spread>>;

/** One promise about the phone profile and what came of it. */
export interface Verdict {
  readonly promise: string;
  readonly limit: string;
  readonly measured: string;
  readonly kept: boolean;
}

/** What a start may cost, compared with that of the static page. `tap` is when Start has answered. */
export function judgeStart(ours: Figures, reference: Figures, tap: Spread): readonly Verdict[] {
  return [
    atMostTimes('first contentful paint', ours.firstPaint, reference.firstPaint, 1.25),
    atMostTimes('largest contentful paint', ours.largestPaint, reference.largestPaint, 1.25),
    atMostTimes('LMS Initialize called', ours.initialize, reference.initialize, 1.5),
    atMostTimes('a tap on Start answered', tap, reference.initialize, 1.75),
    atMost('total blocking time', ours.blocked.median, 50, 'ms'),
    atMost('layout shift while it opens', ours.shift.most, 0, ''),
  ];
}

/** What a whole lesson costs. */
export interface LessonCost {
  readonly requests: number;
  readonly probes: number;
  /** Bytes of all files as sent. */
  readonly bytes: number;
  readonly scriptBytes: number;
  readonly shift: number;
  readonly heap: number;
  readonly referenceHeap: number;
  readonly longest: ReadonlyMap<ActionKind, number>;
}

/** What a whole lesson may cost. */
export function judgeLesson(cost: LessonCost): readonly Verdict[] {
  const heapLimit = 1.5 * cost.referenceHeap + 2_000_000;
  return [
    atMost('requests for the whole lesson', cost.requests, 1, ''),
    atMost('looks whether the server answers', cost.probes, 3, ''),
    atMost('bytes for the whole lesson, gzip', cost.bytes / 1000, 60, 'kB'),
    atMost('script in them, gzip', cost.scriptBytes / 1000, 32, 'kB'),
    atMost('heap after the whole lesson', cost.heap / 1e6, heapLimit / 1e6, 'MB'),
    atMost('layout shift over the whole lesson', cost.shift, 0, ''),
    ...[...cost.longest].map(([kind, ms]) => atMost(`longest task: ${kind}`, ms, 50, 'ms')),
  ];
}

function atMostTimes(promise: string, value: Spread, base: Spread, most: number): Verdict {
  const ratio = value.median / base.median;
  return {
    promise,
    limit: `${String(most)} × reference`,
    measured: `${ratio.toFixed(2)} ×`,
    kept: ratio <= most,
  };
}

/** A promise with a fixed limit. */
export function atMost(promise: string, value: number, limit: number, unit: string): Verdict {
  const shown = (amount: number): string =>
    `${Number.isInteger(amount) ? String(amount) : amount.toFixed(2)} ${unit}`.trim();
  return { promise, limit: shown(limit), measured: shown(value), kept: value <= limit };
}
