import { html } from 'hono/html';
import { rowsOf, type Cmi } from '../attempts/cmi.js';
import type { CodeBook, Course } from '../packages/course.js';
import type { AnswerLine, AttemptDetail } from '../reports/attempt-detail.js';
import type { SavedState } from '../reports/saved-lesson.js';
import { answerWords, codeBelow, questionText } from './code-book.js';
import { word } from './attempts-page.js';
import { dateText, durationText, numberText, percentText } from './format.js';
import { layout, type Html } from './layout.js';

/** What helps to read an attempt. */
export interface AttemptHelp {
  readonly codeBook: CodeBook;
  /** The suspend data in words, where the lesson is ours. */
  readonly saved: SavedState | null;
}

/** One attempt in full. */
export function attemptPage(course: Course, attempt: AttemptDetail, help: AttemptHelp): Html {
  return layout({
    title: `${attempt.learner}, attempt ${attempt.number}`,
    trail: [
      ['Home', '/'],
      [`Report: ${course.title}`, `/courses/${course.id}/attempts`],
    ],
    wide: true,
    content: html`
${figures(attempt)}
${answers(attempt, help.codeBook)}
${attempt.objectives.length > 0 ? objectives(attempt, help.codeBook) : ''}
${comments(attempt)}
${help.saved ? savedLesson(help.saved) : ''}
${attempt.cmi ? elements(attempt.cmi) : ''}`,
  });
}

function figures(attempt: AttemptDetail): Html {
  const facts: readonly (readonly [string, Html | string])[] = [
    ['Status', word(attempt.status)],
    ['Success', word(attempt.success)],
    ['Score', numberText(attempt.score)],
    ['Progress', percentText(attempt.progress)],
    ['Time', durationText(attempt.seconds)],
    ['First access', dateText(attempt.firstAt, attempt.firstText)],
    ['Last access', dateText(attempt.lastAt, attempt.lastText)],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="actions noprint">${attempt.calls > 0 ? html`<a class="button plain" href="/attempts/${attempt.id}/calls">${attempt.calls} calls to the LMS</a>` : ''}</p>`;
}

function answers(attempt: AttemptDetail, codeBook: CodeBook): Html {
  if (attempt.answers.length === 0) {
    return html`<h2>Answers</h2><p>The LMS has no answers of this attempt.</p>`;
  }
  return html`<h2>Answers</h2><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Question</th><th scope="col">Answer</th>
<th scope="col">Right answer</th><th scope="col">Result</th></tr></thead><tbody>${attempt.answers.map(
    (
      line,
    ) => html`<tr><th scope="row">${questionText(codeBook, line)}<br><span class="quiet">${codeBelow(questionText(codeBook, line), line.code)}</span></th>
<td>${answer(codeBook, line, line.response)}</td><td>${answer(codeBook, line, line.rightAnswer)}</td><td>${word(line.result)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** In words with the stored text below, or the stored text alone. */
function answer(codeBook: CodeBook, line: AnswerLine, text: string): Html {
  const words = answerWords(codeBook, line, text);
  if (!words) return html`<span class="value">${text}</span>`;
  return html`<ul class="words">${words.map((one) => html`<li>${one}</li>`)}</ul><span class="quiet value">${text}</span>`;
}

function objectives({ objectives: lines }: AttemptDetail, codeBook: CodeBook): Html {
  return html`<h2>Objectives</h2><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Objective</th><th scope="col">Status</th>
<th scope="col" class="number">Score</th></tr></thead><tbody>${lines.map(
    ({
      code,
      status,
      score,
    }) => html`<tr><th scope="row">${codeBook[code]?.text ?? code}<br><span class="quiet">${codeBook[code] ? code : ''}</span></th>
<td>${status || '–'}</td><td class="number">${score || '–'}</td></tr>`,
  )}</tbody></table></div>`;
}

function comments({ cmi }: AttemptDetail): Html | '' {
  if (!cmi) return '';
  const texts = [
    cmi['cmi.comments'],
    ...rowsOf(cmi, 'cmi.comments_from_learner').map((row) => row?.['comment']),
  ].filter((text) => text !== undefined);
  if (texts.length === 0) return '';
  return html`<h2>Comments of the learner</h2>${texts.map((text) => html`<blockquote>${text}</blockquote>`)}`;
}

function savedLesson(saved: SavedState): Html {
  return html`<h2>What the lesson saved for itself</h2><dl class="facts">${saved.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function elements(cmi: Cmi): Html {
  return html`<details class="panel"><summary>Every element the LMS stores</summary><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Element</th><th scope="col">Value</th></tr></thead>
<tbody>${Object.entries(cmi).map(([name, value]) => html`<tr><th scope="row"><code>${name}</code></th><td class="value">${value}</td></tr>`)}</tbody></table></div></details>`;
}
