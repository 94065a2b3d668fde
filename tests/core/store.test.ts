import { describe, expect, test } from 'vitest';
import { createStore } from '../../src/core/store.js';
import { fresh, open } from '../support/play-sample.js';
import { sampleLesson, sampleLessonWith } from '../support/sample-lesson.js';

/** A store, and what its one subscriber saw as the step on show. */
function setUp() {
  const store = createStore(sampleLesson, fresh);
  const steps: string[] = [];
  const end = store.subscribe(() => steps.push(store.state.step));
  return { store, steps, end };
}

describe('a store', () => {
  test('starts with the given lesson and state', () => {
    const { store } = setUp();
    expect(store.state).toBe(fresh);
    expect(store.lesson).toBe(sampleLesson);
  });

  test('tells its subscribers after each change', () => {
    const { store, steps } = setUp();
    store.dispatch(open('what'));
    store.dispatch(open('work'));
    expect(steps).toEqual(['what', 'work']);
  });

  test('tells nobody when an event changed nothing', () => {
    const { store, steps } = setUp();
    store.dispatch(open('nowhere'));
    expect(steps).toEqual([]);
    expect(store.state).toBe(fresh);
  });

  test('turns a score into a pass when the pass mark is lowered to it, and never back', () => {
    const { store } = setUp();
    const best = { score: 75, passed: false, answers: {} };
    const record = { ...fresh.record, quiz: { ...fresh.record.quiz, attempts: 1, best } };
    store.resume(record);
    expect(store.state.record.quiz.best?.passed).toBe(false);
    store.useLesson(sampleLessonWith({ passMark: 75 }));
    expect(store.state.record.quiz.best?.passed).toBe(true);
    store.useLesson(sampleLessonWith({ passMark: 90 }));
    expect(store.state.record.quiz.best?.passed).toBe(true);
  });

  test('tells of other rules, and follows them', () => {
    const { store, steps } = setUp();
    const strict = sampleLessonWith({ lockSteps: true });
    store.useLesson(strict);
    store.dispatch(open('finish'));
    expect(steps).toEqual(['welcome']);
    expect(store.lesson).toBe(strict);
  });

  test('stops telling who ended the subscription', () => {
    const { store, steps, end } = setUp();
    end();
    store.dispatch(open('what'));
    expect(steps).toEqual([]);
  });

  test('stops telling at once, also when a subscriber ends the subscription of the next', () => {
    const store = createStore(sampleLesson, fresh);
    const told: string[] = [];
    store.subscribe(() => {
      told.push('first');
      endSecond();
    });
    const endSecond = store.subscribe(() => told.push('second'));
    store.dispatch(open('what'));
    expect(told).toEqual(['first']);
  });

  test('takes events from a subscriber in between', () => {
    const { store, steps } = setUp();
    const end = store.subscribe(() => {
      end();
      store.dispatch(open('work'));
    });
    store.dispatch(open('what'));
    expect(store.state.step).toBe('work');
    expect([...store.state.record.seen]).toEqual(['what', 'work']);
    expect(steps).toEqual(['what', 'work']);
  });
});
