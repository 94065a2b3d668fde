import { html, type TemplateResult } from 'lit/html.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { saveText } from './byte-save-line.js';

/** The last screen after Save and exit: whether it was saved, and nothing else. */
export class ByteGoodbye extends LiveElement {
  override render({ saving, messages }: LessonView): TemplateResult | null {
    if (saving.kind !== 'closed') return null;
    return html`<p class="goodbye" id="goodbye" role="status" tabindex="-1">
      ${saveText(saving, messages)}
    </p>`;
  }
}

customElements.define('byte-goodbye', ByteGoodbye);
