import { html, nothing, type TemplateResult } from 'lit';
import { questionsOf } from '../../core/lesson.js';
import type { Question } from '../../core/question.js';
import type { LessonEvent } from '../../core/reduce.js';
import { assertNever } from '../../core/result.js';
import { elementId } from '../shared/element-id.js';
import { LessonElement, type LessonView } from '../lesson/lesson-element.js';
import { openControlIn } from '../shared/form-controls.js';
import { quizStateOf, type QuizState } from './quiz-state.js';
import './byte-matching.js';
import './byte-multiple-choice.js';
import './byte-single-choice.js';
import './byte-true-false.js';
import { QuestionElement } from './question-element.js';
import { quizResult } from './quiz-result.js';
import { liveText } from '../shared/live-text.js';

const RESULT = elementId('quiz', 'result');
const QUESTIONS = elementId('quiz', 'questions');
const OPEN = elementId('quiz', 'open');

/** The graded quiz: all questions at once, their feedback, and what came of it. */
export class ByteQuiz extends LessonElement {
  override earlyEvents(): readonly LessonEvent[] {
    return this.#questions().flatMap((question) => question.earlyEvents());
  }

  override render(): TemplateResult | null {
    const { view } = this;
    const { quiz } = view.lesson;
    if (!quiz) return null;
    const status = quizStateOf(view);
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
          (question) => html`<li class="question-card">${questionElement(question, view)}</li>`,
        )}
      </ol>
      ${status.over ? this.#toResult(view, status) : this.#open(view, status)}
    `;
  }

  /** The questions are part of the quiz, so it is up to date when they are. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await Promise.all(this.#questions().map((question) => question.updateComplete));
    return complete;
  }

  #questions(): readonly QuestionElement<Question>[] {
    return [...this.querySelectorAll('.question-card > *')].filter(
      (element) => element instanceof QuestionElement,
    );
  }

  /** How far the learner is, and the way on for those who come back in the middle. */
  #progress(view: LessonView, status: QuizState): TemplateResult {
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
        ${liveText(finished ? words.over(finished.score, finished.passed) : underWay)}
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

  #toResult({ messages }: LessonView, { score }: QuizState): TemplateResult {
    return html`<div class="quiz-end">
      ${score === null ? nothing : html`<p class="quiz-count">${liveText(messages.quiz.result.score(score))}</p>`}
      <button type="button" class="button is-large" @click=${() => this.#focus(RESULT)}>
        ${messages.quiz.toResult}
      </button>
    </div>`;
  }

  /** What the quiz still waits for, with a way to each, and its end where it has one of its own. */
  #open(view: LessonView, { openNumbers }: QuizState): TemplateResult | typeof nothing {
    const { lesson, access, messages } = view;
    if (access === 'review') return nothing;
    const { open, finish, questionName } = messages.quiz;
    const { feedback } = lesson.settings;
    return html`
      ${
        openNumbers.length > 0
          ? html`<div class="quiz-open">
            <p id=${OPEN} tabindex="-1">${liveText(open[feedback](openNumbers.length))}</p>
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
      ${liveText(words)}
    </button>`;
  }

  #submit(tooEarly: boolean): void {
    if (tooEarly) {
      this.#focus(OPEN);
      return;
    }
    this.send({ type: 'quiz-submitted' });
    void this.updateComplete.then(() => this.#focus(RESULT));
  }

  #tryAgain(): void {
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
    this.send({ type: 'quiz-restarted', seed });
    void this.updateComplete.then(() => this.#focus(QUESTIONS));
  }

  #focus(id: string): void {
    this.querySelector<HTMLElement>(`#${id}`)?.focus();
  }
}

function questionElement(question: Question, view: LessonView): TemplateResult {
  switch (question.type) {
    case 'single-choice':
      return html`<byte-single-choice .view=${view} .question=${question}></byte-single-choice>`;
    case 'multiple-choice':
      return html`<byte-multiple-choice .view=${view} .question=${question}></byte-multiple-choice>`;
    case 'true-false':
      return html`<byte-true-false .view=${view} .question=${question}></byte-true-false>`;
    case 'matching':
      return html`<byte-matching .view=${view} .question=${question}></byte-matching>`;
    default:
      return assertNever(question);
  }
}

function introduction(
  { access, state, lesson, messages }: LessonView,
  { over }: QuizState,
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
          ${liveText(words.bestSoFar(best.score))} ${lesson.settings.shuffle ? words.newOrder : nothing}
        </p>`
        : nothing
    }
  `;
}

customElements.define('byte-quiz', ByteQuiz);
