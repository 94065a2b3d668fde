import { html, type TemplateResult } from 'lit';
import { allSeen } from '../../core/completion.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { saveText } from './byte-save-line.js';

/** The last step: what was reached, whether it is recorded, and what to do next. */
export class ByteFinish extends LiveElement {
  override render(): TemplateResult | null {
    if (!this.view) return null;
    const { lesson, state, saving, messages } = this.view;
    const { best } = state.record.quiz;
    return html`
      ${
        state.record.completed
          ? html`<p class="is-good">${messages.finish.completed}</p>`
          : this.#open(this.view)
      }
      ${
        lesson.quiz
          ? html`<p>
            ${
              best
                ? messages.finish.score(best.score, lesson.settings.passMark)
                : messages.finish.noScore
            }
          </p>`
          : null
      }
      <p>${saveText(saving, messages)}</p>
      ${saving.kind === 'unrecorded' ? null : html`<p>${messages.finish.next}</p>`}
    `;
  }

  #open({ lesson, state, messages }: LessonView): TemplateResult {
    const { record } = state;
    const missing = [
      allSeen(lesson, record) ? null : messages.finish.missingSections,
      lesson.quiz && !record.quiz.best?.passed
        ? html`${messages.finish.missingQuiz}
            <a href="#${lesson.quiz.id}"
              >${lesson.sections.find(({ id }) => id === lesson.quiz?.id)?.title}</a
            >`
        : null,
    ].filter((line) => line !== null);
    return html`<p>${messages.finish.open}</p>
      <ul>
        ${missing.map((line) => html`<li>${line}</li>`)}
      </ul>`;
  }
}

customElements.define('byte-finish', ByteFinish);
