import fc from 'fast-check';
import type { LessonEvent } from '../../src/core/reduce.js';
import type { Answer } from '../../src/core/lesson-state.js';
import { smallLesson } from './small-lesson.js';

const questionId = fc.constantFrom('best-fit', 'typical-day', 'alone', 'traits', 'unknown');

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .constantFrom('peter', 'samantha', 'rachel', 'nobody')
    .map((option): Answer => ({ type: 'single-choice', option })),
  fc
    .subarray(['plan', 'meet', 'paint', 'budget', 'nothing'])
    .map((options): Answer => ({ type: 'multiple-choice', options })),
  fc.boolean().map((value): Answer => ({ type: 'true-false', value })),
  fc
    .record(
      {
        tidy: fc.constantFrom('fits', 'against', 'elsewhere'),
        shy: fc.constantFrom('fits', 'against'),
        calm: fc.constantFrom('fits', 'against'),
      },
      { requiredKeys: [] },
    )
    .map((targets): Answer => ({ type: 'matching', targets })),
);

/** Any one thing that a learner can do in the small lesson, sensible or not. */
export const anyEvent: fc.Arbitrary<LessonEvent> = fc.oneof(
  fc
    .constantFrom(...smallLesson.sections.map(({ id }) => id), 'welcome', 'finish', 'unknown')
    .map((step): LessonEvent => ({ type: 'step-opened', step })),
  fc.tuple(questionId, answer).map(([id, chosen]): LessonEvent => ({
    type: 'answer-chosen',
    questionId: id,
    answer: chosen,
  })),
  questionId.map((id): LessonEvent => ({ type: 'answer-checked', questionId: id })),
  fc.constant<LessonEvent>({ type: 'quiz-submitted' }),
  fc.nat(2 ** 32 - 1).map((seed): LessonEvent => ({ type: 'quiz-restarted', seed })),
  fc
    .tuple(fc.constantFrom('talk', 'visit', 'unknown'), fc.boolean())
    .map(([actionId, ticked]): LessonEvent => ({ type: 'action-ticked', actionId, ticked })),
  fc
    .tuple(fc.constantFrom('no', 'yes', 'unknown'), fc.string({ unit: 'binary', maxLength: 300 }))
    .map(([rating, comment]): LessonEvent => ({
      type: 'feedback-given',
      feedback: { rating, comment },
    })),
  fc
    .constantFrom('system', 'light', 'dark', 'contrast')
    .map((theme): LessonEvent => ({ type: 'display-changed', display: { theme } as const })),
);

/** Up to forty of them in a row. */
export const anyEvents: fc.Arbitrary<readonly LessonEvent[]> = fc.array(anyEvent, {
  maxLength: 40,
});
