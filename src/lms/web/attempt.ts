import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Lesson } from '../../core/lesson.js';
import { whyOf } from '../../core/why.js';
import { bookFor } from '../packages/code-books.js';
import { courseById, type CodeBook, type Course } from '../packages/course.js';
import type { PackageStore } from '../packages/package-store.js';
import { rowsOf, type Cmi } from '../player/cmi.js';
import {
  attemptDetail,
  refusedSince,
  type AnswerLine,
  type AttemptDetail,
} from '../statistics/attempts.js';
import { partsOf } from '../statistics/questions.js';
import { lessonIn, savedState, type SavedState } from '../statistics/saved-lesson.js';
import { answerWords, entryOf, questionText } from './code-book.js';
import { dateText, durationText, percentText, scoreText, word } from './format.js';
import { layout, type Html } from './layout.js';
import type { MainServices } from './services.js';
import { courseRecordOf, ruleSentences, whySentence } from './why.js';

/** One attempt in full. */
export function attemptRoutes(app: Hono, services: MainServices): void {
  app.get('/attempts/:id{\\d{1,15}}', async (c) => attempt(c, services));
}

async function attempt(
  c: Context,
  { database, reports, codeBooks, packages }: MainServices,
): Promise<Response> {
  const found = await attemptDetail(reports, Number(c.req.param('id')));
  const course = found && courseById(database, found.courseId);
  if (!found || !course) return c.notFound();
  const lesson = await lessonOf(packages, course);
  const codes = [...found.answers, ...found.objectives].map(({ code }) => code);
  return c.html(
    attemptPage(course, found, {
      codeBook: bookFor(codeBooks, codes),
      lesson,
      saved: savedIn(lesson, found.cmi?.['cmi.suspend_data']),
      refusedSince: refusedSince(database, found.id),
    }),
  );
}

/** What a lesson of ours saved for itself, in words. */
function savedIn(lesson: Lesson | null, text: string | undefined): SavedState | null {
  return lesson && text !== undefined ? savedState(lesson, text) : null;
}

/** The lesson in a package of ours. */
export async function lessonOf(
  packages: PackageStore,
  { packageKey, manifest }: Course,
): Promise<Lesson | null> {
  const path = manifest?.items[0]?.path;
  const page = packageKey && path !== undefined ? packages.fileOf(packageKey, path) : null;
  return page === null ? null : await lessonIn(page);
}

/** What helps to read an attempt. */
interface AttemptHelp {
  readonly codeBook: CodeBook;
  /** `null` where the lesson is none of ours, or its package is not here. */
  readonly lesson: Lesson | null;
  /** The suspend data in words, where the lesson is ours. */
  readonly saved: SavedState | null;
  /** See `refusedSince` of the statistics. */
  readonly refusedSince: number | null;
}

/** One attempt in full. */
function attemptPage(course: Course, attempt: AttemptDetail, help: AttemptHelp): Html {
  return layout({
    title: `${attempt.learner}, attempt ${attempt.number}`,
    trail: [
      ['Home', '/'],
      [`Report: ${course.title}`, `/courses/${course.id}/attempts`],
    ],
    wide: true,
    content: html`
${howItWent(attempt, help.saved)}
${whyPanel(course, attempt, help)}
${answers(attempt, help.codeBook)}
${comments(attempt)}
<details class="panel"><summary>Details for administrators</summary>
${figures(attempt)}
${attempt.objectives.length > 0 ? objectives(attempt, help.codeBook) : ''}
${help.saved ? savedLesson(help.saved) : ''}
${attempt.cmi ? elements(attempt.cmi) : ''}</details>`,
  });
}

/** What a teacher asks first, in a teacher's words. */
function howItWent(attempt: AttemptDetail, saved: SavedState | null): Html {
  const { success, status, answers: given } = attempt;
  const marked = given.filter(({ share }) => share !== null);
  const right = marked.filter(({ share }) => share === 1).length;
  return html`<h2>How it went</h2>${facts([
    ['Score', scoreOf(attempt)],
    ['Result', word(success === 'unknown' || success === '' ? status : success)],
    ['Questions fully right', marked.length === 0 ? '–' : `${right} of ${marked.length}`],
    ...(saved ? ([['Tries', String(saved.record.quiz.attempts)]] as const) : []),
    ['Time', durationText(attempt.seconds)],
    ['First access', dateText(attempt.firstAt, attempt.firstText)],
    ['Last access', dateText(attempt.lastAt, attempt.lastText)],
  ])}`;
}

/** Why the attempt is where it is, and the same as text to send to somebody. */
function whyPanel(
  course: Course,
  attempt: AttemptDetail,
  { lesson, saved, refusedSince: since }: AttemptHelp,
): Html {
  const recorded = courseRecordOf(attempt, since);
  const own = lesson && saved ? { lesson, record: saved.record } : null;
  const sentence = whySentence(whyOf(own, recorded));
  const text = `${course.title}, ${attempt.learner}, attempt ${attempt.number}: ${sentence}`;
  return html`<section class="panel" aria-labelledby="why"><h2 id="why">Why?</h2><p>${sentence}</p>
<details><summary>Text to copy</summary><textarea readonly rows="4" aria-label="Text to copy">${text}</textarea></details>
${
  course.manifest
    ? html`<details><summary>What other courses show for this status</summary><ul>${ruleSentences(course.manifest.edition, recorded).map((one) => html`<li>${one}</li>`)}</ul></details>`
    : ''
}</section>`;
}

function scoreOf(attempt: AttemptDetail): string {
  const text = scoreText(attempt);
  if (text === '–') return 'none';
  return attempt.score === null ? `${text}; what it is out of is not known` : text;
}

function figures(attempt: AttemptDetail): Html {
  return html`${facts([
    ['Status', word(attempt.status)],
    ['Success', word(attempt.success)],
    ['Progress', percentText(attempt.progress)],
  ])}
<p class="actions noprint"><a class="button plain" href="/learner-file?code=${encodeURIComponent(attempt.code)}">Everything about this learner</a> ${attempt.calls > 0 ? html`<a class="button plain" href="/attempts/${attempt.id}/calls">${attempt.calls} calls to the LMS</a>` : ''}</p>`;
}

function facts(list: readonly (readonly [string, Html | string])[]): Html {
  return html`<dl class="facts">${list.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function answers(attempt: AttemptDetail, codeBook: CodeBook): Html {
  if (attempt.answers.length === 0) {
    return html`<h2>Answers</h2><p>The LMS has no answers of this attempt.</p>`;
  }
  return html`<h2>Answers</h2><div class="scroll" tabindex="0" role="region" aria-label="Answers"><table><thead><tr><th scope="col">Question</th><th scope="col">Answer</th>
<th scope="col">Right answer</th><th scope="col">Result</th></tr></thead><tbody>${attempt.answers.map(
    (line) => html`<tr><th scope="row">${questionText(codeBook, line)}</th>
<td>${answer(codeBook, line)}</td><td>${rightAnswer(codeBook, line)}</td><td>${result(line)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** What was answered, part by part; a part that the right answer does not have is marked. */
function answer(codeBook: CodeBook, line: AnswerLine): Html {
  const { response, type, rightAnswer: right } = line;
  const words = answerWords(codeBook, line, response);
  if (!words) return html`<span class="value">${response}</span>`;
  const wanted = partsOf(right, type, right);
  return html`<ul class="words">${partsOf(response, type, right).map(
    (part, place) =>
      html`<li>${words[place]}${right === '' || wanted.includes(part) ? '' : html` ${word('wrong')}`}</li>`,
  )}</ul>`;
}

function rightAnswer(codeBook: CodeBook, line: AnswerLine): Html {
  const words = answerWords(codeBook, line, line.rightAnswer);
  if (!words) return html`<span class="value">${line.rightAnswer}</span>`;
  return html`<ul class="words">${words.map((one) => html`<li>${one}</li>`)}</ul>`;
}

/** A number is a share of the points; what is neither right nor wrong was never graded. */
function result({ result: text, share }: AnswerLine): Html {
  if (text === 'neutral') return html`not graded`;
  if (share === null || share === 0 || share === 1) return word(text);
  return html`<span class="word open">${percentText(share)}</span>`;
}

function objectives({ objectives: lines }: AttemptDetail, codeBook: CodeBook): Html {
  return html`<h2>Objectives</h2><div class="scroll" tabindex="0" role="region" aria-label="Objectives"><table><thead><tr><th scope="col">Objective</th><th scope="col">Status</th>
<th scope="col" class="number">Score</th></tr></thead><tbody>${lines.map(
    ({
      code,
      status,
      score,
    }) => html`<tr><th scope="row">${entryOf(codeBook, code)?.text ?? code}<br><span class="quiet">${entryOf(codeBook, code) ? code : ''}</span></th>
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
  return html`<h2>What the lesson saved for itself</h2>${facts(saved.lines)}`;
}

function elements(cmi: Cmi): Html {
  return html`<h2>Every element the LMS stores</h2><div class="scroll" tabindex="0" role="region" aria-label="Stored elements"><table><thead><tr><th scope="col">Element</th><th scope="col">Value</th></tr></thead>
<tbody>${Object.entries(cmi).map(([name, value]) => html`<tr><th scope="row"><code>${name}</code></th><td class="value">${value}</td></tr>`)}</tbody></table></div>`;
}
