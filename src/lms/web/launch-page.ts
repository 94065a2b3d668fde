import { html } from 'hono/html';
import { BEHAVIOURS } from '../player/launch-options.js';
import type { Launch } from '../store/visits.js';
import { layout, type Html } from './layout.js';

/** Lets the package do what LMSs let it do, except leading this page away. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads';

/** The running package and the live list of its calls. */
export function launchPage(launch: Launch, packageOrigin: string): Html {
  const { course, options, learner, attemptId } = launch;
  const player = `${packageOrigin}/play/${launch.token}`;
  return layout({
    title: `${course.title}: ${learner.name}`,
    trail: [
      ['Home', '/'],
      [course.title, `/courses/${course.id}`],
    ],
    script: '/call-log.js',
    wide: true,
    content: html`
<p><a href="/attempts/${attemptId}">The attempt in the report</a> <span class="quiet">${spokenOptions(launch)}</span></p>
<div class="stage ${options.frame}">
${
  options.frame === 'window'
    ? html`<p class="panel"><a class="button" href="${player}" target="_blank" rel="noopener noreferrer">Open the package in a new window</a></p>`
    : html`<iframe class="player" src="${player}" title="${course.title}" sandbox="${SANDBOX}" allow="fullscreen; autoplay"></iframe>`
}
<details class="calls" data-calls="/attempts/${attemptId}/calls.json"><summary>Calls to the LMS, for developers</summary>
<p><a href="/attempts/${attemptId}/calls" target="_blank" rel="noopener">All calls of this attempt (opens in a new tab)</a></p>
</details></div>`,
  });
}

/** What is not as usual; nothing for most visits. */
function spokenOptions({ options: { behaviour, mode, credit } }: Launch): string {
  return [
    ...(behaviour === 'standard' ? [] : [`Behaves like: ${BEHAVIOURS[behaviour]}.`]),
    ...(mode === 'normal' ? [] : [`Mode: ${mode}.`]),
    ...(credit === 'credit' ? [] : ['Does not count.']),
  ].join(' ');
}
