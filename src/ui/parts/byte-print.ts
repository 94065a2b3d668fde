import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { LessonView } from '../lesson-view.js';
import { icon } from '../icon.js';
import { LiveElement } from '../live-element.js';
import { richText } from '../rich-text.js';
import { printOut } from './print-page.js';
import { worksheet } from './worksheet.js';

type Sheet = 'worksheet' | 'actions';

/** What can be taken along on paper; a sheet is made when it is asked for. */
export class BytePrint extends LiveElement {
  static override properties: PropertyDeclarations = {
    ...LiveElement.properties,
    sheet: { state: true },
  };
  declare sheet: Sheet | undefined;

  override render(): TemplateResult | null {
    if (!this.view) return null;
    const { lesson, messages } = this.view;
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
      ${this.sheet ? html`<div class="sheet">${this.#sheet(this.view)}</div>` : null}
    `;
  }

  #sheet(view: LessonView): TemplateResult {
    return this.sheet === 'worksheet' ? worksheet(view.lesson, view.messages) : actions(view);
  }

  async #print(sheet: Sheet): Promise<void> {
    this.sheet = sheet;
    await this.updateComplete;
    printOut('sheet');
  }
}

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
