import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { courseById } from '../packages/course.js';
import { attemptDetail, type AttemptDetail } from '../statistics/attempts.js';
import type { Reports } from '../store/reports.js';
import { attemptsOfCode, removeCode } from '../store/learners.js';
import { dateText, durationText, percentText, scoreText, word } from './format.js';
import { layout, type Html } from './layout.js';
import type { MainServices } from './services.js';

/** Everything that is held about one learner, as a page and as JSON, and its deletion. */
export function learnerFileRoutes(app: Hono, { database, reports }: MainServices): void {
  app.get('/learner-file', async (c) => {
    const file = await fileIn(c, reports);
    return file ? c.html(filePage(file)) : c.notFound();
  });
  app.get('/learner-file.json', async (c) => {
    const file = await fileIn(c, reports);
    if (!file) return c.notFound();
    return c.body(JSON.stringify(file, null, 2), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="learner.json"',
    });
  });
  app.post('/learner-file/delete', bodyLimit({ maxSize: 10_000 }), async (c) => {
    const { code } = await c.req.parseBody();
    if (typeof code !== 'string') return c.notFound();
    const large = await reports.largeAttemptsOf(code);
    if (large.length === 0 && attemptsOfCode(database, code).length === 0) return c.notFound();
    removeCode(database, code);
    for (const { courseId, id } of large) await reports.removeAttempt(courseId, id);
    return c.redirect('/', 303);
  });
}

interface LearnerFile {
  readonly code: string;
  readonly names: readonly string[];
  readonly attempts: readonly (AttemptDetail & { readonly course: string })[];
}

async function fileIn(c: Context, reports: Reports): Promise<LearnerFile | null> {
  const code = c.req.query('code') ?? '';
  const { database } = reports;
  const large = await reports.largeAttemptsOf(code);
  const attempts: LearnerFile['attempts'][number][] = [];
  for (const id of [...attemptsOfCode(database, code), ...large.map((one) => one.id)]) {
    const attempt = await attemptDetail(reports, id);
    const course = attempt && courseById(database, attempt.courseId);
    if (attempt && course) attempts.push({ course: course.title, ...attempt });
  }
  if (attempts.length === 0) return null;
  return { code, names: [...new Set(attempts.map(({ learner }) => learner))], attempts };
}

function filePage({ code, names, attempts }: LearnerFile): Html {
  return layout({
    title: `Everything about ${names.join(', ')}`,
    trail: [['Home', '/']],
    wide: true,
    content: html`
<p>${code}: ${attempts.length} ${attempts.length === 1 ? 'attempt' : 'attempts'} in packages and reports on this computer. Reports count as one learner here only where they use the same ID.</p>
<p class="actions noprint"><a class="button plain" href="/learner-file.json?code=${encodeURIComponent(code)}">Export as JSON</a></p>
${attempts.map(attemptSection)}
<form class="panel noprint" method="post" action="/learner-file/delete"><h2>Delete</h2>
<p>Deletes these attempts with their answers and calls, and the learner. Files that reports were read from stay where they are. This cannot be undone.</p>
<input type="hidden" name="code" value="${code}"><button>Delete everything about this learner</button></form>`,
  });
}

function attemptSection(attempt: LearnerFile['attempts'][number]): Html {
  const { course, number, status, success, progress, seconds, answers, objectives, cmi } = attempt;
  const facts: readonly (readonly [string, Html | string])[] = [
    ['Status', word(status)],
    ['Success', word(success)],
    ['Score', scoreText(attempt)],
    ['Progress', percentText(progress)],
    ['Time', durationText(seconds)],
    ['First access', dateText(attempt.firstAt, attempt.firstText)],
    ['Last access', dateText(attempt.lastAt, attempt.lastText)],
  ];
  const rows: readonly (readonly [string, string])[] = [
    ...answers.map(({ code, response }) => [code, response] as const),
    ...objectives.map(
      ({ code, status: state, score }) =>
        [code, [state, score].filter((text) => text !== '').join(', ')] as const,
    ),
    ...Object.entries(cmi ?? {}),
  ];
  return html`<section><h2>${course}, attempt ${number}</h2>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${
  rows.length === 0
    ? ''
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${course}, attempt ${number}"><table><thead><tr><th scope="col">What</th><th scope="col">Stored</th></tr></thead>
<tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="value">${value}</td></tr>`)}</tbody></table></div>`
}</section>`;
}
