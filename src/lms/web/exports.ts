import type { Context, Hono } from 'hono';
import type { TableCell } from '../../core/csv.js';
import {
  attemptBundles,
  attemptQuery,
  type AttemptLine,
  type AttemptQuery,
} from '../statistics/attempts.js';
import { csvStream, exportRows, xlsxStream } from '../statistics/exports.js';
import type { Report } from '../store/reports.js';
import { dateText, durationText } from './format.js';
import { courseIn, type MainServices } from './services.js';

/** What the list of attempts shows, as files. */
export function exportRoutes(app: Hono, services: MainServices): void {
  app.get('/courses/:id/grades.csv', async (c) => exported(c, services, 'grades'));
  app.get('/courses/:id/attempts.csv', async (c) => exported(c, services, 'csv'));
  app.get('/courses/:id/attempts.xlsx', async (c) => exported(c, services, 'xlsx'));
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  grades: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

async function exported(
  c: Context,
  { database, reports }: MainServices,
  kind: keyof typeof TYPES,
): Promise<Response> {
  const course = courseIn(c, database);
  if (!course) return c.notFound();
  const query = attemptQuery((name) => c.req.query(name));
  const report = await reports.of(course.id);
  const rows = (kind === 'grades' ? gradeRows : exportRows)(report, query);
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

/** Passed or failed where it is known, else the status; unknown is no result. */
function resultText({ status, success }: AttemptLine): string {
  const known = [success, status].find((one) => one !== 'unknown' && one !== '');
  return known ?? 'not known';
}

/** The rows of a short list for people, headings first: one per attempt, in words and in this computer's time. */
async function* gradeRows(
  report: Report,
  query: AttemptQuery,
): AsyncGenerator<readonly TableCell[]> {
  yield [
    'Learner',
    'Learner ID',
    'Attempt',
    'Score in percent',
    'Points',
    'Result',
    'Time',
    'Begun',
    'Last access',
  ];
  for await (const lines of attemptBundles(report, query)) {
    for (const line of lines) {
      yield [
        line.learner,
        line.code,
        line.number,
        line.score ?? (line.rawScore === null ? 'no score' : 'not known'),
        line.rawScore,
        resultText(line),
        durationText(line.seconds),
        dateText(line.firstAt, line.firstText),
        dateText(line.lastAt, line.lastText),
      ];
    }
  }
}
