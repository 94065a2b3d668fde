import type { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Course } from '../packages/course.js';
import { binText, progressChart, scoreChart } from '../statistics/charts.js';
import { courseSummary, type CourseSummary } from '../statistics/course-summary.js';
import { numberText, percentText } from './format.js';
import type { Html } from './layout.js';
import { reportLayout } from './report-layout.js';
import { courseIn, type MainServices } from './services.js';

/** A course at a glance. */
export function overviewRoutes(app: Hono, { database }: MainServices): void {
  app.get('/courses/:id/overview', async (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    const summary = courseSummary(database, course.id);
    const [scores, progress] = await Promise.all([
      scoreChart(summary.bins),
      progressChart(summary.timeline),
    ]);
    return c.html(overviewPage(course, summary, { scores, progress }));
  });
}

/** The two charts of an overview, as SVG that the chart library wrote. */
interface Charts {
  readonly scores: string;
  readonly progress: string;
}

/** A course at a glance, each chart with its numbers beside it. */
function overviewPage(course: Course, summary: CourseSummary, charts: Charts): Html {
  const { attempts, learners, completed, passed, meanScore, bins, timeline, words } = summary;
  const facts: readonly (readonly [string, string])[] = [
    ['Attempts', String(attempts)],
    ['Learners', String(learners)],
    // A report without any status word does not say that nobody completed it.
    ['Completed', words.length === 0 ? '–' : percentText(completed / attempts)],
    ['Passed', words.length === 0 ? '–' : percentText(passed / attempts)],
    ['Mean score', numberText(meanScore)],
  ];
  return reportLayout(
    course,
    'overview',
    html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${chart(
  'Scores',
  charts.scores,
  ['Score', 'Attempts'],
  bins.map(({ from, to, count }) => [binText(from, to), count]),
)}
${
  timeline.length === 0
    ? html`<p>No date of this report was understood, so there is no course over time.</p>`
    : chart(
        'Progress over time',
        charts.progress,
        ['Day', 'Begun', 'Finished'],
        timeline.map(({ day, begun, finished }) => [day, begun, finished]),
      )
}`,
  );
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
