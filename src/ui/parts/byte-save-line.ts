import { html, type TemplateResult } from 'lit/html.js';
import type { SaveStatus } from '../../core/saving.js';
import type { Messages } from '../../i18n/messages.js';
import { assertNever } from '../../core/result.js';
import { icon, type IconName } from '../icon.js';
import { ExitIntent, OfferIntent } from '../lesson-intent.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';

const ICONS: Readonly<Record<SaveStatus['kind'], IconName>> = {
  connecting: 'open',
  saving: 'open',
  saved: 'check',
  retrying: 'warn',
  unrecorded: 'warn',
  closed: 'check',
};

/** One quiet line that tells the truth about saving, and the way out. */
export class ByteSaveLine extends LiveElement {
  override render(view: LessonView): TemplateResult | null {
    const { saving, messages, offer, lesson } = view;
    const isOpen = offer !== null && saving.kind !== 'closed';
    const offered = isOpen ? messages.saving.offer(whenOf(offer, lesson.language)) : null;
    const canExit = saving.kind !== 'unrecorded' && saving.kind !== 'closed';
    return html`
      <p class="save-line is-${saving.kind}" id="save-line" role="status" tabindex="-1">
        ${icon(ICONS[saving.kind])}<span>${saveText(saving, messages)}</span>
      </p>
      ${
        canExit
          ? html`<button type="button" class="button is-quiet" id="save-exit" @click=${this.#exit}>
            ${messages.saving.exit}
          </button>`
          : null
      }
      <div class="save-offer" role="status">${offered}</div>
      ${isOpen ? [true, false].map((take) => this.#choice(take, messages)) : null}
    `;
  }

  #choice(take: boolean, { saving }: Messages): TemplateResult {
    return html`<button type="button" class="button is-quiet" @click=${() => this.#answer(take)}>
      ${take ? saving.offerTake : saving.offerDrop}
    </button>`;
  }

  /** The button that was pressed goes away; whoever uses the keyboard stays in this place. */
  #answer(take: boolean): void {
    this.dispatchEvent(new OfferIntent(take));
    const places = ['#save-exit', '#save-line'].map((id) => this.querySelector<HTMLElement>(id));
    places.find(Boolean)?.focus({ preventScroll: true });
  }

  #exit(): void {
    this.dispatchEvent(new ExitIntent());
  }
}

function whenOf(milliseconds: number, language: string): string {
  return new Date(milliseconds).toLocaleString(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}

/** Made once, because making it takes long. */
let clock: Intl.DateTimeFormat | undefined;

/** What is true about saving, in the lesson's language. */
export function saveText(saving: SaveStatus, messages: Messages): string {
  switch (saving.kind) {
    case 'connecting':
      return messages.saving.connecting;
    case 'saving':
      return messages.saving.saving;
    case 'saved':
      return messages.saving.saved(
        (clock ??= new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' })).format(
          saving.at,
        ),
      );
    case 'retrying':
      return messages.saving.retrying;
    case 'unrecorded':
      return messages.saving.unrecorded[saving.reason];
    case 'closed':
      return saving.saved ? messages.saving.closedSaved : messages.saving.closedUnsaved;
    default:
      return assertNever(saving);
  }
}

customElements.define('byte-save-line', ByteSaveLine);
