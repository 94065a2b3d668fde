import type { Hono } from 'hono';
import { callsOf } from '../calls/call-store.js';
import { courseById } from '../packages/course.js';
import { attemptPage } from '../pages/attempt-page.js';
import { attemptsPage } from '../pages/attempts-page.js';
import { attemptDetail } from '../reports/attempt-detail.js';
import {
  attemptPage as pageOfAttempts,
  attemptQuery,
  countAttempts,
  statusWords,
} from '../reports/attempt-list.js';
import { courseIn, type MainServices } from './main-app.js';

/** What an administrator looks at. */
export function reportRoutes(app: Hono, { database }: MainServices): void {
  app.get('/courses/:id/attempts', (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    const query = attemptQuery((name) => c.req.query(name));
    return c.html(
      attemptsPage({
        course,
        query,
        total: countAttempts(database, course.id, query),
        lines: pageOfAttempts(database, course.id, query),
        words: statusWords(database, course.id),
      }),
    );
  });
  app.get('/attempts/:id{\\d{1,15}}', (c) => {
    const attempt = attemptDetail(database, Number(c.req.param('id')));
    const course = attempt && courseById(database, attempt.courseId);
    return attempt && course ? c.html(attemptPage(course, attempt)) : c.notFound();
  });
  app.get('/attempts/:id{\\d{1,15}}/calls.json', (c) =>
    c.json(callsOf(database, Number(c.req.param('id')))),
  );
}
