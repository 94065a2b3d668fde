import { html, nothing, type TemplateResult } from 'lit';
import type { Id } from '../../core/byte.js';
import { stepsOf } from '../../core/lesson.js';
import { canOpen, isDone, minutesLeft } from '../../core/progress.js';
import { icon, type IconName } from '../shared/icon.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { titleOf } from './step-links.js';
import { liveText } from '../shared/live-text.js';

type StepState = 'is-current' | 'is-done' | 'is-begun' | 'is-open' | 'is-locked';

const ICONS: Readonly<Record<StepState, IconName>> = {
  'is-current': 'here',
  'is-done': 'check',
  'is-begun': 'open',
  'is-open': 'open',
  'is-locked': 'lock',
};

/** What a screen reader takes for a pause; elsewhere the words stand apart. */
const PAUSE = html`<span class="visually-hidden">, </span>`;

/** Where the learner is, what is done, what is left; every open step can be jumped to. */
export class BytePlan extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const { lesson, state, messages } = view;
    const steps = stepsOf(lesson);
    const index = steps.indexOf(state.step);
    const minutes = minutesLeft(lesson, state.record);
    return html`
      <details class="plan" @keydown=${this.#closeOnEscape}>
        <summary>
          <span class="bits" aria-hidden="true"
            >${steps.map((step) => html`<span class=${stateOf(view, step)}></span>`)}</span
          >
          <span class="plan-words">
            <span class="plan-where">${liveText(messages.steps.where(index + 1, steps.length))}${PAUSE}</span>
            ${
              minutes > 0
                ? html`<span class="plan-left">${liveText(messages.steps.minutesLeft(minutes))}${PAUSE}</span>`
                : null
            }
          </span>
          <span class="plan-open">${messages.steps.plan}${icon('down')}</span>
        </summary>
        <nav aria-label=${messages.steps.plan}>
          <ol>
            ${steps.map((step) => item(view, step))}
          </ol>
        </nav>
      </details>
    `;
  }

  readonly #closeOnEscape = ({ key }: KeyboardEvent): void => {
    const plan = this.querySelector('details');
    if (key !== 'Escape' || !plan?.open) return;
    plan.open = false;
    this.querySelector('summary')?.focus();
  };
}

function stateOf({ lesson, state }: LessonView, step: Id): StepState {
  if (state.step === step) return 'is-current';
  if (isDone(lesson, state.record, step)) return 'is-done';
  if (state.record.seen.has(step)) return 'is-begun';
  return canOpen(lesson, state.record, step) ? 'is-open' : 'is-locked';
}

function item(view: LessonView, step: Id): TemplateResult {
  const { messages } = view;
  const state = stateOf(view, step);
  const note = {
    'is-current': messages.steps.current,
    'is-done': messages.steps.done,
    'is-begun': messages.steps.begun,
    'is-locked': messages.steps.locked,
    'is-open': null,
  }[state];
  const words = html`${icon(ICONS[state])}<span>${titleOf(view, step)}</span>${
    note ? html`<span class="plan-note">${PAUSE}${liveText(note)}</span>` : null
  }`;
  return html`<li class=${state}>
    ${
      state === 'is-locked'
        ? html`<span class="plan-locked">${words}</span>`
        : html`<a href="#${step}" aria-current=${state === 'is-current' ? 'step' : nothing}
          >${words}</a
        >`
    }
  </li>`;
}

customElements.define('byte-plan', BytePlan);
