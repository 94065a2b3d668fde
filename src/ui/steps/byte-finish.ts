import { html, nothing, type TemplateResult } from 'lit';
import type { SectionOutline } from '../../core/lesson.js';
import { isDone } from '../../core/progress.js';
import type { SaveStatus } from '../../core/saving.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { icon, type IconName } from '../shared/icon.js';
import { titleOf } from '../frame/step-links.js';
import { liveText } from '../shared/live-text.js';
import { saveText } from '../frame/byte-save-line.js';

/** The last step: what was reached, whether the course has it, and what is left to do. */
export class ByteFinish extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const { state, saving, messages } = view;
    const { completed } = state.record;
    return html`
      <h2 id="finish-title" tabindex="-1">
        ${liveText(completed ? messages.finish.heading : messages.finish.headingOpen)}
      </h2>
      <ul class="outcome lines-with-icons ${completed ? 'is-good' : 'is-open'}">
        ${completed ? line('flag', messages.finish.completed) : this.#missing(view)}
        ${this.#score(view)}
        ${saving.kind === 'unrecorded' ? nothing : this.#saving(view)}
      </ul>
      ${this.#whereNext(view)}
    `;
  }

  #missing(view: LessonView): TemplateResult {
    const { messages, lesson } = view;
    const { quiz } = lesson;
    return html`<li>
      ${icon('open')}
      <div>
        <p>${messages.finish.open}</p>
        <ul>
          ${openSections(view).map(
            ({ id, title }) =>
              html`<li>
                <a href="#${id}"
                  >${liveText(id === quiz?.id ? messages.finish.toQuiz(title) : title)}</a
                >
              </li>`,
          )}
        </ul>
      </div>
    </li>`;
  }

  #score({ lesson, state, messages }: LessonView): TemplateResult | typeof nothing {
    const { best } = state.record.quiz;
    if (!best) return nothing;
    const words = best.passed
      ? messages.welcome.result(best.score, true)
      : messages.finish.score(best.score, lesson.settings.passMark);
    return line('target', words);
  }

  #saving(view: LessonView): TemplateResult {
    const { state, saving, messages } = view;
    if (!state.record.completed) return line('next', messages.finish.later);
    const isSaved = saving.kind === 'saved';
    // Each has its room from the start, so that nothing moves when the other one comes.
    const words = html`<span class="either">
      <span class=${isSaved ? nothing : 'is-away'}>${messages.finish.sent}</span>
      <span class=${isSaved ? 'is-away' : nothing}>${liveText(saveText(view))}</span>
    </span>`;
    return line(iconOf(saving), words);
  }

  /** The last page must not be a dead end. */
  #whereNext(view: LessonView): TemplateResult | typeof nothing {
    const { checklist } = view.lesson;
    return checklist
      ? html`<p>
          <a class="button is-quiet" href="#${checklist.id}"
            >${titleOf(view, checklist.id)}${icon('next')}</a
          >
        </p>`
      : nothing;
  }
}

/** What the lesson still asks for before it is complete, in order. */
function openSections({ lesson, state }: LessonView): readonly SectionOutline[] {
  const { completion } = lesson.settings;
  return lesson.sections.filter(({ id }) =>
    id === lesson.quiz?.id && completion !== 'sections'
      ? !isDone(lesson, state.record, id)
      : completion !== 'quiz' && !state.record.seen.has(id),
  );
}

function iconOf(saving: SaveStatus): IconName {
  const { kind } = saving;
  if (kind === 'saved' || (kind === 'closed' && saving.outcome === 'saved')) return 'check';
  return kind === 'connecting' || kind === 'saving' ? 'clock' : 'warn';
}

function line(name: IconName, words: string | TemplateResult): TemplateResult {
  return html`<li>${icon(name)}<span>${typeof words === 'string' ? liveText(words) : words}</span></li>`;
}

customElements.define('byte-finish', ByteFinish);
