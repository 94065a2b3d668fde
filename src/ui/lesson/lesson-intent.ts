import type { LessonEvent } from '../../core/reduce.js';

/**
 * A component's wish to change the lesson. It bubbles to `<byte-lesson>`,
 * which alone may change state; the component then re-renders from its view.
 */
export class LessonIntent extends Event {
  static readonly type = 'lesson-intent';
  readonly lessonEvent: LessonEvent;
  constructor(lessonEvent: LessonEvent) {
    super(LessonIntent.type, { bubbles: true, composed: true });
    this.lessonEvent = lessonEvent;
  }
}

/** The learner's wish to save and leave. */
export class ExitIntent extends Event {
  static readonly type = 'exit-intent';
  constructor() {
    super(ExitIntent.type, { bubbles: true, composed: true });
  }
}

/** The learner's decision about the work that this browser has kept. */
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
