import type { TopLevelSpec } from 'vega-lite';
import type { ScoreBin, ScoreSpread, TimePoint } from './course-summary.js';

/** Colors with enough contrast on white that color-blind people can tell apart. */
const BLUE = '#1f5fa8';
const ORANGE = '#b35900';

const CONFIG = {
  background: 'white',
  font: 'system-ui, sans-serif',
  axis: { labelFontSize: 12, titleFontSize: 13, titleFontWeight: 'normal', gridColor: '#e3e7ee' },
  legend: { labelFontSize: 12, symbolStrokeWidth: 3 },
  view: { stroke: null },
} as const;

const COUNT_AXIS = { tickMinStep: 1, format: 'd', title: 'Attempts' } as const;

/** How the scores are spread, as an SVG whose bars tell their values to screen readers. */
export async function scoreChart({
  unit,
  bins,
}: Pick<ScoreSpread, 'unit' | 'bins'>): Promise<string> {
  return svgOf({
    description: `Number of attempts by score in ${unit}`,
    width: 520,
    height: 220,
    data: { values: bins.map((bin) => ({ score: binText(bin, bins), count: bin.count })) },
    mark: { type: 'bar', color: BLUE },
    encoding: {
      x: {
        field: 'score',
        type: 'ordinal',
        sort: null,
        title: unit === 'percent' ? 'Score in percent' : 'Score in points',
        axis: { labelAngle: 0 },
      },
      y: { field: 'count', type: 'quantitative', axis: COUNT_AXIS },
    },
    config: CONFIG,
  });
}

/** The line that is drawn beside the attempts begun. */
export interface SecondLine {
  readonly name: string;
  readonly of: (point: TimePoint) => number;
}

/** How many attempts had begun and how many were finished, or had a score, day by day. */
export async function progressChart(
  points: readonly TimePoint[],
  second: SecondLine | null,
): Promise<string> {
  const names = ['Begun', ...(second ? [second.name] : [])];
  const values = points.flatMap((point) => [
    { day: point.day, what: 'Begun', attempts: point.begun },
    ...(second ? [{ day: point.day, what: second.name, attempts: second.of(point) }] : []),
  ]);
  return svgOf({
    description: `Attempts by the end of each day: ${names.join(' and ').toLowerCase()}`,
    width: 520,
    height: 220,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: {
        field: 'day',
        type: 'ordinal',
        title: 'Day (month and day)',
        axis: { labelExpr: 'slice(datum.label, 5)', labelAngle: 0, labelOverlap: true },
      },
      y: { field: 'attempts', type: 'quantitative', axis: COUNT_AXIS },
      color: {
        field: 'what',
        type: 'nominal',
        title: null,
        legend: { orient: 'top', symbolType: 'stroke', symbolSize: 400 },
        scale: { domain: names, range: [ORANGE, BLUE].slice(0, names.length) },
      },
      // The lines differ without color, too.
      strokeDash: { field: 'what', type: 'nominal', title: null, scale: { domain: names } },
    },
    config: CONFIG,
  });
}

/** A bin's scores in words; the last bin includes its end, whole-number bins name their last whole score. */
export function binText({ from, to }: ScoreBin, bins: readonly ScoreBin[]): string {
  const isLast = to === bins.at(-1)?.to;
  if (to - from === 1) return isLast ? `${from}–${to}` : `${from}`;
  return isLast ? `${from}–${to}` : `${from}–${to - 1}`;
}

/** Loads what draws, and draws once, which takes a second: run it while no one waits. */
export async function warmCharts(): Promise<void> {
  await scoreChart({ unit: 'percent', bins: [] });
}

/** The last charts by what they show: a report that is opened again is not drawn again. */
const drawn = new Map<string, Promise<string>>();
const MOST_DRAWN = 40;

function svgOf(spec: TopLevelSpec): Promise<string> {
  const key = JSON.stringify(spec);
  const svg = drawn.get(key) ?? draw(spec);
  // The least recently used chart goes first.
  drawn.delete(key);
  drawn.set(key, svg);
  const [oldest] = drawn.keys();
  if (drawn.size > MOST_DRAWN && oldest !== undefined) drawn.delete(oldest);
  return svg;
}

async function draw(spec: TopLevelSpec): Promise<string> {
  // Loaded with the first chart: the start of the program need not wait for it.
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
