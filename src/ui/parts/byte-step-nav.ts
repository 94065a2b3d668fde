import { html, type TemplateResult } from 'lit/html.js';
import { canOpen, neighboursOf } from '../../core/progress.js';
import { icon } from '../icon.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { isWayChanged, titleOf } from '../step-titles.js';

/** Back and next. They are links, so that they work on the first tap, script or not. */
export class ByteStepNav extends LiveElement {
  protected override isConcerned(view: LessonView, before: LessonView): boolean {
    return isWayChanged(view, before);
  }

  override render(view: LessonView): TemplateResult | null {
    const { lesson, state, messages } = view;
    const { previous, next } = neighboursOf(lesson, state.step);
    const open = next !== null && canOpen(lesson, state.record, next);
    return html`
      <nav class="step-nav" aria-label="${messages.steps.back}, ${messages.steps.next}">
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
          next === null || !open
            ? null
            : html`<a class="button" id="step-next" href="#${next}"
              ><span class="nav-title">${messages.steps.nextIs(titleOf(view, next))}</span
              >${icon('next')}</a
            >`
        }
      </nav>
    `;
  }
}

customElements.define('byte-step-nav', ByteStepNav);
