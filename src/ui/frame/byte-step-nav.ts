import { html, type TemplateResult } from 'lit/html.js';
import { WELCOME } from '../../core/lesson.js';
import { canOpen, isDone, neighboursOf } from '../../core/progress.js';
import { goOn } from './go-on.js';
import { icon } from '../shared/icon.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { LiveElement } from '../lesson/live-element.js';
import { isWayChanged, titleOf } from './step-titles.js';
import { canExit, exitButton, saveWarning } from './byte-save-line.js';

/**
 * Back and next, and on the last step the way out. They are links, so that they work on the first
 * tap, script or not. What is wrong with saving stands here too, where nobody overlooks it.
 */
export class ByteStepNav extends LiveElement {
  protected override isConcerned(view: LessonView, before: LessonView): boolean {
    return (
      isWayChanged(view, before) ||
      canExit(view.saving) !== canExit(before.saving) ||
      saveWarning(view) !== saveWarning(before)
    );
  }

  override render(view: LessonView): TemplateResult | null {
    const { lesson, state, saving, messages } = view;
    const { previous, next } = neighboursOf(lesson, state.step);
    const forward = this.#forward(view);
    const warning = saveWarning(view);
    return html`
      <nav class="step-nav" aria-label="${messages.steps.back}, ${messages.steps.next}">
        ${warning === null ? null : html`<p class="nav-warning">${icon('warn')}${warning}</p>`}
        ${
          previous === null
            ? null
            : html`<a
              class="button is-quiet"
              id="step-back"
              href="#${previous}"
              aria-label=${messages.steps.backIs(titleOf(view, previous))}
              >${icon('back')}<span>${messages.steps.back}</span></a
            >`
        }
        ${
          forward &&
          html`<a
            class="button ${this.#isQuiet(view) ? 'is-quiet' : ''}"
            id="step-next"
            href="#${forward.step}"
            ><span class="nav-title">${forward.words}</span>${icon('next')}</a
          >`
        }
        ${next === null && canExit(saving) ? exitButton(messages, 'step-exit', '') : null}
      </nav>
    `;
  }

  /** The step after this one; from the welcome, the place where the learner was. */
  #forward(view: LessonView): ReturnType<typeof goOn> {
    const { lesson, state, messages } = view;
    const back = state.step === WELCOME ? goOn(view) : null;
    const { next } = neighboursOf(lesson, state.step);
    if (back || next === null || !canOpen(lesson, state.record, next)) return back;
    return { step: next, words: messages.steps.nextIs(titleOf(view, next)) };
  }

  /** Next stands back where the page itself asks for something: to start, to answer. */
  #isQuiet({ lesson, state }: LessonView): boolean {
    return (
      [WELCOME, lesson.quiz?.id].includes(state.step) && !isDone(lesson, state.record, state.step)
    );
  }
}

customElements.define('byte-step-nav', ByteStepNav);
