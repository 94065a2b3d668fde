import { html } from 'hono/html';
import type { Learner } from '../player/start-data.js';
import type { Database } from '../store/database.js';
import type { Course } from '../packages/course.js';
import { dateText, editionText } from './format.js';
import { layout, notice, type Html } from './layout.js';
import { coursesWithAttempts, learners as everyLearner } from './store-queries.js';

interface Home {
  readonly courses: readonly (Course & { readonly attempts: number })[];
  readonly learners: readonly Learner[];
  /** What went wrong with the request before, if anything. */
  readonly problem?: string;
}

/** The first page, with what went wrong before it. */
export function home(database: Database, problem?: string): Html {
  return homePage({
    courses: coursesWithAttempts(database),
    learners: everyLearner(database),
    ...(problem !== undefined && { problem }),
  });
}

/** The first screen: packages, a field for more, learners, and reports of other LMSs. */
function homePage({ courses, learners, problem }: Home): Html {
  const packages = courses.filter(({ kind }) => kind === 'package');
  const imports = courses.filter(({ kind }) => kind === 'import');
  return layout({
    title: 'Try packages and read reports',
    content: html`
${problem ? notice('bad', problem) : ''}
<section aria-labelledby="packages"><h2 id="packages">Packages</h2>
${packages.length > 0 ? packageTable(packages) : html`<p>There is no package yet. Drop one below, or run <code>npm run build</code> and start again.</p>`}
<form class="drop" method="post" action="/packages" enctype="multipart/form-data">
<label for="zip">Drop any SCORM package here, 1.2 or 2004, or choose one</label>
<input id="zip" type="file" name="file" accept=".zip,application/zip">
<button>Add package</button>
</form></section>
<section aria-labelledby="reports"><h2 id="reports">Reports of other LMSs</h2>
<p>Read what an LMS exported and look at it here. The file stays on this computer.</p>
${imports.length > 0 ? importTable(imports) : ''}
<form class="drop" method="post" action="/imports" enctype="multipart/form-data">
<label for="report">Drop a report here (CSV, TXT, XLSX, ODS or JSON), or choose one</label>
<input id="report" type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.ods,.json">
<button>Read report</button>
</form></section>
<section aria-labelledby="learners"><h2 id="learners">Learners</h2>
<ul class="chips">${learners.map(({ name, code }) => html`<li>${name} <span class="quiet">${code}</span></li>`)}</ul>
<form class="row" method="post" action="/learners">
<label for="name">Name of a new learner</label>
<input id="name" name="name" maxlength="100" autocomplete="off">
<button>Add learner</button>
</form></section>`,
  });
}

function packageTable(packages: Home['courses']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of packages"><table><thead><tr><th scope="col">Package</th><th scope="col">Standard</th>
<th scope="col" class="number">Attempts</th><th scope="col">What to do</th></tr></thead><tbody>${packages.map(
    ({ id, title, source, manifest, attempts }) => html`<tr>
<th scope="row"><a href="/courses/${id}">${title}</a><br><span class="quiet">${source}</span></th>
<td>${manifest ? editionText(manifest.edition, manifest.schemaVersion) : ''}</td>
<td class="number">${attempts}</td>
<td class="actions"><a class="button" href="/courses/${id}">Launch<span class="hidden"> ${title}, ${source}</span></a>
<a class="button plain" href="/courses/${id}/attempts">Report<span class="hidden"> of ${title}, ${source}</span></a></td></tr>`,
  )}</tbody></table></div>`;
}

function importTable(imports: Home['courses']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of reports"><table><thead><tr><th scope="col">Report</th><th scope="col">Format</th>
<th scope="col" class="number">Attempts</th><th scope="col">Read on</th></tr></thead><tbody>${imports.map(
    ({ id, title, source, notes, attempts, addedAt }) => html`<tr>
<th scope="row"><a href="/courses/${id}/attempts">${title}</a><br><span class="quiet">${source}</span></th>
<td>${notes?.format ?? ''}</td><td class="number">${attempts}</td><td>${dateText(addedAt)}</td></tr>`,
  )}</tbody></table></div>`;
}
