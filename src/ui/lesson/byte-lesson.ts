import type { Display } from '../../core/lesson-state.js';
import { stepsOf } from '../../core/lesson.js';
import type { LessonEvent } from '../../core/reduce.js';
import type { Recorder } from '../../core/saving.js';
import type { Store } from '../../core/store.js';
import type { Messages } from '../../i18n/messages.js';
import { titleOf } from '../frame/step-links.js';
import {
  ExitIntent,
  LessonElement,
  LessonIntent,
  type LessonView,
  OfferIntent,
} from './lesson-element.js';

const MORE_CONTRAST = '(prefers-contrast: more)';

/** What `<byte-lesson>` needs to come to life. */
export interface LessonParts {
  readonly store: Store;
  readonly recorder: Recorder;
  readonly messages: Messages;
}

/** A way back to a question, offered after following its link to the text that explains it. */
interface WayBack {
  readonly link: HTMLElement;
  readonly verdict: HTMLElement;
}

/**
 * The whole lesson, and the only element that sees the store. It renders
 * nothing itself: its content is the page's HTML. It shows one step at a time
 * and gives the elements of that step their view.
 */
export class ByteLesson extends HTMLElement {
  #parts: LessonParts | undefined;
  #shown = '';
  #display: Display | undefined;
  #wayBack: WayBack | undefined;
  /** The best quiz result of this visit, and when (ms since 1970). */
  #reached: { readonly score: number; readonly at: number } | undefined;
  /** The step of each live element; `undefined` for those around the steps. */
  #elements: ReadonlyMap<LessonElement, string | undefined> = new Map();
  /** The elements that have taken over their HTML. */
  readonly #live = new Set<LessonElement>();

  /** Brings the page to life; called once, when everything else is ready. */
  connect(parts: LessonParts): void {
    const { store, recorder } = parts;
    this.#parts = parts;
    this.#shown = store.state.step;
    this.#elements = new Map(elementsIn(this).map((one) => [one, one.closest('.step')?.id]));
    this.#listen(parts);
    store.subscribe(() => this.#update());
    recorder.subscribe(() => this.#update());
    this.#update();
    this.#openFromAddress(store);
    void this.#start();
  }

  /** A tap on a step link before the script ran, or a bookmark. Only an id of a step counts. */
  #openFromAddress(store: Store): void {
    const step = location.hash.slice(1);
    if (!stepsOf(store.lesson).includes(step)) return;
    store.dispatch({ type: 'step-opened', step });
    // Not scrolled to: the style sheet has shown the step, and the learner may have read on.
    if (this.#shown === step) headingOf(step)?.focus({ preventScroll: true });
  }

  #listen({ recorder }: LessonParts): void {
    this.addEventListener(LessonIntent.type, ({ lessonEvent }) => this.#dispatch(lessonEvent));
    this.addEventListener(ExitIntent.type, () => recorder.exit());
    this.addEventListener(OfferIntent.type, ({ take }) => recorder.answerOffer(take));
    this.addEventListener('click', (event) => this.#followStepLink(event));
    // It opens below the end of the page, out of sight.
    const about = this.querySelector('.about');
    about?.addEventListener('toggle', () => about.scrollIntoView());
    matchMedia(MORE_CONTRAST).addEventListener('change', () => this.#applyDisplay());
  }

  /**
   * Brings the step on show to life, then all others while the browser is idle,
   * so that they open at once. One element per task: the page stays responsive.
   */
  async #start(): Promise<void> {
    for (const element of this.#elementsOnShow()) {
      this.#takeOver(element);
      await nextTask();
    }
    const { classList, dataset } = document.documentElement;
    dataset['started'] = 'true';
    // A stray error before may have brought back the layout without a script.
    classList.add('js');
    for (const element of this.#elements.keys()) {
      await idle();
      this.#takeOver(element);
    }
  }

  /** Applies what the learner did in the element's HTML, then lets it render. */
  #takeOver(element: LessonElement): void {
    if (!this.#parts || this.#live.has(element)) return;
    this.#live.add(element);
    for (const event of element.earlyEvents()) this.#parts.store.dispatch(event);
    element.view = this.#viewOf(this.#parts);
  }

  #dispatch(event: LessonEvent): void {
    if (!this.#parts) return;
    const { store } = this.#parts;
    const before = store.state.record.quiz.best;
    store.dispatch(event);
    const { best } = store.state.record.quiz;
    if (!best || best === before) return;
    this.#reached = { score: best.score, at: Date.now() };
    this.#update();
  }

  #viewOf({ store, recorder, messages }: LessonParts): LessonView {
    const { status, access, learnerName, offer, trace } = recorder;
    const { lesson, state } = store;
    const { best } = state.record.quiz;
    const resultAt = best && best.score === this.#reached?.score ? this.#reached.at : null;
    const inFrame = window !== window.parent;
    const recording = { saving: status, access, learnerName, offer, trace };
    return { lesson, state, ...recording, resultAt, inFrame, messages };
  }

  #followStepLink(event: MouseEvent): void {
    const link =
      event.target instanceof Element
        ? event.target.closest<HTMLAnchorElement>('a[href^="#"]')
        : null;
    const hash = link?.getAttribute('href')?.slice(1) ?? '';
    // The skip link leads to the step on show.
    const step = hash === 'steps' ? this.#shown : hash;
    if (!link || !this.#parts || !stepsOf(this.#parts.store.lesson).includes(step)) return;
    // With a modifier key the learner asks for another tab or window.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.querySelector('.plan')?.removeAttribute('open');
    const back = this.#wayBack;
    if (this.#shown !== step) this.#parts.store.dispatch({ type: 'step-opened', step });
    if (this.#shown !== step) return;
    // Focusing makes the browser lay out the page, so the content comes first.
    void Promise.all(this.#elementsOnShow().map((one) => one.updateComplete)).then(() => {
      if (link === back?.link) back.verdict.focus();
      else this.#goToTop(step);
    });
    if (link !== back?.link) this.#offerWayBack(link, step);
  }

  /** A learner who rereads a text for a question gets a link back to it, until they open another step. */
  #offerWayBack(from: Element, step: string): void {
    const card = from.closest('.question-card');
    const verdict = card?.querySelector<HTMLElement>('.verdict');
    if (!verdict || !this.#parts) return;
    const { store, messages } = this.#parts;
    const link = document.createElement('a');
    link.className = 'button is-quiet';
    link.href = `#${store.lesson.quiz?.id}`;
    const question = card?.querySelector('.question-number')?.textContent ?? '';
    link.textContent = messages.steps.backIs(question);
    headingOf(step)?.after(link);
    this.#wayBack = { link, verdict };
  }

  #update(): void {
    if (!this.#parts) return;
    const view = this.#viewOf(this.#parts);
    const { step, record } = view.state;
    if (this.#display !== record.display) this.#applyDisplay();
    this.toggleAttribute('data-closed', view.saving.kind === 'closed');
    this.toggleAttribute('data-again', record.position !== null);
    if (this.#shown !== step) {
      this.#open(step);
      document.title = `${titleOf(view, step)} – ${view.lesson.title}`;
    }
    for (const element of this.#elementsOnShow()) {
      if (this.#live.has(element)) element.view = view;
    }
  }

  #open(step: string): void {
    for (const element of this.#elementsOnShow()) element.leave();
    this.#wayBack?.link.remove();
    this.#wayBack = undefined;
    this.#shown = step;
    this.dataset['step'] = step;
    for (const element of this.querySelectorAll('.step')) {
      element.toggleAttribute('data-current', element.id === step);
    }
    for (const element of this.#elementsOnShow()) this.#takeOver(element);
  }

  /** The style sheet does the rest. A system set to more contrast counts as a request for it. */
  #applyDisplay(): void {
    const display = this.#parts?.store.state.record.display;
    if (!display) return;
    this.#display = display;
    const more = display.theme === 'system' && matchMedia(MORE_CONTRAST).matches;
    const { dataset } = document.documentElement;
    for (const [name, value] of Object.entries({
      ...display,
      ...(more && { theme: 'contrast' }),
    })) {
      // Setting an attribute restyles the whole page, even to the same value.
      if (dataset[name] !== value) dataset[name] = value;
    }
  }

  /** The live elements of the step on show and those around the steps. */
  #elementsOnShow(): readonly LessonElement[] {
    return [...this.#elements].flatMap(([element, step]) =>
      step === undefined || step === this.#shown ? [element] : [],
    );
  }

  /** A learner who opened a step starts reading at its heading. */
  #goToTop(step: string): void {
    headingOf(step)?.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }
}

function headingOf(step: string): HTMLElement | null {
  return document.getElementById(`${step}-title`);
}

/** The live elements in `root`, without those that another one renders. */
function elementsIn(root: Element): readonly LessonElement[] {
  return [...root.querySelectorAll(':not(byte-quiz *)')].filter(
    (element) => element instanceof LessonElement,
  );
}

/** Lets the browser handle input and paint; not every browser has `scheduler.yield()`. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Resolves when the browser is idle; Safari cannot tell. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve);
    else setTimeout(resolve, 100);
  });
}

customElements.define('byte-lesson', ByteLesson);
