import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/core/byte.js';
import { allSeen, hasAttemptLeft, isCompleted, quizIsSettled } from '../../src/core/progress.js';
import type { Lesson } from '../../src/core/lesson.js';
import type { LessonRecord } from '../../src/core/lesson-state.js';
import { newRecord } from '../../src/core/lesson-state.js';
import { sampleLesson, sampleLessonWith } from '../support/sample-lesson.js';

const all = new Set(sampleLesson.sections.map(({ id }) => id));

/** A record with or without all sections seen, after `attempts` at the quiz with `score`. */
function record(seen: boolean, attempts = 0, score = 0): LessonRecord {
  const base = newRecord(7);
  const best = attempts > 0 ? { score, passed: score >= 80, answers: {} } : null;
  return { ...base, seen: seen ? all : new Set(), quiz: { ...base.quiz, attempts, best } };
}

function under(completion: Settings['completion'], attempts: number | null = null): Lesson {
  return sampleLessonWith({ completion, attempts });
}

describe('all sections', () => {
  test('are seen when every one of them was opened', () => {
    expect(allSeen(sampleLesson, record(true))).toBe(true);
    const butOne = new Set([...all].slice(1));
    expect(allSeen(sampleLesson, { ...record(true), seen: butOne })).toBe(false);
  });
});

describe('an attempt at the quiz', () => {
  test.each([
    ['is always left without a limit', null, 99, true],
    ['is left below the limit', 2, 1, true],
    ['is not left at the limit', 2, 2, false],
    ['is not left above the limit, which an update may have lowered', 2, 3, false],
  ])('%s', (_, limit, attempts, left) => {
    expect(hasAttemptLeft(under('both', limit), record(false, attempts, 10))).toBe(left);
  });

  test('is never left where there is no quiz', () => {
    expect(hasAttemptLeft({ ...sampleLesson, quiz: null }, record(false))).toBe(false);
  });
});

describe('the result of the quiz', () => {
  test.each([
    ['is open before the first attempt', null, 0, 0, false],
    ['is open after a failed attempt while another is left', null, 1, 10, false],
    ['is settled once the quiz is passed', null, 1, 80, true],
    ['is settled when the last attempt failed', 1, 1, 10, true],
  ])('%s', (_, limit, attempts, score, settled) => {
    expect(quizIsSettled(under('both', limit), record(false, attempts, score))).toBe(settled);
  });

  test('is settled where there is no quiz', () => {
    expect(quizIsSettled({ ...sampleLesson, quiz: null }, record(false))).toBe(true);
  });
});

describe('a lesson is completed', () => {
  const seen = record(true);
  const passed = record(false, 1, 100);
  const both = record(true, 1, 100);
  const failed = record(true, 1, 10);

  test.each([
    ['sections', [false, true, false, true, true]],
    ['quiz', [false, false, true, true, false]],
    ['both', [false, false, false, true, false]],
  ] as const)('under the rule "%s" as that rule says', (rule, completed) => {
    const records = [record(false), seen, passed, both, failed];
    expect(records.map((each) => isCompleted(under(rule), each))).toEqual(completed);
  });

  test('by reading alone where there is no quiz', () => {
    expect(isCompleted({ ...under('both'), quiz: null }, seen)).toBe(true);
  });

  test('by a failed last attempt, because nothing more can come of it', () => {
    expect(isCompleted(under('both', 1), failed)).toBe(true);
  });

  test('by no rule but those three', () => {
    const unheardOf = under('never' as never);
    expect(() => isCompleted(unheardOf, both)).toThrow(new Error('Unhandled case: "never"'));
  });
});
