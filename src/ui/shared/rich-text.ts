import { html, type TemplateResult } from 'lit';
import type { Inline, RichText, TextBlock } from '../../core/rich-text.js';
import { assertNever } from '../../core/result.js';

/** Renders an author's text. Links open beside the lesson, which must stay open to be recorded. */
export function richText(text: RichText): readonly TemplateResult[] {
  return text.map(block);
}

/** A text for a label or for paper: a link would be in the way there, so the links stand apart. */
export function labelText(text: RichText): {
  readonly words: readonly unknown[];
  readonly links: readonly TemplateResult[];
} {
  const links: TemplateResult[] = [];
  const plain = (part: Inline): unknown => inline(part, links);
  const words = text.map((part) =>
    part.kind === 'paragraph' ? part.inlines.map(plain) : part.items.map((item) => item.map(plain)),
  );
  return { words, links };
}

function block(part: TextBlock): TemplateResult {
  return part.kind === 'paragraph'
    ? html`<p>${inlines(part.inlines)}</p>`
    : html`<ul>
        ${part.items.map((item) => html`<li>${inlines(item)}</li>`)}
      </ul>`;
}

function inlines(parts: readonly Inline[]): readonly unknown[] {
  return parts.map((part) => inline(part));
}

/** A link is put into `apart` where that is given, and only its words stay. */
function inline(part: Inline, apart?: TemplateResult[]): unknown {
  if (part.kind === 'text') return part.text;
  const words = part.inlines.map((inner) => inline(inner, apart));
  switch (part.kind) {
    case 'emphasis':
      return html`<em>${words}</em>`;
    case 'strong':
      return html`<strong>${words}</strong>`;
    case 'link': {
      // The page says once, under this id, what such a link does.
      const link = html`<a
        href=${part.href}
        target="_blank"
        rel="noopener noreferrer"
        aria-describedby="new-tab"
        >${words}</a
      >`;
      if (!apart) return link;
      apart.push(link);
      return words;
    }
    default:
      return assertNever(part);
  }
}
