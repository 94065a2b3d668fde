import { describe, expect, test } from 'vitest';
import { ItemTally, partsOf, type QuestionWords } from '../../src/lms/statistics/questions.js';

const question = (code: string): QuestionWords => ({
  code,
  description: '',
  type: '',
  rightAnswer: 'a',
});

/** Tallies attempts given as rows of 1 and 0, one column per question. */
function analysed(rows: readonly string[]) {
  const tally = new ItemTally();
  for (const row of rows) {
    tally.add(
      [...row].map((mark, n) => ({
        code: `q${n}`,
        response: mark === '1' ? 'a' : 'b',
        share: Number(mark),
      })),
    );
  }
  return tally.items(['q0', 'q1', 'q2'].map(question));
}

describe('discrimination', () => {
  test('is the correlation with the points for the other questions', () => {
    const rows = ['111', '111', '110', '101', '100', '011', '010', '001', '000', '000'];
    // By hand for q0: x̄ = 0.5, rest = 2,2,1,1,0,2,1,1,0,0; cov = 0.1, sd = 0.5 and √0.6.
    expect(analysed(rows)[0]?.discrimination).toBeCloseTo(0.1 / (0.5 * Math.sqrt(0.6)), 10);
  });

  test('is 1 for questions that agree, and nothing where all did the same or few tried', () => {
    expect(
      analysed(Array.from({ length: 10 }, (_, n) => (n < 5 ? '111' : '000')))[1]?.discrimination,
    ).toBeCloseTo(1, 10);
    expect(analysed(Array(10).fill('111'))[1]?.discrimination).toBeNull();
    expect(analysed(['111', '000'])[1]?.discrimination).toBeNull();
  });
});

describe('an answer without a mark', () => {
  test('counts as chosen but not as a try', () => {
    const tally = new ItemTally();
    tally.add([{ code: 'q0', response: 'free text', share: null }]);
    expect(tally.items([question('q0')])).toMatchObject([
      { tries: 0, rightShare: null, options: [{ text: 'free text', count: 1, right: false }] },
    ]);
  });
});

test.each([
  ['a,c', 'choice', 'a,c', ['a', 'c']],
  ['a[,]c', 'choice', '', ['a', 'c']],
  ['x[.]1[,]y[.]2', 'matching', '', ['x[.]1', 'y[.]2']],
  ['minutes,budget', '', 'minutes,budget,risks', ['minutes', 'budget']],
  ['Well, I think so', '', 'Yes', ['Well, I think so']],
  ['Well, I think so', 'fill-in', '', ['Well, I think so']],
  ['', 'choice', 'a', []],
])('%s of type "%s" consists of its parts', (answer, type, right, parts) => {
  expect(partsOf(answer, type, right)).toEqual(parts);
});
