import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { BEHAVIOURS, FRAMES, type LaunchOptions } from '../player/launch-options.js';
import type { Learner } from '../player/start-data.js';
import { launchByToken, newAttempt, newLaunch } from '../store/visits.js';
import type { Database } from '../store/database.js';
import { coursePage } from './course-page.js';
import { launchPage } from './launch-page.js';
import { courseIn, type MainServices } from './services.js';
import { addLearner, lastAttempt, learnerById, learners } from './store-queries.js';

/** Choosing how to launch a package, and the page on which it runs. */
export function launchRoutes(app: Hono, { database, origins }: MainServices): void {
  app.get('/courses/:id', (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    if (course.kind === 'import') return c.redirect(`/courses/${course.id}/attempts`);
    return c.html(coursePage(course, learners(database)));
  });
  app.post('/courses/:id/launches', bodyLimit({ maxSize: 10_000 }), (c) => launch(c, database));
  app.get('/launches/:token', (c) => {
    const found = launchByToken(database, c.req.param('token'));
    return found ? c.html(launchPage(found, origins().packages)) : c.notFound();
  });
}

async function launch(c: Context, database: Database): Promise<Response> {
  const course = courseIn(c, database);
  if (course?.kind !== 'package') return c.notFound();
  const form = await c.req.parseBody();
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  const learner = chosenLearner(database, text('new-learner'), text('learner'));
  if (!learner) {
    return c.html(
      coursePage(course, learners(database), 'Choose a learner, or name a new one.'),
      400,
    );
  }
  const before =
    text('attempt') === 'new' ? undefined : lastAttempt(database, course.id, learner.id);
  const attemptId = before ?? newAttempt(database, course, learner);
  const token = newLaunch(database, attemptId, optionsIn(text));
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
