import { html } from 'hono/html';
import type { Course } from '../packages/course.js';
import type { AttemptDetail } from '../reports/attempt-detail.js';
import { word } from './attempts-page.js';
import { dateText, durationText, numberText, percentText } from './format.js';
import { layout, type Html } from './layout.js';

/** One attempt in full. */
export function attemptPage(course: Course, attempt: AttemptDetail): Html {
  return layout({
    title: `${attempt.learner}, attempt ${attempt.number}`,
    trail: [
      ['Home', '/'],
      [`Report: ${course.title}`, `/courses/${course.id}/attempts`],
    ],
    wide: true,
    content: html`
${figures(attempt)}
${answers(course, attempt)}
${attempt.objectives.length > 0 ? objectives(attempt) : ''}
${attempt.cmi ? elements(attempt) : ''}`,
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

function answers(course: Course, attempt: AttemptDetail): Html {
  if (attempt.answers.length === 0)
    return html`<h2>Answers</h2><p>The LMS has no answers of this attempt.</p>`;
  return html`<h2>Answers</h2><div class="scroll"><table><thead><tr><th scope="col">Question</th><th scope="col">Answer</th>
<th scope="col">Right answer</th><th scope="col">Result</th></tr></thead><tbody>${attempt.answers.map(
    (
      line,
    ) => html`<tr><th scope="row">${course.codeBook[line.code]?.text ?? (line.description || line.code)}<br><span class="quiet">${line.code}</span></th>
<td>${line.response}</td><td>${line.rightAnswer}</td><td>${word(line.result)}</td></tr>`,
  )}</tbody></table></div>`;
}

function objectives({ objectives: lines }: AttemptDetail): Html {
  return html`<h2>Objectives</h2><div class="scroll"><table><thead><tr><th scope="col">Objective</th><th scope="col">Status</th>
<th scope="col" class="number">Score</th></tr></thead><tbody>${lines.map(
    ({ code, status, score }) =>
      html`<tr><th scope="row">${code}</th><td>${status || '–'}</td><td class="number">${score || '–'}</td></tr>`,
  )}</tbody></table></div>`;
}

function elements({ cmi }: AttemptDetail): Html {
  return html`<details class="panel"><summary>Every element the LMS stores</summary><div class="scroll"><table><thead><tr><th scope="col">Element</th><th scope="col">Value</th></tr></thead>
<tbody>${Object.entries(cmi ?? {}).map(([name, value]) => html`<tr><th scope="row"><code>${name}</code></th><td class="value">${value}</td></tr>`)}</tbody></table></div></details>`;
}
