import { html, nothing, type TemplateResult } from 'lit/html.js';
import { questionsOf } from '../../core/lesson.js';
import { elementId } from '../shared/element-id.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { focusSoon } from '../lesson/focus-soon.js';
import { LiveElement } from '../lesson/live-element.js';
import { openControlIn } from './open-control.js';
import { questionOf } from './question.js';
import { quizStatusOf, type QuizStatus } from './quiz-status.js';
import { showNewInTurn } from '../lesson/show-in-turn.js';
import { quizResult } from './quiz-result.js';

const RESULT = elementId('quiz', 'result');
const QUESTIONS = elementId('quiz', 'questions');
const OPEN = elementId('quiz', 'open');

/** The graded quiz: all questions at once, their feedback, and what came of it. */
export class ByteQuiz extends LiveElement {
  /** Where the learner reads on once the page shows what they asked for. */
  #goTo = '';

  override render(view: LessonView): TemplateResult | null {
    const { quiz } = view.lesson;
    if (!quiz) return null;
    const status = quizStatusOf(view);
    return html`
      ${introduction(view, status)} ${this.#progress(view, status)}
      ${
        status.over
          ? quizResult(view, status, {
              id: RESULT,
              tryAgain: () => this.#tryAgain(),
              goTo: (id) => this.#focus(id),
            })
          : nothing
      }
      <h3 class="questions-title" id=${QUESTIONS} tabindex="-1">${view.messages.quiz.questions}</h3>
      <ol class="questions">
        ${quiz.questions.map(
          (question) => html`<li class="question-card">${questionOf(question, view)}</li>`,
        )}
      </ol>
      ${status.over ? this.#toResult(view, status) : this.#open(view, status)}
    `;
  }

  /** The questions are part of this element: it is up to date when they are. */
  override get updateComplete(): Promise<unknown> {
    return super.updateComplete.then(() => {
      const parts = [...this.querySelectorAll('*')].filter((part) => part instanceof LiveElement);
      return Promise.all(parts.map((part) => part.updateComplete));
    });
  }

  protected override update(view: LessonView): void {
    this.arrival = showNewInTurn(this, '.quiz-result', () => {
      super.update(view);
    });
    const id = this.#goTo;
    this.#goTo = '';
    if (id) {
      this.arrival = this.arrival.then(() =>
        focusSoon(() => this.querySelector<HTMLElement>(`#${id}`)),
      );
    }
  }

  /** How far the learner is, and the way on for those who come back in the middle. */
  #progress(view: LessonView, status: QuizStatus): TemplateResult {
    const { lesson, state, access, messages } = view;
    const { answered, checked, total, openNumbers, over } = status;
    const words = messages.quiz.progress;
    const { best } = state.record.quiz;
    const each = lesson.settings.feedback === 'each';
    const underWay = each ? words.each(answered, checked, total) : words.end(answered, total);
    const [next] = access === 'review' || over || answered === 0 ? [] : openNumbers;
    const finished = over && best ? best : null;
    return html`<div class="quiz-progress">
      <p class="quiz-count" role="status">
        ${finished ? words.over(finished.score, finished.passed) : underWay}
      </p>
      <progress
        class=${finished && !finished.passed ? 'is-short' : nothing}
        max=${finished ? 100 : total}
        value=${finished ? finished.score : each ? checked : answered}
        aria-hidden="true"
      ></progress>
      ${next === undefined ? nothing : this.#wayTo(view, next, words.goOn(next))}
    </div>`;
  }

  #toResult({ messages }: LessonView, { score }: QuizStatus): TemplateResult {
    return html`<div class="quiz-end">
      ${score === null ? nothing : html`<p class="quiz-count">${messages.quiz.result.score(score)}</p>`}
      <button type="button" class="button is-large" @click=${() => this.#focus(RESULT)}>
        ${messages.quiz.toResult}
      </button>
    </div>`;
  }

  /** What the quiz still waits for, with a way to each, and its end where it has one of its own. */
  #open(view: LessonView, { openNumbers }: QuizStatus): TemplateResult | typeof nothing {
    const { lesson, access, messages } = view;
    if (access === 'review') return nothing;
    const { open, finish, questionName } = messages.quiz;
    const { feedback } = lesson.settings;
    return html`
      ${
        openNumbers.length > 0
          ? html`<div class="quiz-open">
            <p id=${OPEN} tabindex="-1">${open[feedback](openNumbers.length)}</p>
            <ul>
              ${openNumbers.map((number) => html`<li>${this.#wayTo(view, number, questionName(number))}</li>`)}
            </ul>
          </div>`
          : nothing
      }
      ${
        feedback === 'end'
          ? html`<div class="quiz-end">
            <button
              type="button"
              class="button is-large"
              id=${elementId('quiz', 'finish')}
              @click=${() => this.#submit(openNumbers.length > 0)}
            >
              ${finish}
            </button>
          </div>`
          : nothing
      }
    `;
  }

  #wayTo({ lesson }: LessonView, number: number, words: string): TemplateResult {
    const id = elementId(questionsOf(lesson)[number - 1]?.id ?? '');
    return html`<button
      type="button"
      class="button is-quiet"
      @click=${() => openControlIn(this.querySelector(`#${id}`)?.parentElement)?.focus()}
    >
      ${words}
    </button>`;
  }

  #submit(tooEarly: boolean): void {
    if (tooEarly) {
      this.#focus(OPEN);
      return;
    }
    this.send({ type: 'quiz-submitted' });
    this.#readOnAt(RESULT);
  }

  #tryAgain(): void {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
    this.send({ type: 'quiz-restarted', seed });
    this.#readOnAt(QUESTIONS);
  }

  #readOnAt(id: string): void {
    // A wish that was not granted brings no new view, and so nothing to read on at.
    if (this.isUpdatePending) this.#goTo = id;
  }

  #focus(id: string): void {
    this.querySelector<HTMLElement>(`#${id}`)?.focus();
  }
}

function introduction(
  { access, state, lesson, messages }: LessonView,
  { over }: QuizStatus,
): TemplateResult | typeof nothing {
  const { best } = state.record.quiz;
  const words = messages.quiz;
  if (access === 'review') return html`<p class="notice">${words.review}</p>`;
  if (over) return nothing;
  return html`
    <p class="quiz-how">${words.how[lesson.settings.feedback]}</p>
    ${
      best
        ? html`<p class="quiz-best">
          ${words.bestSoFar(best.score)} ${lesson.settings.shuffle ? words.newOrder : nothing}
        </p>`
        : nothing
    }
  `;
}

customElements.define('byte-quiz', ByteQuiz);
