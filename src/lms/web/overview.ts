import type { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Course } from '../packages/course.js';
import { binText, progressChart, scoreChart, type SecondLine } from '../statistics/charts.js';
import {
  courseSummary,
  type CourseSummary,
  type ScoreSpread,
  type YesNoUnknown,
} from '../statistics/course-summary.js';
import { numberText, percentText, pointsText } from './format.js';
import { importNotes } from './imports.js';
import type { Html } from './layout.js';
import { reportLayout } from './report-layout.js';
import { courseIn, type MainServices } from './services.js';

/** A course at a glance. */
export function overviewRoutes(app: Hono, { database, reports }: MainServices): void {
  app.get('/courses/:id/overview', async (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    const summary = await courseSummary(reports, course.id);
    const second = secondLine(summary);
    const [progress, ...scores] = await Promise.all([
      progressChart(summary.timeline, second),
      ...summary.scores.map(scoreChart),
    ]);
    return c.html(overviewPage(course, summary, { scores, progress, second }));
  });
}

/** The charts of an overview, as SVG that the chart library wrote. */
interface Charts {
  /** One per unit. */
  readonly scores: readonly string[];
  readonly progress: string;
  readonly second: SecondLine | null;
}

function overviewPage(course: Course, summary: CourseSummary, charts: Charts): Html {
  const { attempts, learners, timeline } = summary;
  const facts: readonly Fact[] = [
    ['Attempts', String(attempts), ''],
    ['Learners', String(learners), ''],
    ['Finished', ...countText(summary.finished, 'finished')],
    ['Passed', ...countText(summary.passed, 'passed')],
    ...meanScores(summary),
  ];
  return reportLayout(
    course,
    'overview',
    html`
${course.notes ? importNotes(course, course.notes) : ''}
<dl class="facts">${facts.map(([name, value, from]) => html`<div><dt>${name}</dt><dd>${value}<span class="from">${from}</span></dd></div>`)}</dl>
${summary.scores.map((spread, n) => scoreSection(spread, summary, charts.scores[n] ?? ''))}
${
  timeline.length === 0
    ? html`<p>No date in this report could be read, so there is no chart of progress over time.</p>`
    : chart(
        'Progress over time',
        charts.progress,
        ['Day', 'Begun', ...(charts.second ? [charts.second.name] : [])],
        timeline.map((point) => [
          point.day,
          point.begun,
          ...(charts.second ? [charts.second.of(point)] : []),
        ]),
      )
}`,
  );
}

type Fact = readonly [name: string, value: string, from: string];

/** A percentage only where every attempt is known; what is not known counts neither as yes nor as no. */
function countText(
  { yes, no, unknown }: YesNoUnknown,
  word: string,
): readonly [value: string, from: string] {
  const all = yes + no + unknown;
  if (unknown === 0) return [all === 0 ? '–' : percentText(yes / all), `${yes} of ${all} attempts`];
  const rest = `${no} not ${word}, ${unknown} not known`;
  return yes === 0
    ? ['not known', `of ${all} attempts: ${rest}`]
    : [`at least ${yes}`, `of ${all} attempts: ${rest}`];
}

function meanScores({ scores, attempts }: CourseSummary): readonly Fact[] {
  if (scores.length === 0) return [['Mean score', '–', 'no attempt has a score']];
  return scores.map(({ unit, mean, attempts: scored }) => [
    scores.length === 1 ? 'Mean score' : `Mean score in ${unit}`,
    unit === 'percent' ? `${numberText(mean)} %` : pointsText(mean),
    `from ${scored} of ${attempts} attempts`,
  ]);
}

function scoreSection(spread: ScoreSpread, { attempts, scores }: CourseSummary, svg: string): Html {
  const { unit, bins, attempts: scored } = spread;
  return html`${chart(
    scores.length === 1 ? 'Scores' : `Scores in ${unit}`,
    svg,
    [unit === 'percent' ? 'Score in percent' : 'Score in points', 'Attempts'],
    bins.map((bin) => [binText(bin, bins), bin.count]),
  )}
<p class="quiet">${scored} of ${attempts} attempts have a score${unit === 'points' ? '. Nothing in the report says what these scores are out of, so they are not shown in percent' : ''}.</p>`;
}

/** Attempts known to be finished; where none is, those with a score, under their own name. */
function secondLine({ finished, scores }: CourseSummary): SecondLine | null {
  if (finished.unknown === 0) return { name: 'Finished', of: (point) => point.finished };
  if (finished.yes > 0) return { name: 'Known to be finished', of: (point) => point.finished };
  return scores.length > 0 ? { name: 'With a score', of: (point) => point.scored } : null;
}

function chart(
  title: string,
  svg: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Html {
  // The library escapes the few texts that it draws: days and scores, none of them from outside.
  return html`<section class="chart"><h2>${title}</h2><figure tabindex="0" aria-label="${title}">${raw(svg)}</figure>
<div class="scroll" tabindex="0" role="region" aria-label="${title} as a table"><table><caption class="hidden">${title}, in numbers</caption>
<thead><tr>${headings.map((heading, place) => html`<th scope="col" class="${place === 0 ? '' : 'number'}">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`,
  )}</tbody></table></div></section>`;
}
