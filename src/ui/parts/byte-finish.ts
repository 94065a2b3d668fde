import { html, nothing, type TemplateResult } from 'lit/html.js';
import { allSeen, quizIsSettled } from '../../core/completion.js';
import type { SaveStatus } from '../../core/saving.js';
import type { LessonView } from '../lesson-view.js';
import { icon, type IconName } from '../icon.js';
import { LiveElement } from '../live-element.js';
import { titleOf } from '../step-titles.js';
import { saveText } from './byte-save-line.js';

/** The last step: what was reached, whether it is recorded, and what to do next. */
export class ByteFinish extends LiveElement {
  override render(view: LessonView): TemplateResult | null {
    const { lesson, state, saving, messages } = view;
    const { completed } = state.record;
    const recorded = saving.kind !== 'unrecorded';
    return html`
      <ul class="outcome lines-with-icons ${completed ? 'is-good' : 'is-open'}">
        ${completed ? line('flag', messages.finish.completed) : this.#missing(view)}
        ${lesson.quiz ? line('target', this.#score(view)) : nothing}
        ${line(iconOf(saving), saveText(saving, messages))}
        ${recorded ? line('next', messages.finish.next) : nothing}
      </ul>
      ${this.#whereNext(view)}
    `;
  }

  #missing({ lesson, state, messages }: LessonView): TemplateResult {
    const { record } = state;
    const rule = lesson.settings.completion;
    return html`<li>
      ${icon('open')}
      <div>
        <p>${messages.finish.open}</p>
        <ul>
          ${
            rule === 'quiz' || allSeen(lesson, record)
              ? nothing
              : html`<li>${messages.finish.missingSections}</li>`
          }
          ${
            rule === 'sections' || quizIsSettled(lesson, record)
              ? nothing
              : html`<li>${messages.finish.missingQuiz}</li>`
          }
        </ul>
      </div>
    </li>`;
  }

  #score({ lesson, state, messages }: LessonView): string {
    const { best } = state.record.quiz;
    return best
      ? messages.finish.score(best.score, lesson.settings.passMark)
      : messages.finish.noScore;
  }

  /** The last page must not be a dead end. */
  #whereNext(view: LessonView): TemplateResult {
    const { lesson, state } = view;
    const quiz = state.record.quiz.best?.passed ? undefined : lesson.quiz?.id;
    const steps = [quiz, lesson.checklist?.id].filter((id) => id !== undefined);
    return html`<p class="row">
      ${steps.map(
        (step) => html`<a class="button" href="#${step}">${titleOf(view, step)}${icon('next')}</a>`,
      )}
    </p>`;
  }
}

function iconOf({ kind }: SaveStatus): IconName {
  if (kind === 'saved' || kind === 'closed') return 'check';
  return kind === 'connecting' || kind === 'saving' ? 'clock' : 'warn';
}

function line(name: IconName, words: string): TemplateResult {
  return html`<li>${icon(name)}<span>${words}</span></li>`;
}

customElements.define('byte-finish', ByteFinish);
