import { describe, expect, test } from 'vitest';
import { acceptAnswer } from '../../src/core/scoring.js';
import type { Answer } from '../../src/core/lesson-state.js';
import type { Question } from '../../src/core/question.js';
import { rightAnswers, sampleQuestions } from '../support/sample-lesson.js';

/** What the sample question `id` takes of `answer`. */
function accept(id: string, answer: Answer): Answer | null {
  return acceptAnswer(question(id), answer);
}

function question(id: string): Question {
  const found = sampleQuestions.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No sample question ${id}`);
  return found;
}

describe('an answer', () => {
  test.each(Object.entries(rightAnswers))(
    'to %s is taken whole when it is offered',
    (id, answer) => {
      expect(accept(id, answer)).toEqual(answer);
    },
  );

  test('of another type is refused by every question', () => {
    for (const { id, type } of sampleQuestions) {
      const others = Object.values(rightAnswers).filter((answer) => answer.type !== type);
      expect(others.map((answer) => accept(id, answer))).toEqual([null, null, null]);
    }
  });

  test('that names an option nobody offers is refused', () => {
    expect(accept('best-fit', { type: 'single-choice', option: 'nobody' })).toBeNull();
  });

  test('keeps of several picks the offered ones, in the order of the question and once each', () => {
    const picks = ['notes', 'unknown', 'fly', 'smoke', 'notes'];
    expect(accept('typical-day', { type: 'multiple-choice', options: picks })).toEqual({
      type: 'multiple-choice',
      options: ['smoke', 'fly', 'notes'],
    });
  });

  test('may be no pick at all, because picks can be taken back', () => {
    expect(accept('typical-day', { type: 'multiple-choice', options: [] })).toEqual({
      type: 'multiple-choice',
      options: [],
    });
  });

  test('keeps of several pairs the offered ones, in the order of the question', () => {
    const targets = { wax: 'product', honey: 'nowhere', smoker: 'tool', comb: 'tool' };
    const accepted = accept('tools', { type: 'matching', targets });
    expect(accepted).toEqual({ type: 'matching', targets: { smoker: 'tool', wax: 'product' } });
    expect(accepted?.type === 'matching' && Object.keys(accepted.targets)).toEqual([
      'smoker',
      'wax',
    ]);
  });

  test('is refused when none of its pairs is offered', () => {
    expect(accept('tools', { type: 'matching', targets: { comb: 'tool' } })).toBeNull();
  });
});
