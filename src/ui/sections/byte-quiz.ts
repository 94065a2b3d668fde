import { html, nothing, type TemplateResult } from 'lit/html.js';
import { questionsOf } from '../../core/lesson.js';
import { elementId } from '../element-id.js';
import type { LessonView } from '../lesson-view.js';
import { LiveElement } from '../live-element.js';
import { questionOf } from '../questions/question.js';
import { quizStatusOf, type QuizStatus } from '../questions/quiz-status.js';
import { quizResult } from './quiz-result.js';

const RESULT = elementId('quiz', 'result');
const QUESTIONS = elementId('quiz', 'questions');

/** The graded quiz: all questions at once, their feedback, and what came of it. */
export class ByteQuiz extends LiveElement {
  /** Finishing was asked for while answers were missing, so the open questions are named. */
  #askedTooEarly = false;
  /** Where the learner reads on once the page shows what they asked for. */
  #goTo = '';

  override render(view: LessonView): TemplateResult | null {
    const { quiz } = view.lesson;
    if (!quiz) return null;
    const status = quizStatusOf(view);
    return html`
      ${introduction(view, status)} ${progress(view, status)}
      ${
        status.over
          ? quizResult(view, status, { id: RESULT, tryAgain: () => this.#tryAgain() })
          : nothing
      }
      <h3 class="questions-title" id=${QUESTIONS} tabindex="-1">${view.messages.quiz.questions}</h3>
      <ol class="questions">
        ${quiz.questions.map(
          (question) => html`<li class="question-card">${questionOf(question, view)}</li>`,
        )}
      </ol>
      ${status.over ? this.#toResult(view) : this.#finish(view, status)}
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
    super.update(view);
    if (this.#goTo) this.#focus(this.#goTo);
    this.#goTo = '';
  }

  #toResult({ messages }: LessonView): TemplateResult {
    return html`<p class="quiz-end">
      <button type="button" class="button is-quiet" @click=${() => this.#focus(RESULT)}>
        ${messages.quiz.toResult}
      </button>
    </p>`;
  }

  #finish(view: LessonView, status: QuizStatus): TemplateResult | typeof nothing {
    const { lesson, access, messages } = view;
    if (lesson.settings.feedback !== 'end' || access === 'review') return nothing;
    const open = this.#askedTooEarly ? status.openNumbers : [];
    return html`<div class="quiz-end">
      <button
        type="button"
        class="button is-large"
        id=${elementId('quiz', 'finish')}
        @click=${() => this.#submit(status)}
      >
        ${messages.quiz.finish}
      </button>
      <p class="quiz-missing" role="status">
        ${open.length > 0 ? messages.quiz.openQuestions(open.length) : nothing}
      </p>
      ${
        open.length > 0
          ? html`<ul class="quiz-open">
            ${open.map((number) => html`<li>${this.#openQuestion(view, number)}</li>`)}
          </ul>`
          : nothing
      }
    </div>`;
  }

  #openQuestion({ lesson, messages }: LessonView, number: number): TemplateResult {
    const id = elementId(questionsOf(lesson)[number - 1]?.id ?? '');
    return html`<button
      type="button"
      class="button is-quiet"
      @click=${() => this.querySelector<HTMLElement>(`#${id} :is(input, select)`)?.focus()}
    >
      ${messages.quiz.questionName(number)}
    </button>`;
  }

  #submit({ openNumbers }: QuizStatus): void {
    this.#askedTooEarly = openNumbers.length > 0;
    if (this.#askedTooEarly) {
      this.requestUpdate();
      return;
    }
    this.send({ type: 'quiz-submitted' });
    this.#readOnAt(RESULT);
  }

  #tryAgain(): void {
    this.#askedTooEarly = false;
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
  if (access === 'review') return html`<p class="notice">${messages.quiz.review}</p>`;
  if (over) return nothing;
  return html`
    <p class="quiz-how">${messages.quiz.how[lesson.settings.feedback]}</p>
    ${best ? html`<p class="quiz-best">${messages.quiz.bestSoFar(best.score)}</p>` : nothing}
  `;
}

function progress({ lesson, state, messages }: LessonView, status: QuizStatus): TemplateResult {
  const { answered, checked, total } = status;
  const { each, end, over } = messages.quiz.progress;
  const { best } = state.record.quiz;
  const underWay =
    lesson.settings.feedback === 'each' ? each(answered, checked, total) : end(answered, total);
  return html`<div class="quiz-progress">
    <p class="quiz-count" role="status">
      ${status.over && best ? over(best.score, best.passed) : underWay}
    </p>
    <progress
      max=${total}
      value=${lesson.settings.feedback === 'each' ? checked : answered}
      aria-hidden="true"
    ></progress>
  </div>`;
}

customElements.define('byte-quiz', ByteQuiz);
