import type { Hono } from 'hono';
import { html } from 'hono/html';
import { bookFor } from '../packages/code-books.js';
import type { CodeBook, Course } from '../packages/course.js';
import { courseSummary } from '../statistics/course-summary.js';
import { splitOptions, type ItemAnalysis } from '../statistics/questions.js';
import { answerText, codeBelow, questionText } from './code-book.js';
import { numberText, percentText, word } from './format.js';
import type { Html } from './layout.js';
import { reportLayout } from './report-layout.js';
import { courseIn, type MainServices } from './services.js';

/** How each question of a course did. */
export function questionRoutes(app: Hono, { database, reports, codeBooks }: MainServices): void {
  app.get('/courses/:id/questions', async (c) => {
    const course = courseIn(c, database);
    if (!course) return c.notFound();
    const { items } = await courseSummary(reports, course.id);
    const codes = items.map(({ code }) => code);
    return c.html(questionsPage(course, items, bookFor(codeBooks, codes)));
  });
}

function questionsPage(course: Course, items: readonly ItemAnalysis[], codeBook: CodeBook): Html {
  return reportLayout(
    course,
    'questions',
    html`${
      items.length === 0
        ? html`<p>The LMS has no answers of this lesson.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Table of questions"><table><caption class="hidden">Questions</caption><thead><tr><th scope="col">Question</th>
<th scope="col" class="number">Tries</th><th scope="col" class="number">Right</th>
<th scope="col" class="number"><abbr title="Discrimination">Discr.</abbr></th><th scope="col">Answers chosen</th></tr></thead>
<tbody>${items.map((item) => itemRow(codeBook, item))}</tbody></table></div>
<details class="panel"><summary>How to read this</summary>
<p><strong>Right</strong> is the mean share of the points. <strong>Discr.</strong> (discrimination) says whether
those who answer the question well also do well on the other questions: the correlation of the two, from −1 to 1.
Above 0.3 the question tells the strong from the weak; near 0 it does not; below 0 it misleads those who
know more. It needs ten tries. All attempts count, also several of one learner.</p></details>`
    }`,
  );
}

function itemRow(codeBook: CodeBook, item: ItemAnalysis): Html {
  return html`<tr><th scope="row">${questionText(codeBook, item)}<br><span class="quiet">${codeBelow(questionText(codeBook, item), item.code)}</span></th>
<td class="number">${item.tries}</td><td class="number">${percentText(item.rightShare)}</td>
<td class="number">${numberText(item.discrimination, 2)}</td><td>${chosen(codeBook, item)}</td></tr>`;
}

function chosen(codeBook: CodeBook, item: ItemAnalysis): Html {
  const { shown, folded } = splitOptions(item.options);
  return html`${optionList(codeBook, item, shown)}
${folded.length > 0 ? html`<details><summary>${folded.length} more${folded.every(({ right }) => right === true) ? ', all right' : ''}</summary>${optionList(codeBook, item, folded)}</details>` : ''}`;
}

function optionList(
  codeBook: CodeBook,
  { code, tries, options: all }: ItemAnalysis,
  options: ItemAnalysis['options'],
): Html {
  const most = Math.max(1, tries, ...all.map(({ count }) => count));
  return html`<ul class="chosen">${options.map(
    ({
      text,
      count,
      right,
    }) => html`<li class="${verdictOf(right)}"><span>${answerText(codeBook, code, text)} ${
      right === null ? '' : word(verdictOf(right))
    }</span>
<meter min="0" max="${most}" value="${count}" aria-hidden="true"></meter> <span class="number">${count}</span></li>`,
  )}</ul>`;
}

function verdictOf(right: boolean | null): 'right' | 'wrong' | 'unmarked' {
  return right === null ? 'unmarked' : right ? 'right' : 'wrong';
}
