import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import { html } from 'hono/html';

/** A piece of a page; `html` escapes every value that goes into it. */
export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly content: Html;
  /** The place in the site, outermost first, without the page itself. */
  readonly trail?: readonly (readonly [label: string, href: string])[];
  /** Where the first page is; on another origin for pages beside a package. */
  readonly home?: string;
  /** Loaded deferred, such as `/call-log.js`. */
  readonly script?: string;
  /** Uses the whole width of the window. */
  readonly wide?: boolean;
}

/** The frame that every page shares. */
export function layout({
  title,
  content,
  trail = [],
  home = '/',
  script,
  wide = false,
}: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Career Byte local LMS</title>
<link rel="stylesheet" href="/lms.css">
<link rel="icon" href="data:,">
${script ? html`<script src="${script}" defer></script>` : ''}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site">
<a class="brand" href="${home}"><span>Career Byte</span> local LMS</a>
<p class="where">Only on this computer</p>
</header>
<main id="main" class="${wide ? 'wide' : ''}">
${
  trail.length > 0
    ? html`<nav class="trail" aria-label="Where you are"><ol>${trail.map(
        ([label, href]) => html`<li><a href="${href}">${label}</a></li>`,
      )}</ol></nav>`
    : ''
}
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

/** The one style sheet of all pages. */
export async function styleSheet(c: Context): Promise<Response> {
  const styles = await readFile(new URL('./lms.css', import.meta.url), 'utf8');
  return c.body(styles, 200, { 'Content-Type': 'text/css; charset=utf-8' });
}

/** A sentence about what just happened or what is wrong. */
export function notice(kind: 'good' | 'bad', content: Html | string): Html {
  return html`<div class="notice ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${content}</div>`;
}
