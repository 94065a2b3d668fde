import type { Display } from '../../core/lesson-state.js';
import { stepsOf } from '../../core/lesson.js';
import type { Recorder } from '../../core/saving.js';
import type { Store } from '../../core/store.js';
import type { Messages } from '../../i18n/messages.js';
import { focusSoon } from './focus-soon.js';
import { ExitIntent, LessonIntent, OfferIntent } from './lesson-intent.js';
import type { LessonView } from './lesson-view.js';
import { LiveElement } from './live-element.js';
import { showAllNow, showInTurn } from './show-in-turn.js';
import { titleOf } from '../frame/step-titles.js';

const MORE_CONTRAST = '(prefers-contrast: more)';

/**
 * The whole lesson, and the only element that sees the store. Its content is in
 * the page's HTML; it shows one step of it at a time and hands the live
 * elements their view.
 */
export class ByteLesson extends HTMLElement {
  #store: Store | undefined;
  #recorder: Recorder | undefined;
  #messages: Messages | undefined;
  #shown = '';
  #wayBack: { readonly link: HTMLElement; readonly verdict: HTMLElement } | undefined;
  #display: Display | undefined;
  /** The verdict that the learner comes back to, while its step opens. */
  #comesBackTo: HTMLElement | undefined;
  /** Resolves when the whole step is on show. */
  #arrival = Promise.resolve();
  /** The live elements of the page by the step they are in, without those that another one renders. */
  #elements: ReadonlyMap<LiveElement, string | undefined> = new Map();

  /** Brings the page to life; called once, when everything else is ready. */
  connect(store: Store, recorder: Recorder, messages: Messages): void {
    this.#store = store;
    this.#recorder = recorder;
    this.#messages = messages;
    this.#shown = store.state.step;
    this.addEventListener(LessonIntent.type, (event) => store.dispatch(event.lessonEvent));
    this.addEventListener(ExitIntent.type, () => recorder.exit());
    this.addEventListener(OfferIntent.type, ({ take }) => recorder.answerOffer(take));
    this.addEventListener('click', (event) => this.#followStepLink(event));
    // It opens at the end of the page, where nobody would see it.
    const about = this.querySelector('.about');
    about?.addEventListener('toggle', () => about.scrollIntoView());
    addEventListener('beforeprint', showAllNow);
    matchMedia(MORE_CONTRAST).addEventListener('change', () => this.#applyDisplay());
    const all = liveElementsIn(this);
    const outer = all.filter((one) => !all.some((other) => other !== one && other.contains(one)));
    this.#elements = new Map(outer.map((one) => [one, one.closest('.step')?.id]));
    // Steps are slugs, so nothing has to be decoded; a hash may be anything.
    const wanted = location.hash.slice(1);
    if (stepsOf(store.lesson).includes(wanted))
      store.dispatch({ type: 'step-opened', step: wanted });
    store.subscribe(() => this.#show());
    recorder.subscribe(() => this.#show());
    this.#show();
    this.#takeOverOnShow();
  }

  /**
   * One element in each task, so that the page answers to the learner in
   * between. The lesson has started when all that is on show is alive.
   */
  #takeOverOnShow(): void {
    const next = this.#liveElements().find(({ view }) => !view);
    if (next) {
      setTimeout(() => {
        this.#takeOver(next);
        this.#takeOverOnShow();
      });
      return;
    }
    document.documentElement.dataset['started'] = 'true';
    this.#prepare([...this.#elements.keys()]);
  }

  /** Takes over what is out of sight one by one while nobody waits, so that a step opens at once. */
  #prepare([next, ...others]: readonly LiveElement[]): void {
    if (!next) return;
    whenIdle(() => {
      this.#takeOver(next);
      this.#prepare(others);
    });
  }

  /** Does first what the learner asked of the HTML that stood for the element. */
  #takeOver(element: LiveElement): void {
    if (element.view) return;
    const events = [element, ...liveElementsIn(element)].flatMap((one) => one.earlyEvents());
    for (const event of events) this.#store?.dispatch(event);
    element.view = this.#view() ?? undefined;
  }

  #followStepLink(event: Event): void {
    const link =
      event.target instanceof Element
        ? event.target.closest<HTMLAnchorElement>('a[href^="#"]')
        : null;
    const hash = link?.getAttribute('href')?.slice(1) ?? '';
    // The link for those who skip the head leads to the step on show.
    const step = hash === 'steps' ? this.#shown : hash;
    if (!this.#store || !stepsOf(this.#store.lesson).includes(step)) return;
    event.preventDefault();
    this.querySelector('.plan')?.removeAttribute('open');
    const back = this.#wayBack;
    this.#comesBackTo = back && link === back.link ? back.verdict : undefined;
    if (this.#store.state.step === step) this.#goToTop(step);
    else this.#store.dispatch({ type: 'step-opened', step });
    if (this.#comesBackTo) this.#comesBackTo.focus();
    else if (link && this.#shown === step) this.#offerWayBack(link, step);
    this.#comesBackTo = undefined;
  }

  /** Who reads something again for a question finds the way back to it, until they open another step. */
  #offerWayBack(from: Element, step: string): void {
    const card = from.closest('.question-card');
    const verdict = card?.querySelector<HTMLElement>('.verdict');
    if (!verdict) return;
    const link = document.createElement('a');
    link.className = 'button is-quiet';
    link.href = `#${this.#store?.lesson.quiz?.id}`;
    const question = card?.querySelector('.question-number')?.textContent ?? '';
    link.textContent = this.#messages?.steps.backIs(question) ?? '';
    document.getElementById(`${step}-title`)?.after(link);
    this.#wayBack = { link, verdict };
  }

  #show(): void {
    const view = this.#view();
    if (!view) return;
    const { step, record } = view.state;
    const before = this.#shown;
    const main = this.querySelector('main');
    // Both first, while nothing has changed yet: they ask the browser where everything is.
    const height = before === step ? 0 : (main?.offsetHeight ?? 0);
    if (before !== step && !this.#comesBackTo) this.#goToTop(step);
    if (this.#display !== record.display) this.#applyDisplay();
    this.toggleAttribute('data-closed', view.saving.kind === 'closed');
    this.toggleAttribute('data-again', record.position !== null);
    if (before !== step) {
      this.#open(step);
      if (main && document.documentElement.dataset['started'] && !this.#comesBackTo)
        this.#bringIn(step, main, height);
      document.title = `${titleOf(view, step)} – ${view.lesson.title}`;
    }
    for (const element of this.#liveElements()) if (element.view) element.view = view;
  }

  /** Puts another step on show, alive. */
  #open(step: string): void {
    for (const element of this.#liveElements()) element.leave();
    this.#wayBack?.link.remove();
    this.#shown = step;
    this.dataset['step'] = step;
    for (const element of this.querySelectorAll('.step')) {
      element.toggleAttribute('data-current', element.id === step);
    }
    for (const element of this.#liveElements()) this.#takeOver(element);
  }

  /**
   * Shows a step's heading with the words around it first, then its picture and
   * all the rest. Until then `main` stays as high as it was, so that what stands
   * below it moves once at most.
   */
  #bringIn(step: string, main: HTMLElement, height: number): void {
    const parts = this.querySelectorAll<HTMLElement>(
      `#${step} > :not(:has(#${step}-title)), #${step} :is(.picture, .question-card)`,
    );
    main.style.minBlockSize = `${height}px`;
    const arrival = showInTurn([...parts]).then(() => {
      if (this.#arrival === arrival) main.style.minBlockSize = '';
    });
    this.#arrival = arrival;
  }

  /** The style sheet does the rest. A system set to more contrast counts as a wish for it. */
  #applyDisplay(): void {
    const display = this.#store?.state.record.display;
    if (!display) return;
    this.#display = display;
    const more = display.theme === 'system' && matchMedia(MORE_CONTRAST).matches;
    const { dataset } = document.documentElement;
    for (const [name, value] of Object.entries({
      ...display,
      ...(more && { theme: 'contrast' }),
    })) {
      // Setting it to what it is makes a browser style the whole page anew.
      if (dataset[name] !== value) dataset[name] = value;
    }
  }

  #view(): LessonView | null {
    if (!this.#store || !this.#recorder || !this.#messages) return null;
    const { status, access, learnerName, offer } = this.#recorder;
    return {
      lesson: this.#store.lesson,
      state: this.#store.state,
      saving: status,
      access,
      learnerName,
      offer,
      messages: this.#messages,
    };
  }

  /** The live elements on show; those of other steps wait until they are. */
  #liveElements(): readonly LiveElement[] {
    return [...this.#elements].flatMap(([element, step]) =>
      step === undefined || step === this.#shown ? [element] : [],
    );
  }

  /** A learner who asked for another step starts reading at its heading. */
  #goToTop(step: string): void {
    void focusSoon(() => document.getElementById(`${step}-title`), { preventScroll: true });
    // Whom the browser brought here before the script ran may have read on since.
    const isHere = document.getElementById(step)?.matches(':target') ?? false;
    if (isHere && !document.documentElement.dataset['started']) return;
    this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }
}

/** Asked for by the names that all of them have, so that the browser makes no object for any other element. */
function liveElementsIn(element: Element): readonly LiveElement[] {
  const { ORDERED_NODE_SNAPSHOT_TYPE: inOrder } = XPathResult;
  const named = ".//*[starts-with(local-name(), 'byte-')]";
  const found = document.evaluate(named, element, null, inOrder);
  const nodes = Array.from({ length: found.snapshotLength }, (_, index) =>
    found.snapshotItem(index),
  );
  return nodes.filter((node) => node instanceof LiveElement);
}

/** Not every browser of the last two years tells when it is idle. */
function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(task);
  else setTimeout(task, 100);
}

customElements.define('byte-lesson', ByteLesson);
