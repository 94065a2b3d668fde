import { html, nothing, type TemplateResult } from 'lit';
import { questionsOf } from '../../core/lesson.js';
import { hasAttemptLeft, neighboursOf, quizIsSettled } from '../../core/progress.js';
import { shareEarned } from '../../core/scoring.js';
import type { Question } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import type { LessonView } from '../lesson/lesson-element.js';
import { saveText } from '../frame/byte-save-line.js';
import { mark } from './feedback.js';
import { outcomeOf } from './feedback.js';
import { pointsText, type QuizState } from './quiz-state.js';
import { titleOf } from '../frame/step-links.js';
import { liveText } from '../shared/live-text.js';

/** Where the card is found, and what its buttons do. */
export interface ResultActions {
  readonly id: string;
  readonly tryAgain: () => void;
  readonly goTo: (id: string) => void;
}

/** What came of the quiz: score, passed or not, whether it was saved, and what may follow. */
export function quizResult(
  view: LessonView,
  { score }: QuizState,
  { id, tryAgain, goTo }: ResultActions,
): TemplateResult {
  const { lesson, state, access, messages } = view;
  const words = messages.quiz.result;
  const { best } = state.record.quiz;
  const passed = best?.passed ?? false;
  const more = access !== 'review' && hasAttemptLeft(lesson, state.record);
  return html`<section class="quiz-result is-${passed ? 'passed' : 'not-passed'}">
    <h3 id=${id} tabindex="-1">${words.heading}</h3>
    <p class="result-outcome">
      ${
        passed
          ? mark('right', words.passed)
          : mark('wrong', more ? words.notPassedYet : words.notPassed)
      }
    </p>
    ${bestOf(view, score)}
    <p class="result-mark">${words.passMark(lesson.settings.passMark)}</p>
    <p class="result-saved">${liveText(saveText(view))}</p>
    ${score === null ? nothing : thisTry(view, score, goTo)}
    ${access === 'review' ? nothing : attempts(view, more, tryAgain)}
  </section>`;
}

/** The score that counts; a worse one stands with its try below. */
function bestOf(
  { state, messages }: LessonView,
  score: number | null,
): TemplateResult | typeof nothing {
  const words = messages.quiz.result;
  const { best } = state.record.quiz;
  if (best && best.score !== score)
    return html`<p class="result-score">${liveText(words.best(best.score))}</p>`;
  return score === null
    ? nothing
    : html`<p class="result-score">${liveText(words.score(score))}</p>`;
}

/** The points of the try that was just finished; it may be another than the best one. */
function thisTry(view: LessonView, score: number, goTo: ResultActions['goTo']): TemplateResult {
  const { lesson, state, messages } = view;
  const { perQuestion, total } = messages.quiz.result;
  const questions = questionsOf(lesson);
  const sum = (points: (question: Question) => number): string =>
    pointsText(
      questions.reduce((all, question) => all + points(question), 0),
      lesson.language,
    );
  const earned = (question: Question): number =>
    question.weight * shareEarned(question, state.record.quiz.answers[question.id]);
  return html`<div class="this-try">
    <h4>${perQuestion}</h4>
    <ol class="result-questions">
      ${questions.map(
        (question, index) =>
          html`<li>
            <button
              type="button"
              @click=${() => goTo(elementId(question.id, 'verdict'))}
            >
              ${messages.quiz.questionName(index + 1)}: ${question.label}
            </button>
            ${points(view, question)}
          </li>`,
      )}
    </ol>
    <p class="result-total">${total(
      sum(earned),
      sum(({ weight }) => weight),
      score,
    )}</p>
  </div>`;
}

function points({ lesson, state, messages }: LessonView, question: Question): TemplateResult {
  const share = shareEarned(question, state.record.quiz.answers[question.id]);
  const earned = pointsText(share * question.weight, lesson.language);
  const weight = pointsText(question.weight, lesson.language);
  return mark(outcomeOf(share), messages.quiz.verdict.points(earned, weight, question.weight));
}

/** How often it may be tried again, and the way on: first for those who have passed or cannot try again. */
function attempts(view: LessonView, more: boolean, tryAgain: () => void): TemplateResult {
  const { lesson, state, messages } = view;
  const words = messages.quiz.result;
  const limit = lesson.settings.attempts;
  const left = limit === null ? null : Math.max(0, limit - state.record.quiz.attempts);
  const settled = quizIsSettled(lesson, state.record);
  const { next } = neighboursOf(lesson, lesson.quiz?.id ?? '');
  return html`<p class="result-attempts">
      ${words.attemptsLeft(left)} ${more ? words.stays(state.record.quiz.best?.passed ?? false) : nothing}
    </p>
    <p class="result-actions">
      ${
        settled && next !== null
          ? html`<a class="button is-large" href="#${next}">${words.goOn(titleOf(view, next))}</a>`
          : nothing
      }
      ${
        more
          ? html`<button type="button" class="button ${settled ? 'is-quiet' : ''}" @click=${tryAgain}>${words.again}</button>`
          : nothing
      }
    </p>`;
}
