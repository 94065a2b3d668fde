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

/** Compares our start with that of the static page, as `docs/performance.md` promises. */
export function judgeStart(ours: Figures, reference: Figures): readonly Verdict[] {
  const ratio = (promise: string, value: Spread, base: Spread, most: number): Verdict => {
    const measured = value.median / base.median;
    return {
      promise,
      limit: `${String(most)} × reference`,
      measured: `${measured.toFixed(2)} ×`,
      kept: measured <= most,
    };
  };
  return [
    ratio('first contentful paint', ours.firstPaint, reference.firstPaint, 1.25),
    ratio('largest contentful paint', ours.largestPaint, reference.largestPaint, 1.25),
    ratio('LMS Initialize called', ours.initialize, reference.initialize, 1.5),
    ratio('first step answers to a tap', ours.ready, reference.initialize, 1.75),
    atMost('total blocking time', ours.blocked.median, 50, 'ms'),
    atMost('cumulative layout shift', ours.shift.most, 0, ''),
  ];
}

/** A promise with a fixed limit. */
export function atMost(promise: string, value: number, limit: number, unit: string): Verdict {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return {
    promise,
    limit: `${String(limit)} ${unit}`.trim(),
    measured: `${shown} ${unit}`.trim(),
    kept: value <= limit,
  };
}
