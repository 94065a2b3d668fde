import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { Candidate, Option, SingleChoiceQuestion, Trait } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import { icon } from '../shared/icon.js';
import { mark, optionMark, optionReason, type OptionOutcome } from './feedback.js';
import { QuestionElement } from './question-element.js';
import type { QuestionState } from './quiz-state.js';

type State = QuestionState<SingleChoiceQuestion>;

/** One answer out of several; options that are people are shown as cards with their traits. */
export class ByteSingleChoice extends QuestionElement<SingleChoiceQuestion> {
  protected override controls(state: State): TemplateResult {
    const options = state.arrange(state.question.options);
    const people = options.some(({ persona }) => persona);
    return html`<ul class=${people ? 'personas' : 'options'}>
      ${options.map((option) => html`<li>${this.#option(state, option)}</li>`)}
    </ul>`;
  }

  #option(state: State, option: Candidate): TemplateResult {
    const input = this.#input(state, option);
    const marked = state.checked ? markOf(state, outcomeOf(state, option)) : nothing;
    return option.persona
      ? html`<div class="persona">
          <svg class="portrait" role="img" aria-label=${option.persona.picture.alt}>
            <use href="#${option.persona.picture.name}"></use>
          </svg>
          <label class="persona-name"
            >${input} <span class="option-text">${option.text}</span></label
          >
          ${marked} ${traits(state, option.text, option.persona.traits)}
        </div>`
      : html`<div class="option">
          <label>${input} <span class="option-text">${option.text}</span></label>
          ${marked}
        </div>`;
  }

  #input({ question, answer, locked }: State, { id, persona }: Candidate): TemplateResult {
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

  protected override missing({ messages }: State): string {
    return messages.missing.one;
  }

  protected override details(state: State): TemplateResult {
    const told = state.question.options.filter(
      ({ id }) => id === state.answer?.option || id === state.question.correct,
    );
    return html`<ul class="reasons">
        ${told.map((option) =>
          optionReason(option.text, markOf(state, outcomeOf(state, option)), option.feedback),
        )}
      </ul>
      ${
        told.some(({ persona }) => persona)
          ? html`<p class="see-above">${state.messages.verdict.seeTraits}</p>`
          : nothing
      }`;
  }

  protected override shownAnswer(): Answer | null {
    const option = this.querySelector<HTMLInputElement>('input:checked')?.value;
    return option === undefined ? null : { type: 'single-choice', option };
  }
}

/**
 * The back of a person's card: their traits, and after checking what each is
 * worth. A native disclosure turns the card, without a script and with any key.
 */
function traits(
  { checked, messages }: State,
  person: string,
  all: readonly Trait[],
): TemplateResult {
  return html`<details class="turn" ?open=${checked}>
    <summary>${icon('flip')}${messages.about(person)}</summary>
    <ul class="traits">
      ${all.map(
        ({ text, fits, reason }) =>
          html`<li class="trait">
            <span class="trait-text">${text}</span>
            ${
              checked
                ? html`${fits ? mark('right', messages.mark.fits) : mark('wrong', messages.mark.against)}
                    <span class="reason">${reason}</span>`
                : nothing
            }
          </li>`,
      )}
    </ul>
  </details>`;
}

function outcomeOf({ question, answer }: State, { id }: Option): OptionOutcome {
  return { chosen: answer?.option === id, right: question.correct === id };
}

function markOf({ messages }: State, outcome: OptionOutcome): TemplateResult | typeof nothing {
  return optionMark(outcome, messages, messages.mark.rightAnswer);
}

customElements.define('byte-single-choice', ByteSingleChoice);
