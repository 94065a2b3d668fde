import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { LessonEvent } from '../core/reduce.js';
import { LessonIntent } from './lesson-intent.js';
import type { LessonView } from './lesson-view.js';

/**
 * An element whose first rendering is already in the page's HTML. It renders
 * into light DOM, so that the page reads the same before and after the script,
 * and takes its place over in one go when it gets its first view.
 */
export abstract class LiveElement extends LitElement {
  static override properties: PropertyDeclarations = { view: { attribute: false } };
  /** Absent until the element is needed; until then the HTML of the build stands. */
  declare view: LessonView | undefined;
  #tookOver = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return this.view !== undefined && super.shouldUpdate(changed);
  }

  protected override update(changed: PropertyValues): void {
    if (!this.#tookOver) {
      this.#tookOver = true;
      const focused = this.contains(document.activeElement) ? document.activeElement?.id : '';
      this.replaceChildren();
      super.update(changed);
      // Who tabbed to a control before the script ran must still be on it.
      if (focused) {
        void this.updateComplete.then(() => document.getElementById(focused)?.focus());
      }
      return;
    }
    super.update(changed);
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
