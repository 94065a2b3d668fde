import type { Lesson } from '../../core/lesson.js';
import type { LessonState } from '../../core/lesson-state.js';
import type { Access, SaveStatus } from '../../core/saving.js';
import type { Messages } from '../../i18n/messages.js';

/** All that an element may show. Elements get it from above and own nothing themselves. */
export interface LessonView {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly saving: SaveStatus;
  readonly access: Access;
  /** Hostile input from the LMS: only ever rendered as text. */
  readonly learnerName: string;
  /** Since when this browser keeps work that the LMS never got, for the learner to decide; or `null`. */
  readonly offer: number | null;
  readonly messages: Messages;
}
