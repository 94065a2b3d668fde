import { html } from 'hono/html';
import { BEHAVIOURS, FRAMES } from '../player/launch-options.js';
import type { Learner } from '../player/start-data.js';
import type { Course } from '../packages/course.js';
import { editionText } from './format.js';
import { layout, notice, type Html } from './layout.js';

/** Where a package is launched from: who, how, and as which LMS. */
export function coursePage(course: Course, learners: readonly Learner[], problem?: string): Html {
  const { manifest } = course;
  return layout({
    title: course.title,
    trail: [['Home', '/']],
    content: html`
${problem ? notice('bad', problem) : ''}
<p class="quiet">${course.source}${manifest ? `, ${editionText(manifest.edition, manifest.schemaVersion)}` : ''}.
<a href="/courses/${course.id}/attempts">See the report of this package</a></p>
${
  manifest && manifest.launchable > 1
    ? notice(
        'good',
        `This package has ${manifest.launchable} items to launch; the first one is played here.`,
      )
    : ''
}
${findings(course)}
<form class="panel" method="post" action="/courses/${course.id}/launches">
<div class="fields">
<p><label for="learner">Learner</label><select id="learner" name="learner">${learners.map(
      ({ id, name }) => html`<option value="${id}">${name}</option>`,
    )}</select></p>
<p><label for="new-learner">or a new learner</label><input id="new-learner" name="new-learner" maxlength="100" autocomplete="off" placeholder="Name"></p>
</div>
<div class="fields">${choice('attempt', 'Attempt', { continue: 'Continue the last one, or begin', new: 'Begin a new one' })}
${choice('frame', 'Where it opens', FRAMES)}</div>
<details><summary>For developers: behaviour, mode, credit and pass mark</summary>
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
</form>`,
  });
}

/** What the package check found; it says nothing about a package without faults. */
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
