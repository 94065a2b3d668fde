import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { TrueFalseQuestion } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import { optionMark, optionReason } from './feedback.js';
import { QuestionElement } from './question-element.js';
import type { QuestionState } from './quiz-state.js';

type State = QuestionState<TrueFalseQuestion>;

/** A statement to call true or false. */
export class ByteTrueFalse extends QuestionElement<TrueFalseQuestion> {
  protected override controls(state: State): TemplateResult {
    return html`<ul class="options is-pair">
      ${[true, false].map((value) => html`<li>${optionRow(state, value)}</li>`)}
    </ul>`;
  }

  protected override missing({ messages }: State): string {
    return messages.missing.one;
  }

  protected override details(state: State): TemplateResult | typeof nothing {
    const { answer, question, messages } = state;
    if (!answer) return nothing;
    return html`<ul class="reasons">
      ${optionReason(
        messages[`${answer.value}`],
        markOf(state, answer.value),
        question.feedback[`${answer.value}`],
      )}
    </ul>`;
  }

  protected override shownAnswer(): Answer | null {
    const value = this.querySelector<HTMLInputElement>('input:checked')?.value;
    return value === undefined ? null : { type: 'true-false', value: value === 'true' };
  }
}

function optionRow(state: State, value: boolean): TemplateResult {
  const { question, answer, messages, checked, locked } = state;
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
    ${checked ? markOf(state, value) : nothing}
  </div>`;
}

function markOf(
  { question, answer, messages }: State,
  value: boolean,
): TemplateResult | typeof nothing {
  const outcome = { chosen: answer?.value === value, right: question.correct === value };
  return optionMark(outcome, messages, messages.mark.rightAnswer);
}

customElements.define('byte-true-false', ByteTrueFalse);
