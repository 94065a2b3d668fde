import { html, nothing, type TemplateResult } from 'lit';
import type { Id } from '../../core/byte.js';
import { questionsOf, type Lesson } from '../../core/lesson.js';
import type { Candidate, MatchingQuestion, Question } from '../../core/question.js';
import { assertNever } from '../../core/result.js';
import { shuffle } from '../../core/shuffle.js';
import type { Messages } from '../../i18n/messages.js';
import { pointsText } from '../quiz/quiz-state.js';

type Words = Messages['print'];

/** The questions on paper: boxes to tick and lines to write on, and no answer anywhere. */
export function worksheet(lesson: Lesson, { print, quiz }: Messages): TemplateResult {
  return html`
    <h2>${print.worksheetTitle(lesson.title)}</h2>
    <p class="blank">${print.name}</p>
    <p class="blank">${print.date}</p>
    <ol class="paper-questions">
      ${questionsOf(lesson).map(
        (question) =>
          html`<li>
            <p>${question.prompt}</p>
            <p class="hint">
              ${print.how[howToAnswer(question)]} ${quiz.worth(pointsText(question.weight, lesson.language), question.weight)}
            </p>
            ${paperAnswers(question, print)}
          </li>`,
      )}
    </ol>
  `;
}

/** In the content right answers may come first; every sheet of a class has the same order, as has the teacher's. */
export function onPaper<Item>(items: readonly Item[], question: Id): readonly Item[] {
  return shuffle(items, 1, question);
}

/** What stands for the targets of a matching question where they are too many to stand on each line. */
export const letter = (index: number): string => String.fromCharCode(65 + index);

/** Whether each line has a box for each target. */
export const hasBoxes = ({ targets }: MatchingQuestion): boolean => targets.length === 2;

function howToAnswer(question: Question): keyof Words['how'] {
  if (question.type === 'multiple-choice') return 'all';
  if (question.type !== 'matching') return 'one';
  return hasBoxes(question) ? 'line' : 'letter';
}

function paperAnswers(question: Question, words: Words): TemplateResult {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return boxes(
        onPaper<Candidate>(question.options, question.id).map(({ text, persona }) =>
          [text, ...(persona?.traits ?? []).map((trait) => trait.text)].join(' · '),
        ),
      );
    case 'true-false':
      return boxes([words.true, words.false]);
    case 'matching':
      return lines(question);
    default:
      return assertNever(question);
  }
}

function lines(question: MatchingQuestion): TemplateResult {
  const { targets, items, id } = question;
  const inBoxes = hasBoxes(question);
  return html`${
    inBoxes ? nothing : targets.map(({ text }, index) => html`<p>${letter(index)}: ${text}</p>`)
  }${onPaper(items, id).map(({ text }) =>
    inBoxes
      ? html`<div class="paper-line">${text}${boxes(targets.map((target) => target.text))}</div>`
      : html`<div class="paper-line"><span class="blank"></span>${text}</div>`,
  )}`;
}

function boxes(texts: readonly string[]): TemplateResult {
  return html`<ul class="boxes">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}
