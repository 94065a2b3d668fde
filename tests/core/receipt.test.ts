import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecord, type LessonRecord, type QuizResult } from '../../src/core/lesson-state.js';
import { receiptCode } from '../../src/core/receipt.js';
import { answer, continueIn, play, restart } from '../support/play-sample.js';
import { rightAnswers, sampleLesson } from '../support/sample-lesson.js';

const lesson = { id: 'beekeeper' };

function finished(best: Partial<QuizResult> = {}): LessonRecord {
  const record = newRecord(7);
  const result = { score: 85, passed: true, answers: {}, ...best };
  return { ...record, quiz: { ...record.quiz, attempts: 1, best: result } };
}

test('there is no code before there is a result', () => {
  expect(receiptCode(lesson, newRecord(7))).toBeNull();
});

test('a code stays what it is, because it stands on paper', () => {
  expect(receiptCode(lesson, finished())).toBe('DLNY-8MC8');
});

test('a code can be read out: no letter or digit looks like another one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.boolean(), (score, passed) => {
      expect(receiptCode(lesson, finished({ score, passed }))).toMatch(
        /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/,
      );
    }),
  );
});

test.each([
  ['another lesson', { ...lesson, id: 'baker' }, finished()],
  ['another score', lesson, finished({ score: 84 })],
  ['another status', lesson, finished({ passed: false })],
])('%s has another code', (_, what, record) => {
  expect(receiptCode(what, record)).not.toBe(receiptCode(lesson, finished()));
});

test('what does not belong to the result does not change the code', () => {
  const record = { ...finished(), revision: 99, seconds: 99, completed: true };
  expect(receiptCode(lesson, record)).toBe(receiptCode(lesson, finished()));
});

test('a printed code stays true when a worse try follows, and when another equals the best', () => {
  const wrong = Object.fromEntries(
    Object.entries(rightAnswers).map(([id, right]) => [
      id,
      right.type === 'true-false' ? { ...right, value: !right.value } : right,
    ]),
  );
  const first = play(...answer(rightAnswers));
  const worse = continueIn(sampleLesson, first, restart, ...answer(wrong));
  const equal = continueIn(sampleLesson, worse, restart, ...answer(rightAnswers));
  expect(worse.record.quiz).toMatchObject({ attempts: 2, best: { score: 100 } });
  const codes = [first, worse, equal].map(({ record }) => receiptCode(sampleLesson, record));
  expect(new Set(codes).size).toBe(1);
});

test('a printed code stays true when the content is mended', () => {
  const mended = { ...sampleLesson, version: '1.0.1', fingerprint: 'ffffffffff' };
  const { record } = play(...answer(rightAnswers));
  expect(receiptCode(mended, record)).toBe(receiptCode(sampleLesson, record));
});

test('the results of one lesson all have codes of their own', () => {
  const codes = Array.from({ length: 101 }, (_, score) =>
    [true, false].map((passed) => receiptCode(lesson, finished({ score, passed }))),
  ).flat();
  expect(new Set(codes).size).toBe(codes.length);
});
