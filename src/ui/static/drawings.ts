import { html, nothing, svg, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Picture } from '../../core/byte.js';
import type { IconName } from '../shared/icon.js';

/** What each icon is drawn with: SVG on a grid of 24; colour and thickness come from the style sheet. */
export type IconShapes = Readonly<Record<IconName, string>>;

/** Every icon once; the page shows them by name. */
export function iconSymbols(shapes: IconShapes): readonly TemplateResult[] {
  return Object.entries(shapes).map(
    ([name, shape]) =>
      svg`<symbol id="icon-${name}" viewBox="0 0 24 24">${unsafeHTML(shape)}</symbol>`,
  );
}

/** The mark of Career Byte: a square with a bite taken out, and the crumbs. */
export function logo(): TemplateResult {
  return html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <path
      class="logo-body"
      d="M8 2h10a6 6 0 0 0 5.5 6.5A6 6 0 0 0 30 14v10a6 6 0 0 1-6 6H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6z"
    ></path>
    <rect class="logo-crumb" x="22" y="1.5" width="4" height="4" rx="1"></rect>
    <rect class="logo-crumb" x="27.5" y="6" width="3" height="3" rx=".75"></rect>
  </svg>`;
}

/** The text of every drawing by name; checked when the content was loaded. */
export type Pictures = ReadonlyMap<string, string>;

/** A drawing with its words. The file's own markup is safe because the build refuses scripts in it. */
export function picture(
  { name, alt }: Picture,
  pictures: Pictures,
): TemplateResult | typeof nothing {
  const svg = pictures.get(name);
  if (svg === undefined) return nothing;
  return html`<div class="picture" role="img" aria-label=${alt}>${unsafeHTML(svg.replace('<svg', '<svg aria-hidden="true"'))}</div>`;
}
