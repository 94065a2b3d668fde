import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/core/byte.js';
import { stepsOf } from '../../src/core/lesson.js';
import type { Lesson } from '../../src/core/lesson.js';
import type { Answer, LessonRecord, LessonState } from '../../src/core/lesson-state.js';
import { mergeRecords } from '../../src/core/merge.js';
import { progressOf } from '../../src/core/progress.js';
import { reduce } from '../../src/core/reduce.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { reportOf } from '../../src/core/report.js';
import { fresh } from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  sampleQuestions,
  wrongAnswers,
} from '../support/sample-lesson.js';

/** Any of `ids`, or one that nothing has. */
const idOf = (ids: readonly string[]): fc.Arbitrary<string> =>
  fc.constantFrom(...ids, 'gone', 'constructor', '__proto__');

const questionIds = sampleQuestions.map(({ id }) => id);

const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constantFrom(...Object.values(rightAnswers), ...Object.values(wrongAnswers)),
  fc
    .constantFrom('ada', 'bob', 'gone')
    .map((option) => ({ type: 'single-choice', option }) as const),
  fc
    .subarray(['smoke', 'frames', 'fly', 'notes', 'gone'])
    .map((options) => ({ type: 'multiple-choice', options }) as const),
  fc
    .dictionary(idOf(['smoker', 'honey', 'wax']), idOf(['tool', 'product']))
    .map((targets) => ({ type: 'matching', targets }) as const),
);

const oneEvent: fc.Arbitrary<readonly LessonEvent[]> = fc
  .oneof<fc.Arbitrary<LessonEvent>[]>(
    fc.record({ type: fc.constant('step-opened'), step: idOf(stepsOf(sampleLesson)) }),
    fc.record({
      type: fc.constant('answer-chosen'),
      questionId: idOf(questionIds),
      answer: anyAnswer,
    }),
    fc.record({ type: fc.constant('answer-checked'), questionId: idOf(questionIds) }),
    fc.record({ type: fc.constant('quiz-submitted') }),
    fc.record({ type: fc.constant('quiz-restarted'), seed: fc.nat() }),
    fc.record({
      type: fc.constant('action-ticked'),
      actionId: idOf(['visit', 'read']),
      ticked: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('feedback-given'),
      feedback: fc.record({ rating: idOf(['fully', 'hardly']), comment: fc.string() }),
    }),
  )
  .map((event) => [event]);

/** A whole attempt at once, because single events hardly ever finish one. */
const wholeAttempt: fc.Arbitrary<readonly LessonEvent[]> = fc
  .tuple(...questionIds.map((id) => fc.constantFrom(rightAnswers[id], wrongAnswers[id])))
  .map((answers) => [
    { type: 'quiz-restarted', seed: answers.length },
    ...answers.flatMap((answer, index): readonly LessonEvent[] => {
      const questionId = questionIds[index] ?? '';
      return answer ? [{ type: 'answer-chosen', questionId, answer }] : [];
    }),
    { type: 'quiz-submitted' },
  ]);

const everySection: readonly LessonEvent[] = sampleLesson.sections.map(({ id }) => ({
  type: 'step-opened',
  step: id,
}));

const anyEvents: fc.Arbitrary<readonly LessonEvent[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: oneEvent },
      { weight: 2, arbitrary: wholeAttempt },
      { weight: 1, arbitrary: fc.constant(everySection) },
    ),
    { maxLength: 20 },
  )
  .map((groups) => groups.flat());

const anyLesson: fc.Arbitrary<Lesson> = fc
  .record<Partial<Settings>>({
    completion: fc.constantFrom('sections', 'quiz', 'both'),
    passMark: fc.nat(100),
    attempts: fc.constantFrom(null, 1, 2),
    feedback: fc.constantFrom('each', 'end'),
    lockSteps: fc.boolean(),
  })
  .map((settings) => sampleLessonWith(settings));

const anyRecord: fc.Arbitrary<LessonRecord> = anyEvents.map(
  (events) => events.reduce((state, event) => reduce(sampleLesson, state, event), fresh).record,
);

/** Checks `holds` of every two states that follow each other, whatever happens. */
function always(holds: (before: LessonState, after: LessonState, lesson: Lesson) => void): void {
  fc.assert(
    fc.property(anyLesson, anyEvents, (lesson, events) => {
      events.reduce((before, event) => {
        const after = reduce(lesson, before, event);
        holds(before, after, lesson);
        return after;
      }, fresh);
    }),
  );
}

describe('whatever a learner does', () => {
  test('a completed lesson stays completed', () => {
    always((before, after) => {
      if (before.record.completed) expect(after.record.completed).toBe(true);
    });
  });

  test('the best score never falls and a pass is never lost', () => {
    always(({ record: { quiz: before } }, { record: { quiz: after } }) => {
      if (before.best === null) return;
      expect(after.best?.score).toBeGreaterThanOrEqual(before.best.score);
      if (before.best.passed) expect(after.best?.passed).toBe(true);
    });
  });

  test('progress never falls', () => {
    always((before, after, lesson) => {
      const [from, to] = [before, after].map(({ record }) => progressOf(lesson, record));
      expect(to).toBeGreaterThanOrEqual(from ?? NaN);
    });
  });

  test('the revision grows with every change but time, and with nothing else', () => {
    always((before, after) => {
      const changed = Object.entries(after.record).some(
        ([key, value]) =>
          !['revision', 'seconds'].includes(key) &&
          value !== before.record[key as keyof LessonRecord],
      );
      expect(after.record.revision - before.record.revision).toBe(changed ? 1 : 0);
    });
  });

  test('no more attempts are finished than the settings allow', () => {
    always((_, { record }, lesson) => {
      expect(record.quiz.attempts).toBeLessThanOrEqual(lesson.settings.attempts ?? Infinity);
    });
  });

  test('nothing is recorded that the lesson does not have', () => {
    always((_, { record, step }, lesson) => {
      const sections = lesson.sections.map(({ id }) => id);
      expect(stepsOf(lesson)).toContain(step);
      expect(sections).toEqual(expect.arrayContaining([...record.seen]));
      expect([...sections, null]).toContain(record.position);
      expect(questionIds).toEqual(expect.arrayContaining(Object.keys(record.quiz.answers)));
      expect(questionIds).toEqual(expect.arrayContaining([...record.quiz.checked]));
      expect(['visit', 'read']).toEqual(expect.arrayContaining([...record.ticked]));
    });
  });

  test('the report gives the score that its own rows add up to', () => {
    always((_, { record }, lesson) => {
      const { rows, score } = reportOf(lesson, record);
      const parts = rows.flatMap((row) =>
        row.kind === 'question' ? [row.share * row.question.weight] : [],
      );
      const earned = (100 * parts.reduce((sum, part) => sum + part, 0)) / 6;
      if (score !== null) expect(Math.abs(score - earned)).toBeLessThanOrEqual(0.5 + 1e-9);
    });
  });
});

describe('whatever two records say, joining them', () => {
  const join = (a: LessonRecord, b: LessonRecord): LessonRecord => mergeRecords(sampleLesson, a, b);

  test('changes nothing when they are the same', () => {
    fc.assert(
      fc.property(anyRecord, (a) => {
        expect(join(a, a)).toEqual(a);
      }),
    );
  });

  test('changes nothing when one of them was joined before', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const once = join(a, b);
        expect(join(a, once)).toEqual(once);
        expect(join(b, once)).toEqual(once);
      }),
    );
  });

  test('gives the same in either order, if one is later', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        fc.pre(a.revision !== b.revision);
        expect(join(a, b)).toEqual(join(b, a));
      }),
    );
  });

  test('loses nothing that was reached', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (a, b) => {
        const both = join(a, b);
        for (const one of [a, b]) {
          expect([...both.seen]).toEqual(expect.arrayContaining([...one.seen]));
          expect(both.seconds).toBeGreaterThanOrEqual(one.seconds);
          expect(both.quiz.attempts).toBeGreaterThanOrEqual(one.quiz.attempts);
          expect(both.quiz.best?.score ?? -1).toBeGreaterThanOrEqual(one.quiz.best?.score ?? -1);
          expect(Number(both.completed)).toBeGreaterThanOrEqual(Number(one.completed));
          if (one.quiz.best?.passed) expect(both.quiz.best?.passed).toBe(true);
        }
      }),
    );
  });
});
