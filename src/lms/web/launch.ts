import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { BEHAVIOURS } from '../player/launch-options.js';
import { attemptDetail } from '../statistics/attempts.js';
import type { Database } from '../store/database.js';
import { attemptAt, launchByToken, newAttempt, newLaunch, type Launch } from '../store/visits.js';
import { callsJson } from './calls.js';
import { launchAtHome, PACKAGE_HOST } from './guard.js';
import { layout, type Html } from './layout.js';
import { originOf, type Origins } from './origins.js';
import type { MainServices } from './services.js';

/** On the server of reports: finds out where the browser reaches the package, and goes there. */
export function openingRoutes(app: Hono, { database, origins, access }: MainServices): void {
  app.get('/launches/:token', (c) => {
    const found = launchByToken(database, c.req.param('token'));
    if (!found) return c.notFound();
    const own = originOf(access.labelOf(found.course.packageKey ?? ''), origins());
    return c.html(openingPage(found, { own, shared: origins().packages }));
  });
}

interface PlayerOrigins {
  /** The package's own. */
  readonly own: string;
  /** For browsers that do not find it. */
  readonly shared: string;
}

function openingPage({ course, token }: Launch, { own, shared }: PlayerOrigins): Html {
  return layout({
    title: course.title,
    script: '/launch.js',
    content: html`<p role="status" data-own="${own}" data-shared="${shared}" data-path="/launches/${token}">Opening the package…</p>
<noscript><p class="notice bad">A package needs JavaScript to reach an LMS. Turn it on for this page.</p></noscript>`,
  });
}

/**
 * On the server of packages: the page on which a package runs, with its table of
 * contents and the live list of calls. It has the package's own origin, because
 * browsers keep storage and cookies from pages that are embedded elsewhere. A
 * package may read and change this page; it holds nothing but its own attempt.
 */
export function launchRoutes(app: Hono, services: MainServices): void {
  const { database, origins } = services;
  app.get('/launches/:token', (c) => {
    const found = launchAtHome(c, services);
    return found ? c.html(launchPage(database, found, c, origins())) : c.notFound();
  });
  app.get('/launches/:token/calls.json', async (c) => {
    const launch = launchAtHome(c, services);
    const attempt = launch && (await attemptDetail(services.reports, launch.attemptId));
    if (!launch || !attempt) return c.notFound();
    return c.json(await callsJson(c, services, { course: launch.course, attempt }));
  });
  app.post('/launches/:token/items', bodyLimit({ maxSize: 10_000 }), async (c) => {
    const found = launchAtHome(c, services);
    const { item: index } = await c.req.parseBody();
    const item = found?.course.manifest?.items[Number(index)];
    if (!found || !item) return c.notFound();
    const { course, learner, number, options } = found;
    const place = { course, learner, item };
    // The parts of one visit belong to attempts of one number.
    const attempt = attemptAt(database, place, number) ?? newAttempt(database, place, number);
    return c.redirect(`/launches/${newLaunch(database, attempt, options)}`, 303);
  });
}

function launchPage(database: Database, launch: Launch, c: Context, { main }: Origins): Html {
  const { course, options, learner, attemptId, token } = launch;
  const several = (course.manifest?.items.length ?? 0) > 1;
  const shared = !PACKAGE_HOST.test((c.req.header('host') ?? '').split(':')[0] ?? '');
  return layout({
    title: `${course.title}: ${learner.name}`,
    home: `${main}/`,
    trail: [
      ['Home', `${main}/`],
      [course.title, `${main}/courses/${course.id}`],
    ],
    script: '/launch.js',
    wide: true,
    content: html`
<p><a href="${main}/attempts/${attemptId}">The attempt in the report</a> <span class="quiet">${spokenOptions(launch)}</span></p>
${shared ? html`<p class="notice">This browser does not find an address of the package's own, so packages can see what other packages keep in the browser.</p>` : ''}
<div class="stage ${options.frame}">
${several ? contents(database, launch) : ''}
${
  options.frame === 'window'
    ? html`<p class="panel"><a class="button" href="/play/${token}" target="_blank" rel="noopener noreferrer">Open the package in a new window</a></p>`
    : html`<iframe class="player" src="/play/${token}" title="${course.title}" allow="fullscreen; autoplay"></iframe>`
}
<details class="calls" data-calls="/launches/${token}/calls.json"><summary>Calls to the LMS, for developers</summary>
<p><a href="${main}/attempts/${attemptId}/calls" target="_blank" rel="noopener">All calls of this attempt (opens in a new tab)</a></p>
</details></div>`,
  });
}

/** Every part of the package, with how far the learner is. */
function contents(database: Database, { course, learner, number, item, token }: Launch): Html {
  const items = course.manifest?.items ?? [];
  const statuses = new Map(
    database
      .all<{ item: string; status: string; success: string }>(
        'select item, status, success from attempt where course_id = ? and learner_id = ? and number = ?',
        course.id,
        learner.id,
        number,
      )
      .map(({ item: key, status, success }) => [key, success === 'unknown' ? status : success]),
  );
  return html`<nav class="contents" aria-label="Table of contents"><form method="post" action="/launches/${token}/items"><ol>${items.map(
    (one, index) => html`<li>
${one.within.length > 0 ? html`<span class="quiet">${one.within.join(' › ')}</span><br>` : ''}
<button class="plain" name="item" value="${index}" ${one === item ? html`aria-current="page"` : ''}>${one.title || `Part ${index + 1}`}</button>
<span class="quiet">${statuses.get(one.identifier) ?? 'not attempted'}</span></li>`,
  )}</ol></form></nav>`;
}

/** What differs from the usual; nothing for most visits. */
function spokenOptions({ options: { behaviour, mode, credit } }: Launch): string {
  return [
    ...(behaviour === 'standard' ? [] : [`Behaves like: ${BEHAVIOURS[behaviour]}.`]),
    ...(mode === 'normal' ? [] : [`Mode: ${mode}.`]),
    ...(credit === 'credit' ? [] : ['Does not count.']),
  ].join(' ');
}
