import { html, type TemplateResult } from 'lit';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { icon } from '../shared/icon.js';
import { richText } from '../shared/rich-text.js';
import { printOut } from './print-page.js';
import { worksheet } from './worksheet.js';

type Sheet = 'worksheet' | 'actions';

/** What can be taken along on paper; a sheet is made when it is asked for. */
export class BytePrint extends LessonElement {
  #sheet: Sheet | undefined;

  override render(): TemplateResult | null {
    const { view } = this;
    const { lesson, messages } = view;
    const words = messages.print;
    return html`
      <h3>${words.heading}</h3>
      <p class="row">
        ${button('print-lesson', words.lesson, () => printOut('lesson'))}
        ${
          lesson.quiz
            ? button('print-worksheet', words.worksheet, () => this.#print('worksheet'))
            : null
        }
        ${
          lesson.checklist
            ? button('print-actions', words.actions, () => this.#print('actions'))
            : null
        }
      </p>
      ${this.#sheet ? html`<div class="sheet">${sheets[this.#sheet](view)}</div>` : null}
    `;
  }

  async #print(sheet: Sheet): Promise<void> {
    this.#sheet = sheet;
    this.requestUpdate();
    await this.updateComplete;
    printOut('sheet');
  }
}

const sheets: Readonly<Record<Sheet, (view: LessonView) => TemplateResult>> = {
  worksheet: ({ lesson, messages }) => worksheet(lesson, messages),
  actions,
};

function button(id: string, words: string, print: () => unknown): TemplateResult {
  return html`<button type="button" class="button is-quiet" id=${id} @click=${print}>
    ${icon('print')}${words}
  </button>`;
}

function actions({ lesson, state }: LessonView): TemplateResult {
  const { checklist, sections } = lesson;
  return html`
    <h2>${sections.find(({ id }) => id === checklist?.id)?.title}</h2>
    <p>${lesson.title}</p>
    <ul class="boxes">
      ${(checklist?.actions ?? []).map(
        ({ id, text }) =>
          html`<li class=${state.record.ticked.has(id) ? 'is-ticked' : ''}>${richText(text)}</li>`,
      )}
    </ul>
  `;
}

customElements.define('byte-print', BytePrint);
