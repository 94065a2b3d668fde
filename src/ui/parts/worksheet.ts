import { html, type TemplateResult } from 'lit/html.js';
import type { Id } from '../../core/byte.js';
import { questionsOf, type Lesson } from '../../core/lesson.js';
import type { Candidate, Question } from '../../core/question.js';
import { assertNever } from '../../core/result.js';
import { shuffle } from '../../core/shuffle.js';
import type { Messages } from '../../i18n/messages.js';

/** The questions on paper: boxes to tick and lines to write on, and no answer anywhere. */
export function worksheet(lesson: Lesson, { print }: Messages): TemplateResult {
  return html`
    <h2>${print.worksheetTitle(lesson.title)}</h2>
    <p class="blank">${print.name}</p>
    <p class="blank">${print.date}</p>
    <ol class="paper-questions">
      ${questionsOf(lesson).map(
        (question) =>
          html`<li>
            <p>${question.prompt}</p>
            ${paperAnswers(question, print)}
          </li>`,
      )}
    </ol>
  `;
}

function paperAnswers(question: Question, words: Messages['print']): TemplateResult {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return boxes(
        mixed<Candidate>(question.options, question.id).map(({ text, persona }) =>
          [text, ...(persona?.traits ?? []).map((trait) => trait.text)].join(' · '),
        ),
      );
    case 'true-false':
      return boxes([words.true, words.false]);
    case 'matching':
      return html`<p>${question.targets.map(({ text }) => text).join(' / ')}</p>
        ${mixed(question.items, question.id).map(({ text }) => html`<p class="blank">${text}</p>`)}`;
    default:
      return assertNever(question);
  }
}

/** In the content right answers may come first; every sheet of a class has the same order. */
function mixed<Item>(items: readonly Item[], id: Id): readonly Item[] {
  return shuffle(items, 1, id);
}

function boxes(texts: readonly string[]): TemplateResult {
  return html`<ul class="boxes">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}
