import { expect, test } from 'vitest';
import type { LessonRecord } from '../../src/core/lesson-state.js';
import { reportOf } from '../../src/core/report.js';
import { objectivesToTell, rowsToTell } from '../../src/runtime/saving/rows-to-tell.js';
import { play, smallLesson } from '../support/small-lesson.js';

const fresh = play().record;
const rows = (record: LessonRecord) => rowsToTell(reportOf(smallLesson, record).rows);
const objectives = (record: LessonRecord) =>
  objectivesToTell(reportOf(smallLesson, record).objectives);

test('nothing is told of a lesson that was only opened', () => {
  expect([rows(fresh), objectives(fresh)]).toEqual([[], []]);
});

test.each([
  ['rating', { rating: 'yes', comment: '' }],
  ['comment', { rating: 'yes', comment: 'Good' }],
])('the last row told is a %s where that was given last', (kind, feedback) => {
  const { record } = play({ type: 'feedback-given', feedback });
  expect(rows(record).at(-1)?.kind).toBe(kind);
});

test('a quiz whose result only the LMS knew is told as an objective', () => {
  const best = { score: 40, passed: false, answers: {} };
  const told = objectives({ ...fresh, quiz: { ...fresh.quiz, attempts: 1, best } });
  expect(told.at(-1)).toMatchObject({ id: 'fit-quiz', success: 'failed' });
});
