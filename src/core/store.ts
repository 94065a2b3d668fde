import type { Lesson } from './lesson.js';
import type { LessonRecord, LessonState } from './lesson-state.js';
import { mergeRecords } from './merge.js';
import { reduce, settle, type LessonEvent } from './reduce.js';
import { resume } from './resume.js';

/** Owns the one state of a lesson; everything else reads it and sends events. */
export interface Store {
  readonly state: LessonState;
  readonly lesson: Lesson;
  /** Every event so far that changed something, in order. */
  readonly events: readonly LessonEvent[];
  /** Applies `event` and notifies the subscribers, unless nothing changed. */
  dispatch(event: LessonEvent): void;
  /** Applies an event of another page: the record changes, this page stays at its step. */
  follow(event: LessonEvent): void;
  /**
   * Continues a record that was stored elsewhere: it is joined with the record
   * this page started from, and the page's events are replayed on top. Events
   * before the index `from` are left out, because `record` has them already.
   */
  resume(record: LessonRecord, from?: number): void;
  /** Changes the rules of the lesson, such as a pass mark that the LMS sets. */
  useLesson(lesson: Lesson): void;
  /** Calls `listener` after every change; returns a function that ends that. */
  subscribe(listener: () => void): () => void;
}

/** Makes the store of an opened page. */
export function createStore(lesson: Lesson, state: LessonState): Store {
  const listeners = new Set<() => void>();
  const events: LessonEvent[] = [];
  let current = { lesson, state };
  let start = state.record;
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
    get events() {
      return events;
    },
    dispatch(event) {
      const next = reduce(current.lesson, current.state, event);
      if (next === current.state) return;
      events.push(event);
      change({ ...current, state: next });
    },
    follow(event) {
      const { step, selfCheck } = current.state;
      const next = reduce(current.lesson, current.state, event);
      if (next.record === current.state.record) return;
      events.push(event);
      change({ ...current, state: { ...next, step, selfCheck } });
    },
    resume(record, from = 0) {
      start = mergeRecords(current.lesson, start, record);
      const state = resume(current.lesson, current.state, start, events.slice(from));
      change({ ...current, state });
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
