import type { Display } from '../core/lesson-state.js';
import { stepsOf } from '../core/lesson.js';
import type { Recorder } from '../core/saving.js';
import type { Store } from '../core/store.js';
import type { Messages } from '../i18n/messages.js';
import { ExitIntent, LessonIntent } from './lesson-intent.js';
import type { LessonView } from './lesson-view.js';
import { LiveElement } from './live-element.js';
import { titleOf } from './step-titles.js';

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

  /** Brings the page to life; called once, when everything else is ready. */
  connect(store: Store, recorder: Recorder, messages: Messages): void {
    this.#store = store;
    this.#recorder = recorder;
    this.#messages = messages;
    this.#shown = store.state.step;
    this.addEventListener(LessonIntent.type, (event) => store.dispatch(event.lessonEvent));
    this.addEventListener(ExitIntent.type, () => recorder.exit());
    this.addEventListener('click', (event) => this.#followStepLink(event));
    this.#catchUp(store);
    store.subscribe(() => this.#show());
    recorder.subscribe(() => this.#show());
    this.#show();
  }

  /** Does what the learner asked for before the script ran. */
  #catchUp(store: Store): void {
    for (const element of this.querySelectorAll('*')) {
      if (!(element instanceof LiveElement)) continue;
      for (const event of element.earlyEvents()) store.dispatch(event);
    }
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (stepsOf(store.lesson).includes(wanted))
      store.dispatch({ type: 'step-opened', step: wanted });
  }

  #followStepLink(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const step = link?.getAttribute('href')?.slice(1) ?? '';
    if (!this.#store || !stepsOf(this.#store.lesson).includes(step)) return;
    event.preventDefault();
    link?.closest('details')?.removeAttribute('open');
    if (this.#store.state.step === step) this.#goToTop(step);
    else this.#store.dispatch({ type: 'step-opened', step });
  }

  #show(): void {
    const view = this.#view();
    if (!view) return;
    const { step, record } = view.state;
    applyDisplay(record.display);
    this.toggleAttribute('data-closed', view.saving.kind === 'closed');
    if (this.#shown !== step) this.#change(step);
    for (const element of this.#liveElements()) element.view = view;
    if (view.saving.kind === 'closed') this.#focus('goodbye');
    if (this.#shown === step) return;
    this.#shown = step;
    document.title = `${titleOf(view, step)} – ${view.lesson.title}`;
    this.#goToTop(step);
  }

  #change(step: string): void {
    for (const element of this.#liveElements()) element.leave();
    for (const element of this.querySelectorAll('.step')) {
      element.toggleAttribute('data-current', element.id === step);
    }
  }

  #view(): LessonView | null {
    if (!this.#store || !this.#recorder || !this.#messages) return null;
    const { status, access, learnerName } = this.#recorder;
    return {
      lesson: this.#store.lesson,
      state: this.#store.state,
      saving: status,
      access,
      learnerName,
      messages: this.#messages,
    };
  }

  /** The live elements on show; those of other steps wait until they are. */
  #liveElements(): readonly LiveElement[] {
    return [...this.querySelectorAll('*')].filter(
      (element): element is LiveElement =>
        element instanceof LiveElement &&
        (element.closest('.step')?.hasAttribute('data-current') ?? true),
    );
  }

  /** A learner who asked for another step starts reading at its heading. */
  #goToTop(step: string): void {
    this.#focus(`${step}-title`);
    this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  #focus(id: string): void {
    document.getElementById(id)?.focus({ preventScroll: true });
  }
}

/** The style sheet does the rest. A system set to more contrast counts as a wish for it. */
function applyDisplay(display: Display): void {
  const more = display.theme === 'system' && matchMedia('(prefers-contrast: more)').matches;
  Object.assign(document.documentElement.dataset, display, more ? { theme: 'contrast' } : {});
}

customElements.define('byte-lesson', ByteLesson);
