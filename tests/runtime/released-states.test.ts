import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newRecord, openingState, type LessonRecord } from '../../src/core/lesson-state.js';
import type { Lesson } from '../../src/core/lesson.js';
import { reduce } from '../../src/core/reduce.js';
import {
  decode,
  encode,
  SUSPEND_DATA_LIMIT,
  worstCaseLength,
} from '../../src/core/suspend-data.js';
import { everyStep, realLesson } from '../support/real-lesson.js';

/** One stored record per released version of the content, as an LMS may still hold it. */
const STATES = join(import.meta.dirname, 'fixtures/states');

/** The record of who did everything, and then began the quiz again. */
function finished(lesson: Lesson): LessonRecord {
  const events = [...everyStep(lesson), { type: 'quiz-restarted', seed: 4711 } as const];
  return events.reduce(
    (state, event) => reduce(lesson, state, event),
    openingState({ ...newRecord(2026), seconds: 1234 }),
  ).record;
}

const lesson = await realLesson();

test('the content of today has a stored record of its own', () => {
  const path = join(STATES, `${lesson.version}.txt`);
  if (process.env['WRITE_STATE'] === 'yes') writeFileSync(path, encode(lesson, finished(lesson)));
  const advice = 'Run "WRITE_STATE=yes npx vitest run tests/runtime/released-states.test.ts".';
  expect(existsSync(path) ? '' : `${path} is missing. ${advice}`).toBe('');
});

test('the longest record of the content of today fits', () => {
  expect(worstCaseLength(lesson).total).toBeLessThanOrEqual(SUSPEND_DATA_LIMIT);
});

describe.each(readdirSync(STATES))('a record from the content of %s', (name) => {
  test('is resumed on the content of today', () => {
    const found = decode(lesson, readFileSync(join(STATES, name), 'utf8'));
    expect(found?.complete).toBe(true);
    expect(found?.record.completed).toBe(true);
    expect(found?.record.seconds).toBe(1234);
    expect(found?.record.quiz).toMatchObject({
      seed: 4711,
      attempts: 1,
      best: { score: 100, passed: true },
    });
    const known = new Set(lesson.sections.map(({ id }) => id));
    expect(found?.record.seen.size).toBeGreaterThan(0);
    expect([...(found?.record.seen ?? [])].every((id) => known.has(id))).toBe(true);
    const questions = new Set(lesson.quiz?.questions.map(({ id }) => id));
    const answered = Object.keys(found?.record.quiz.best?.answers ?? {});
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.every((id) => questions.has(id))).toBe(true);
    expect(found?.record.feedback?.comment).toBe('Thank you!');
  });
});
