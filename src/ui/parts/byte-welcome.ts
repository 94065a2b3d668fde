import { html, type TemplateResult } from 'lit/html.js';
import { stepsOf } from '../../core/lesson.js';
import { icon, type IconName } from '../icon.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { titleOf } from '../step-titles.js';

/** What it takes to complete and pass, from the actual settings, and where to go on. */
export class ByteWelcome extends LiveElement {
  override render(view: LessonView): TemplateResult | null {
    const { lesson, messages } = view;
    const minutes = lesson.sections.reduce((sum, section) => sum + section.minutes, 0);
    const needs: readonly (readonly [IconName, string])[] = [
      ['flag', messages.welcome.completion[lesson.quiz ? lesson.settings.completion : 'sections']],
      ...(lesson.quiz
        ? ([
            ['target', messages.welcome.passing(lesson.settings.passMark)],
            ['again', messages.welcome.attempts(lesson.settings.attempts)],
          ] as const)
        : []),
      ['clock', messages.welcome.duration(minutes)],
      ['eye', this.#teacherSees(view)],
      ...(lesson.selfCheck ? ([['lock', messages.welcome.notSeen]] as const) : []),
    ];
    return html`
      ${this.#greeting(view)} ${this.#start(view)}
      <h3>${messages.welcome.needsHeading}</h3>
      <ul class="needs lines-with-icons">
        ${needs.map(([name, words]) => html`<li>${icon(name)}<span>${words}</span></li>`)}
      </ul>
    `;
  }

  /** Only what this lesson really sends. */
  #teacherSees({ lesson, saving, messages }: LessonView): string {
    if (saving.kind === 'unrecorded') return messages.welcome.nobodySees;
    const { opened, quiz, time, feedback, list } = messages.welcome.teacherSees;
    return list([
      opened,
      ...(lesson.quiz ? [quiz] : []),
      time,
      ...(lesson.feedback ? [feedback] : []),
    ]);
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
