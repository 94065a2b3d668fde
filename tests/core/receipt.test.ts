import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecord, type LessonRecord, type QuizResult } from '../../src/core/lesson-state.js';
import { receiptCode } from '../../src/core/receipt.js';

const lesson = { id: 'beekeeper', fingerprint: '0123456789' };

function finished(best: Partial<QuizResult> = {}, attempts = 1): LessonRecord {
  const record = newRecord(7);
  const result = { score: 85, passed: true, answers: {}, ...best };
  return { ...record, quiz: { ...record.quiz, attempts, best: result } };
}

test('there is no code before there is a result', () => {
  expect(receiptCode(lesson, newRecord(7))).toBeNull();
});

test('a code stays what it is, because it stands on paper', () => {
  expect(receiptCode(lesson, finished())).toBe('TXZ5-HJPX');
});

test('a code can be read out: no letter or digit looks like another one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(500), (score, attempts) => {
      expect(receiptCode(lesson, finished({ score }, attempts))).toMatch(
        /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/,
      );
    }),
  );
});

test.each([
  ['another lesson', { ...lesson, id: 'baker' }, finished()],
  ['other content', { ...lesson, fingerprint: '0123456780' }, finished()],
  ['another score', lesson, finished({ score: 84 })],
  ['another status', lesson, finished({ passed: false })],
  ['another attempt', lesson, finished({}, 2)],
])('%s has another code', (_, what, record) => {
  expect(receiptCode(what, record)).not.toBe(receiptCode(lesson, finished()));
});

test('what does not belong to the result does not change the code', () => {
  const record = { ...finished(), revision: 99, seconds: 99, completed: true };
  expect(receiptCode(lesson, record)).toBe(receiptCode(lesson, finished()));
});

test('the results of one lesson all have codes of their own', () => {
  const codes = Array.from({ length: 101 }, (_, score) =>
    [1, 2, 3].map((attempts) => receiptCode(lesson, finished({ score }, attempts))),
  ).flat();
  expect(new Set(codes).size).toBe(codes.length);
});
