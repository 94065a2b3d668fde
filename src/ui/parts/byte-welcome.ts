import { html, type TemplateResult } from 'lit';
import { stepsOf } from '../../core/lesson.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { titleOf } from '../step-titles.js';

/** What it takes to complete and pass, from the actual settings, and where to go on. */
export class ByteWelcome extends LiveElement {
  override render(): TemplateResult | null {
    if (!this.view) return null;
    const { lesson, messages } = this.view;
    const minutes = lesson.sections.reduce((sum, section) => sum + section.minutes, 0);
    return html`
      ${this.#greeting(this.view)}
      <h3>${messages.welcome.needsHeading}</h3>
      <ul class="needs">
        <li>${messages.welcome.completion[lesson.settings.completion]}</li>
        ${lesson.quiz
          ? html`<li>${messages.welcome.passing(lesson.settings.passMark)}</li>
              <li>${messages.welcome.attempts(lesson.settings.attempts)}</li>`
          : null}
        <li>${messages.welcome.duration(minutes)}</li>
        <li>${messages.welcome.teacherSees}</li>
        ${lesson.selfCheck ? html`<li>${messages.welcome.notSeen}</li>` : null}
      </ul>
      ${this.#start(this.view)}
    `;
  }

  #greeting({ state, access, messages }: LessonView): TemplateResult | null {
    const { record } = state;
    const lines = [
      access === 'review' ? messages.welcome.review : null,
      access === 'browse' ? messages.welcome.browse : null,
      record.position ? messages.welcome.again : null,
      record.completed ? messages.welcome.completedBefore : null,
      record.quiz.best
        ? messages.welcome.resultSoFar(record.quiz.best.score, record.quiz.best.passed)
        : null,
    ].filter((line) => line !== null);
    return lines.length > 0
      ? html`<div class="notice">${lines.map((line) => html`<p>${line}</p>`)}</div>`
      : null;
  }

  #start(view: LessonView): TemplateResult {
    const { lesson, state, messages } = view;
    const { position } = state.record;
    const target = position ?? stepsOf(lesson)[1] ?? '';
    const words = position
      ? messages.welcome.resume(titleOf(view, position))
      : messages.welcome.start;
    return html`<p><a class="button is-large" id="start" href="#${target}">${words}</a></p>`;
  }
}

customElements.define('byte-welcome', ByteWelcome);
