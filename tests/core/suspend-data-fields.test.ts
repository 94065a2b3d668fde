import { describe, expect, test } from 'vitest';
import { newRecord } from '../../src/core/lesson-state.js';
import { checksum } from '../../src/core/checksum.js';
import { keyOf, packAnswer, unpackAnswer } from '../../src/core/packed-values.js';
import { decode, encode } from '../../src/core/suspend-data.js';
import {
  answering,
  mixedAnswers,
  play,
  rightAnswers,
  seeingAll,
  smallLesson,
} from '../support/small-lesson.js';

/** A field as released versions store it: its content, and a check that covers the lesson's id. */
const field = (content: string): string =>
  `${content}-${checksum(`${smallLesson.id} ${content}`, 5)}`;

/** The record that is read from fields as another program, or damage, may have left them. */
function read(...contents: readonly string[]) {
  return decode(smallLesson, contents.map(field).join('.'))?.record;
}

const bare = { ...smallLesson, quiz: null, checklist: null, feedback: null };

describe('the text of a record', () => {
  test('of a fresh start is as short as can be', () => {
    expect(encode(smallLesson, newRecord(0))).toBe(
      'cb1.1-0-0.abc12345.15.TvfBaD.r0_0-RVfUb.t0_0-eYsde.q0-blYkq.r0_0-RVfUb',
    );
  });

  test('marks a repeated try', () => {
    expect(encode(smallLesson, newRecord(0), { attempt: 40 })).toMatch(/\.n14-[A-Za-z0-9]{5}\./);
  });

  test('names version and fingerprint in at most 16 plain characters each', () => {
    const odd = { ...smallLesson, version: '1.0.0-beta +é', fingerprint: 'x'.repeat(30) };
    expect(encode(odd, newRecord(0))).toMatch(/^cb1\.1-0-0-beta-\.x{16}\./);
  });

  test('keeps its result where the room is too small for anything', () => {
    const text = encode(smallLesson, newRecord(0), { limit: 1 });
    expect(decode(smallLesson, text)?.complete).toBe(true);
    expect(text.split('.')).toHaveLength(7);
  });

  test('fills the room to the last character', () => {
    const whole = encode(smallLesson, newRecord(0));
    expect(encode(smallLesson, newRecord(0), { limit: whole.length })).toBe(whole);
    expect(encode(smallLesson, newRecord(0), { limit: whole.length - 1 })).not.toContain('.q0-');
  });

  test('of a lesson without quiz, checklist and feedback reads back', () => {
    const record = { ...play(...seeingAll).record, completed: true };
    expect(decode(bare, encode(bare, record))?.record).toEqual(record);
    const all = play(...seeingAll, ...answering(rightAnswers), {
      type: 'feedback-given',
      feedback: { rating: 'yes', comment: 'x' },
    }).record;
    expect(decode(bare, encode(smallLesson, all))?.record).toMatchObject({
      completed: true,
      quiz: { answers: {}, best: { score: 100, passed: true, answers: {} } },
      ticked: new Set(),
      feedback: null,
    });
  });

  test.each([
    ['nothing yet', [], '0_0'],
    ['a failed attempt', answering(mixedAnswers), '0_1_1o_f'],
    ['a passed attempt', answering(rightAnswers), '0_1_2s_p'],
    ['a completed lesson', [...seeingAll, ...answering(rightAnswers)], '1_1_2s_p'],
  ])('stores the result of %s so that older and newer versions read it', (_, events, content) => {
    const fields = encode(smallLesson, play(...events).record).split('.');
    expect([fields[5], fields.at(-1)]).toEqual([field(`r${content}`), field(`r${content}`)]);
  });

  test('holds an answer once that the best attempt and the one on show have in common', () => {
    const text = encode(smallLesson, play(...answering(rightAnswers)).record);
    expect(text.split(keyOf('alone'))).toHaveLength(2);
  });

  test('tells drafts from final answers, and completion from none', () => {
    const { record } = play(...seeingAll, ...answering(rightAnswers), {
      type: 'quiz-restarted',
      seed: 4,
    });
    const drafted = play({
      type: 'answer-chosen',
      questionId: 'alone',
      answer: { type: 'true-false', value: true },
    }).record;
    expect(decode(smallLesson, encode(smallLesson, record))?.record).toEqual(record);
    expect(record.completed).toBe(true);
    expect(decode(smallLesson, encode(smallLesson, drafted))?.record.quiz.checked.size).toBe(0);
  });

  test.each([
    [{ theme: 'light' }],
    [{ theme: 'contrast' }],
    [{ textSize: 'large' }],
    [{ spacing: 'wide' }],
    [{ motion: 'reduced' }],
    [{ theme: 'dark', textSize: 'largest', spacing: 'wide', motion: 'reduced' }],
  ] as const)('keeps the look %j', (display) => {
    const { record } = play({ type: 'display-changed', display });
    expect(decode(smallLesson, encode(smallLesson, record))?.record.display).toEqual(
      record.display,
    );
  });
});

describe('an answer about things that have the ids of their places', () => {
  const [, , , traits] = smallLesson.quiz?.questions ?? [];
  if (traits?.type !== 'matching') throw new Error('The small lesson has changed.');
  const [tidy, shy] = traits.items;
  const [fits, against] = traits.targets;
  if (!tidy || !shy || !fits || !against) throw new Error('The small lesson has changed.');
  const alike = {
    ...traits,
    targets: [{ ...fits, id: 'tidy' }, against],
    items: [shy, { ...tidy, target: 'tidy' }],
  };

  test.each([
    [{ shy: 'tidy', tidy: 'against' }],
    [{ shy: 'against', tidy: 'tidy' }],
    [{ tidy: 'against' }],
  ])('reads back as %j', (targets) => {
    const answer = { type: 'matching', targets } as const;
    expect(unpackAnswer(alike, packAnswer(answer))).toEqual(answer);
  });
});

describe('a single field', () => {
  test('counts only whole, and in its own lesson', () => {
    const whole = field('r1_1');
    expect(decode(smallLesson, whole)?.record.completed).toBe(true);
    for (const damaged of [`${whole}x`, `x${whole}`, whole.slice(1), whole.slice(0, -1), '']) {
      expect(decode(smallLesson, damaged)).toBeNull();
    }
    expect(decode({ ...smallLesson, id: 'other' }, whole)).toBeNull();
  });

  test('that arrived whole between damaged ones counts', () => {
    expect(read('x', 't5_9', '9')).toMatchObject({ revision: 5, seconds: 9 });
  });
});

describe('what makes no sense', () => {
  test.each([
    ['r1_2_2t_p', { best: null, attempts: 2 }],
    ['r1_0_2s_p', { best: { score: 100, passed: true, answers: {} }, attempts: 1 }],
    ['r1_3_2s_x', { best: { score: 100, passed: false, answers: {} }, attempts: 3 }],
    ['r1', { best: null, attempts: 0 }],
    ['rX_Y_Z', { best: null, attempts: 0 }],
    ['qZ', { seed: 0 }],
  ])('in %s is left out', (content, quiz) => expect(read(content)?.quiz).toMatchObject(quiz));

  test.each([
    ['best-fit', 'mabc'],
    ['best-fit', 'sabc'],
    ['best-fit', 't1'],
    ['best-fit', 'xabcabc'],
    ['best-fit', packAnswer({ type: 'multiple-choice', options: ['samantha'] })],
    ['traits', packAnswer({ type: 'multiple-choice', options: ['tidy', 'fits'] })],
    ['typical-day', packAnswer({ type: 'single-choice', option: 'plan' })],
    ['alone', 's'],
    ['alone', 'mabc'],
    ['traits', 'xabcdef'],
    ['traits', packAnswer({ type: 'matching', targets: { tidy: 'elsewhere' } })],
    ['traits', packAnswer({ type: 'matching', targets: { someone: 'fits' } })],
    ['traits', 't0'],
    ['traits', ''],
  ])('as an answer to %s, such as %j, is none', (id, packed) => {
    expect(read(`a${keyOf(id)}c${packed}`)?.quiz).toMatchObject({
      answers: {},
      checked: new Set(),
    });
  });

  test('as half a list keeps the other half', () => {
    expect(read(`s${keyOf('for-you')}ab`)?.seen).toEqual(new Set(['for-you']));
    expect(read(`e${keyOf('alone')}ct1`, 'r0_1_0_f')?.quiz).toMatchObject({
      answers: { alone: { type: 'true-false', value: true } },
      checked: new Set(['alone']),
      best: { answers: { alone: { type: 'true-false', value: true } } },
    });
  });

  test('as a comment is an empty one, and without a rating none', () => {
    expect(read(`f${keyOf('yes')}`, 'c-zz')?.feedback).toEqual({ rating: 'yes', comment: '' });
    expect(read('cHello')?.feedback).toBeNull();
  });
});

test('a text is whole only with its own length and check', () => {
  const text = encode(smallLesson, newRecord(0));
  expect(decode(smallLesson, text.replace('.15.', '.16.'))?.complete).toBe(false);
  expect(decode(smallLesson, text.replace('.TvfBaD.', '.TvfBaE.'))?.complete).toBe(false);
  expect(decode(smallLesson, text)?.complete).toBe(true);
});
