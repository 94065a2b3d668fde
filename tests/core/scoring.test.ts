import { describe, expect, test } from 'vitest';
import type { Quiz } from '../../src/core/lesson.js';
import type { Answer } from '../../src/core/lesson-state.js';
import type { Question } from '../../src/core/question.js';
import { isAnswered, scoreOf, shareEarned } from '../../src/core/scoring.js';
import { rightAnswers, sampleQuestions, wrongAnswers } from '../support/sample-lesson.js';

const quiz: Quiz = { id: 'quiz', questions: sampleQuestions };

function question(id: string): Question {
  const found = sampleQuestions.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No sample question ${id}`);
  return found;
}

const picks = (...options: string[]): Answer => ({ type: 'multiple-choice', options });
const pairs = (targets: Record<string, string>): Answer => ({ type: 'matching', targets });

describe('the share of a question that an answer earns', () => {
  test.each(sampleQuestions.map(({ id }) => id))('is all for the right answer to %s', (id) => {
    expect(shareEarned(question(id), rightAnswers[id])).toBe(1);
  });

  test.each(sampleQuestions.map(({ id }) => id))('is nothing for a wrong answer to %s', (id) => {
    expect(shareEarned(question(id), wrongAnswers[id])).toBe(0);
  });

  test.each(sampleQuestions.map(({ id }) => id))('is nothing without an answer to %s', (id) => {
    expect(shareEarned(question(id), undefined)).toBe(0);
  });

  test.each(sampleQuestions)('is nothing for an answer of another type to $id', (asked) => {
    const others = Object.values(rightAnswers).filter(({ type }) => type !== asked.type);
    expect(others.map((answer) => shareEarned(asked, answer))).toEqual([0, 0, 0]);
  });

  test('is never guessed for a type of question that nobody knows', () => {
    const impossible = { type: 'unheard-of' } as never;
    expect(() => shareEarned(impossible, undefined)).toThrow(
      new Error('Unhandled case: {"type":"unheard-of"}'),
    );
  });

  test.each([
    ['one of three right ones', picks('smoke'), 1 / 3],
    ['two of three right ones', picks('smoke', 'notes'), 2 / 3],
    ['two right ones and a wrong one, which costs one', picks('smoke', 'notes', 'fly'), 1 / 3],
    ['everything', picks('smoke', 'frames', 'fly', 'notes'), 2 / 3],
    ['one right and one wrong', picks('smoke', 'fly'), 0],
    ['only the wrong one, never below nothing', picks('fly'), 0],
    ['a right one named twice', picks('smoke', 'smoke'), 1 / 3],
    ['no pick', picks(), 0],
  ])('counts picks: %s', (_, answer, share) => {
    expect(shareEarned(question('typical-day'), answer)).toBe(share);
  });

  test.each([
    ['one of three', pairs({ smoker: 'tool' }), 1 / 3],
    ['two of three', pairs({ smoker: 'tool', honey: 'product', wax: 'tool' }), 2 / 3],
    ['an item nobody asked for', pairs({ comb: 'tool' }), 0],
  ])('counts pairs: %s', (_, answer, share) => {
    expect(shareEarned(question('tools'), answer)).toBe(share);
  });
});

describe('the score of a quiz', () => {
  test('is 100 for right answers and 0 for wrong ones and for none', () => {
    expect(scoreOf(quiz, rightAnswers)).toBe(100);
    expect(scoreOf(quiz, wrongAnswers)).toBe(0);
    expect(scoreOf(quiz, {})).toBe(0);
  });

  test('weighs the questions', () => {
    // 2 of 6 parts, and 1 of 6.
    expect(scoreOf(quiz, only('best-fit'))).toBe(33);
    expect(scoreOf(quiz, only('works-alone'))).toBe(17);
  });

  test('is rounded once, at the end', () => {
    // 2/3 of 1 and 2/3 of 2 are 2 of 6: each one rounded by itself would make 34.
    const answers = {
      'typical-day': picks('smoke', 'notes'),
      tools: pairs({ smoker: 'tool', honey: 'product' }),
    };
    expect(scoreOf(quiz, answers)).toBe(33);
  });

  test('rounds a half up, also where a sum of thirds misses it by a hair', () => {
    // 1/3 of 1 and 2/3 of 7 are 5 of 8; computed, that is 62.499999999999986 %.
    const weighing: Quiz = {
      id: 'quiz',
      questions: [
        { ...question('typical-day'), weight: 1 },
        { ...question('tools'), weight: 7 },
      ],
    };
    const answers = {
      'typical-day': picks('smoke'),
      tools: pairs({ smoker: 'tool', honey: 'product' }),
    };
    expect(scoreOf(weighing, answers)).toBe(63);
  });

  test('is 0 where nothing weighs anything', () => {
    const weightless = sampleQuestions.map((each) => ({ ...each, weight: 0 }));
    expect(scoreOf({ id: 'quiz', questions: weightless }, rightAnswers)).toBe(0);
  });
});

describe('a question', () => {
  test.each(sampleQuestions.map(({ id }) => id))('%s is answered by a whole answer', (id) => {
    expect(isAnswered(question(id), wrongAnswers[id])).toBe(true);
  });

  test.each([
    ['without an answer', 'best-fit', undefined],
    ['without an answer', 'typical-day', undefined],
    ['without an answer', 'tools', undefined],
    ['without a pick', 'typical-day', picks()],
    ['while an item has no target', 'tools', pairs({ smoker: 'tool', wax: 'product' })],
  ])('is not answered %s', (_, id, answer) => {
    expect(isAnswered(question(id), answer)).toBe(false);
  });

  test.each(sampleQuestions)('$id is not answered by an answer of another type', (asked) => {
    const others = Object.values(rightAnswers).filter(({ type }) => type !== asked.type);
    expect(others.map((answer) => isAnswered(asked, answer))).toEqual([false, false, false]);
  });
});

/** Of `answers` the one to `id`. */
function only(id: string, answers = rightAnswers): Record<string, Answer> {
  const answer = answers[id];
  return answer ? { [id]: answer } : {};
}
