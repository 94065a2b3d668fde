import { html, type TemplateResult } from 'lit';
import { WELCOME } from '../../core/lesson.js';
import { canOpen, isDone, neighboursOf } from '../../core/progress.js';
import { icon } from '../shared/icon.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { resumeLink, titleOf } from './step-links.js';
import { canExit, exitButton, saveWarning } from './byte-save-line.js';
import { liveText } from '../shared/live-text.js';

/**
 * Back and next, and on the last step the way out. They are links, so that they work on the first
 * tap, script or not. What is wrong with saving stands here too, where nobody overlooks it.
 */
export class ByteStepNav extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const { lesson, state, saving, messages } = view;
    const { previous, next } = neighboursOf(lesson, state.step);
    const forward = this.#forward(view);
    const warning = saveWarning(view);
    return html`
      <nav class="step-nav" aria-label="${messages.steps.back}, ${messages.steps.next}">
        ${warning === null ? null : html`<p class="nav-warning">${icon('warn')}${liveText(warning)}</p>`}
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
            ><span class="nav-title">${liveText(forward.words)}</span>${icon('next')}</a
          >`
        }
        ${next === null && canExit(saving) ? exitButton(messages, 'step-exit', '') : null}
      </nav>
    `;
  }

  /** The step after this one; from the welcome, the place where the learner was. */
  #forward(view: LessonView): ReturnType<typeof resumeLink> {
    const { lesson, state, messages } = view;
    const back = state.step === WELCOME ? resumeLink(view) : null;
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
