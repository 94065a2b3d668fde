import { html, nothing, type TemplateResult } from 'lit/html.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Picture } from '../../core/byte.js';

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
