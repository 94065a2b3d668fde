import { expect, test } from 'vitest';
import type { Question } from '../../src/core/question.js';
import { rightAnswer } from '../../src/core/scoring.js';
import { pattern12, response12 } from '../../src/runtime/scorm12-responses.js';
import { pattern2004, response2004 } from '../../src/runtime/scorm2004-responses.js';
import { questions } from '../support/small-lesson.js';

/** The sample's question with several right answers, which its author names in another order. */
const question = questions.map((one): Question =>
  one.type === 'multiple-choice' ? { ...one, correct: ['budget', 'plan', 'meet'] } : one,
)[1];

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
