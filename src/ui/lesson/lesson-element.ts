import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Lesson } from '../../core/lesson.js';
import type { LessonState } from '../../core/lesson-state.js';
import type { LessonEvent } from '../../core/reduce.js';
import type { Access, SaveStatus } from '../../core/saving.js';
import type { Messages } from '../../i18n/messages.js';

/** Everything an element may show. `<byte-lesson>` passes it down; elements keep no copy of it. */
export interface LessonView {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly saving: SaveStatus;
  readonly access: Access;
  /** Untrusted text from the LMS: only ever rendered as text. */
  readonly learnerName: string;
  /** When the unsaved work found in this browser was done (ms since 1970), until the learner decides; else `null`. */
  readonly offer: number | null;
  /** The trace of `?debug=1`, to download; `null` without it. */
  readonly trace?: (() => string) | null;
  /** When the best quiz result was reached (ms since 1970), if in this visit; an older time is not recorded. */
  readonly resultAt: number | null;
  /** Whether the lesson is part of another page, usually the course's. */
  readonly inFrame: boolean;
  readonly messages: Messages;
}

/**
 * The base class of every element that changes while the learner works.
 *
 * It renders into light DOM, because the page has one style sheet and already
 * contains the element's first rendering as HTML. That HTML stays until
 * `<byte-lesson>` sets the first `view`; then Lit renders in its place.
 */
export abstract class LessonElement extends LitElement {
  static override properties: PropertyDeclarations = { view: { attribute: false } };
  /** Nothing is rendered before it is set, so `render()` can rely on it. */
  declare view: LessonView;

  /** What the learner did in the HTML of the build, before the script ran. */
  earlyEvents(): readonly LessonEvent[] {
    return [];
  }

  /** Called when the learner leaves the step that contains the element. */
  leave(): void {
    // Most elements have nothing to stop.
  }

  protected send(event: LessonEvent): void {
    this.dispatchEvent(new LessonIntent(event));
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override shouldUpdate(): boolean {
    // Undefined until `<byte-lesson>` has started, whatever the declaration says.
    return (this.view as LessonView | undefined) !== undefined;
  }

  protected override update(changed: PropertyValues): void {
    if (this.hasUpdated) {
      super.update(changed);
      return;
    }
    const focused = this.contains(document.activeElement) ? document.activeElement?.id : undefined;
    this.replaceChildren();
    super.update(changed);
    // A learner who tabbed to a control before the script ran must still be on it.
    if (focused) void this.updateComplete.then(() => document.getElementById(focused)?.focus());
  }
}

/** An element's request to change the lesson. Only `<byte-lesson>` changes state; it answers with a new view. */
export class LessonIntent extends Event {
  static readonly type = 'lesson-intent';
  readonly lessonEvent: LessonEvent;
  constructor(lessonEvent: LessonEvent) {
    super(LessonIntent.type, { bubbles: true, composed: true });
    this.lessonEvent = lessonEvent;
  }
}

/** The learner's request to save and leave. */
export class ExitIntent extends Event {
  static readonly type = 'exit-intent';
  constructor() {
    super(ExitIntent.type, { bubbles: true, composed: true });
  }
}

/** The learner's decision about the unsaved work that this browser kept. */
export class OfferIntent extends Event {
  static readonly type = 'offer-intent';
  readonly take: boolean;
  constructor(take: boolean) {
    super(OfferIntent.type, { bubbles: true, composed: true });
    this.take = take;
  }
}

declare global {
  interface HTMLElementEventMap {
    [LessonIntent.type]: LessonIntent;
    [ExitIntent.type]: ExitIntent;
    [OfferIntent.type]: OfferIntent;
  }
}
