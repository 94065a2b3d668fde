import type { Context, Hono } from 'hono';
import { callsOf } from '../player/call-store.js';
import { CALL_RULES } from '../player/call-rules.js';
import { markCalls, type MarkedCall } from '../player/mark-calls.js';
import type { Database } from '../store/database.js';
import { courseById, type Course } from '../packages/course.js';
import { callsPage } from './calls-page.js';
import { attemptDetail, type AttemptDetail } from '../statistics/attempts.js';
import type { MainServices } from './services.js';

interface CallLog {
  readonly course: Course;
  readonly attempt: AttemptDetail;
  readonly calls: readonly MarkedCall[];
}

/** The log of calls, as a page and as JSON; the live list reads the JSON too. */
export function callRoutes(app: Hono, { database }: MainServices): void {
  app.get('/attempts/:id{\\d{1,15}}/calls', (c) => {
    const log = logIn(c, database);
    if (!log) return c.notFound();
    const filter = {
      text: (c.req.query('text') ?? '').slice(0, 200),
      marked: c.req.query('marked') === '1',
    };
    return c.html(callsPage(log.course, log.attempt, log.calls, filter));
  });
  app.get('/attempts/:id{\\d{1,15}}/calls.json', (c) => {
    const log = logIn(c, database);
    if (!log) return c.notFound();
    const after = Number(c.req.query('after') ?? 0);
    const { course, attempt, calls } = log;
    return c.json({
      package: {
        title: course.title,
        source: course.source,
        version: course.manifest?.schemaVersion,
      },
      attempt: { learner: attempt.learner, number: attempt.number },
      rules: CALL_RULES,
      calls: calls.filter(({ id }) => id > after),
    });
  });
}

function logIn(c: Context, database: Database): CallLog | undefined {
  const attempt = attemptDetail(database, Number(c.req.param('id')));
  const course = attempt && courseById(database, attempt.courseId);
  if (!attempt || !course) return undefined;
  const edition = course.manifest?.edition ?? 'scorm12';
  return { course, attempt, calls: markCalls(callsOf(database, attempt.id), edition) };
}
