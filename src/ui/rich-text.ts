import { html, type TemplateResult } from 'lit/html.js';
import type { Inline, RichText, TextBlock } from '../core/rich-text.js';
import { assertNever } from '../core/result.js';

/** Renders an author's text. Links open beside the lesson, which must stay open to be recorded. */
export function richText(text: RichText): readonly TemplateResult[] {
  return text.map(block);
}

/** Renders the words of a text that has to fit inside a line, such as a label. */
export function richTextInline(text: RichText): readonly unknown[] {
  return text.map((part) =>
    part.kind === 'paragraph'
      ? part.inlines.map(inline)
      : part.items.map((item) => item.map(inline)),
  );
}

function block(part: TextBlock): TemplateResult {
  return part.kind === 'paragraph'
    ? html`<p>${part.inlines.map(inline)}</p>`
    : html`<ul>
        ${part.items.map((item) => html`<li>${item.map(inline)}</li>`)}
      </ul>`;
}

function inline(part: Inline): unknown {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'emphasis':
      return html`<em>${part.inlines.map(inline)}</em>`;
    case 'strong':
      return html`<strong>${part.inlines.map(inline)}</strong>`;
    case 'link':
      // The page says once, under this id, what such a link does.
      return html`<a
        href=${part.href}
        target="_blank"
        rel="noopener noreferrer"
        aria-describedby="new-tab"
        >${part.inlines.map(inline)}</a
      >`;
    default:
      return assertNever(part);
  }
}
