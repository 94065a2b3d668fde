import { cpus, loadavg } from 'node:os';
import type { Start, Visit } from './measure.js';
import { markdownTable, spreadOf } from './table.js';

/** What all runs measured, one entry per run. */
export interface Measured {
  readonly visits: readonly Visit[];
  /** When a tap on Start was answered. */
  readonly firstTaps: readonly number[];
  /** The static page. */
  readonly reference: readonly Start[];
  /** The static page that calls Initialize. */
  readonly initializing: readonly Start[];
  /** Other packages, by name. */
  readonly others: ReadonlyMap<string, readonly Start[]>;
}

/** The most bytes of the lesson's page as it is sent, gzip. */
export const PAGE_LIMIT = 90_000;

/** One promise of docs/performance.md and what came of it. */
export interface Verdict {
  readonly promise: string;
  readonly limit: string;
  readonly measured: string;
  readonly kept: boolean;
}

/** Compares the medians of all runs with what docs/performance.md promises. */
export function judge({
  visits,
  firstTaps,
  reference,
  initializing,
}: Measured): readonly Verdict[] {
  const ours = (figure: keyof Visit): number => median(visits.map((visit) => visit[figure]));
  const theirs = (figure: keyof Start): number => median(reference.map((start) => start[figure]));
  const initialize = median(initializing.map((start) => start.initialize));
  const heapLimit = 1.5 * median(initializing.map(({ heap }) => heap)) + 2_000_000;
  return [
    atMostTimes('first contentful paint', ours('firstPaint'), theirs('firstPaint'), 1.25),
    atMostTimes('largest contentful paint', ours('largestPaint'), theirs('largestPaint'), 1.25),
    atMostTimes('Initialize called', ours('initialize'), initialize, 1.5),
    atMostTimes('first tap answered', median(firstTaps), initialize, 1.5),
    atMost('interaction to next paint', ours('interaction'), 150, ' ms'),
    atMost('layout shift', ours('shift'), 0),
    atMost('requests', ours('requests'), 1),
    atMost('transferred, gzip', ours('bytes') / 1000, PAGE_LIMIT / 1000, ' kB'),
    atMost('heap after the lesson', ours('heap') / 1e6, heapLimit / 1e6, ' MB'),
  ];
}

function median(values: readonly number[]): number {
  return spreadOf(values).median;
}

function atMostTimes(promise: string, value: number, base: number, most: number): Verdict {
  const ratio = value / base;
  return {
    promise,
    limit: `${most} × reference`,
    measured: `${ratio.toFixed(2)} ×`,
    kept: ratio <= most,
  };
}

function atMost(promise: string, value: number, limit: number, unit = ''): Verdict {
  const shown = (amount: number): string =>
    `${Number.isInteger(amount) ? amount : Number(amount.toPrecision(3))}${unit}`;
  return { promise, limit: shown(limit), measured: shown(value), kept: value <= limit };
}

/** Everything that was measured, as Markdown. */
export function reportText(measured: Measured, verdicts: readonly Verdict[]): string {
  const { visits, firstTaps, reference, initializing, others } = measured;
  const promises = verdicts.map(({ promise, limit, measured: value, kept }) => [
    ...[promise, limit, value, kept ? 'kept' : '**missed**'],
  ]);
  return [
    machine(visits.length),
    markdownTable(['figure', 'at most', 'measured', ''], promises),
    markdownTable(
      ['median (least to most)', 'first paint', 'largest paint', 'Initialize', 'requests', 'kB'],
      [
        startRow('the lesson', visits),
        startRow('static page', reference),
        startRow('static page that calls Initialize', initializing),
        ...[...others].map(([name, starts]) => startRow(name, starts)),
      ],
    ),
    [
      `Of the lesson: first tap answered ${range(firstTaps)} ms,`,
      `interaction to next paint ${range(visits.map(({ interaction }) => interaction))} ms,`,
      `${range(visits.map(({ connectivityChecks }) => connectivityChecks))} connectivity checks.`,
    ].join(' '),
  ].join('\n\n');
}

function startRow(name: string, starts: readonly Start[]): readonly string[] {
  const column = (figure: keyof Start): readonly number[] => starts.map((start) => start[figure]);
  return [
    name,
    `${range(column('firstPaint'))} ms`,
    `${range(column('largestPaint'))} ms`,
    column('initialize').some(Number.isNaN) ? '' : `${range(column('initialize'))} ms`,
    range(column('requests')),
    (median(column('bytes')) / 1000).toFixed(1),
  ];
}

function range(values: readonly number[]): string {
  const { median: middle, least, most } = spreadOf(values);
  const [m, l, g] = [middle, least, most].map((value) => String(Math.round(value)));
  return l === g ? String(m) : `${m} (${l} to ${g})`;
}

/** Says what a reader has to know about the machine, because only the ratios carry over to another. */
function machine(runs: number): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const load = loadavg()[0] ?? 0;
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${runs} runs, ${cpus().length} × ${model}, load average ${load.toFixed(1)} at the end.`;
}

const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';

/** Puts `report` between the marks of `document`. */
export function withReport(document: string, report: string): string {
  const [before, after] = [document.indexOf(START), document.indexOf(END)];
  if (before < 0 || after < before) {
    throw new Error(`The document needs the lines "${START}" and "${END}".`);
  }
  return `${document.slice(0, before + START.length)}\n\n${report}\n\n${document.slice(after)}`;
}
