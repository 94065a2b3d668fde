import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

/**
 * Text that changes while the page is open. A browser that translates the page throws its text
 * nodes away, so a change has to arrive as a new node: one that is written into the old node is
 * never seen.
 */
export function liveText(text: string): unknown {
  return keyed(text, html`${text}`);
}
