import { html, type TemplateResult } from 'lit/html.js';
import type { Id } from '../../core/byte.js';
import { FINISH, stepsOf, WELCOME } from '../../core/lesson.js';
import { canOpen } from '../../core/progress.js';
import { icon, type IconName } from '../icon.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { titleOf } from '../step-titles.js';

type StepState = 'is-current' | 'is-done' | 'is-open' | 'is-locked';

const ICONS: Readonly<Record<StepState, IconName>> = {
  'is-current': 'here',
  'is-done': 'check',
  'is-open': 'open',
  'is-locked': 'lock',
};

/** Where the learner is, what is done, what is left; every open step can be jumped to. */
export class BytePlan extends LiveElement {
  override render(view: LessonView): TemplateResult | null {
    const { lesson, state, messages } = view;
    const steps = stepsOf(lesson);
    const index = steps.indexOf(state.step);
    const minutes = minutesLeft(view);
    return html`
      <details class="plan">
        <summary>
          <span class="bits" aria-hidden="true"
            >${steps.map((step) => html`<span class=${stateOf(view, step)}></span>`)}</span
          >
          <span class="plan-words">
            <span class="plan-where">${messages.steps.where(index + 1, steps.length)}</span>
            ${
              minutes > 0
                ? html`<span class="plan-left">${messages.steps.minutesLeft(minutes)}</span>`
                : null
            }
          </span>
          <span class="plan-open">${messages.steps.plan}${icon('down')}</span>
        </summary>
        <ol>
          ${steps.map((step) => item(view, step))}
        </ol>
      </details>
    `;
  }
}

function stateOf({ lesson, state }: LessonView, step: Id): StepState {
  if (state.step === step) return 'is-current';
  if (state.record.seen.has(step)) return 'is-done';
  return canOpen(lesson, state.record, step) ? 'is-open' : 'is-locked';
}

function item(view: LessonView, step: Id): TemplateResult {
  const { messages } = view;
  const state = stateOf(view, step);
  const note = {
    'is-current': messages.steps.current,
    'is-done': messages.steps.done,
    'is-locked': messages.steps.locked,
    'is-open': null,
  }[state];
  const words = html`${icon(ICONS[state])}<span>${titleOf(view, step)}</span> ${
    note ? html`<span class="plan-note">${note}</span>` : null
  }`;
  return html`<li class=${state}>
    ${
      state === 'is-locked'
        ? html`<span class="plan-locked">${words}</span>`
        : html`<a href="#${step}" aria-current=${state === 'is-current' ? 'step' : 'false'}
          >${words}</a
        >`
    }
  </li>`;
}

/** Minutes of the sections that were not opened yet, and of the one on show. */
function minutesLeft({ lesson, state }: LessonView): number {
  if (state.step === FINISH) return 0;
  const open = lesson.sections.filter(
    ({ id }) => id === state.step || !state.record.seen.has(id) || state.step === WELCOME,
  );
  return open.reduce((sum, { minutes }) => sum + minutes, 0);
}

customElements.define('byte-plan', BytePlan);
