import { expect, test } from 'vitest';
import type { Question } from '../../src/core/question.js';
import { rightAnswer } from '../../src/core/scoring.js';
import { idsOf12, pattern12, response12 } from '../../src/runtime/scorm/scorm12.js';
import { pattern2004, response2004 } from '../../src/runtime/scorm/scorm2004.js';
import { questions } from '../support/small-lesson.js';

/** The sample's question with several right answers, which its author names in another order. */
const question = questions.map((one): Question =>
  one.type === 'multiple-choice' ? { ...one, correct: ['budget', 'plan', 'meet'] } : one,
)[1];

const pairing = questions[3];

test('an answer to a part of the pairs tells that part', () => {
  const row = {
    kind: 'question',
    question: pairing,
    answer: { type: 'matching', targets: { shy: 'against', calm: 'gone' } },
  } as unknown as Parameters<typeof pattern12>[0];
  expect(response12(row)).toBe('shy.works_against');
  expect(
    response2004({
      ...row,
      answer: { type: 'matching', targets: { shy: 'against' } },
    } as typeof row),
  ).toBe('shy[.]against');
});

test.each([
  [2, { type: 'multiple-choice', options: ['plan'] }],
  [2, { type: 'matching', targets: { shy: 'against' } }],
  [0, { type: 'matching', targets: { shy: 'against' } }],
  [3, { type: 'multiple-choice', options: ['plan'] }],
])('to question %i the answer %j, which does not fit it, tells nothing', (index, answer) => {
  const row = { kind: 'question', question: questions[index], answer };
  // A cast: the type of an answer is checked where it is stored, not here.
  const stored = row as unknown as Parameters<typeof pattern12>[0];
  expect([response12(stored), response2004(stored)]).toEqual([null, null]);
});

test('a rating that was not given tells nothing', () => {
  const scale = [{ id: 'yes', text: 'yes' }];
  const row = { kind: 'rating', id: 'your-view', rating: null, scale };
  const stored = row as unknown as Parameters<typeof pattern12>[0];
  expect([response12(stored), response2004(stored)]).toEqual([null, null]);
});

test('labels that are long and alike give ids that differ and are not too long', () => {
  const label = 'x'.repeat(300);
  const rows = questions.map((one) => ({ kind: 'question', question: { ...one, label } }));
  const ids = idsOf12(rows as unknown as Parameters<typeof idsOf12>[0]);
  expect(new Set(ids).size).toBe(questions.length);
  expect(ids.filter((id) => id.length > 255)).toEqual([]);
});

test('a right answer reads like the pattern, in whatever order an author names the right options', () => {
  if (question?.type !== 'multiple-choice') throw new Error('The sample has another order.');
  const row = {
    kind: 'question',
    question,
    answer: { type: 'multiple-choice', options: ['meet', 'budget', 'plan'] },
  } as unknown as Parameters<typeof pattern12>[0];
  expect(pattern12(row)).toBe('Make_a_plan,Meet_people,Watch_the_budget');
  expect(response12(row)).toBe('Make_a_plan,Meet_people,Watch_the_budget');
  expect(pattern2004(row)).toBe('plan[,]meet[,]budget');
  expect(response2004(row)).toBe('plan[,]meet[,]budget');
  expect(rightAnswer(question)).toEqual({ type: 'multiple-choice', options: question.correct });
});
