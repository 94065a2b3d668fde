import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Answer } from '../../core/lesson-state.js';
import type { TrueFalseQuestion } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import { optionMark, optionReason } from './option-mark.js';
import { QuestionElement } from './question-element.js';
import type { QuestionScene } from './question-scene.js';

type Scene = QuestionScene<TrueFalseQuestion>;

/** A statement to call true or false. */
export class ByteTrueFalse extends QuestionElement<TrueFalseQuestion> {
  protected override controls(scene: Scene): TemplateResult {
    return html`<ul class="options is-pair">
      ${[true, false].map((value) => html`<li>${optionRow(scene, value)}</li>`)}
    </ul>`;
  }

  protected override missing({ messages }: Scene): string {
    return messages.missing.one;
  }

  protected override details(scene: Scene): TemplateResult | typeof nothing {
    const { answer, question, messages } = scene;
    if (!answer) return nothing;
    return html`<ul class="reasons">
      ${optionReason(
        messages[`${answer.value}`],
        markOf(scene, answer.value),
        question.feedback[`${answer.value}`],
      )}
    </ul>`;
  }

  protected override shownAnswer(): Answer | null {
    const value = this.querySelector<HTMLInputElement>('input:checked')?.value;
    return value === undefined ? null : { type: 'true-false', value: value === 'true' };
  }
}

function optionRow(scene: Scene, value: boolean): TemplateResult {
  const { question, answer, messages, checked, locked } = scene;
  const chosen = answer?.value === value;
  return html`<div class="option">
    <label
      ><input
        type="radio"
        id=${elementId(question.id, `${value}`)}
        name=${elementId(question.id)}
        value=${`${value}`}
        autocomplete="off"
        ?disabled=${locked}
        ?checked=${chosen}
      />
      <span class="option-text">${messages[`${value}`]}</span></label
    >
    ${checked ? markOf(scene, value) : nothing}
  </div>`;
}

function markOf(
  { question, answer, messages }: Scene,
  value: boolean,
): TemplateResult | typeof nothing {
  const outcome = { chosen: answer?.value === value, right: question.correct === value };
  return optionMark(outcome, messages, messages.mark.rightAnswer);
}

customElements.define('byte-true-false', ByteTrueFalse);
