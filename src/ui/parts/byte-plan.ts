import { html, type TemplateResult } from 'lit';
import type { Id } from '../../core/byte.js';
import { FINISH, stepsOf, WELCOME } from '../../core/lesson.js';
import { canOpen } from '../../core/progress.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { titleOf } from '../step-titles.js';

/** Where the learner is, what is done, what is left; every open step can be jumped to. */
export class BytePlan extends LiveElement {
  override render(): TemplateResult | null {
    if (!this.view) return null;
    const { lesson, state, messages } = this.view;
    const steps = stepsOf(lesson);
    const index = steps.indexOf(state.step);
    return html`
      <details class="plan">
        <summary>
          <span class="plan-where">${messages.steps.where(index + 1, steps.length)}</span>
          <span class="plan-left">${messages.steps.minutesLeft(minutesLeft(this.view))}</span>
          <span class="plan-open">${messages.steps.plan}</span>
        </summary>
        <ol>
          ${steps.map((step) => this.#item(step))}
        </ol>
      </details>
      <progress max=${steps.length - 1} value=${index} aria-hidden="true"></progress>
    `;
  }

  #item(step: Id): TemplateResult | null {
    if (!this.view) return null;
    const { lesson, state, messages } = this.view;
    const title = titleOf(this.view, step);
    const current = state.step === step;
    const seen = state.record.seen.has(step);
    const note = current ? messages.steps.current : seen ? messages.steps.done : null;
    if (!canOpen(lesson, state.record, step)) {
      return html`<li class="is-locked">
        ${title} <span class="plan-note">${messages.steps.locked}</span>
      </li>`;
    }
    return html`<li class=${current ? 'is-current' : seen ? 'is-done' : 'is-open'}>
      <a href="#${step}" aria-current=${current ? 'step' : 'false'}>${title}</a>
      ${note ? html`<span class="plan-note">${note}</span>` : null}
    </li>`;
  }
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
