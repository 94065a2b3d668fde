import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { courseLines, type CourseLine } from '../packages/course.js';
import type { Database } from '../store/database.js';
import { addLearner, learners } from '../store/learners.js';
import { dateText, editionText } from './format.js';
import { layout, notice, type Html } from './layout.js';
import { receiveFile } from './receive-file.js';
import type { MainServices } from './services.js';

/** The first page: packages, learners, and reports of other LMSs. */
export function homeRoutes(app: Hono, services: MainServices): void {
  const { database, packages } = services;
  app.get('/', (c) => {
    const search = (c.req.query('search') ?? '').trim().slice(0, 200);
    return c.html(homePage(database, { search, arriving: packages.arriving }));
  });
  app.post('/packages', async (c) => addPackage(c, services));
  app.post('/learners', bodyLimit({ maxSize: 10_000 }), async (c) => {
    const { name } = await c.req.parseBody();
    if (typeof name === 'string' && addLearner(database, name))
      return c.redirect('/#learners', 303);
    return c.html(home(database, 'Give the learner a name.'), 400);
  });
}

async function addPackage(
  c: Context,
  { database, packages, dataFolder }: MainServices,
): Promise<Response> {
  const received = await receiveFile(c.req.raw, join(dataFolder, 'uploads'));
  if (!received.ok) return c.html(home(database, received.problems.join(' ')), received.status);
  const { path, name } = received.value;
  try {
    const taken = await packages.take(path, name);
    if (taken.ok) return c.redirect(`/courses/${taken.value.id}`, 303);
    return await c.html(home(database, `${name}: ${taken.problems.join(' ')}`), 400);
  } finally {
    await rm(path, { force: true });
  }
}

/** The first page after a request that could not be done. */
export function home(database: Database, problem: string): Html {
  return homePage(database, { problem });
}

interface Shown {
  readonly problem?: string;
  readonly search?: string;
  /** Packages of `dist` that are still being unpacked. */
  readonly arriving?: number;
}

/** So many packages need no search field. */
const FEW = 8;

function homePage(database: Database, { problem, search = '', arriving = 0 }: Shown): Html {
  const all = courseLines(database);
  const packages = all.filter(({ kind }) => kind === 'package');
  const reports = all.filter(({ kind }) => kind === 'import');
  const found = new Set(search === '' ? [] : courseLines(database, search).map(({ id }) => id));
  const shown = search === '' ? packages : packages.filter(({ id }) => found.has(id));
  return layout({
    title: 'Try packages and read reports',
    content: html`
${problem === undefined ? '' : notice('bad', problem)}
${arriving > 0 ? notice('good', html`${arriving} more ${arriving === 1 ? 'package is' : 'packages are'} being added. <a href="/">Show the list again</a>`) : ''}
<section aria-labelledby="packages"><h2 id="packages">Packages</h2>
${packages.length > FEW ? searchForm(search, shown.length, packages.length) : ''}
${packageList(shown, packages.length)}
<form class="drop" method="post" action="/packages" enctype="multipart/form-data">
<label for="zip">Drop any SCORM package here, 1.2 or 2004, or choose one</label>
<input id="zip" type="file" name="file" accept=".zip,application/zip">
<button>Add package</button>
</form></section>
<section aria-labelledby="reports"><h2 id="reports">Reports of other LMSs</h2>
<p>Read what an LMS exported and look at it here. The file stays on this computer.</p>
${reports.length > 0 ? reportTable(reports) : ''}
<form class="drop" method="post" action="/imports" enctype="multipart/form-data">
<label for="report">Drop a report here (CSV, TXT, XLSX, ODS or JSON), or choose one</label>
<input id="report" type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.ods,.json">
<button>Read report</button>
</form></section>
<p><a href="/class-list">Who is missing? Compare a class list with reports</a></p>
<section aria-labelledby="learners"><h2 id="learners">Learners</h2>
<ul class="chips">${learners(database).map(
      ({ id, name, code }) =>
        html`<li>${name} <span class="quiet">${code}</span> <a href="/learners/${id}/delete">Delete<span class="hidden"> ${name}</span></a></li>`,
    )}</ul>
<form class="row" method="post" action="/learners">
<label for="name">Name of a new learner</label>
<input id="name" name="name" maxlength="100" autocomplete="off">
<button>Add learner</button>
</form></section>`,
  });
}

function searchForm(search: string, found: number, all: number): Html {
  return html`<form class="row" method="get" action="/" role="search">
<label for="search">Find a package by its title or file</label>
<input id="search" name="search" type="search" value="${search}" maxlength="200">
<button>Find</button>
${search === '' ? html`<span class="quiet">${all} packages</span>` : html`<span class="quiet" role="status">${found} of ${all} packages</span> <a href="/">Show all</a>`}
</form>`;
}

function packageList(shown: readonly CourseLine[], all: number): Html {
  if (all === 0) {
    return html`<p>There is no package yet. Drop one below, or run <code>npm run build</code> and start again.</p>`;
  }
  if (shown.length === 0) return html`<p>No package has this in its title or file name.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of packages"><table><thead><tr><th scope="col">Package</th><th scope="col">Standard</th>
<th scope="col" class="number">Attempts</th><th scope="col">What to do</th></tr></thead><tbody>${shown.map(
    ({ id, title, source, edition, schemaVersion, attempts }) => html`<tr>
<th scope="row"><a href="/courses/${id}">${title}</a><br><span class="quiet">${source}</span></th>
<td>${edition ? editionText(edition, schemaVersion) : ''}</td>
<td class="number">${attempts}</td>
<td class="actions"><a class="button" href="/courses/${id}">Launch<span class="hidden"> ${title}, ${source}</span></a>
<a class="button plain" href="/courses/${id}/attempts">Report<span class="hidden"> of ${title}, ${source}</span></a></td></tr>`,
  )}</tbody></table></div>`;
}

function reportTable(reports: readonly CourseLine[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of reports"><table><thead><tr><th scope="col">Report</th><th scope="col">Format</th>
<th scope="col" class="number">Attempts</th><th scope="col">Read on</th><th scope="col">What to do</th></tr></thead><tbody>${reports.map(
    ({ id, title, source, format, attempts, addedAt }) => html`<tr>
<th scope="row"><a href="/courses/${id}/attempts">${title}</a><br><span class="quiet">${source}</span></th>
<td>${format}</td><td class="number">${attempts}</td><td>${dateText(addedAt)}</td>
<td class="actions"><a href="/courses/${id}/delete">Delete<span class="hidden"> ${title}, ${source}</span></a></td></tr>`,
  )}</tbody></table></div>`;
}
