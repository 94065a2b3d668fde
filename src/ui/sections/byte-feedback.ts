import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Feedback } from '../../core/lesson.js';
import { COMMENT_LIMIT } from '../../core/reduce.js';
import { elementId } from '../shared/element-id.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { openControlIn } from '../shared/form-controls.js';
import { liveText } from '../shared/live-text.js';

const COMMENT = elementId('feedback', 'comment');
const LIMIT = elementId('feedback', 'limit');
const THANKS = elementId('feedback', 'thanks');
/** When few are left, they are said aloud, and only at these numbers: a voice for each key would drown the writing. */
const SAID_ALOUD = [50, 20, 10, 0];

/**
 * One question about the lesson. What is chosen and written lives in its native
 * inputs until it is sent; a new view never touches it.
 */
export class ByteFeedback extends LessonElement {
  /** What is missing, once sending was asked for; a new node each time, because the same one is not spoken again. */
  #missing: Text | undefined;
  /** Length of the comment as it stands in the field. */
  #written = 0;

  override render(): TemplateResult | null {
    const { view } = this;
    const { feedback } = view.lesson;
    if (!feedback) return null;
    const locked = view.access === 'review';
    const words = view.messages.feedback;
    const given = view.state.record.feedback !== null;
    return html`
      <p class="feedback-why">${liveText(locked ? words.review : words.why)}</p>
      ${given ? thanks(view, feedback) : nothing}
      <fieldset class="scale" id=${elementId('feedback', 'scale')}>
        <legend class="question-title">${feedback.statement}</legend>
        <div class="scale-steps">${scale(view, feedback)}</div>
      </fieldset>
      ${this.#comment(view, feedback)}
      ${
        locked
          ? nothing
          : html`<button
              type="button"
              class="button"
              id=${elementId('feedback', 'send')}
              @click=${() => this.#send(words.missing)}
            >
              ${liveText(given ? words.sendAgain : words.send)}
            </button>
            <p class="question-missing" role="status">
              ${this.#missing}
            </p>`
      }
    `;
  }

  /** Neither taking over nor a record that arrives late may undo what the learner wrote. */
  protected override update(changed: PropertyValues): void {
    const draft = this.#draft();
    this.#written = draft.comment.length;
    super.update(changed);
    this.#restore(draft);
  }

  #comment(view: LessonView, { commentPrompt }: Feedback): TemplateResult {
    const words = view.messages.feedback;
    const left = COMMENT_LIMIT - this.#written;
    const said = SAID_ALOUD.filter((few) => left <= few).at(-1);
    return html`<div class="comment">
      <label for=${COMMENT}>${commentPrompt} <span class="optional">(${words.optional})</span></label>
      <textarea
        id=${COMMENT}
        rows="4"
        maxlength=${COMMENT_LIMIT}
        autocomplete="off"
        aria-describedby=${LIMIT}
        ?disabled=${view.access === 'review'}
        .defaultValue=${view.state.record.feedback?.comment ?? ''}
        @input=${this.#count}
      ></textarea>
      <p class="comment-limit" id=${LIMIT}>${words.limit(COMMENT_LIMIT)}</p>
      <p class="comment-left" aria-hidden="true">${this.#written > 0 ? liveText(words.left(left)) : nothing}</p>
      <p class="visually-hidden" role="status">${said === undefined ? nothing : liveText(words.left(said))}</p>
    </div>`;
  }

  #count({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement)) return;
    this.#written = target.value.length;
    this.requestUpdate();
  }

  #send(missing: string): void {
    const { rating, comment } = this.#draft();
    this.#missing = rating === null ? new Text(missing) : undefined;
    this.requestUpdate();
    if (rating === null) {
      openControlIn(this)?.focus();
      return;
    }
    this.send({ type: 'feedback-given', feedback: { rating, comment } });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#${THANKS}`)?.focus());
  }

  #draft(): Draft {
    return {
      rating: this.querySelector<HTMLInputElement>('input:checked')?.value ?? null,
      comment: this.querySelector('textarea')?.value ?? '',
    };
  }

  #restore({ rating, comment }: Draft): void {
    for (const input of this.querySelectorAll('input')) {
      if (input.value === rating) input.checked = true;
    }
    const field = this.querySelector('textarea');
    if (field && comment) field.value = comment;
  }
}

interface Draft {
  readonly rating: string | null;
  readonly comment: string;
}

function scale({ state, access }: LessonView, feedback: Feedback): readonly TemplateResult[] {
  // The attribute is only where the choice starts from; what the learner chooses stays.
  return feedback.scale.map(
    ({ id, text }) =>
      html`<label class="scale-step"
        ><input
          type="radio"
          id=${elementId('feedback', id)}
          name=${elementId('feedback', 'rating')}
          value=${id}
          autocomplete="off"
          ?disabled=${access === 'review'}
          ?checked=${state.record.feedback?.rating === id}
        />
        <span class="option-text">${text}</span></label
      >`,
  );
}

function thanks(
  { state, access, messages }: LessonView,
  { scale: steps }: Feedback,
): TemplateResult {
  const words = messages.feedback;
  const rating = steps.find(({ id }) => id === state.record.feedback?.rating)?.text ?? '';
  return html`<div class="thanks">
    <p class="thanks-words" id=${THANKS} tabindex="-1">${liveText(words.thanks(rating))}</p>
    ${access === 'review' ? nothing : html`<p>${words.change}</p>`}
  </div>`;
}

customElements.define('byte-feedback', ByteFeedback);
