import { html, nothing, type TemplateResult } from 'lit';
import type { Byte } from '../core/byte.js';
import { lessonOf, questionsOf, stepsOf } from '../core/lesson.js';
import type { MatchingQuestion, Option, Question } from '../core/question.js';
import { assertNever } from '../core/result.js';
import type { RichText } from '../core/rich-text.js';
import { messagesFor } from '../i18n/messages-for.js';
import { hasBoxes, letter, onPaper } from '../ui/steps/worksheet.js';
import { pointsText } from '../ui/quiz/quiz-state.js';
import { labelText, richText } from '../ui/shared/rich-text.js';
import { paperPage } from './paper-page.js';

const STYLES = `
body { font: 9pt/1.35 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.5em; margin: 0; }
li { break-inside: avoid; }
ol > li { margin-top: 1em; }
ol > li::marker, h2 { font-weight: bold; }
h2 { font-size: 1em; margin: 0; break-after: avoid; }
p, ul, table { margin: 0.25em 0; }
.why p { display: inline; }
table { border-collapse: collapse; }
th, td { padding: 0.1em 0.75em 0.1em 0; text-align: left; vertical-align: top; }
th { font-weight: normal; max-width: 24em; }
td:first-of-type { font-weight: bold; white-space: nowrap; }
.quiet { color: #555; }
@page { size: A4; margin: 14mm; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
`;

/** The right answers with their reasons, in the words and the order of the printed worksheet. */
export function answerSheet(byte: Byte): string {
  const lesson = lessonOf(byte, '');
  const questions = questionsOf(lesson);
  const steps = stepsOf(lesson);
  const titles = new Map(byte.sections.map(({ id, title }) => [id, title]));
  return paperPage(
    'Answers',
    STYLES,
    html`
      <h1>${byte.title}: answers</h1>
      <p class="quiet">
        For teachers; keep it from learners. Version ${byte.version}. The questions are in the
        order of the printed worksheet; on the screen the choices are shuffled for each try. Pass
        mark: ${byte.settings.passMark} % of the points.
      </p>
      <ol>
        ${questions.map(
          (question) =>
            html`<li>
              <h2>${question.prompt}</h2>
              ${rightAnswer(question, byte.language)}
              <div class="why"><strong>Why:</strong> ${richText(question.explanation)}</div>
              <p class="quiet">
                ${messagesFor(byte.language).quiz.worth(
                  pointsText(question.weight, byte.language),
                  question.weight,
                )}
                Explained in step ${steps.indexOf(question.section) + 1},
                “${titles.get(question.section)}”.
              </p>
            </li>`,
        )}
      </ol>
    `,
  );
}

function rightAnswer(question: Question, language: string): TemplateResult {
  const { print } = messagesFor(language);
  switch (question.type) {
    case 'single-choice':
      return choices(question, [question.correct]);
    case 'multiple-choice':
      return choices(question, question.correct);
    case 'true-false': {
      const { correct, feedback } = question;
      return table([row(correct ? print.true : print.false, '', feedback[`${correct}`])]);
    }
    case 'matching':
      return matches(question);
    default:
      return assertNever(question);
  }
}

/** The right ones are marked in words, so that a copy in black and white says the same. */
function choices(
  { id, options }: { readonly id: string; readonly options: readonly Option[] },
  right: readonly string[],
): TemplateResult {
  return table(
    onPaper(options, id).map((option) =>
      row(right.includes(option.id) ? '✓ right' : '– wrong', option.text, option.feedback),
    ),
  );
}

function matches(question: MatchingQuestion): TemplateResult {
  const { targets, items, id } = question;
  const inBoxes = hasBoxes(question);
  const rows = onPaper(items, id).map(({ text, target, feedback }) => {
    const place = targets.findIndex((one) => one.id === target);
    return row(inBoxes ? (targets[place]?.text ?? '') : letter(place), text, feedback);
  });
  const letters = targets.map(({ text }, place) => `${letter(place)}: ${text}`).join(' · ');
  return html`${inBoxes ? nothing : html`<p>${letters}</p>`}${table(rows)}`;
}

function table(rows: readonly TemplateResult[]): TemplateResult {
  return html`<table>
    ${rows}
  </table>`;
}

function row(right: string, text: string, why: RichText): TemplateResult {
  return html`<tr>
    ${text === '' ? nothing : html`<th scope="row">${text}</th>`}
    <td>${right}</td>
    <td class="quiet">${labelText(why).words}</td>
  </tr>`;
}
