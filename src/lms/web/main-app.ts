import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { html } from 'hono/html';
import { attemptRoutes } from './attempt.js';
import { attemptsRoutes } from './attempts.js';
import { callRoutes } from './calls.js';
import { courseRoutes } from './course.js';
import { classListRoutes } from './class-list.js';
import { exportRoutes } from './exports.js';
import { guard, LOOPBACK, safeHeaders } from './guard.js';
import { homeRoutes } from './home.js';
import { importRoutes } from './imports.js';
import { openingRoutes } from './launch.js';
import { layout, styleSheet, type Html } from './layout.js';
import { learnerFileRoutes } from './learner-file.js';
import type { Origins } from './origins.js';
import { overviewRoutes } from './overview.js';
import { questionRoutes } from './questions.js';
import { removalRoutes } from './removal.js';
import type { MainServices } from './services.js';

/** The pages for people: packages, learners, launches, reports. */
export function mainApp(services: MainServices): Hono {
  const { scripts, origins, access } = services;
  const app = new Hono();
  app.use(safeHeaders(() => mainPolicy(origins())));
  app.use(guard(() => origins().main, [LOOPBACK]));
  app.get('/lms.css', async (c) => styleSheet(c));
  app.use(access.guard());
  app.get('/launch.js', (c) =>
    c.body(scripts['launch.js'], 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  for (const routes of [
    homeRoutes,
    courseRoutes,
    openingRoutes,
    callRoutes,
    removalRoutes,
    attemptsRoutes,
    attemptRoutes,
    questionRoutes,
    overviewRoutes,
    exportRoutes,
    importRoutes,
    classListRoutes,
    learnerFileRoutes,
  ]) {
    routes(app, services);
  }
  app.notFound((c) => c.html(missingPage(), 404));
  app.onError((error, c) => {
    // A body that is too large, or not what a form sends.
    if (error instanceof HTTPException && error.status < 500) {
      return c.html(refusedPage(error.status), error.status);
    }
    console.error(error);
    return c.html(failedPage(), 500);
  });
  return app;
}

function missingPage(): Html {
  return layout({
    title: 'There is no such page',
    trail: [['Home', '/']],
    content: html`<p>It may have been deleted. Go on from the first page.</p>`,
  });
}

function refusedPage(status: number): Html {
  const reason =
    status === 413 ? 'More was sent than this form takes.' : 'The request could not be understood.';
  return layout({
    title: 'This was not accepted',
    trail: [['Home', '/']],
    content: html`<p>${reason} Nothing was changed.</p>`,
  });
}

function failedPage(): Html {
  return layout({
    title: 'This did not work',
    trail: [['Home', '/']],
    content: html`<p>The reason is in the window where you started this program.</p>`,
  });
}

function mainPolicy({ packages }: Origins): string {
  const { port } = new URL(packages);
  const players = `http://*.localhost:${port}`;
  return (
    `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ${players}; ` +
    `form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
  );
}
