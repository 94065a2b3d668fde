import type { Lesson } from './lesson.js';
import type { LessonState } from './lesson-state.js';
import { reduce, settle, type LessonEvent } from './reduce.js';

/** Owns the one state of a lesson; everybody else reads it and sends events. */
export interface Store {
  readonly state: LessonState;
  readonly lesson: Lesson;
  /** Applies `event` and tells the subscribers, unless nothing changed. */
  dispatch(event: LessonEvent): void;
  /** Changes the rules of the lesson, such as a pass mark that the LMS sets. */
  useLesson(lesson: Lesson): void;
  /** Calls `listener` after every change; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/** Makes the store of an opened page. */
export function createStore(lesson: Lesson, state: LessonState): Store {
  const listeners = new Set<() => void>();
  let current = { lesson, state };
  const change = (next: typeof current): void => {
    current = next;
    for (const listener of [...listeners]) {
      // A listener called before may have ended this one's subscription.
      if (listeners.has(listener)) listener();
    }
  };
  return {
    get state() {
      return current.state;
    },
    get lesson() {
      return current.lesson;
    },
    dispatch(event) {
      const next = reduce(current.lesson, current.state, event);
      if (next !== current.state) change({ ...current, state: next });
    },
    useLesson(lesson) {
      const { state } = current;
      change({ lesson, state: { ...state, record: settle(lesson, state.record) } });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
