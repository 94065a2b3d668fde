import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { LessonEvent } from '../../core/reduce.js';
import { elementId, lastSlugOf } from '../shared/element-id.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { LiveElement } from '../lesson/live-element.js';
import { showChoices } from '../lesson/show-choices.js';
import { showNewInTurn } from '../lesson/show-in-turn.js';
import { openControlIn } from './open-control.js';
import { questionFeedback } from './question-feedback.js';
import { isSceneChanged, sceneOf, type QuestionScene } from './question-scene.js';
import { pointsText } from './quiz-status.js';

/** What checking brings: the other sides of the cards, and the reasons. */
const EXPLAINED = '[open] > .traits, .line-feedback, .question-feedback';

/** What every type of question has in common: its frame, its button and when they speak. */
export abstract class QuestionElement<Asked extends Question> extends LiveElement {
  /** Set by the quiz together with the view. */
  question: Asked | undefined;
  /** Checking was asked for while the answer was incomplete. */
  #askedTooEarly = false;
  /** What was missing then, until the next choice; a new node each time, because the same one is not spoken again. */
  #missing: Text | undefined;
  #checking = false;

  /** The native inputs, and after checking their marks. */
  protected abstract controls(scene: QuestionScene<Asked>): TemplateResult;

  /** What has to be chosen before the answer can be checked. */
  protected abstract missing(scene: QuestionScene<Asked>): string;

  /** What feedback says about the choices, unless it stands beside them. */
  protected abstract details(scene: QuestionScene<Asked>): TemplateResult | typeof nothing;

  /** The answer that the inputs show now; `null` when they show none. */
  protected abstract shownAnswer(): Answer | null;

  /** Out of sight each question is rendered by itself, so that the page is never busy for long. */
  protected override beforeTakingOver(): Promise<void> | undefined {
    return this.checkVisibility() ? undefined : new Promise((done) => setTimeout(done));
  }

  protected override isConcerned(view: LessonView, before: LessonView): boolean {
    return !this.question || isSceneChanged(view, before, this.question);
  }

  override earlyEvents(): readonly LessonEvent[] {
    return this.querySelector('input:checked, option:checked:not([value=""])')
      ? this.#chosenEvents()
      : [];
  }

  override render(view: LessonView): TemplateResult | null {
    const { question } = this;
    if (!question) return null;
    const scene = sceneOf(view, question, this.#askedTooEarly);
    const { messages } = scene;
    const hint = elementId(question.id, 'hint');
    return html`
      <fieldset
        class="question is-${question.type}"
        id=${elementId(question.id)}
        aria-describedby=${hint}
        @change=${this.#choose}
      >
        <legend class="question-title">
          <h4>
            <span class="question-number">${messages.question(scene.number, scene.total)}</span>
            <span class="question-prompt">${question.prompt}</span>
          </h4>
        </legend>
        <p class="question-hint" id=${hint}>
          ${`${messages.hint[question.type]} ${messages.worth(pointsText(question.weight, view.lesson.language), question.weight)}`}
        </p>
        ${this.controls(scene)}
      </fieldset>
      ${
        scene.checked
          ? questionFeedback(view, scene, this.details(scene))
          : this.#actions(view, scene)
      }
    `;
  }

  protected override update(view: LessonView): void {
    const render = (): void => {
      super.update(view);
      showChoices(this);
    };
    if (!this.#checking) {
      render();
      return;
    }
    // From the top down, so that nothing above the verdict moves it once it has the focus.
    const shown = showNewInTurn(this, EXPLAINED, render);
    const verdict = this.querySelector<HTMLElement>('.verdict');
    if (!verdict) return;
    this.#checking = false;
    this.arrival = shown.then(() => {
      // The button that had the focus is gone; who has gone on meanwhile keeps their place.
      if (document.activeElement === document.body) verdict.focus();
    });
  }

  #actions({ lesson }: LessonView, scene: QuestionScene<Asked>): TemplateResult | typeof nothing {
    if (scene.locked || lesson.settings.feedback !== 'each') return nothing;
    const { question, messages } = scene;
    return html`<div class="question-actions">
      <button
        type="button"
        class="button"
        id=${elementId(question.id, 'check')}
        @click=${() => this.#check(scene)}
      >
        ${messages.check}
        <span class="visually-hidden">${messages.checkWhich(scene.number)}</span>
      </button>
      <p class="question-missing" role="status">
        ${scene.answered ? nothing : this.#missing}
      </p>
    </div>`;
  }

  #choose(): void {
    this.#missing = undefined;
    for (const event of this.#chosenEvents()) this.send(event);
    // What is known wins over what was tapped, also where the tap changed nothing.
    this.requestUpdate();
  }

  /** Read from the page, so that an answer given before the script ran is read the same way. */
  #chosenEvents(): readonly LessonEvent[] {
    const asked = this.querySelector('fieldset');
    const answer = this.shownAnswer();
    return asked && answer
      ? [{ type: 'answer-chosen', questionId: lastSlugOf(asked.id), answer }]
      : [];
  }

  #check(scene: QuestionScene<Asked>): void {
    this.#askedTooEarly = !scene.answered;
    if (this.#askedTooEarly) {
      this.#missing = new Text(this.missing(scene));
      this.requestUpdate();
      openControlIn(this)?.focus();
      return;
    }
    this.#checking = true;
    this.send({ type: 'answer-checked', questionId: scene.question.id });
  }
}
