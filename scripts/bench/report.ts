import { cpus, loadavg } from 'node:os';
import type { Verdict } from './limits.js';
import type { Candidate } from './packages.js';
import type { ProfileFigures } from './run-bench.js';
import { markdownTable, type Spread } from './table.js';

const START = '<!-- measured: start -->';
const END = '<!-- measured: end -->';

/** All that was measured, as Markdown. */
export function reportText(
  profiles: readonly ProfileFigures[],
  candidates: readonly Candidate[],
  verdicts: readonly Verdict[],
): string {
  return [
    machine(),
    promiseTable(verdicts),
    ...profiles.map((figures) => profileTable(figures, candidates)),
  ].join('\n\n');
}

/** Puts `report` between the markers of `document`. */
export function withReport(document: string, report: string): string {
  const [before, after] = [document.indexOf(START), document.indexOf(END)];
  if (before < 0 || after < before) {
    throw new Error(`The document needs the lines "${START}" and "${END}".`);
  }
  return `${document.slice(0, before + START.length)}\n\n${report}\n\n${document.slice(after)}`;
}

/** The promises, kept or missed. */
export function promiseTable(verdicts: readonly Verdict[]): string {
  return markdownTable(
    ['promise (phone)', 'at most', 'measured', ''],
    verdicts.map(({ promise, limit, measured, kept }) => [
      promise,
      limit,
      measured,
      kept ? 'kept' : '**missed**',
    ]),
  );
}

function profileTable(
  { profile, starts, tap }: ProfileFigures,
  candidates: readonly Candidate[],
): string {
  const { name, cpuSlowdown, bitsPerSecond, roundTripMs, serverMs } = profile;
  const bits = bitsPerSecond === null ? 'no limit' : `${String(bitsPerSecond / 1e6)} Mbit/s`;
  const rows = starts.map((start, index) => [
    candidates[index]?.target.name ?? '',
    ...[start.firstPaint, start.largestPaint, start.initialize].map(milliseconds),
    index === 0 ? milliseconds(tap) : '',
    milliseconds(start.blocked),
    start.shift.most.toFixed(3),
    String(start.requests.median),
    (start.bytes.median / 1000).toFixed(1),
  ]);
  return [
    `**${name}**: ${String(cpuSlowdown)} × CPU slowdown, ${bits}, ${String(roundTripMs)} ms round trip, ${String(serverMs)} ms for each request at the LMS`,
    markdownTable(HEAD, rows),
  ].join('\n\n');
}

const HEAD = [
  'package',
  'first paint, ms',
  'largest paint, ms',
  'Initialize, ms',
  'tap answered, ms',
  'blocked, ms',
  'shift',
  'requests',
  'kB sent',
];

function milliseconds({ median, least, most }: Spread): string {
  if (Number.isNaN(median)) return '';
  const [middle, low, high] = [median, least, most].map((value) => String(Math.round(value)));
  return `${middle ?? ''} (${low ?? ''}–${high ?? ''})`;
}

/** What a reader has to know about the machine, because only the ratios carry over to another. */
function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const load = loadavg()[0] ?? 0;
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${String(cpus().length)} × ${model}, load average ${load.toFixed(1)} at the end.`;
}
