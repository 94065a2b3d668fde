import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { MultipleChoiceQuestion, Option } from '../../core/question.js';
import { elementId } from '../element-id.js';
import { shownChoice } from '../shown-choice.js';
import { optionMark, optionReason } from './option-mark.js';
import { QuestionElement } from './question-element.js';
import type { QuestionScene } from './question-scene.js';

type Scene = QuestionScene<MultipleChoiceQuestion>;

/** Any number of answers out of several. */
export class ByteMultipleChoice extends QuestionElement<MultipleChoiceQuestion> {
  protected override controls(scene: Scene): TemplateResult {
    return html`<ul class="options">
      ${scene
        .arrange(scene.question.options)
        .map((option) => html`<li>${optionRow(scene, option)}</li>`)}
    </ul>`;
  }

  protected override missing({ messages }: Scene): string {
    return messages.missing.some;
  }

  protected override details(scene: Scene): TemplateResult {
    const told = scene
      .arrange(scene.question.options)
      .filter((option) => isChosen(scene, option) || isRight(scene, option));
    return html`<ul class="reasons">
      ${told.map((option) => optionReason(option.text, markOf(scene, option), option.feedback))}
    </ul>`;
  }

  protected override shownAnswer(): Answer {
    const ticked = this.querySelectorAll<HTMLInputElement>('input:checked');
    return { type: 'multiple-choice', options: [...ticked].map(({ value }) => value) };
  }
}

function optionRow(scene: Scene, option: Option): TemplateResult {
  const { question, checked, locked } = scene;
  const chosen = isChosen(scene, option);
  return html`<div class="option ${chosen ? 'is-chosen' : ''}">
    <label
      ><input
        type="checkbox"
        id=${elementId(question.id, option.id)}
        name=${elementId(question.id)}
        value=${option.id}
        autocomplete="off"
        ?disabled=${locked}
        .checked=${shownChoice(chosen)}
      />
      <span class="option-text">${option.text}</span></label
    >
    ${checked ? markOf(scene, option) : nothing}
  </div>`;
}

function isChosen({ answer }: Scene, { id }: Option): boolean {
  return answer?.options.includes(id) ?? false;
}

function isRight({ question }: Scene, { id }: Option): boolean {
  return question.correct.includes(id);
}

function markOf(scene: Scene, option: Option): TemplateResult | typeof nothing {
  const outcome = { chosen: isChosen(scene, option), right: isRight(scene, option) };
  return optionMark(outcome, scene.messages, scene.messages.mark.missed);
}

customElements.define('byte-multiple-choice', ByteMultipleChoice);
