import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { attemptDetail } from '../statistics/attempts.js';
import { attemptsOfLearner, learnerById, removeAttempt, removeLearner } from '../store/learners.js';
import { courseOfId } from '../store/parquet.js';
import { layout, type Html } from './layout.js';
import { courseIn, type MainServices } from './services.js';

/** Deletes courses, attempts and learners, after a page that asks. */
export function removalRoutes(app: Hono, { database, reports, packages }: MainServices): void {
  app.on(['GET', 'POST'], '/courses/:id/delete', async (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    if (c.req.method === 'POST') {
      await packages.remove(course);
      await reports.remove(course.id);
      return c.redirect('/', 303);
    }
    const isPackage = course.kind === 'package';
    return c.html(
      askPage({
        what: course.title,
        back: isPackage ? `/courses/${course.id}` : `/courses/${course.id}/attempts`,
        consequence: isPackage
          ? `Its files and all attempts at it are deleted. ${/^dist\//.test(course.source) ? 'The zip stays in dist, so the package comes back, without attempts, at the next start.' : ''}`
          : 'All attempts in it are deleted here. The file that it was read from stays.',
      }),
    );
  });
  app.on(['GET', 'POST'], '/attempts/:id{\\d{1,15}}/delete', async (c) => {
    const attempt = await attemptDetail(reports, idIn(c));
    if (!attempt) return c.notFound();
    if (c.req.method === 'POST') {
      if (courseOfId(attempt.id) === null) removeAttempt(database, attempt.id);
      else await reports.removeAttempt(attempt.courseId, attempt.id);
      return c.redirect(`/courses/${attempt.courseId}/attempts`, 303);
    }
    return c.html(
      askPage({
        what: `attempt ${attempt.number} of ${attempt.learner}`,
        back: `/attempts/${attempt.id}`,
        consequence: 'Its score, answers and calls are deleted.',
      }),
    );
  });
  app.on(['GET', 'POST'], '/learners/:id{\\d{1,15}}/delete', (c) => {
    const learner = learnerById(database, idIn(c));
    if (!learner) return c.notFound();
    if (c.req.method === 'POST') {
      removeLearner(database, learner.id);
      return c.redirect('/#learners', 303);
    }
    const count = attemptsOfLearner(database, learner.id);
    return c.html(
      askPage({
        what: learner.name,
        back: '/#learners',
        consequence: `${count === 0 ? 'There are no attempts of this learner' : `${count} ${count === 1 ? 'attempt is' : 'attempts are'} deleted, too`}.`,
      }),
    );
  });
}

function idIn(c: Context): number {
  return Number(c.req.param('id'));
}

function askPage(question: {
  readonly what: string;
  readonly consequence: string;
  readonly back: string;
}): Html {
  return layout({
    title: `Delete ${question.what}?`,
    trail: [['Home', '/']],
    content: html`<p>${question.consequence} This cannot be undone.</p>
<form method="post" class="actions"><button>Delete</button> <a class="button plain" href="${question.back}">Keep</a></form>`,
  });
}
