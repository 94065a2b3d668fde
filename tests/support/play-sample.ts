import type { Lesson } from '../../src/core/lesson.js';
import type { Answer, LessonRecord, LessonState } from '../../src/core/lesson-state.js';
import { newRecord, openingState } from '../../src/core/lesson-state.js';
import { reduce } from '../../src/core/reduce.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { sampleLesson } from './sample-lesson.js';

/** The page as a learner opens it for the first time. */
export const fresh: LessonState = openingState(newRecord(7));

/** The state after `events` in a lesson that was just opened. */
export function playIn(lesson: Lesson, ...events: readonly LessonEvent[]): LessonState {
  return continueIn(lesson, fresh, ...events);
}

/** The state after `events` happened to `state`. */
export function continueIn(
  lesson: Lesson,
  state: LessonState,
  ...events: readonly LessonEvent[]
): LessonState {
  return events.reduce((current, event) => reduce(lesson, current, event), state);
}

/** The state of the sample lesson after `events`. */
export function play(...events: readonly LessonEvent[]): LessonState {
  return playIn(sampleLesson, ...events);
}

/** The record of the sample lesson after `events`. */
export function recordAfter(...events: readonly LessonEvent[]): LessonRecord {
  return play(...events).record;
}

export const open = (step: string): LessonEvent => ({ type: 'step-opened', step });

export const choose = (questionId: string, answer: Answer): LessonEvent => ({
  type: 'answer-chosen',
  questionId,
  answer,
});

export const check = (questionId: string): LessonEvent => ({ type: 'answer-checked', questionId });

export const submit: LessonEvent = { type: 'quiz-submitted' };

export const restart: LessonEvent = { type: 'quiz-restarted', seed: 8 };

/** Every section of the sample, opened in order. */
export const seeAll: readonly LessonEvent[] = sampleLesson.sections.map(({ id }) => open(id));

/** Chooses and checks each of `answers`. */
export function answer(answers: Readonly<Record<string, Answer>>): readonly LessonEvent[] {
  return Object.entries(answers).flatMap(([id, chosen]) => [choose(id, chosen), check(id)]);
}
