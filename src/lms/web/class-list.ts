import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { BYTE_ORDER_MARK, csvText } from '../../core/csv.js';
import { readListOf } from '../imports/read-report.js';
import { courseLines, type CourseLine } from '../packages/course.js';
import { compareList, learnersOf, type ListedState } from '../statistics/class-list.js';
import type { ListedLearner } from '../store/attempt-record.js';
import type { Reports } from '../store/reports.js';
import { dateText } from './format.js';
import { layout, notice, type Html } from './layout.js';
import { receiveFile } from './receive-file.js';
import type { MainServices } from './services.js';

/** A class list, kept in memory alone: it holds names of people. */
type Lists = Map<string, { readonly name: string; readonly learners: readonly ListedLearner[] }>;

const MOST_LISTS = 20;

/** Who of a class list has not begun, begun, finished or passed, in one course or several. */
export function classListRoutes(app: Hono, { reports, dataFolder }: MainServices): void {
  const lists: Lists = new Map();
  app.get('/class-list', (c) => c.html(newListPage()));
  app.post('/class-list', async (c) => receiveList(c, dataFolder, lists));
  app.get('/class-list/:key', async (c) => {
    const grid = await gridIn(c, reports, lists);
    return grid ? c.html(gridPage(grid)) : c.html(newListPage(GONE), 404);
  });
  app.get('/class-list/:key/list.csv', async (c) => {
    const grid = await gridIn(c, reports, lists);
    if (!grid) return c.notFound();
    return c.body(BYTE_ORDER_MARK + csvText(gridRows(grid)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="class-list.csv"',
    });
  });
}

const GONE = 'The class list is no longer here. Drop it again.';

async function receiveList(c: Context, dataFolder: string, lists: Lists): Promise<Response> {
  const received = await receiveFile(c.req.raw, join(dataFolder, 'uploads'));
  if (!received.ok) return c.html(newListPage(received.problems.join(' ')), 400);
  const { path, name } = received.value;
  try {
    const read = await readListOf(path);
    if (!read.ok) return await c.html(newListPage(`${name}: ${read.problems.join(' ')}`), 400);
    const key = randomUUID();
    lists.set(key, { name, learners: read.value });
    const [oldest] = lists.keys();
    if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest);
    return c.redirect(`/class-list/${key}`, 303);
  } finally {
    await rm(path, { force: true });
  }
}

/** A class list beside the reports of some courses. */
interface Grid {
  readonly key: string;
  readonly name: string;
  readonly due: string;
  readonly all: readonly CourseLine[];
  readonly columns: readonly Column[];
  readonly learners: readonly ListedLearner[];
}

interface Column {
  readonly course: CourseLine;
  readonly states: readonly ListedState[];
  /** Learners of the report that the list does not have. */
  readonly others: readonly string[];
}

async function gridIn(c: Context, reports: Reports, lists: Lists): Promise<Grid | null> {
  const key = c.req.param('key') ?? '';
  const list = lists.get(key);
  if (!list) return null;
  const all = courseLines(reports.database);
  const chosen = new Set(c.req.queries('course') ?? []);
  const due = /^\d{4}-\d{2}-\d{2}$/.test(c.req.query('due') ?? '')
    ? (c.req.query('due') ?? '')
    : '';
  // A day is over when the next one begins.
  const end = due === '' ? null : new Date(`${due}T00:00:00`).getTime() + 86_400_000;
  const columns: Column[] = [];
  for (const course of all.filter(({ id }) => chosen.has(String(id)))) {
    const seen = await learnersOf(await reports.of(course.id));
    const states = compareList(list.learners, seen, end, Date.now());
    const matched = new Set(
      states.flatMap(({ match }) =>
        match.by === 'nothing' ? match.maybe.map(({ code }) => code) : [match.seen.code],
      ),
    );
    const others = seen.filter(({ code }) => !matched.has(code)).map(({ name }) => name);
    columns.push({ course, states, others });
  }
  return { key, name: list.name, due, all, columns, learners: list.learners };
}

function newListPage(problem?: string): Html {
  return layout({
    title: 'Who is missing?',
    trail: [['Home', '/']],
    content: html`
${problem === undefined ? '' : notice('bad', problem)}
<p>Drop a class list to see who has not begun, has begun, has finished or has passed. A heading in any order says what a column is: name, first name, last name, ID, email. The list is kept until this program stops, and nowhere else.</p>
<form class="drop" method="post" action="/class-list" enctype="multipart/form-data">
<label for="list">Drop a class list here (CSV, TXT, XLSX or ODS), or choose one</label>
<input id="list" type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.ods">
<button>Compare</button></form>`,
  });
}

function gridPage(grid: Grid): Html {
  const { name, due, all, columns, learners } = grid;
  return layout({
    title: 'Who is missing?',
    trail: [
      ['Home', '/'],
      ['Class list', '/class-list'],
    ],
    wide: true,
    content: html`
<p class="quiet">${name}: ${learners.length} ${learners.length === 1 ? 'learner' : 'learners'}</p>
<form class="panel noprint" method="get"><fieldset><legend>Reports to compare with</legend>${all.map(
      ({ id, title, source }) =>
        html`<label class="option"><input type="checkbox" name="course" value="${id}" ${columns.some(({ course }) => course.id === id) ? 'checked' : ''}> ${title} <span class="quiet">${source}</span></label>`,
    )}</fieldset>
<p><label for="due">Due date</label> <input id="due" name="due" type="date" value="${due}"></p><p><button>Compare</button></p></form>
${columns.length === 0 ? html`<p>Choose one report or several above.</p>` : gridTable(grid)}`,
  });
}

const STATES = ['not begun', 'begun', 'failed', 'not known', 'finished', 'passed'] as const;

function gridTable(grid: Grid): Html {
  const { key, learners, columns, due } = grid;
  const open = openIn(grid);
  const silent = open.filter(({ email }) => email === '');
  const query = new URLSearchParams([
    ...columns.map(({ course }) => ['course', String(course.id)]),
    ['due', due],
  ]);
  const doubts = columns.flatMap(({ course, states }) =>
    states.flatMap(({ learner, match }) =>
      match.by === 'nothing' && match.maybe.length > 0
        ? [{ course, learner, maybe: match.maybe }]
        : [],
    ),
  );
  return html`${columns.map(
    ({ course, states }) =>
      html`<h2>${course.title}</h2><dl class="facts">${STATES.map(
        (state) =>
          html`<div><dt>${labelOf(state)}</dt><dd>${states.filter((one) => one.state === state).length}</dd></div>`,
      )}${due === '' ? '' : html`<div><dt>Late</dt><dd>${states.filter(({ late }) => late).length}</dd></div>`}</dl>`,
  )}
${
  doubts.length > 0
    ? html`<section class="panel"><h2>Doubts</h2><p>These names are nearly those of the report, or more than one learner has them. They count as not begun until the list has an ID or an email address.</p><ul>${doubts.map(
        ({ course, learner, maybe }) =>
          html`<li>${nameOf(learner)}: maybe ${maybe.map(({ name, code }) => `${name} (${code})`).join(' or ')} in ${course.title}</li>`,
      )}</ul></section>`
    : ''
}
<div class="scroll" tabindex="0" role="region" aria-label="Class list"><table><caption class="hidden">Class list</caption><thead><tr><th scope="col">Learner</th>${columns.map(({ course }) => html`<th scope="col">${course.title}</th>`)}</tr></thead>
<tbody>${learners.map((learner, place) => html`<tr><th scope="row">${nameOf(learner)}<br><span class="quiet">${learner.email || learner.id}</span></th>${columns.map(({ states }) => html`<td>${stateText(states[place])}</td>`)}</tr>`)}</tbody></table></div>
${columns.map(({ course, others }) => (others.length > 0 ? html`<p>In the report of ${course.title}, but not on the list: ${others.slice(0, 50).join(', ')}${others.length > 50 ? ` and ${others.length - 50} more` : ''}.</p>` : ''))}
<p class="actions noprint"><a class="button plain" href="/class-list/${key}/list.csv?${query.toString()}">Export as CSV</a></p>
<section class="noprint"><h2>Text to mail</h2>${
    open.length === 0
      ? html`<p>Nobody is missing.</p>`
      : html`<textarea readonly rows="5" aria-label="Text to mail">${mailText(grid)}</textarea>`
  }
${silent.length > 0 ? html`<p>Missing, and without an email address in the list: ${silent.map(nameOf).join(', ')}.</p>` : ''}</section>`;
}

function nameOf({ name, id, email }: ListedLearner): string {
  return name || email || id;
}

function labelOf(state: ListedState['state']): string {
  const text =
    state === 'failed'
      ? 'not passed'
      : state === 'not known'
        ? 'has an attempt, state not known'
        : state;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stateText(state: ListedState | undefined): string {
  if (!state) return '–';
  const doubt = state.match.by === 'nothing' && state.match.maybe.length > 0 ? ' (doubt)' : '';
  return `${labelOf(state.state)}${doubt}${state.late ? ', late' : ''}`;
}

/** Learners who have something left to do in any of the courses. */
function openIn({ columns, learners }: Grid): readonly ListedLearner[] {
  return learners.filter((_, place) =>
    columns.some(({ states }) => ['not begun', 'begun'].includes(states[place]?.state ?? '')),
  );
}

/** A reminder that can go to all of them at once: it names none of them to the others. */
function mailText(grid: Grid): string {
  const addresses = openIn(grid).flatMap(({ email }) => email || []);
  const titles = grid.columns.map(({ course }) => `"${course.title}"`).join(', ');
  const until = grid.due === '' ? '' : ` by ${grid.due}`;
  return [
    `Bcc: ${addresses.join(', ') || 'the list has no email address'}`,
    '',
    `Please finish ${titles}${until}. Open the lesson in the course; its last step lists what is still to do.`,
  ].join('\n');
}

function* gridRowsOf({ columns, learners }: Grid): Generator<readonly string[]> {
  yield [
    ...['Learner', 'ID', 'Email'],
    ...columns.flatMap(({ course }) => [
      course.title,
      `${course.title}: late`,
      `${course.title}: found by`,
      `${course.title}: done on`,
    ]),
  ];
  for (const [place, learner] of learners.entries()) {
    yield [
      ...[learner.name, learner.id, learner.email],
      ...columns.flatMap(({ states }) => {
        const state = states[place];
        if (!state) return ['', '', '', ''];
        const { match, late } = state;
        const doneAt = match.by === 'nothing' ? null : match.seen.doneAt;
        const by =
          match.by !== 'nothing'
            ? match.by
            : match.maybe.length > 0
              ? `doubt: ${match.maybe.map(({ name }) => name).join(' or ')}`
              : '';
        return [state.state, late ? 'late' : '', by, doneAt === null ? '' : dateText(doneAt)];
      }),
    ];
  }
}

function gridRows(grid: Grid): readonly (readonly string[])[] {
  return [...gridRowsOf(grid)];
}
