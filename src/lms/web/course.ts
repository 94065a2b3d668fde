import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import type { Course } from '../packages/course.js';
import { BEHAVIOURS, FRAMES, type LaunchOptions } from '../player/launch-options.js';
import type { Database } from '../store/database.js';
import { addLearner, learnerById, learners, type Learner } from '../store/learners.js';
import { attemptAt, newAttempt, newLaunch } from '../store/visits.js';
import { editionText } from './format.js';
import { layout, notice, type Html } from './layout.js';
import { courseIn, type MainServices } from './services.js';

/** Where a package is launched from: who, how, and as which LMS. */
export function courseRoutes(app: Hono, { database }: MainServices): void {
  app.get('/courses/:id', (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    if (course.kind === 'import') return c.redirect(`/courses/${course.id}/attempts`);
    return c.html(coursePage(course, learners(database)));
  });
  app.post('/courses/:id/launches', bodyLimit({ maxSize: 10_000 }), (c) => launch(c, database));
}

async function launch(c: Context, database: Database): Promise<Response> {
  const course = courseIn(c, database);
  if (!course?.manifest) return c.notFound();
  const form = await c.req.parseBody();
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  const learner = chosenLearner(database, text('new-learner'), text('learner'));
  if (!learner) {
    const problem = 'Choose a learner, or name a new one.';
    return c.html(coursePage(course, learners(database), problem), 400);
  }
  const item = course.manifest.items[Number(text('item')) || 0] ?? course.manifest.items[0];
  if (!item) return c.notFound();
  const place = { course, learner, item };
  const before = text('attempt') === 'new' ? undefined : attemptAt(database, place);
  const token = newLaunch(database, before ?? newAttempt(database, place), optionsIn(text));
  return c.redirect(`/launches/${token}`, 303);
}

function chosenLearner(database: Database, name: string, id: string): Learner | null {
  if (name.trim() !== '') return addLearner(database, name);
  return /^\d{1,15}$/.test(id) ? (learnerById(database, Number(id)) ?? null) : null;
}

/** What the form says; the first choice where it says nothing that exists. */
function optionsIn(text: (name: string) => string): LaunchOptions {
  const mode = text('mode');
  const passMark = Number.parseFloat(text('pass-mark'));
  const behaviour = text('behaviour');
  const frame = text('frame');
  return {
    mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
    credit: text('credit') === 'no-credit' ? 'no-credit' : 'credit',
    // `hasOwn` proves that the text is one of the names.
    behaviour: Object.hasOwn(BEHAVIOURS, behaviour)
      ? (behaviour as LaunchOptions['behaviour'])
      : 'standard',
    frame: Object.hasOwn(FRAMES, frame) ? (frame as LaunchOptions['frame']) : 'frame',
    passMark: passMark >= 0 && passMark <= 100 ? passMark : null,
  };
}

function coursePage(course: Course, people: readonly Learner[], problem?: string): Html {
  const { manifest } = course;
  return layout({
    title: course.title,
    trail: [['Home', '/']],
    content: html`
${problem ? notice('bad', problem) : ''}
<p class="quiet">${course.source}${manifest ? `, ${editionText(manifest.edition, manifest.schemaVersion)}` : ''}.
<a href="/courses/${course.id}/attempts">See the report of this package</a></p>
${findings(course)}
${manifest ? launchForm(course, people) : notice('bad', 'The files of this package are gone. Add the zip again to launch it.')}
<p><a href="/courses/${course.id}/delete">Delete this package</a></p>`,
  });
}

function launchForm({ id, manifest }: Course, people: readonly Learner[]): Html {
  const items = manifest?.items ?? [];
  return html`<form class="panel" method="post" action="/courses/${id}/launches">
<div class="fields">
<p><label for="learner">Learner</label><select id="learner" name="learner">${people.map(
    (one) => html`<option value="${one.id}">${one.name}</option>`,
  )}</select></p>
<p><label for="new-learner">or a new learner</label><input id="new-learner" name="new-learner" maxlength="100" autocomplete="off" placeholder="Name"></p>
</div>
${
  items.length > 1
    ? html`<p><label for="item">Start with</label><select id="item" name="item">${items.map(
        ({ title, within }, index) =>
          html`<option value="${index}">${[...within, title].join(' › ')}</option>`,
      )}</select> <span class="quiet">All ${items.length} parts are in the table of contents beside the lesson.</span></p>`
    : ''
}
<div class="fields">${choice('attempt', 'Attempt', { continue: 'Continue the last one, or begin', new: 'Begin a new one' })}
${choice('frame', 'Where it opens', FRAMES)}</div>
<details><summary>For developers: behavior, mode, credit and pass mark</summary>
${choice('behaviour', 'Behave like', BEHAVIOURS)}
${choice('mode', 'Mode', {
  normal: 'Normal',
  review: 'Review: look at a finished attempt',
  browse: 'Browse: a preview',
})}
${choice('credit', 'Credit', { credit: 'Counts', 'no-credit': 'Does not count' })}
<p><label for="pass-mark">Pass mark in percent, instead of the one in the package</label>
<input id="pass-mark" name="pass-mark" type="number" min="0" max="100" step="1" inputmode="numeric"></p>
</details>
<p><button>Launch</button></p>
</form>`;
}

/** What the package check found; nothing for a package without findings. */
function findings({ findings: list }: Course): Html | '' {
  if (list.length === 0) return '';
  const errors = list.filter((one) => one.startsWith('error')).length;
  return html`<details class="panel"><summary>The package check found ${errors} ${errors === 1 ? 'error' : 'errors'} and ${list.length - errors} other points</summary>
<ul>${list.slice(0, 200).map((one) => html`<li>${one}</li>`)}</ul></details>`;
}

/** Radio buttons; the first one is chosen. */
function choice(name: string, legend: string, options: Readonly<Record<string, string>>): Html {
  return html`<fieldset><legend>${legend}</legend>${Object.entries(options).map(
    ([value, label], index) =>
      html`<label class="option"><input type="radio" name="${name}" value="${value}" ${index === 0 ? 'checked' : ''}> ${label}</label>`,
  )}</fieldset>`;
}
