import { html, type TemplateResult } from 'lit';
import type { Statement } from '../../core/byte.js';
import type { LessonEvent } from '../../core/reduce.js';
import { elementId, lastSlugOf } from '../shared/element-id.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { syncInputs } from '../shared/form-controls.js';
import { fitMeter, fitOf, fitProfile } from './fit-profile.js';

type Judgement = 'agree' | 'disagree';

/** Statements to judge in private, and how well the career fits by these judgements. */
export class ByteSelfCheck extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const { lesson, state, messages } = view;
    const { selfCheck } = lesson;
    if (!selfCheck) return null;
    const fit = fitOf(selfCheck, state.selfCheck);
    return html`
      <p class="private">${messages.selfCheck.private}</p>
      <ol class="statements">
        ${selfCheck.statements.map(
          (statement) => html`<li>${this.#statement(view, statement)}</li>`,
        )}
      </ol>
      ${fitMeter(fit, messages.selfCheck)} ${fitProfile(fit, messages.selfCheck)}
    `;
  }

  protected override updated(): void {
    syncInputs(this);
  }

  override earlyEvents(): readonly LessonEvent[] {
    const chosen = this.querySelectorAll<HTMLInputElement>('input:checked');
    return [...chosen].flatMap((input) => judgementOf(input) ?? []);
  }

  #statement({ state, messages }: LessonView, statement: Statement): TemplateResult {
    const { agree, disagree } = messages.selfCheck;
    const judged = state.selfCheck[statement.id];
    return html`<fieldset class="pair statement" @change=${this.#judge}>
      <legend class="line-text">${statement.text}</legend>
      ${this.#choice(statement, { judgement: 'agree', words: agree, judged })}
      ${this.#choice(statement, { judgement: 'disagree', words: disagree, judged })}
    </fieldset>`;
  }

  #choice({ id }: Statement, { judgement, words, judged }: Choice): TemplateResult {
    // Some browsers bring choices back after a reload; these shall be gone then.
    return html`<label class="pair-option"
      ><input
        type="radio"
        id=${elementId('self', id, judgement)}
        name=${elementId('self', id)}
        value=${judgement}
        autocomplete="off"
        ?checked=${judged === judgement}
      />
      <span class="option-text">${words}</span></label
    >`;
  }

  #judge({ target }: Event): void {
    const event = target instanceof HTMLInputElement ? judgementOf(target) : null;
    if (event) this.send(event);
  }
}

interface Choice {
  readonly judgement: Judgement;
  readonly words: string;
  readonly judged: Judgement | undefined;
}

function judgementOf({ name, value }: HTMLInputElement): LessonEvent | null {
  if (value !== 'agree' && value !== 'disagree') return null;
  return { type: 'statement-judged', statementId: lastSlugOf(name), judgement: value };
}

customElements.define('byte-self-check', ByteSelfCheck);
