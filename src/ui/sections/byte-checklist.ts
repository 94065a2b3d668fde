import { html, nothing, type TemplateResult } from 'lit';
import type { Action } from '../../core/byte.js';
import type { LessonEvent } from '../../core/reduce.js';
import { elementId } from '../shared/element-id.js';
import { icon } from '../shared/icon.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { saveText } from '../frame/byte-save-line.js';
import { printOut } from '../steps/print-page.js';
import { labelText } from '../shared/rich-text.js';
import { syncInputs } from '../shared/form-controls.js';
import { liveText } from '../shared/live-text.js';

/** Things to do after the lesson, ticked off and kept. */
export class ByteChecklist extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const { checklist } = view.lesson;
    if (!checklist) return null;
    const words = view.messages.checklist;
    const ticked = checklist.actions.filter(({ id }) => view.state.record.ticked.has(id)).length;
    return html`
      <fieldset class="checklist" @change=${this.#toggle}>
        <legend class="checklist-title">${words.legend}</legend>
        <ul class="actions">
          ${checklist.actions.map((action) => html`<li>${actionRow(view, action)}</li>`)}
        </ul>
      </fieldset>
      <p class="checklist-count" role="status">${liveText(words.count(ticked, checklist.actions.length))}</p>
      <p class="checklist-kept">
        ${liveText(view.saving.kind === 'unrecorded' ? saveText(view) : words.kept)}
      </p>
      <button
        type="button"
        class="button is-quiet"
        id=${elementId('checklist', 'print')}
        @click=${() => printOut('checklist')}
      >
        ${icon('print')}${words.print}
      </button>
    `;
  }

  protected override updated(): void {
    syncInputs(this);
  }

  // In the HTML of the build nothing is ticked, so the learner ticked it before the script ran.
  override earlyEvents(): readonly LessonEvent[] {
    const ticked = this.querySelectorAll<HTMLInputElement>('input:checked');
    return [...ticked].map(({ value }) => ({
      type: 'action-ticked',
      actionId: value,
      ticked: true,
    }));
  }

  #toggle({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.send({ type: 'action-ticked', actionId: target.value, ticked: target.checked });
  }
}

function actionRow({ state }: LessonView, { id, text }: Action): TemplateResult {
  const { words, links } = labelText(text);
  return html`<label class="action"
      ><input
      type="checkbox"
      id=${elementId('checklist', id)}
      value=${id}
      autocomplete="off"
      ?checked=${state.record.ticked.has(id)}
    />
    <span class="action-text">${words}</span></label
    >
    ${links.length > 0 ? html`<p class="action-links">${links}</p>` : nothing}`;
}

customElements.define('byte-checklist', ByteChecklist);
