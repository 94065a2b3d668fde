import { html, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.js';
import { LessonElement } from '../lesson/lesson-element.js';
import { saveText } from '../frame/byte-save-line.js';
import { liveText } from '../shared/live-text.js';

/** The last screen after Save and exit: whether it was saved, and nothing else. */
export class ByteGoodbye extends LessonElement {
  #isShown = false;

  override render(): TemplateResult | null {
    const { lesson, saving } = this.view;
    if (saving.kind !== 'closed') return null;
    return html`<main class="goodbye">
      <h1>${lesson.title}</h1>
      <p id="goodbye" role="status" tabindex="-1">
        ${icon(saving.outcome === 'saved' ? 'check' : 'warn')}<span>${liveText(saveText(this.view))}</span>
      </p>
    </main>`;
  }

  /** Everything else has gone, including the button that had the focus. */
  protected override updated(): void {
    if (this.#isShown || this.view.saving.kind !== 'closed') return;
    this.#isShown = true;
    this.querySelector<HTMLElement>('#goodbye')?.focus();
  }
}

customElements.define('byte-goodbye', ByteGoodbye);
