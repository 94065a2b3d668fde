import { html, nothing, type TemplateResult } from 'lit/html.js';
import { hasAttemptLeft } from '../../core/completion.js';
import { questionsOf } from '../../core/lesson.js';
import { shareEarned } from '../../core/scoring.js';
import type { Question } from '../../core/question.js';
import type { LessonView } from '../lesson-view.js';
import { saveText } from '../parts/byte-save-line.js';
import { mark } from '../questions/mark.js';
import { outcomeOf } from '../questions/question-feedback.js';
import { pointsText, type QuizStatus } from '../questions/quiz-status.js';

/** Where the card is found, and what its button does. */
export interface ResultActions {
  readonly id: string;
  readonly tryAgain: () => void;
}

/** What came of the quiz: score, passed or not, whether it was saved, and what may follow. */
export function quizResult(
  view: LessonView,
  { score, finished }: QuizStatus,
  { id, tryAgain }: ResultActions,
): TemplateResult {
  const { lesson, state, saving, access, messages } = view;
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
    ${score === null ? nothing : html`<p class="result-score">${words.score(score)}</p>`}
    ${best && best.score !== score ? html`<p class="result-best">${words.best(best.score)}</p>` : nothing}
    <p class="result-mark">${words.passMark(lesson.settings.passMark)}</p>
    <p class="result-saved">${saveText(saving, messages)}</p>
    ${finished ? perQuestion(view) : nothing} ${attempts(view, tryAgain)}
  </section>`;
}

function perQuestion(view: LessonView): TemplateResult {
  const { lesson, messages } = view;
  return html`<h4>${messages.quiz.result.perQuestion}</h4>
    <ol class="result-questions">
      ${questionsOf(lesson).map(
        (question) => html`<li>${question.label} ${points(view, question)}</li>`,
      )}
    </ol>`;
}

function points({ lesson, state, messages }: LessonView, question: Question): TemplateResult {
  const share = shareEarned(question, state.record.quiz.answers[question.id]);
  const earned = pointsText(share * question.weight, lesson.language);
  const weight = pointsText(question.weight, lesson.language);
  return mark(outcomeOf(share), messages.quiz.verdict.points(earned, weight, question.weight));
}

function attempts(
  { lesson, state, access, messages }: LessonView,
  tryAgain: () => void,
): TemplateResult | typeof nothing {
  if (access === 'review') return nothing;
  const words = messages.quiz.result;
  const limit = lesson.settings.attempts;
  const left = limit === null ? null : Math.max(0, limit - state.record.quiz.attempts);
  const more = hasAttemptLeft(lesson, state.record);
  return html`<p class="result-attempts">
      ${words.attemptsLeft(left)} ${more ? words.stays : nothing}
    </p>
    ${
      more
        ? html`<button type="button" class="button" @click=${tryAgain}>${words.again}</button>`
        : nothing
    }`;
}
