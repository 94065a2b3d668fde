import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { MultipleChoiceQuestion, Option } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import { richText } from '../shared/rich-text.js';
import { optionMark } from './feedback.js';
import { QuestionElement } from './question-element.js';
import type { QuestionState } from './quiz-state.js';

type State = QuestionState<MultipleChoiceQuestion>;

/** Any number of answers out of several. */
export class ByteMultipleChoice extends QuestionElement<MultipleChoiceQuestion> {
  protected override controls(state: State): TemplateResult {
    return html`<ul class="options">
      ${state
        .arrange(state.question.options)
        .map((option) => html`<li>${optionRow(state, option)}</li>`)}
    </ul>`;
  }

  protected override missing({ messages }: State): string {
    return messages.missing.some;
  }

  protected override details(state: State): TemplateResult {
    return html`<p class="see-above">${state.messages.verdict.seeChoices}</p>`;
  }

  protected override shownAnswer(): Answer {
    const ticked = this.querySelectorAll<HTMLInputElement>('input:checked');
    return { type: 'multiple-choice', options: [...ticked].map(({ value }) => value) };
  }
}

function optionRow(state: State, option: Option): TemplateResult {
  const { question, answer, checked, locked } = state;
  const chosen = answer?.options.includes(option.id) ?? false;
  return html`<div class="option">
    <label
      ><input
        type="checkbox"
        id=${elementId(question.id, option.id)}
        name=${elementId(question.id)}
        value=${option.id}
        autocomplete="off"
        ?disabled=${locked}
        ?checked=${chosen}
      />
      <span class="option-text">${option.text}</span></label
    >
    ${checked ? choiceFeedback(state, option) : nothing}
  </div>`;
}

/** Beside the choice itself, because many choices would be hard to find again in a list. */
function choiceFeedback(
  { question, answer, messages }: State,
  { id, feedback }: Option,
): TemplateResult | typeof nothing {
  const chosen = answer?.options.includes(id) ?? false;
  const right = question.correct.includes(id);
  if (!chosen && !right) return nothing;
  return html`<div class="line-feedback">
    ${optionMark({ chosen, right }, messages, messages.mark.missed)} ${richText(feedback)}
  </div>`;
}

customElements.define('byte-multiple-choice', ByteMultipleChoice);
