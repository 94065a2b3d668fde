import { html, type TemplateResult } from 'lit';
import { receiptCode } from '../../core/receipt.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { icon } from '../shared/icon.js';
import { printOut } from './print-page.js';
import { liveText } from '../shared/live-text.js';

/** Proof of a result on paper, with a code that the LMS has too, in case that the LMS loses it. */
export class ByteReceipt extends LessonElement {
  override render(): TemplateResult | null {
    const { view } = this;
    const words = view.messages.receipt;
    const code = receiptCode(view.lesson, view.state.record);
    if (code === null) return null;
    return html`<section class="receipt" aria-labelledby="receipt-title">
      <h3 id="receipt-title">${words.heading}</h3>
      <dl>
        ${receiptRows(view, code).map(
          ([term, value]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${liveText(value)}</dd>
            </div>`,
        )}
      </dl>
      <p>${view.saving.kind === 'unrecorded' ? words.unrecorded : words.explanation}</p>
      <button type="button" class="button is-quiet" id="receipt-print" @click=${printReceipt}>
        ${icon('print')}${words.print}
      </button>
    </section>`;
  }
}

function printReceipt(): void {
  printOut('receipt');
}

function receiptRows(
  { lesson, state, learnerName, resultAt, messages }: LessonView,
  code: string,
): readonly (readonly [string, string])[] {
  const words = messages.receipt;
  const { quiz, completed } = state.record;
  return [
    ...(learnerName ? ([[words.name, learnerName]] as const) : []),
    [words.lesson, lesson.title],
    ...(resultAt === null ? [] : ([[words.date, dateText(resultAt, lesson.language)]] as const)),
    [words.score, words.scoreIs(quiz.best?.score ?? 0)],
    [
      words.status,
      [
        quiz.best?.passed ? words.passed : words.notPassed,
        completed ? words.completed : words.notCompleted,
      ].join(', '),
    ],
    [words.tries, String(quiz.attempts)],
    [words.version, `${lesson.version} (${lesson.fingerprint})`],
    [words.code, code],
  ];
}

function dateText(milliseconds: number, language: string): string {
  return new Date(milliseconds).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
}

customElements.define('byte-receipt', ByteReceipt);
