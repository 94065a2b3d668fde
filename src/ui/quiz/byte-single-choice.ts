import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Answer } from '../../core/lesson-state.js';
import type { Candidate, Option, SingleChoiceQuestion } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import { optionMark, optionReason, type OptionOutcome } from './option-mark.js';
import { personaCard } from './persona-card.js';
import { QuestionElement } from './question-element.js';
import type { QuestionScene } from './question-scene.js';

type Scene = QuestionScene<SingleChoiceQuestion>;

/** One answer out of several; options that are people are shown as cards with their traits. */
export class ByteSingleChoice extends QuestionElement<SingleChoiceQuestion> {
  protected override controls(scene: Scene): TemplateResult {
    const options = scene.arrange(scene.question.options);
    const people = options.some(({ persona }) => persona);
    return html`<ul class=${people ? 'personas' : 'options'}>
      ${options.map((option) => html`<li>${this.#option(scene, option)}</li>`)}
    </ul>`;
  }

  #option(scene: Scene, option: Candidate): TemplateResult {
    const input = this.#input(scene, option);
    const outcome = outcomeOf(scene, option);
    const marked = scene.checked ? markOf(scene, outcome) : nothing;
    if (option.persona) {
      const { persona } = option;
      return personaCard({ scene, option, persona, input, marked });
    }
    return html`<div class="option">
      <label>${input} <span class="option-text">${option.text}</span></label>
      ${marked}
    </div>`;
  }

  #input({ question, answer, locked }: Scene, { id, persona }: Candidate): TemplateResult {
    return html`<input
      type="radio"
      id=${elementId(question.id, id)}
      name=${elementId(question.id)}
      value=${id}
      autocomplete="off"
      aria-description=${persona ? persona.traits.map(({ text }) => text).join(', ') : nothing}
      ?disabled=${locked}
      ?checked=${answer?.option === id}
    />`;
  }

  protected override missing({ messages }: Scene): string {
    return messages.missing.one;
  }

  protected override details(scene: Scene): TemplateResult {
    const told = scene.question.options.filter(
      ({ id }) => id === scene.answer?.option || id === scene.question.correct,
    );
    return html`<ul class="reasons">
        ${told.map((option) =>
          optionReason(option.text, markOf(scene, outcomeOf(scene, option)), option.feedback),
        )}
      </ul>
      ${
        told.some(({ persona }) => persona)
          ? html`<p class="see-above">${scene.messages.verdict.seeTraits}</p>`
          : nothing
      }`;
  }

  protected override shownAnswer(): Answer | null {
    const option = this.querySelector<HTMLInputElement>('input:checked')?.value;
    return option === undefined ? null : { type: 'single-choice', option };
  }
}

function outcomeOf({ question, answer }: Scene, { id }: Option): OptionOutcome {
  return { chosen: answer?.option === id, right: question.correct === id };
}

function markOf({ messages }: Scene, outcome: OptionOutcome): TemplateResult | typeof nothing {
  return optionMark(outcome, messages, messages.mark.rightAnswer);
}

customElements.define('byte-single-choice', ByteSingleChoice);
