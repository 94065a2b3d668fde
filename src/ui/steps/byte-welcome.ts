import { html, nothing, type TemplateResult } from 'lit';
import { stepsOf } from '../../core/lesson.js';
import { resumeLink } from '../frame/step-links.js';
import { icon, type IconName } from '../shared/icon.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { liveText } from '../shared/live-text.js';

type Line = readonly [IconName, string];

/** What it takes to complete and pass, from the actual settings, and where to go on. */
export class ByteWelcome extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const needs = this.#counts(view);
    return html`
      ${this.#greeting(view)} ${this.#start(view)}
      ${needs ? html`<h3>${view.messages.welcome.needsHeading}</h3>` : nothing}
      <ul class="needs lines-with-icons">
        ${[...(needs ? this.#needs(view) : []), ...this.#privacy(view)].map(
          ([name, words]) => html`<li>${icon(name)}<span>${liveText(words)}</span></li>`,
        )}
      </ul>
    `;
  }

  /** Whether there still is something to reach. */
  #counts({ state, saving }: LessonView): boolean {
    const inVain = ['review', 'browse', 'no-credit'];
    return (
      !state.record.completed && !(saving.kind === 'unrecorded' && inVain.includes(saving.reason))
    );
  }

  #needs({ lesson, messages }: LessonView): readonly Line[] {
    const { completion, passMark, attempts } = lesson.settings;
    const minutes = lesson.sections.reduce((sum, section) => sum + section.minutes, 0);
    return [
      ['flag', messages.welcome.completion[lesson.quiz ? completion : 'sections']],
      ...(lesson.quiz
        ? ([
            ['target', messages.welcome.passing(passMark)],
            ['again', messages.welcome.attempts(attempts)],
          ] as const)
        : []),
      ['clock', messages.welcome.duration(minutes)],
    ];
  }

  #privacy(view: LessonView): readonly Line[] {
    return [
      ['eye', this.#teacherSees(view)],
      ...(view.lesson.selfCheck ? ([['lock', view.messages.welcome.notSeen]] as const) : []),
    ];
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

  /** What was reached comes first; it makes the rest easy to understand. */
  #greeting({ state, access, messages }: LessonView): TemplateResult | null {
    const { completed, position, quiz } = state.record;
    const result = quiz.best && messages.welcome.result(quiz.best.score, quiz.best.passed);
    const lines = [
      completed ? [messages.welcome.completedBefore, result] : null,
      access === 'review' ? [messages.welcome.review] : null,
      access === 'browse' ? [messages.welcome.browse] : null,
      position && !completed ? [messages.welcome.again, result] : null,
    ].filter((line) => line !== null);
    return lines.length > 0
      ? html`<div class="notice">
          ${lines.map((words) => html`<p>${liveText(words.filter(Boolean).join(' '))}</p>`)}
        </div>`
      : null;
  }

  #start(view: LessonView): TemplateResult {
    const { step, words } = resumeLink(view) ?? {
      step: stepsOf(view.lesson)[1] ?? '',
      words: view.messages.welcome.start,
    };
    return html`<p><a class="button is-large" id="start" href="#${step}">${liveText(words)}</a></p>`;
  }
}

customElements.define('byte-welcome', ByteWelcome);
