import { html, nothing, type TemplateResult } from 'lit';
import type { ClosedStatus, SaveStatus } from '../../core/saving.js';
import type { Messages } from '../../i18n/messages.js';
import { assertNever } from '../../core/result.js';
import { icon, type IconName } from '../shared/icon.js';
import {
  ExitIntent,
  LessonElement,
  type LessonView,
  OfferIntent,
} from '../lesson/lesson-element.js';
import { liveText } from '../shared/live-text.js';

const ICONS: Readonly<Record<SaveStatus['kind'], IconName>> = {
  connecting: 'open',
  saving: 'open',
  saved: 'check',
  retrying: 'warn',
  unrecorded: 'warn',
  closed: 'check',
};

const ROUTINE: readonly SaveStatus['kind'][] = ['connecting', 'saving', 'saved'];

/** One quiet line that tells the truth about saving, and the way out. */
export class ByteSaveLine extends LessonElement {
  /** Screen readers are told of trouble and of its end, and of the first save, but not of each. */
  #isWaitedFor = true;
  /** What came of the offer, until the learner goes on. */
  #answered: string | null = null;

  override render(): TemplateResult | null {
    const { saving, messages, offer, lesson, trace } = this.view;
    const isOpen = offer !== null && saving.kind !== 'closed';
    const offered = isOpen ? messages.saving.offer(whenOf(offer, lesson.language)) : this.#answered;
    const isRoutine = ROUTINE.includes(saving.kind);
    const live = isRoutine && !this.#isWaitedFor ? 'off' : 'polite';
    if (saving.kind === 'saved') this.#isWaitedFor = false;
    else this.#isWaitedFor ||= !isRoutine;
    return html`
      <p
        class="save-line is-${saving.kind}"
        id="save-line"
        role="status"
        aria-live=${live}
        tabindex="-1"
      >
        ${icon(ICONS[saving.kind])}<span>${liveText(saveText(this.view))}</span>
      </p>
      ${canExit(saving) ? exitButton(messages, 'save-exit', 'is-quiet') : null}
      <div class="save-offer" role="status">${offered === null ? nothing : liveText(offered)}</div>
      ${isOpen ? [true, false].map((take) => this.#choice(take, messages)) : null}
      ${trace ? traceButton(trace, messages) : null}
    `;
  }

  override leave(): void {
    this.#answered = null;
  }

  #choice(take: boolean, { saving }: Messages): TemplateResult {
    return html`<button
      type="button"
      class="button is-quiet"
      @click=${() => this.#answer(take, saving.broughtBack)}
    >
      ${take ? saving.offerTake : saving.offerDrop}
    </button>`;
  }

  /** The button that was pressed goes away; whoever uses the keyboard stays in this place. */
  #answer(take: boolean, broughtBack: string): void {
    this.#answered = take ? broughtBack : null;
    this.dispatchEvent(new OfferIntent(take));
    this.querySelector<HTMLElement>('#save-line')?.focus({ preventScroll: true });
  }
}

/** Whether Save and exit can do anything; where the LMS refuses, it tries once more. */
export function canExit(saving: SaveStatus): boolean {
  if (saving.kind === 'unrecorded') return saving.reason === 'refused';
  return saving.kind !== 'closed';
}

/** Save and exit. It says so itself, and bubbles to the lesson. */
export function exitButton({ saving }: Messages, id: string, look: string): TemplateResult {
  return html`<button
    type="button"
    class="button ${look}"
    id=${id}
    @click=${({ currentTarget }: Event) => currentTarget?.dispatchEvent(new ExitIntent())}
  >
    ${saving.exit}
  </button>`;
}

/** Downloads the trace as a file, for a support ticket. */
function traceButton(trace: () => string, { saving }: Messages): TemplateResult {
  const download = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([trace()], { type: 'text/plain' }));
    link.download = 'career-byte-trace.txt';
    link.click();
    // Not at once: the browser may not have read it yet.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return html`<button type="button" class="button is-quiet" @click=${download}>
    ${saving.trace}
  </button>`;
}

/** What must not be missed at the end of a long page; `null` while all is well, or as it was opened to be. */
export function saveWarning({ saving, offer, messages }: LessonView): string | null {
  const words = messages.saving;
  if (saving.kind === 'retrying') return words.notYet;
  const { reason } = saving.kind === 'unrecorded' ? saving : { reason: null };
  const isLost = reason === 'refused' || reason === 'session-ended' || reason === 'course-closed';
  if (isLost) return words.notRecorded;
  return offer === null ? null : words.offerWaits;
}

function whenOf(milliseconds: number, language: string): string {
  return new Date(milliseconds).toLocaleString(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}

/** Created once, because that is slow. */
let clock: Intl.DateTimeFormat | undefined;

/** The state of saving, in the lesson's language. */
export function saveText(view: LessonView): string {
  const { saving } = view;
  const words = view.messages.saving;
  const isKept = 'kept' in saving && saving.kept;
  return isKept ? `${stateText(view)} ${words.kept}` : stateText(view);
}

function stateText(view: LessonView): string {
  const { saving } = view;
  const words = view.messages.saving;
  switch (saving.kind) {
    case 'connecting':
      return words.connecting;
    case 'saving':
      return words.saving;
    case 'saved':
      return words.saved(
        (clock ??= new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' })).format(
          saving.at,
        ),
      );
    case 'retrying':
      return saving.kept ? words.retryingKept : words.retrying;
    case 'unrecorded':
      return words.unrecorded[saving.reason];
    case 'closed':
      return closedText(saving, view);
    default:
      return assertNever(saving);
  }
}

function closedText(saving: ClosedStatus, { inFrame, messages }: LessonView): string {
  const words = messages.saving;
  switch (saving.outcome) {
    case 'saved':
      return inFrame ? words.closedSavedInFrame : words.closedSaved;
    case 'retrying':
      return words.closedTrying;
    case 'unsaved':
      return words.closedUnsaved;
    case 'unrecorded':
      return words.unrecorded[saving.reason];
    default:
      return assertNever(saving);
  }
}

customElements.define('byte-save-line', ByteSaveLine);
