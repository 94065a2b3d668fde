import { render, type TemplateResult } from 'lit/html.js';
import type { LessonEvent } from '../../core/reduce.js';
import { LessonIntent } from './lesson-intent.js';
import type { LessonView } from './lesson-view.js';

/**
 * An element whose first rendering is already in the page's HTML. It renders
 * into light DOM, so that the page reads the same before and after the script,
 * and takes its place over in one go when it gets its first view.
 *
 * Lit's own element would do this too, with a shadow root, styles, attributes
 * and observed properties that nobody here needs and every learner would load.
 */
export abstract class LiveElement extends HTMLElement {
  #view: LessonView | undefined;
  #tookOver = false;
  #update: Promise<void> | undefined;
  /** What an update leaves for later tasks, so that none of them is long. */
  protected arrival: Promise<void> = Promise.resolve();

  /** What to show: from the HTML of the build to the markup that the browser keeps up to date. */
  abstract render(view: LessonView): TemplateResult | null;

  /** Absent until the element is needed; until then the HTML of the build stands. */
  get view(): LessonView | undefined {
    return this.#view;
  }

  set view(view: LessonView | undefined) {
    const before = this.#view;
    this.#view = view;
    if (!before || !view || (this.isConcerned?.(view, before) ?? true)) this.requestUpdate();
  }

  /** Whether what the element shows may differ between two views; every action brings some. */
  protected isConcerned?(view: LessonView, before: LessonView): boolean;

  /** Renders soon, and only once for all that changes until then. */
  protected requestUpdate(): void {
    this.#update ??= this.#updateSoon();
  }

  protected get isUpdatePending(): boolean {
    return this.#update !== undefined;
  }

  /** Resolves when everything that was asked for is on the page. */
  get updateComplete(): Promise<unknown> {
    return (this.#update ?? Promise.resolve()).then(() => this.arrival);
  }

  async #updateSoon(): Promise<void> {
    await Promise.resolve();
    if (!this.#tookOver) await this.beforeTakingOver();
    this.#update = undefined;
    if (this.#view) this.update(this.#view);
  }

  /** What taking over may wait for. */
  protected beforeTakingOver(): Promise<void> | undefined {
    return undefined;
  }

  protected update(view: LessonView): void {
    let focused = '';
    if (!this.#tookOver) {
      this.#tookOver = true;
      focused = (this.contains(document.activeElement) && document.activeElement?.id) || '';
      this.replaceChildren();
    }
    render(this.render(view), this, { host: this });
    // Who tabbed to a control before the script ran must still be on it.
    if (focused) {
      void this.updateComplete.then(() => document.getElementById(focused)?.focus());
    }
  }

  /**
   * What the learner already did in the HTML of the build, before the script
   * ran; the answers of an impatient learner count too.
   */
  earlyEvents(): readonly LessonEvent[] {
    return [];
  }

  /** Called when the learner leaves the step that the element belongs to. */
  leave(): void {
    // Most elements have nothing to end.
  }

  protected send(lessonEvent: LessonEvent): void {
    this.dispatchEvent(new LessonIntent(lessonEvent));
  }
}
