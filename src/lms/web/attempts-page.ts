import { html } from 'hono/html';
import type { Course } from '../packages/course.js';
import {
  pageCount,
  type AttemptLine,
  type AttemptQuery,
  type SortName,
} from '../statistics/attempt-list.js';
import { dateText, durationText, numberText, percentText, toneOf } from './format.js';
import { importNotes } from './import-notes.js';
import { layout, type Html } from './layout.js';
import { reportTabs } from './report-tabs.js';

export interface AttemptsView {
  readonly course: Course;
  readonly query: AttemptQuery;
  readonly total: number;
  readonly lines: readonly AttemptLine[];
  readonly words: readonly string[];
  /** Finished tries at the quiz by attempt; `null` where the lesson is none of ours. */
  readonly tries: ReadonlyMap<number, number> | null;
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
export function attemptsPage(view: AttemptsView): Html {
  const { course, query, total, lines, tries } = view;
  return layout({
    title: `Report: ${course.title}`,
    trail: [['Home', '/']],
    wide: true,
    content: html`
${reportTabs(course, 'attempts')}
${course.notes ? importNotes(course.notes) : ''}
${filterForm(view)}
<p class="quiet" role="status">${total} ${total === 1 ? 'attempt' : 'attempts'}${pageCount(total) > 1 ? `, page ${query.page} of ${pageCount(total)}` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of attempts"><table><caption class="hidden">Attempts</caption><thead><tr>${HEADINGS.map((heading) => sortHeading(query, heading))}${tries ? html`<th scope="col" class="number">Tries</th>` : ''}</tr></thead>
<tbody>${lines.map((line) => attemptRow(line, tries))}</tbody></table></div>
${pager(query, total)}
<p class="actions noprint">Export what the filter shows:
<a class="button plain" href="grades.csv${addressOf(query, {})}">Grades in words</a>
<a class="button plain" href="attempts.csv${addressOf(query, {})}">CSV</a>
<a class="button plain" href="attempts.xlsx${addressOf(query, {})}">XLSX</a></p>`,
  });
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

function attemptRow(line: AttemptLine, tries: AttemptsView['tries']): Html {
  return html`<tr><th scope="row"><a href="/attempts/${line.id}">${line.learner}</a><br><span class="quiet">${line.code}</span></th>
<td class="number">${line.number}</td><td>${word(line.status)}</td><td>${word(line.success)}</td>
<td class="number">${numberText(line.score)}</td><td class="number">${percentText(line.progress)}</td>
<td class="number">${durationText(line.seconds)}</td>
<td>${dateText(line.firstAt, line.firstText)}</td><td>${dateText(line.lastAt, line.lastText)}</td>${
    tries ? html`<td class="number">${tries.get(line.id) ?? '–'}</td>` : ''
  }</tr>`;
}

/** A status word with its colour; the word says it all, the colour only helps. */
export function word(text: string): Html {
  return html`<span class="word ${toneOf(text)}">${text === 'unknown' || text === '' ? '–' : text}</span>`;
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
