import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { LessonEvent } from '../../core/reduce.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { elementId, lastSlugOf } from '../shared/element-id.js';
import { openControlIn, syncInputs } from '../shared/form-controls.js';
import { questionFeedback } from './feedback.js';
import { pointsText, type QuestionState, questionStateOf } from './quiz-state.js';
import { keyed } from 'lit/directives/keyed.js';

/** What all types of question share: the frame, the button to check, and the feedback. */
export abstract class QuestionElement<Asked extends Question> extends LessonElement {
  static override properties: PropertyDeclarations = { question: { attribute: false } };
  /** Set by the quiz together with the view. */
  declare question: Asked;
  /** The learner tried to check an incomplete answer. */
  #checkedTooEarly = false;
  /** What was missing then, until the next choice. A new node each time, because screen readers skip one they have read. */
  #missing: Text | undefined;
  /** Checking was requested; the next view brings the verdict. */
  #checking = false;

  /** The native inputs, and after checking their marks. */
  protected abstract controls(state: QuestionState<Asked>): TemplateResult;

  /** What has to be chosen before the answer can be checked. */
  protected abstract missing(state: QuestionState<Asked>): string;

  /** The reasons for the choices, unless they are beside them. */
  protected abstract details(state: QuestionState<Asked>): TemplateResult | typeof nothing;

  /** The answer that the inputs show now; `null` when they show none. */
  protected abstract shownAnswer(): Answer | null;

  override earlyEvents(): readonly LessonEvent[] {
    return this.querySelector('input:checked, option:checked:not([value=""])')
      ? this.#chosenEvents()
      : [];
  }

  override render(): TemplateResult {
    const { view, question } = this;
    const state = questionStateOf(view, question, this.#checkedTooEarly);
    const { messages } = state;
    const hint = elementId(question.id, 'hint');
    const weight = pointsText(question.weight, view.lesson.language);
    return html`
      <fieldset
        class="question is-${question.type}"
        id=${elementId(question.id)}
        aria-describedby=${hint}
        @change=${this.#choose}
      >
        <legend class="question-title">
          <h4>
            <span class="question-number">${messages.question(state.number, state.total)}</span>
            <span class="question-prompt">${question.prompt}</span>
          </h4>
        </legend>
        <p class="question-hint" id=${hint}>
          ${messages.hint[question.type]} ${messages.worth(weight, question.weight)}
        </p>
        ${keyed(view.state.record.quiz.seed, this.controls(state))}
      </fieldset>
      ${
        state.checked
          ? questionFeedback(view, state, this.details(state))
          : this.#actions(view, state)
      }
    `;
  }

  protected override updated(): void {
    syncInputs(this);
    const verdict = this.#checking && this.querySelector<HTMLElement>('.verdict');
    if (!verdict) return;
    this.#checking = false;
    // The button that had the focus is gone; a learner who has moved on stays there.
    if (document.activeElement === document.body) verdict.focus();
  }

  #actions({ lesson }: LessonView, state: QuestionState<Asked>): TemplateResult | typeof nothing {
    if (state.locked || lesson.settings.feedback !== 'each') return nothing;
    const { question, messages } = state;
    return html`<div class="question-actions">
      <button
        type="button"
        class="button"
        id=${elementId(question.id, 'check')}
        @click=${() => this.#check(state)}
      >
        ${messages.check}
        <span class="visually-hidden">${messages.checkWhich(state.number)}</span>
      </button>
      <p class="question-missing" role="status">
        ${state.answered ? nothing : this.#missing}
      </p>
    </div>`;
  }

  #choose(): void {
    this.#missing = undefined;
    for (const event of this.#chosenEvents()) this.send(event);
    // The record wins over the input, even where the choice changed nothing.
    this.requestUpdate();
  }

  /** Read from the page, so that an answer given before the script ran is read the same way. */
  #chosenEvents(): readonly LessonEvent[] {
    const fieldset = this.querySelector('fieldset');
    const answer = this.shownAnswer();
    return fieldset && answer
      ? [{ type: 'answer-chosen', questionId: lastSlugOf(fieldset.id), answer }]
      : [];
  }

  #check(state: QuestionState<Asked>): void {
    this.#checkedTooEarly = !state.answered;
    if (this.#checkedTooEarly) {
      this.#missing = new Text(this.missing(state));
      this.requestUpdate();
      openControlIn(this)?.focus();
      return;
    }
    this.#checking = true;
    this.send({ type: 'answer-checked', questionId: state.question.id });
  }
}
