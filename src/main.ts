import type { Lesson } from './core/lesson.js';
import { newRecord, openingState } from './core/lesson-state.js';
import { createStore } from './core/store.js';
import { messagesFor } from './i18n/messages-for.js';
import type { PackagedEdition } from './runtime/lms/find-api.js';
import { startRecording } from './runtime/recorder.js';
import { ByteLesson } from './ui/lesson/byte-lesson.js';
import './ui/lesson/elements.js';

/** Set by the build: which standard this package was made for. */
declare const PACKAGED_EDITION: PackagedEdition;

// In a task of its own: parsing the script and defining its elements is enough work for one.
setTimeout(() => {
  const lesson = JSON.parse(document.getElementById('lesson')?.textContent ?? '') as Lesson;
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  const store = createStore(lesson, openingState(newRecord(seed)));
  const recorder = startRecording(store, { edition: PACKAGED_EDITION, window });
  const element = document.querySelector('byte-lesson');
  if (!(element instanceof ByteLesson)) throw new Error('The page has no <byte-lesson>.');
  element.connect({ store, recorder, messages: messagesFor(lesson.language) });
});
