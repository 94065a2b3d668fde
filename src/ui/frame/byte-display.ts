import { html, type TemplateResult } from 'lit';
import { DEFAULT_DISPLAY, type Display } from '../../core/lesson-state.js';
import type { LessonEvent } from '../../core/reduce.js';
import { icon } from '../shared/icon.js';
import { LessonElement } from '../lesson/lesson-element.js';
import { syncInputs } from '../shared/form-controls.js';

/** What can be chosen, in the order shown. */
const CHOICES: { readonly [Key in keyof Display]: readonly Display[Key][] } = {
  textSize: ['normal', 'large', 'largest'],
  theme: ['system', 'light', 'dark', 'contrast'],
  spacing: ['normal', 'wide'],
  motion: ['system', 'reduced'],
};

/** How the learner wants the page to look; kept with the record. */
export class ByteDisplay extends LessonElement {
  override render(): TemplateResult {
    const { state, messages } = this.view;
    const words = messages.display;
    const { display } = state.record;
    return html`
      <button type="button" class="button is-quiet" id="display-open" popovertarget="display-panel">
        ${icon('display')}<span>${words.open}</span>
      </button>
      <div class="panel" id="display-panel" popover aria-label=${words.open} role="dialog">
        ${this.#choice('textSize', display.textSize, words.textSize, words.textSizes)}
        ${this.#choice('theme', display.theme, words.theme, words.themes)}
        ${this.#choice('spacing', display.spacing, words.spacing, words.spacings)}
        ${this.#choice('motion', display.motion, words.motion, words.motions)}
        <button
          type="button"
          class="button is-quiet"
          id="display-close"
          popovertarget="display-panel"
          popovertargetaction="hide"
        >
          ${words.close}
        </button>
      </div>
    `;
  }

  #choice<Key extends keyof Display>(
    key: Key,
    chosen: Display[Key],
    legend: string,
    words: Readonly<Record<Display[Key], string>>,
  ): TemplateResult {
    return html`<fieldset class="segments">
      <legend>${legend}</legend>
      ${CHOICES[key].map(
        (value) =>
          html`<label
            ><input
              type="radio"
              name="display-${key}"
              id="display-${key}-${value}"
              value=${value}
              ?checked=${value === chosen}
              @change=${() => this.send({ type: 'display-changed', display: { [key]: value } })}
            /><span>${words[value]}</span></label
          >`,
      )}
    </fieldset>`;
  }

  protected override updated(): void {
    syncInputs(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusout', this.#closeBehind);
  }

  /** Who tabs on has left the panel, so it may no longer cover the page. */
  #closeBehind({ relatedTarget }: FocusEvent): void {
    if (!(relatedTarget instanceof Node) || this.contains(relatedTarget)) return;
    this.querySelector<HTMLElement>('.panel')?.hidePopover();
  }

  override earlyEvents(): readonly LessonEvent[] {
    const keys = Object.keys(CHOICES) as (keyof Display)[];
    const chosen = keys.flatMap((key) => {
      const input = this.querySelector<HTMLInputElement>(`[name="display-${key}"]:checked`);
      return input && input.value !== DEFAULT_DISPLAY[key] ? [[key, input.value] as const] : [];
    });
    return chosen.length > 0
      ? [{ type: 'display-changed', display: Object.fromEntries(chosen) }]
      : [];
  }
}

customElements.define('byte-display', ByteDisplay);
