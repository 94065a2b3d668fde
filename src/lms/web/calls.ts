import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { courseById, type Course } from '../packages/course.js';
import type { LoggedCall } from '../player/call.js';
import { CALL_RULES } from '../player/call-rules.js';
import { attemptDetail, type AttemptDetail } from '../statistics/attempts.js';
import { lessonOf } from './attempt.js';
import { savedState } from '../statistics/saved-lesson.js';
import { layout, type Html } from './layout.js';
import type { MainServices } from './services.js';

/** Calls on one page. */
const PAGE = 200;
/** Calls in one answer of JSON; who wants more asks again with `after`. */
const MOST_EXPORTED = 5_000;

/** The log of calls, as a page and as JSON; the live list reads the JSON, too. */
export function callRoutes(app: Hono, services: MainServices): void {
  const { calls } = services;
  app.get('/attempts/:id{\\d{1,15}}/calls', async (c) => {
    const found = await attemptIn(c, services);
    if (!found) return c.notFound();
    const { attempt } = found;
    const filter = {
      text: (c.req.query('text') ?? '').slice(0, 200),
      marked: c.req.query('marked') === '1',
    };
    const count = calls.count(attempt.id, filter);
    const pages = Math.max(1, Math.ceil(count / PAGE));
    const page = Math.min(pages, Math.max(1, Math.floor(Number(c.req.query('page'))) || 1));
    const shown = calls.read(attempt.id, { ...filter, limit: PAGE, offset: (page - 1) * PAGE });
    const record = await recordOf(services, found);
    return c.html(callsPage({ ...found, filter, count, page, pages, calls: shown, record }));
  });
  app.get('/attempts/:id{\\d{1,15}}/calls.json', async (c) => {
    const found = await attemptIn(c, services);
    if (!found) return c.notFound();
    return c.json(await callsJson(c, services, found));
  });
}

/** The calls after an id and the stored record of an attempt. */
export async function callsJson(
  c: Context,
  services: MainServices,
  found: Found,
): Promise<Record<string, unknown>> {
  const { course, attempt } = found;
  const after = Math.floor(Number(c.req.query('after'))) || 0;
  const read = services.calls.read(attempt.id, { after, limit: MOST_EXPORTED + 1 });
  return {
    package: {
      title: course.title,
      source: course.source,
      version: course.manifest?.schemaVersion,
    },
    attempt: { learner: attempt.learner, number: attempt.number },
    rules: CALL_RULES,
    record: await recordOf(services, found),
    calls: read.slice(0, MOST_EXPORTED),
    // Ask again with `after` and the last id.
    more: read.length > MOST_EXPORTED,
  };
}

interface Found {
  readonly course: Course;
  readonly attempt: AttemptDetail;
}

async function attemptIn(
  c: Context,
  { database, reports }: MainServices,
): Promise<Found | undefined> {
  const attempt = await attemptDetail(reports, Number(c.req.param('id')));
  const course = attempt && courseById(database, attempt.courseId);
  return attempt && course ? { attempt, course } : undefined;
}

/** What the attempt stores in suspend data. */
export interface StoredRecord {
  /** Characters of it. */
  readonly size: number;
  /** Characters that the standard guarantees. */
  readonly limit: number;
  /** What a lesson of ours stored, in words; empty for packages of other makers. */
  readonly lines: readonly (readonly [name: string, value: string])[];
}

/** SCORM 1.2, and SCORM 2004 3rd and 4th Edition. */
const LIMITS = { scorm12: 4_096, scorm2004: 64_000 } as const;

async function recordOf(
  { packages }: MainServices,
  { course, attempt }: Found,
): Promise<StoredRecord | null> {
  const text = attempt.cmi?.['cmi.suspend_data'];
  if (text === undefined) return null;
  const lesson = await lessonOf(packages, course);
  const limit = LIMITS[course.manifest?.edition ?? 'scorm12'];
  return { size: text.length, limit, lines: (lesson && savedState(lesson, text)?.lines) ?? [] };
}

interface CallsPage extends Found {
  readonly filter: { readonly text: string; readonly marked: boolean };
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly calls: readonly LoggedCall[];
  readonly record: StoredRecord | null;
}

function callsPage({
  course,
  attempt,
  filter,
  count,
  page,
  pages,
  calls,
  record,
}: CallsPage): Html {
  const name = `${attempt.learner}, attempt ${attempt.number}`;
  return layout({
    title: `Calls to the LMS: ${name}`,
    trail: [
      ['Home', '/'],
      [`Report: ${course.title}`, `/courses/${course.id}/attempts`],
      [name, `/attempts/${attempt.id}`],
    ],
    wide: true,
    content: html`
${record ? storedRecord(record) : ''}
<form class="row noprint" method="get" role="search"><label for="text">Contains</label>
<input id="text" name="text" type="search" value="${filter.text}">
<label class="option"><input type="checkbox" name="marked" value="1" ${filter.marked ? 'checked' : ''}> Only calls that break a rule</label>
<button>Filter</button></form>
<p class="quiet" role="status">${count} of ${attempt.calls} calls${pages > 1 ? `; page ${page} of ${pages}` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of calls"><table class="log"><caption class="hidden">Calls</caption><thead><tr><th scope="col">Time</th><th scope="col">Call</th><th scope="col">Answer</th>
<th scope="col" class="number">Error</th><th scope="col" class="number">ms</th><th scope="col">Marks</th></tr></thead>
<tbody>${calls.map(callRow)}</tbody></table></div>
${pages > 1 ? pageLinks(filter, page, pages) : ''}
<p class="actions noprint"><a class="button plain" href="/attempts/${attempt.id}/calls.json" download="calls-${attempt.id}.json">Export as JSON</a></p>`,
  });
}

function storedRecord({ size, limit, lines }: StoredRecord): Html {
  return html`<details class="panel" open><summary>Stored record: ${size} of the ${limit} characters that the standard guarantees</summary>
${
  lines.length > 0
    ? html`<dl class="facts">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
    : html`<p>The suspend data is not of a Career Byte lesson, so it cannot be decoded.</p>`
}</details>`;
}

function pageLinks(filter: CallsPage['filter'], page: number, pages: number): Html {
  const link = (to: number): string => {
    const query = new URLSearchParams({ page: String(to) });
    if (filter.text !== '') query.set('text', filter.text);
    if (filter.marked) query.set('marked', '1');
    return `?${query.toString()}`;
  };
  return html`<nav class="actions noprint" aria-label="Pages">
${page > 1 ? html`<a class="button plain" href="${link(page - 1)}">Previous page</a>` : ''}
${page < pages ? html`<a class="button plain" href="${link(page + 1)}">Next page</a>` : ''}</nav>`;
}

const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function callRow(call: LoggedCall): Html {
  const { at, method, answer, error, milliseconds, marks } = call;
  const given = call.arguments.map((argument) => JSON.stringify(argument)).join(', ');
  return html`<tr class="${marks.length > 0 ? 'marked' : ''}"><td class="number">${TIME.format(at)}</td>
<td class="value">${method}(${given})</td>
<td class="value">${answer}</td><td class="number">${error === 0 ? '' : error}</td><td class="number">${milliseconds}</td>
<td>${marks.map((name) => {
    const { severity, text } = CALL_RULES[name];
    return html`<p class="mark"><span class="word ${severity === 'error' ? 'bad' : 'open'}">${name}</span> ${text}</p>`;
  })}</td></tr>`;
}
