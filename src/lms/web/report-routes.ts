import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import type { Database } from '../store/database.js';
import { importReport } from '../imports/import-report.js';
import { bookFor } from '../packages/code-books.js';
import { courseById, type Course } from '../packages/course.js';
import type { PackageShelf } from '../packages/package-shelf.js';
import { attemptPage } from './attempt-page.js';
import { attemptsPage } from './attempts-page.js';
import { overviewPage } from './overview-page.js';
import { questionsPage } from './questions-page.js';
import { attemptDetail } from '../statistics/attempt-detail.js';
import {
  attemptPage as pageOfAttempts,
  attemptQuery,
  countAttempts,
  pageCount,
} from '../statistics/attempt-list.js';
import { progressChart, scoreChart } from '../statistics/charts.js';
import { courseSummary } from '../statistics/course-summary.js';
import { csvStream, xlsxStream } from '../statistics/export-files.js';
import type { Lesson } from '../../core/lesson.js';
import { exportRows, gradeRows } from '../statistics/export-rows.js';
import { lessonIn, savedState, triesOf, type SavedState } from '../statistics/saved-lesson.js';
import { courseIn, home, type MainServices } from './main-app.js';
import { receiveFile } from './receive-file.js';

/** What an administrator looks at. */
export function reportRoutes(app: Hono, services: MainServices): void {
  const { database, codeBooks, dataFolder } = services;
  app.get('/courses/:id/attempts', async (c) => attempts(c, services));
  app.get('/courses/:id/questions', (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    const { items } = courseSummary(database, course.id);
    const book = bookFor(
      codeBooks,
      items.map(({ code }) => code),
    );
    return c.html(questionsPage(course, items, book));
  });
  app.get('/courses/:id/overview', async (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    const summary = courseSummary(database, course.id);
    const [scores, progress] = await Promise.all([
      scoreChart(summary.bins),
      progressChart(summary.timeline),
    ]);
    return c.html(overviewPage(course, summary, { scores, progress }));
  });
  app.get('/courses/:id/grades.csv', (c) => exported(c, database, 'grades'));
  app.get('/courses/:id/attempts.csv', (c) => exported(c, database, 'csv'));
  app.get('/courses/:id/attempts.xlsx', (c) => exported(c, database, 'xlsx'));
  app.get('/attempts/:id{\\d{1,15}}', async (c) => attempt(c, services));
  app.post('/imports', async (c) => readReport(c, database, dataFolder));
}

async function attempt(
  c: Context,
  { database, codeBooks, shelf }: MainServices,
): Promise<Response> {
  const found = attemptDetail(database, Number(c.req.param('id')));
  const course = found && courseById(database, found.courseId);
  if (!found || !course) return c.notFound();
  const codes = [...found.answers, ...found.objectives].map(({ code }) => code);
  return c.html(
    attemptPage(course, found, {
      codeBook: bookFor(codeBooks, codes),
      saved: await savedIn(shelf, course, found.cmi?.['cmi.suspend_data']),
    }),
  );
}

/** What a lesson of ours saved for itself, in words. */
async function savedIn(
  shelf: PackageShelf,
  course: Course,
  text: string | undefined,
): Promise<SavedState | null> {
  const lesson = text === undefined ? null : await lessonOf(shelf, course);
  return lesson && text !== undefined ? savedState(lesson, text) : null;
}

/** The lesson in a package of ours. */
async function lessonOf(
  shelf: PackageShelf,
  { packageKey, manifest }: Course,
): Promise<Lesson | null> {
  const page = packageKey && manifest ? shelf.fileOf(packageKey, manifest.href) : null;
  return page === null ? null : await lessonIn(page);
}

async function attempts(c: Context, { database, shelf }: MainServices): Promise<Response> {
  const course = courseIn(c, database);
  if (!course) return c.notFound();
  const asked = attemptQuery((name) => c.req.query(name));
  const { attempts: all, words } = courseSummary(database, course.id);
  const isFiltered = asked.text !== '' || asked.status !== '';
  const total = isFiltered ? countAttempts(database, course.id, asked) : all;
  const query = { ...asked, page: Math.min(asked.page, pageCount(total)) };
  const lines = pageOfAttempts(database, course.id, query, total);
  const lesson = await lessonOf(shelf, course);
  const tries = lesson?.quiz ? triesOf(lesson, database, lines) : null;
  return c.html(attemptsPage({ course, query, total, lines, words, tries }));
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  grades: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

function exported(
  c: Context,
  database: Database,
  kind: keyof typeof TYPES,
): Response | Promise<Response> {
  const course = courseIn(c, database);
  if (!course) return c.notFound();
  const query = attemptQuery((name) => c.req.query(name));
  const rows = (kind === 'grades' ? gradeRows : exportRows)(database, course.id, query);
  const name =
    course.title
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'report';
  const file = kind === 'grades' ? `${name}-grades.csv` : `${name}.${kind}`;
  return c.body(kind === 'xlsx' ? xlsxStream(rows) : csvStream(rows), 200, {
    'Content-Type': TYPES[kind],
    'Content-Disposition': `attachment; filename="${file}"`,
  });
}

async function readReport(c: Context, database: Database, dataFolder: string): Promise<Response> {
  const received = await receiveFile(c.req.raw, join(dataFolder, 'uploads'));
  if (!received.ok) return await c.html(home(database, received.problems.join(' ')), 400);
  try {
    const { path, name } = received.value;
    const read = await importReport(database, path, name);
    if (read.ok) return c.redirect(`/courses/${read.value}/attempts`, 303);
    return await c.html(home(database, `${name}: ${read.problems.join(' ')}`), 400);
  } finally {
    await rm(received.value.path, { force: true });
  }
}
