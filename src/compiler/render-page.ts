import { createHash } from 'node:crypto';
import { html } from 'lit';
import type { Byte } from '../core/byte.js';
import type { Lesson } from '../core/lesson.js';
import { newRecord, openingState } from '../core/lesson-state.js';
import { messagesFor } from '../i18n/messages-for.js';
import { pageMessagesFor } from '../i18n/page-messages-for.js';
import type { LessonView } from '../ui/lesson/lesson-element.js';
import { page } from '../ui/static/page.js';
import { readIcons } from './icons.js';
import { renderStatic } from './render-static.js';
import { shortProperties } from './short-properties.js';

/** All that one page is made of. */
export interface PageParts {
  readonly byte: Byte;
  readonly lesson: Lesson;
  /** The text of every drawing by name. */
  readonly pictures: ReadonlyMap<string, string>;
  /** One classic script. */
  readonly script: string;
  /** A small one that runs as soon as the first words are there; may be empty. */
  readonly earlyScript: string;
  readonly styles: string;
}

const ICONS = readIcons();

/**
 * Runs before the first paint: steps are hidden only where a script can show
 * them again, and shown again where the lesson's script fails or is not
 * understood. Until that has come, a link to a step is followed by the style
 * sheet alone. Written for old browsers.
 */
const FIRST_SCRIPT =
  "(function(h){h.className='js';" +
  "addEventListener('error',function(){if(!h.dataset.started)h.className=''});" +
  "addEventListener('hashchange',function(){var e=document.getElementById(location.hash.slice(1));" +
  "if(e&&h.className==='js'&&/^step /.test(e.className))h.className='js went'})" +
  '})(document.documentElement)';

/** Renders the whole `index.html`, with the templates that the browser uses too. */
export function renderPage(parts: PageParts): string {
  return pageAround(renderBody(parts), parts);
}

/** Renders what stands in the page's body. It is the same whatever scripts go with it. */
export function renderBody({
  byte,
  lesson,
  pictures,
}: Omit<PageParts, 'script' | 'earlyScript' | 'styles'>): string {
  const words = pageMessagesFor(byte.language);
  const view: LessonView = {
    lesson,
    state: openingState(newRecord(0)),
    saving: { kind: 'connecting' },
    access: 'normal',
    learnerName: '',
    offer: null,
    messages: messagesFor(byte.language),
  };
  return renderStatic(page(byte, view, { words, pictures, icons: ICONS }));
}

/** Puts the page around a rendered body. */
export function pageAround(
  body: string,
  { byte, lesson, script, earlyScript, styles }: Omit<PageParts, 'pictures'>,
): string {
  const title = renderStatic(html`${byte.title}`);
  const short = shortProperties(styles, body);
  const main = inlineScript(script);
  const early = inlineScript(earlyScript);
  return [
    '<!doctype html>',
    `<html lang="${byte.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy([FIRST_SCRIPT, early, main], short.styles)}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${short.styles}</style>`,
    `<script>${FIRST_SCRIPT}</script>`,
    '</head>',
    '<body>',
    short.body
      .replace('<!--early-script-->', () => (early === '' ? '' : `<script>${early}</script>`))
      .replace('<!--lesson-data-->', () => dataElement(lesson)),
    `<script>${main}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Nothing from anywhere but this page itself; `connect-src` is for the look whether the server still answers. */
export function contentPolicy(scripts: readonly string[], styles: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts
      .filter((script) => script !== '')
      .map(hashSource)
      .join(' ')}`,
    `style-src ${hashSource(styles)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** A closing tag or a comment inside the script's strings must not end the element. */
export function inlineScript(script: string): string {
  return script
    .trim()
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--');
}

function dataElement(lesson: Lesson): string {
  const json = JSON.stringify(lesson).replace(/</g, '\\u003c');
  return `<script type="application/json" id="lesson">${json}</script>`;
}
