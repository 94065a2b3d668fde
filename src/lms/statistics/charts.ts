import type { TopLevelSpec } from 'vega-lite';
import type { ScoreBin, TimePoint } from './course-summary.js';

/** Colours with enough contrast on white, and apart for eyes that do not see all colours. */
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
export async function scoreChart(bins: readonly ScoreBin[]): Promise<string> {
  return svgOf({
    description: 'Number of attempts by score, in steps of ten points',
    width: 520,
    height: 220,
    data: { values: bins.map(({ from, to, count }) => ({ score: binText(from, to), count })) },
    mark: { type: 'bar', color: BLUE },
    encoding: {
      x: {
        field: 'score',
        type: 'ordinal',
        sort: null,
        title: 'Score in percent',
        axis: { labelAngle: 0 },
      },
      y: { field: 'count', type: 'quantitative', axis: COUNT_AXIS },
    },
    config: CONFIG,
  });
}

/** How many attempts had begun and how many were finished, day by day. */
export async function progressChart(points: readonly TimePoint[]): Promise<string> {
  const values = points.flatMap(({ day, begun, finished }) => [
    { day, what: 'Begun', attempts: begun },
    { day, what: 'Finished', attempts: finished },
  ]);
  return svgOf({
    description: 'Attempts begun and finished by the end of each day',
    width: 520,
    height: 220,
    data: { values: [...values] },
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
        scale: { domain: ['Begun', 'Finished'], range: [ORANGE, BLUE] },
      },
      // Told apart without colour, too.
      strokeDash: { field: 'what', type: 'nominal', title: null },
    },
    config: CONFIG,
  });
}

/** The bin's scores in words; the last one includes 100. */
export function binText(from: number, to: number): string {
  return to === 100 ? `${from}–100` : `${from}–${to - 1}`;
}

/** Loads what draws, and draws once, which takes a second: done while nobody waits for it. */
export async function warmCharts(): Promise<void> {
  await scoreChart([]);
}

/** The last charts by what they show: looking again at a report draws nothing anew. */
const drawn = new Map<string, Promise<string>>();
const MOST_DRAWN = 40;

function svgOf(spec: TopLevelSpec): Promise<string> {
  const key = JSON.stringify(spec);
  const svg = drawn.get(key) ?? draw(spec);
  // Last used, last out.
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
