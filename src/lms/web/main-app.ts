import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { home } from './home-page.js';
import { layout, type Html } from './layout.js';
import { callRoutes } from './call-routes.js';
import { guard, safeHeaders } from './guard.js';
import { launchRoutes } from './launch-routes.js';
import type { Origins } from './origins.js';
import { receiveFile } from './receive-file.js';
import { attemptRoutes } from './attempt.js';
import { attemptsRoutes } from './attempts.js';
import { exportRoutes } from './exports.js';
import { importRoutes } from './imports.js';
import { overviewRoutes } from './overview.js';
import { questionRoutes } from './questions.js';
import type { MainServices } from './services.js';
import { addLearner } from './store-queries.js';

/** The pages for people: packages, learners, launches, reports. */
export function mainApp(services: MainServices): Hono {
  const { database, scripts, origins } = services;
  const app = new Hono();
  app.use(safeHeaders(() => mainPolicy(origins())));
  app.use(guard(() => origins().main));
  app.get('/lms.css', async (c) =>
    c.body(await readFile(new URL('./lms.css', import.meta.url), 'utf8'), 200, {
      'Content-Type': 'text/css; charset=utf-8',
    }),
  );
  app.get('/call-log.js', (c) =>
    c.body(scripts['call-log.js'], 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/', (c) => c.html(home(database)));
  app.post('/packages', async (c) => addPackage(c, services));
  app.post('/learners', bodyLimit({ maxSize: 10_000 }), async (c) => {
    const { name } = await c.req.parseBody();
    if (typeof name === 'string' && addLearner(database, name))
      return c.redirect('/#learners', 303);
    return c.html(home(database, 'Give the learner a name.'), 400);
  });
  launchRoutes(app, services);
  callRoutes(app, services);
  attemptsRoutes(app, services);
  attemptRoutes(app, services);
  questionRoutes(app, services);
  overviewRoutes(app, services);
  exportRoutes(app, services);
  importRoutes(app, services);
  app.notFound((c) => c.html(missingPage(), 404));
  app.onError((error, c) => {
    console.error(error);
    return c.html(failedPage(), 500);
  });
  return app;
}

async function addPackage(
  c: Context,
  { database, shelf, dataFolder }: MainServices,
): Promise<Response> {
  const received = await receiveFile(c.req.raw, join(dataFolder, 'uploads'));
  if (!received.ok) return c.html(home(database, received.problems.join(' ')), 400);
  try {
    const taken = await shelf.take(received.value.path, received.value.name);
    if (taken.ok) return c.redirect(`/courses/${taken.value.id}`, 303);
    return await c.html(home(database, `${received.value.name}: ${taken.problems.join(' ')}`), 400);
  } finally {
    await rm(received.value.path, { force: true });
  }
}

function missingPage(): Html {
  return layout({
    title: 'There is no such page',
    trail: [['Home', '/']],
    content: html`<p>It may have been removed. Go on from the first page.</p>`,
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
  return (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    `frame-src ${packages}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
  );
}
