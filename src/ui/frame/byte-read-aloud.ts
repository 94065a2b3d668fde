import { html, type TemplateResult } from 'lit';
import { icon } from '../shared/icon.js';
import { LessonElement } from '../lesson/lesson-element.js';
import { ReadingVoice } from './reading-voice.js';
import { liveText } from '../shared/live-text.js';

/** Reads its step aloud; there only where the device itself has a voice for the language. */
export class ByteReadAloud extends LessonElement {
  #voice: ReadingVoice | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!('speechSynthesis' in window)) return;
    this.#voice ??= new ReadingVoice(speechSynthesis, document.documentElement.lang, () =>
      this.requestUpdate(),
    );
    speechSynthesis.addEventListener('voiceschanged', this.#update);
    addEventListener('pagehide', this.#leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
    if (!this.#voice) return;
    speechSynthesis.removeEventListener('voiceschanged', this.#update);
    removeEventListener('pagehide', this.#leave);
  }

  override render(): TemplateResult | null {
    const { messages } = this.view;
    if (!this.#voice?.voice) return null;
    const { reading } = this.#voice;
    const words = messages.readAloud;
    return html`<button type="button" class="button is-quiet" @click=${this.#toggle}>
      ${icon(reading ? 'stop' : 'speak')}${liveText(reading ? words.stop : words.start)}
    </button>`;
  }

  override leave(): void {
    this.#voice?.stop();
  }

  readonly #update = (): void => this.requestUpdate();
  readonly #leave = (): void => this.leave();

  #toggle(): void {
    const step = this.closest('.step');
    if (this.#voice?.reading || !step) this.leave();
    else this.#voice?.read(step);
  }
}

customElements.define('byte-read-aloud', ByteReadAloud);
