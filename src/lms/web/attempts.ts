import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { whyOf } from '../../core/why.js';
import type { Course } from '../packages/course.js';
import {
  attemptPage,
  attemptQuery,
  countAttempts,
  pageCount,
  refusedSince,
  type AttemptLine,
  type AttemptQuery,
  type SortName,
} from '../statistics/attempts.js';
import { courseSummary } from '../statistics/course-summary.js';
import { savedStates } from '../statistics/saved-lesson.js';
import { lessonOf } from './attempt.js';
import { dateText, durationText, percentText, scoreText, word } from './format.js';
import { importNotes } from './imports.js';
import type { Html } from './layout.js';
import { reportLayout } from './report-layout.js';
import { courseIn, type MainServices } from './services.js';
import { courseRecordOf, whyShort } from './why.js';

/** The list of attempts of a course. */
export function attemptsRoutes(app: Hono, services: MainServices): void {
  app.get('/courses/:id/attempts', async (c) => attempts(c, services));
}

async function attempts(
  c: Context,
  { database, reports, packages }: MainServices,
): Promise<Response> {
  const course = courseIn(c, database);
  if (!course) return c.notFound();
  const asked = attemptQuery((name) => c.req.query(name));
  const { attempts: all, words } = await courseSummary(reports, course.id);
  const report = await reports.of(course.id);
  const isFiltered = asked.text !== '' || asked.status !== '';
  const total = isFiltered ? await countAttempts(report, asked) : all;
  const query = { ...asked, page: Math.min(asked.page, pageCount(total)) };
  const lines = await attemptPage(report, query, total);
  const lesson = await lessonOf(packages, course);
  const saved = lesson ? savedStates(lesson, database, lines) : null;
  const why = (line: AttemptLine): string => {
    const record = saved?.get(line.id)?.record;
    const since = course.kind === 'package' ? refusedSince(database, line.id) : null;
    return whyShort(
      whyOf(lesson && record ? { lesson, record } : null, courseRecordOf(line, since)),
    );
  };
  const tries =
    lesson?.quiz && saved
      ? new Map([...saved].map(([id, { record }]) => [id, record.quiz.attempts]))
      : null;
  return c.html(attemptsPage({ course, query, total, lines, words, tries, why }));
}

interface AttemptsView {
  readonly course: Course;
  readonly query: AttemptQuery;
  readonly total: number;
  readonly lines: readonly AttemptLine[];
  readonly words: readonly string[];
  /** Finished tries at the quiz by attempt; `null` where the lesson is none of ours. */
  readonly tries: ReadonlyMap<number, number> | null;
  readonly why: (line: AttemptLine) => string;
}

const HEADINGS: readonly (readonly [SortName, string, isNumber: boolean])[] = [
  ['learner', 'Learner', false],
  ['attempt', 'Attempt', true],
  ['status', 'Status', false],
  ['success', 'Success', false],
  ['score', 'Score', true],
  ['progress', 'Progress', true],
  ['time', 'Time', true],
  ['first', 'First access', false],
  ['last', 'Last access', false],
];

/** The attempts of a course, as an administrator looks at them. */
function attemptsPage(view: AttemptsView): Html {
  const { course, query, total, lines, tries } = view;
  return reportLayout(
    course,
    'attempts',
    html`${course.notes ? importNotes(course, course.notes) : ''}
${filterForm(view)}
<p class="quiet" role="status">${total} ${total === 1 ? 'attempt' : 'attempts'}${pageCount(total) > 1 ? `, page ${query.page} of ${pageCount(total)}` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of attempts"><table><caption class="hidden">Attempts</caption><thead><tr>${HEADINGS.map((heading) => sortHeading(query, heading))}${tries ? html`<th scope="col" class="number">Tries</th>` : ''}<th scope="col">Why?</th></tr></thead>
<tbody>${lines.map((line) => attemptRow(line, view))}</tbody></table></div>
${pager(query, total)}
<p class="actions noprint">Export what the filter shows:
<a class="button plain" href="grades.csv${addressOf(query, {})}">Grades in words</a>
<a class="button plain" href="attempts.csv${addressOf(query, {})}">CSV</a>
<a class="button plain" href="attempts.xlsx${addressOf(query, {})}">XLSX</a></p>`,
  );
}

function filterForm({ query, words }: AttemptsView): Html {
  return html`<form class="row noprint" method="get" role="search">
<label for="text">Learner or receipt code</label><input id="text" name="text" type="search" value="${query.text}">
<label for="status">Status</label><select id="status" name="status"><option value="">All</option>${words.map(
    (word) => html`<option${word === query.status ? html` selected` : ''}>${word}</option>`,
  )}</select>
<input type="hidden" name="sort" value="${query.sort}"><input type="hidden" name="order" value="${query.descending ? 'down' : 'up'}">
<button>Filter</button></form>`;
}

function sortHeading(
  query: AttemptQuery,
  [name, label, isNumber]: (typeof HEADINGS)[number],
): Html {
  const active = query.sort === name;
  const order = active && !query.descending ? 'down' : 'up';
  const state = active ? (query.descending ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" aria-sort="${state}" class="${isNumber ? 'number' : ''}">
<a href="${addressOf(query, { sort: name, order, page: '1' })}">${label}<span aria-hidden="true">${active ? (query.descending ? ' ↓' : ' ↑') : ''}</span></a></th>`;
}

function attemptRow(line: AttemptLine, { tries, why }: AttemptsView): Html {
  return html`<tr><th scope="row"><a href="/attempts/${line.id}">${line.learner}</a><br><span class="quiet">${line.code}</span></th>
<td class="number">${line.number}</td><td>${word(line.status)}</td><td>${word(line.success)}</td>
<td class="number">${scoreText(line)}</td><td class="number">${percentText(line.progress)}</td>
<td class="number">${durationText(line.seconds)}</td>
<td>${dateText(line.firstAt, line.firstText)}</td><td>${dateText(line.lastAt, line.lastText)}</td>${
    tries ? html`<td class="number">${tries.get(line.id) ?? '–'}</td>` : ''
  }<td class="why">${why(line)}</td></tr>`;
}

function pager(query: AttemptQuery, total: number): Html | '' {
  const last = pageCount(total);
  if (last <= 1) return '';
  const link = (page: number, label: string): Html =>
    html`<a href="${addressOf(query, { page: String(page) })}">${label}</a>`;
  return html`<nav class="pager noprint" aria-label="Pages">
${query.page > 1 ? html`${link(1, 'First')} ${link(query.page - 1, 'Previous')}` : ''}
<span>Page ${query.page} of ${last}</span>
${query.page < last ? html`${link(query.page + 1, 'Next')} ${link(last, 'Last')}` : ''}</nav>`;
}

function addressOf(query: AttemptQuery, changes: Readonly<Record<string, string>>): string {
  const values = {
    text: query.text,
    status: query.status,
    sort: query.sort,
    order: query.descending ? 'down' : 'up',
    page: String(query.page),
    ...changes,
  };
  const entries = Object.entries(values).filter(([, value]) => value !== '');
  return `?${new URLSearchParams(entries).toString()}`;
}
