import { describe, expect, test } from 'vitest';
import { canOpen, isDone, minutesLeft, neighboursOf, progressOf } from '../../src/core/progress.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { newRecord } from '../../src/core/lesson-state.js';
import { stepsOf } from '../../src/core/lesson.js';
import { answer, check, choose, open, recordAfter, seeAll } from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  wrongAnswers,
} from '../support/sample-lesson.js';

const firstTime = newRecord(7);
const locked = sampleLessonWith({ lockSteps: true });

describe('without locked steps', () => {
  test('every step may be opened from the start', () => {
    const closed = stepsOf(sampleLesson).filter((step) => !canOpen(sampleLesson, firstTime, step));
    expect(closed).toEqual([]);
  });
});

describe('with locked steps', () => {
  const openSteps = (...seen: readonly string[]): readonly string[] => {
    const record = { ...firstTime, seen: new Set(seen) };
    return stepsOf(locked).filter((step) => canOpen(locked, record, step));
  };

  test('a new learner may open the welcome and the first section', () => {
    expect(openSteps()).toEqual(['welcome', 'what']);
  });

  test('a section opens once every section before it was seen', () => {
    expect(openSteps('what', 'work')).toEqual(['welcome', 'what', 'work', 'day']);
  });

  test('what was seen stays open, even when the order of the sections changed since', () => {
    expect(openSteps('what', 'pay')).toEqual(['welcome', 'what', 'work', 'pay']);
  });

  test('the finish opens last', () => {
    const all = locked.sections.map(({ id }) => id);
    expect(openSteps(...all)).toEqual(stepsOf(locked));
    expect(openSteps(...all.slice(1))).not.toContain('finish');
  });
});

describe('the steps beside a step', () => {
  test.each([
    ['welcome', { previous: null, next: 'what' }],
    ['what', { previous: 'welcome', next: 'work' }],
    ['feedback', { previous: 'plan', next: 'finish' }],
    ['finish', { previous: 'feedback', next: null }],
  ])('of %s', (step, neighbours) => {
    expect(neighboursOf(sampleLesson, step)).toEqual(neighbours);
  });

  test('are none for a step that the lesson does not have', () => {
    expect(neighboursOf(sampleLesson, 'gone')).toEqual({ previous: null, next: null });
  });
});

describe('what is done', () => {
  const doneAfter = (...events: readonly LessonEvent[]): readonly string[] =>
    stepsOf(sampleLesson).filter((step) => isDone(sampleLesson, recordAfter(...events), step));

  test('is nothing at first', () => {
    expect(doneAfter()).toEqual([]);
  });

  test('is the welcome and each section that was opened', () => {
    expect(doneAfter(open('what'), open('day'))).toEqual(['welcome', 'what', 'day']);
  });

  test('is not the quiz while it is open or may be tried again', () => {
    expect(doneAfter(open('quiz'), ...answerOne())).not.toContain('quiz');
    expect(doneAfter(open('quiz'), ...answer(wrongAnswers))).not.toContain('quiz');
  });

  test('is the quiz once it is passed, and everything with completion', () => {
    expect(doneAfter(open('quiz'), ...answer(rightAnswers))).toContain('quiz');
    expect(doneAfter(...seeAll, ...answer(rightAnswers))).toEqual(stepsOf(sampleLesson));
  });

  test('is an opened section also where there is no quiz', () => {
    const reading = { ...sampleLesson, quiz: null };
    expect(isDone(reading, recordAfter(open('what')), 'what')).toBe(true);
  });

  test.each([
    ['nothing is done', [], 15],
    ['sections were opened and the quiz of three minutes is open', seeAll, 3],
    ['all is done', [...seeAll, ...answer(rightAnswers)], 0],
  ])('leaves its minutes when %s', (_, events, minutes) => {
    expect(minutesLeft(sampleLesson, recordAfter(...events))).toBe(minutes);
  });
});

describe('progress', () => {
  // The sample has ten sections and a quiz: eleven parts.
  test.each([
    ['starts at nothing', [], 0],
    ['counts a section once it was opened', [open('what')], 0.09],
    ['counts a section once', [open('what'), open('work'), open('what')], 0.18],
    ['counts nothing for a choice that is not checked', [choose('works-alone', no())], 0],
    ['counts a checked answer as its part of the quiz', [...answerOne()], 0.02],
    ['counts the quiz whole once it has a result', answer(wrongAnswers), 0.09],
    ['stays below 1 while the quiz is not passed', [...seeAll, ...answer(wrongAnswers)], 0.99],
    ['is 1 with completion', [...seeAll, ...answer(rightAnswers)], 1],
  ])('%s', (_, events, progress) => {
    expect(progressOf(sampleLesson, recordAfter(...events))).toBe(progress);
  });

  test('counts sections alone where there is no quiz', () => {
    const reading = { ...sampleLesson, quiz: null };
    const record = { ...firstTime, seen: new Set(['what', 'work']) };
    expect(progressOf(reading, record)).toBe(0.2);
  });

  test('stays 1 for a completed learner when a section is added later', () => {
    expect(progressOf(sampleLesson, { ...firstTime, completed: true })).toBe(1);
  });

  test('is nothing for a lesson without any part', () => {
    expect(progressOf({ ...sampleLesson, sections: [], quiz: null }, firstTime)).toBe(0);
  });
});

function no() {
  return { type: 'true-false', value: false } as const;
}

function answerOne() {
  return [choose('works-alone', no()), check('works-alone')] as const;
}
