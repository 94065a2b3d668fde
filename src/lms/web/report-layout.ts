import { html } from 'hono/html';
import type { Course } from '../packages/course.js';
import { layout, type Html } from './layout.js';

const TABS = { attempts: 'Attempts', questions: 'Questions', overview: 'Overview' } as const;

/** A view of a course's report, with the way to the other views. */
export function reportLayout(course: Course, current: keyof typeof TABS, content: Html): Html {
  const tabs = Object.entries(TABS).map(
    ([name, label]) =>
      html`<li><a href="/courses/${course.id}/${name}" aria-current="${name === current ? 'page' : 'false'}">${label}</a></li>`,
  );
  const launch =
    course.kind === 'package' ? html`<li><a href="/courses/${course.id}">Launch</a></li>` : '';
  return layout({
    title: `Report: ${course.title}`,
    trail: [['Home', '/']],
    wide: true,
    content: html`<nav class="tabs noprint" aria-label="Views of this report"><ul>${tabs}${launch}</ul></nav>
${content}`,
  });
}
