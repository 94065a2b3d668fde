import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Lesson } from '../../src/core/lesson.js';
import { newRecord, openingState, type LessonRecord } from '../../src/core/lesson-state.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { createStore } from '../../src/core/store.js';
import { anyEvents } from '../support/any-events.js';
import { fuzzing } from '../support/fuzzing.js';
import { answer, open, recordAfter, restart, seeAll } from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  wrongAnswers,
} from '../support/sample-lesson.js';
import { play as playSmall, smallLesson } from '../support/small-lesson.js';

const found = recordAfter(...seeAll, ...answer(rightAnswers));
const tick = (actionId: string, ticked: boolean): LessonEvent => ({
  type: 'action-ticked',
  actionId,
  ticked,
});

/** The page after `early` events, and then `record` arrives. */
function resumed(
  record: LessonRecord,
  early: readonly LessonEvent[] = [],
  lesson: Lesson = sampleLesson,
) {
  const store = createStore(lesson, openingState(newRecord(41)));
  for (const event of early) store.dispatch(event);
  store.resume(record);
  return store.state;
}

describe('a page that finds a stored record', () => {
  test('takes it over whole and stays at its step', () => {
    const state = resumed(found, [open('finish')]);
    expect(state.step).toBe('finish');
    expect(state.record).toEqual(found);
  });

  test('takes over any record as it is', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { record } = playSmall(...events);
        fc.pre(record.revision > 0);
        expect(resumed(record, [], smallLesson).record).toEqual(record);
      }),
      fuzzing(),
    );
  });

  test('keeps ticks and their removal, display and drafts from before it arrived', () => {
    const stored = recordAfter(tick('visit', true), {
      type: 'display-changed',
      display: { theme: 'dark', textSize: 'large' },
    });
    const draft = { type: 'true-false', value: true } as const;
    const { record } = resumed({ ...stored, revision: 500 }, [
      tick('read', true),
      { type: 'display-changed', display: { theme: 'light' } },
      { type: 'answer-chosen', questionId: 'works-alone', answer: draft },
    ]);
    expect([...record.ticked].sort()).toEqual(['read', 'visit']);
    expect(record.display).toMatchObject({ theme: 'light', textSize: 'large' });
    expect(record.quiz.answers['works-alone']).toEqual(draft);
    expect(record.revision).toBeGreaterThan(500);
  });

  test('does not answer again what is final in it', () => {
    const [question = '', wrong] = Object.entries(wrongAnswers)[0] ?? [];
    if (!wrong) throw new Error('The sample has changed.');
    const stored = recordAfter(...answer({ [question]: wrong }));
    const { quiz } = resumed(
      stored,
      answer({ [question]: rightAnswers[question] ?? wrong }),
    ).record;
    expect(quiz.answers[question]).toEqual(stored.quiz.answers[question]);
  });

  test('counts early answers as a new attempt where the stored one is finished', () => {
    const stored = recordAfter(...answer(wrongAnswers));
    const { quiz } = resumed(stored, answer(rightAnswers)).record;
    expect(quiz).toMatchObject({ attempts: 2, best: { score: 100, passed: true }, seed: 41 });
  });

  test('starts no attempt that the lesson does not allow', () => {
    const once = sampleLessonWith({ attempts: 1 });
    const stored = recordAfter(...answer(wrongAnswers));
    const [first] = answer(rightAnswers);
    if (!first) throw new Error('The sample has changed.');
    expect(resumed(stored, [first], once).record.quiz).toEqual(stored.quiz);
  });

  test('keeps a result that was shown before it arrived, and counts its attempt', () => {
    const [question = '', wrong] = Object.entries(wrongAnswers)[0] ?? [];
    if (!wrong) throw new Error('The sample has changed.');
    const stored = recordAfter(...answer({ [question]: wrong }));
    const { quiz } = resumed(stored, answer(rightAnswers)).record;
    expect(quiz).toMatchObject({ attempts: 1, best: { score: 100, passed: true } });
    expect(quiz.best?.answers).toEqual(rightAnswers);
  });

  test('judges a result from before it arrived by the pass mark of today', () => {
    const strict = sampleLessonWith({ passMark: 100 });
    const store = createStore(sampleLessonWith({ passMark: 0 }), openingState(newRecord(41)));
    for (const event of answer(wrongAnswers)) store.dispatch(event);
    expect(store.state.record.quiz.best?.passed).toBe(true);
    store.useLesson(strict);
    store.resume(newRecord(7));
    expect(store.state.record.quiz.best?.passed).toBe(false);
  });

  test('loses nothing that was reached in either', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (before, early) => {
        const stored = playSmall(...before).record;
        const page = playSmall(...early).record;
        const { record } = resumed(stored, early, smallLesson);
        for (const one of [stored, page]) {
          expect([...record.seen]).toEqual(expect.arrayContaining([...one.seen]));
          expect(record.quiz.best?.score ?? -1).toBeGreaterThanOrEqual(one.quiz.best?.score ?? -1);
          expect(record.quiz.attempts).toBeGreaterThanOrEqual(one.quiz.attempts);
          expect(Number(record.completed)).toBeGreaterThanOrEqual(Number(one.completed));
        }
      }),
      fuzzing(),
    );
  });

  test('follows the last word of the learner on each action and display choice', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (before, early) => {
        const store = createStore(smallLesson, openingState(newRecord(41)));
        for (const event of early) store.dispatch(event);
        const stored = playSmall(...before).record;
        store.resume(stored);
        for (const id of ['talk', 'visit']) {
          const last = store.events.findLast(
            (event) => event.type === 'action-ticked' && event.actionId === id,
          );
          const ticked = last?.type === 'action-ticked' ? last.ticked : stored.ticked.has(id);
          expect(store.state.record.ticked.has(id)).toBe(ticked);
        }
        const look = store.events.findLast(({ type }) => type === 'display-changed');
        const theme = look?.type === 'display-changed' ? look.display.theme : stored.display.theme;
        expect(store.state.record.display.theme).toBe(theme);
      }),
      fuzzing(),
    );
  });

  test('completes the lesson when the rule is met only by both together', () => {
    const { sections } = sampleLesson;
    const half = { ...found, completed: false, seen: new Set(sections.slice(1).map((s) => s.id)) };
    expect(resumed(half).record.completed).toBe(false);
    expect(resumed(half, [open('what')]).record.completed).toBe(true);
  });

  test('stays complete when the content gets another section', () => {
    const [first] = sampleLesson.sections;
    if (!first) throw new Error('The sample has sections.');
    const longer = {
      ...sampleLesson,
      sections: [...sampleLesson.sections, { ...first, id: 'new' }],
    };
    expect(resumed(found, [], longer).record.completed).toBe(true);
  });

  test('finishes a first attempt whose last open question was taken out of the lesson', () => {
    const { 'works-alone': last, ...others } = rightAnswers;
    expect(last).toBeDefined();
    const underWay = recordAfter(...answer(others));
    expect(underWay.quiz.best).toBeNull();
    const questions = (sampleLesson.quiz?.questions ?? []).filter(({ id }) => id in others);
    const shorter = { ...sampleLesson, quiz: { id: 'quiz', questions } };
    const { quiz } = resumed(underWay, [], shorter).record;
    expect(quiz).toMatchObject({ attempts: 1, best: { score: 100, passed: true } });
  });

  test('leaves a first attempt under way as it is', () => {
    const underWay = recordAfter(
      ...answer({ 'works-alone': { type: 'true-false', value: false } }),
    );
    expect(resumed(underWay).record.quiz).toEqual(underWay.quiz);
  });

  test('finishes nothing where there is no quiz', () => {
    const reading = { ...sampleLesson, quiz: null };
    expect(resumed(newRecord(1), [], reading).record.quiz).toMatchObject({
      attempts: 0,
      best: null,
    });
  });
});

describe('a page that finds a second record', () => {
  test('joins it with the first, and keeps its own events on top of both', () => {
    const store = createStore(sampleLesson, openingState(newRecord(41)));
    store.resume(recordAfter(...seeAll));
    store.dispatch(tick('read', true));
    store.resume({ ...recordAfter(...answer(rightAnswers), tick('visit', true)), revision: 900 });
    const { record } = store.state;
    expect(record.seen.size).toBe(sampleLesson.sections.length);
    expect(record.quiz.best?.score).toBe(100);
    expect([...record.ticked].sort()).toEqual(['read', 'visit']);
  });

  test('leaves out the events that the record has already', () => {
    const store = createStore(sampleLesson, openingState(newRecord(41)));
    store.dispatch(tick('read', true));
    store.resume({ ...recordAfter(tick('read', true), tick('read', false)) }, 1);
    expect(store.state.record.ticked.size).toBe(0);
  });

  test('counts a restart of the same attempt once', () => {
    const store = createStore(sampleLesson, openingState(newRecord(41)));
    for (const event of [...answer(wrongAnswers), restart, ...answer(rightAnswers)]) {
      store.dispatch(event);
    }
    store.resume(store.state.record);
    expect(store.state.record.quiz).toMatchObject({ attempts: 2, best: { score: 100 } });
    store.dispatch(restart);
    expect(store.state.record.quiz.checked.size).toBeGreaterThan(0);
  });
});
