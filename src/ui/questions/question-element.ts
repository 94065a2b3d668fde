import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { LessonEvent } from '../../core/reduce.js';
import { elementId } from '../element-id.js';
import { LiveElement } from '../live-element.js';
import { questionFeedback } from './question-feedback.js';
import { sceneOf, type QuestionScene } from './question-scene.js';
import { pointsText } from './quiz-status.js';

/** What every type of question has in common: its frame, its button and when they speak. */
export abstract class QuestionElement<Asked extends Question> extends LiveElement {
  static override properties: PropertyDeclarations = {
    question: { attribute: false },
    askedTooEarly: { state: true },
  };
  declare question: Asked | undefined;
  /** Checking was asked for while the answer was incomplete, so what is missing is said. */
  declare askedTooEarly: boolean;
  #checking = false;

  constructor() {
    super();
    this.askedTooEarly = false;
  }

  /** The native inputs, and after checking their marks. */
  protected abstract controls(scene: QuestionScene<Asked>): TemplateResult;

  /** What has to be chosen before the answer can be checked. */
  protected abstract missing(scene: QuestionScene<Asked>): string;

  /** What feedback says about the choices, unless it stands beside them. */
  protected abstract details(scene: QuestionScene<Asked>): TemplateResult | typeof nothing;

  /** The answer that the inputs show now; `null` when they show none. */
  protected abstract shownAnswer(): Answer | null;

  // Without a question it is still the HTML of the build, which the quiz is about to replace.
  protected override shouldUpdate(changed: PropertyValues): boolean {
    return this.question !== undefined && super.shouldUpdate(changed);
  }

  /** Out of sight each question is rendered by itself, so that the page is never busy for long. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && !this.checkVisibility()) await new Promise((done) => setTimeout(done));
    await super.scheduleUpdate();
  }

  override earlyEvents(): readonly LessonEvent[] {
    return this.querySelector('input:checked, option:checked:not([value=""])')
      ? this.#chosenEvents()
      : [];
  }

  override render(): TemplateResult | null {
    if (!this.view || !this.question) return null;
    const scene = sceneOf(this.view, this.question);
    const { question, messages } = scene;
    const hint = elementId(question.id, 'hint');
    return html`
      <fieldset
        class="question is-${question.type}"
        id=${elementId(question.id)}
        data-question=${question.id}
        aria-describedby=${hint}
        @change=${this.#choose}
      >
        <legend class="question-title">
          <span class="question-number">${messages.question(scene.number, scene.total)}</span>
          <span class="question-prompt">${question.prompt}</span>
        </legend>
        <p class="question-hint" id=${hint}>
          ${messages.hint[question.type]}
          ${messages.worth(pointsText(question.weight, this.view.lesson.language), question.weight)}
        </p>
        ${this.controls(scene)}
      </fieldset>
      ${
        scene.checked
          ? questionFeedback(this.view, scene, this.details(scene))
          : this.#actions(scene)
      }
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const verdict = this.querySelector<HTMLElement>('.verdict');
    if (!this.#checking || !verdict) return;
    this.#checking = false;
    verdict.focus();
  }

  #actions(scene: QuestionScene<Asked>): TemplateResult | typeof nothing {
    if (scene.locked || this.view?.lesson.settings.feedback !== 'each') return nothing;
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
        ${this.askedTooEarly && !scene.answered ? this.missing(scene) : nothing}
      </p>
    </div>`;
  }

  #choose(): void {
    for (const event of this.#chosenEvents()) this.send(event);
  }

  /** Read from the page, so that an answer given before the script ran is read the same way. */
  #chosenEvents(): readonly LessonEvent[] {
    const questionId = this.querySelector('fieldset')?.dataset['question'];
    const answer = this.shownAnswer();
    return questionId !== undefined && answer
      ? [{ type: 'answer-chosen', questionId, answer }]
      : [];
  }

  #check({ answered, question }: QuestionScene<Asked>): void {
    this.askedTooEarly = !answered;
    if (!answered) return;
    this.#checking = true;
    this.send({ type: 'answer-checked', questionId: question.id });
  }
}
