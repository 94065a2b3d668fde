import { expect, test } from 'vitest';
import { referenceFor } from '../../scripts/bench/packages.js';

const LESSON = `<!doctype html><html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="script-src 'sha256-x'"><style>h1{color:red}</style>
<script>early()</script></head><body>
<h1>Title</h1><p class="no-script notice">No script</p><article class="step is-welcome" id="welcome">Hello <svg><use href="#face"></use></svg></article>
<svg><symbol id="face"><use href="#eye"></use></symbol><symbol id="eye"></symbol><symbol id="cat"></symbol></svg>
<article class="step" id="two">Later <svg><use href="#cat"></use></svg></article>
<script type="application/json" id="lesson">{}</script><script>main()</script></body></html>`;

const candidate = {
  name: 'lesson',
  href: 'index.html',
  files: new Map([['index.html', Buffer.from(LESSON)]]),
};

const htmlOf = (initialize: boolean): string =>
  referenceFor(candidate, initialize).files.get('index.html')?.toString('utf8') ?? '';

test('the static page has the first step with its words, pictures and style sheet, and no script', () => {
  const html = htmlOf(false);
  for (const part of ['h1{color:red}', '<h1>Title', 'Hello', 'id="face"', 'id="eye"']) {
    expect(html).toContain(part);
  }
  for (const part of ['<script', 'Later', 'No script', 'id="cat"', 'Content-Security-Policy']) {
    expect(html).not.toContain(part);
  }
});

test('the static page that calls Initialize differs by that line alone', () => {
  const line = `<script>parent.API.LMSInitialize('')</script>`;
  expect(htmlOf(true)).toContain(line);
  expect(htmlOf(true).replace(line, '')).toBe(htmlOf(false));
});
