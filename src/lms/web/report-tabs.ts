import { html } from 'hono/html';
import type { Course } from '../packages/course.js';
import type { Html } from './layout.js';

const TABS = { attempts: 'Attempts', questions: 'Questions', overview: 'Overview' } as const;

/** The views of one report. */
export function reportTabs(course: Course, current: keyof typeof TABS): Html {
  return html`<nav class="tabs noprint" aria-label="Views of this report"><ul>${Object.entries(
    TABS,
  ).map(
    ([name, label]) =>
      html`<li><a href="/courses/${course.id}/${name}" aria-current="${name === current ? 'page' : 'false'}">${label}</a></li>`,
  )}${course.kind === 'package' ? html`<li><a href="/courses/${course.id}">Launch</a></li>` : ''}</ul></nav>`;
}
