import { vi } from 'vitest';
import type { Lesson } from '../../src/core/lesson.js';
import type { Recorder } from '../../src/core/saving.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import type { Store } from '../../src/core/store.js';
import type { PackagedEdition } from '../../src/runtime/lms/find-api.js';
import { startRecording } from '../../src/runtime/recorder.js';
import { fakeWindow, type FakeWindow } from './fake-window.js';
import { newStore, smallLesson } from './small-lesson.js';

/** A learner with the lesson open. */
export interface Visit {
  readonly page: FakeWindow;
  readonly store: Store;
  readonly recorder: Recorder;
  /** Each event, and then time for everything that follows from it. */
  act(...events: readonly LessonEvent[]): Promise<void>;
  wait(milliseconds: number): Promise<void>;
}

/** Until the first Commit of a visit is made and proved. */
export const START_MS = 4000;
/** How long a learner takes from one click to the next: long enough for a proof. */
const BETWEEN_CLICKS_MS = 6000;

/** Opens the lesson in a window with `around` in it; the test has to use fake timers. */
export async function openLesson(
  edition: PackagedEdition,
  around: Readonly<Record<string, unknown>>,
  lesson: Lesson = smallLesson,
  server: FakeWindow['server'] = 'answers',
  start = START_MS,
): Promise<Visit> {
  const page = fakeWindow(around, server);
  const store = newStore(lesson);
  const recorder = startRecording(store, { edition, window: page.window });
  const wait = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  };
  await wait(start);
  return {
    page,
    store,
    recorder,
    wait,
    async act(...events) {
      for (const event of events) {
        store.dispatch(event);
        await wait(BETWEEN_CLICKS_MS);
      }
    },
  };
}
