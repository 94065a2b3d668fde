import { html, type TemplateResult } from 'lit/html.js';
import { icon } from '../shared/icon.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { LiveElement } from '../lesson/live-element.js';
import { saveText } from '../frame/byte-save-line.js';

/** The last screen after Save and exit: whether it was saved, and nothing else. */
export class ByteGoodbye extends LiveElement {
  #isShown = false;

  override render({ lesson, saving, messages }: LessonView): TemplateResult | null {
    if (saving.kind !== 'closed') return null;
    return html`<main class="goodbye">
      <h1>${lesson.title}</h1>
      <p id="goodbye" role="status" tabindex="-1">
        ${icon(saving.outcome === 'saved' ? 'check' : 'warn')}<span>${saveText(saving, messages)}</span>
      </p>
    </main>`;
  }

  /** Everything else has gone, and with it the button that was pressed. */
  protected override update(view: LessonView): void {
    super.update(view);
    if (this.#isShown || view.saving.kind !== 'closed') return;
    this.#isShown = true;
    this.querySelector<HTMLElement>('#goodbye')?.focus();
  }
}

customElements.define('byte-goodbye', ByteGoodbye);
