import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

/**
 * Text that can change while it is on the page. A browser that translates the
 * page puts elements of its own in place of Lit's text nodes, and Lit would
 * then update a node that is no longer on the page. With the text as its key,
 * Lit replaces everything in this place instead.
 */
export function liveText(text: string): unknown {
  return keyed(text, html`${text}`);
}
