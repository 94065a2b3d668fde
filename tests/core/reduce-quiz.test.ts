import { describe, expect, test } from 'vitest';
import { reduce } from '../../src/core/reduce.js';
import {
  answer,
  check,
  choose,
  continueIn,
  fresh,
  play,
  playIn,
  recordAfter,
  restart,
  submit,
} from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  wrongAnswers,
} from '../support/sample-lesson.js';

const yes = { type: 'true-false', value: true } as const;
const no = { type: 'true-false', value: false } as const;
const chooseAll = Object.entries(rightAnswers).map(([id, right]) => choose(id, right));

describe('choosing an answer', () => {
  test('keeps the choice, and another choice replaces it', () => {
    const { quiz } = recordAfter(choose('works-alone', yes), choose('works-alone', no));
    expect(quiz.answers).toEqual({ 'works-alone': no });
    expect(quiz.checked.size).toBe(0);
  });

  test('changes nothing when it is the same choice', () => {
    for (const [id, chosen] of Object.entries(rightAnswers)) {
      const state = play(choose(id, chosen));
      expect(reduce(sampleLesson, state, choose(id, chosen))).toBe(state);
    }
  });

  test('changes nothing for an unknown question, an unknown option or another type', () => {
    expect(play(choose('gone', yes))).toBe(fresh);
    expect(play(choose('best-fit', { type: 'single-choice', option: 'gone' }))).toBe(fresh);
    expect(play(choose('best-fit', yes))).toBe(fresh);
  });

  test('changes nothing once the answer was checked, because it is final', () => {
    const state = play(...answer({ 'works-alone': yes }));
    expect(reduce(sampleLesson, state, choose('works-alone', no))).toBe(state);
  });

  test('changes nothing where there is no quiz', () => {
    expect(playIn({ ...sampleLesson, quiz: null }, choose('works-alone', yes))).toBe(fresh);
  });
});

describe('checking an answer', () => {
  test('makes it final', () => {
    const { quiz } = recordAfter(...answer({ 'works-alone': yes }));
    expect([...quiz.checked]).toEqual(['works-alone']);
    expect(quiz).toMatchObject({ attempts: 0, best: null });
  });

  test.each([
    ['an unknown question', [check('gone')]],
    ['a question without an answer', [check('works-alone')]],
    [
      'no pick at all',
      [choose('typical-day', { type: 'multiple-choice', options: [] }), check('typical-day')],
    ],
    [
      'a half-sorted list',
      [choose('tools', { type: 'matching', targets: { wax: 'tool' } }), check('tools')],
    ],
  ])('changes nothing for %s', (_, events) => {
    const { quiz } = recordAfter(...events);
    expect(quiz.checked.size).toBe(0);
  });

  test('changes nothing the second time', () => {
    const state = play(...answer({ 'works-alone': yes }));
    expect(reduce(sampleLesson, state, check('works-alone'))).toBe(state);
  });

  test('changes nothing where feedback comes at the end', () => {
    const atEnd = sampleLessonWith({ feedback: 'end' });
    const state = playIn(atEnd, choose('works-alone', yes));
    expect(reduce(atEnd, state, check('works-alone'))).toBe(state);
  });

  test('finishes the attempt with the last question, without another click', () => {
    const { quiz } = recordAfter(...answer(rightAnswers));
    expect(quiz).toMatchObject({
      attempts: 1,
      best: { score: 100, passed: true, answers: rightAnswers },
    });
  });
});

describe('submitting the quiz', () => {
  const atEnd = sampleLessonWith({ feedback: 'end' });

  test('checks every answer and finishes the attempt', () => {
    const { quiz } = playIn(atEnd, ...chooseAll, submit).record;
    expect([...quiz.checked]).toEqual(Object.keys(rightAnswers));
    expect(quiz).toMatchObject({ attempts: 1, best: { score: 100, passed: true } });
  });

  test('changes nothing while a question has no whole answer', () => {
    const state = playIn(atEnd, ...chooseAll.slice(1));
    expect(reduce(atEnd, state, submit)).toBe(state);
  });

  test('changes nothing when the attempt is finished', () => {
    const state = playIn(atEnd, ...chooseAll, submit);
    expect(reduce(atEnd, state, submit)).toBe(state);
  });

  test('finishes what was checked one by one and what was not together', () => {
    const { quiz } = recordAfter(...chooseAll, check('best-fit'), submit);
    expect(quiz).toMatchObject({ attempts: 1, best: { score: 100 } });
  });
});

describe('the result of an attempt', () => {
  const { tools, ...others } = rightAnswers;
  const withWrong = { ...others, tools: wrongAnswers['tools'] ?? tools };

  test('fails below the pass mark, with a score in whole percent', () => {
    // 4 of 6 parts.
    expect(recordAfter(...answer(onlyDefined(withWrong))).quiz.best).toMatchObject({
      score: 67,
      passed: false,
    });
  });

  test('passes at the pass mark exactly', () => {
    const lenient = sampleLessonWith({ passMark: 67 });
    expect(playIn(lenient, ...answer(onlyDefined(withWrong))).record.quiz.best?.passed).toBe(true);
  });

  test('does not replace a better one', () => {
    const { quiz } = recordAfter(...answer(rightAnswers), restart, ...answer(wrongAnswers));
    expect(quiz).toMatchObject({
      attempts: 2,
      answers: wrongAnswers,
      best: { score: 100, passed: true, answers: rightAnswers },
    });
  });

  test('does not replace an equal one, so that reported answers change only for a better score', () => {
    // Both questions weigh 2 of 6.
    const first = onlyDefined({ ...wrongAnswers, 'best-fit': rightAnswers['best-fit'] });
    const second = onlyDefined({ ...wrongAnswers, tools: rightAnswers['tools'] });
    const { quiz } = recordAfter(...answer(first), restart, ...answer(second));
    expect(quiz.best).toEqual({ score: 33, passed: false, answers: first });
  });

  test('replaces a worse one, with its own answers', () => {
    const { quiz } = recordAfter(...answer(wrongAnswers), restart, ...answer(rightAnswers));
    expect(quiz.best).toEqual({ score: 100, passed: true, answers: rightAnswers });
  });

  test('stays passed when the pass mark is raised before the next attempt', () => {
    const lenient = sampleLessonWith({ passMark: 60 });
    const strict = sampleLessonWith({ passMark: 90 });
    const passed = playIn(lenient, ...answer(onlyDefined(withWrong)));
    const { quiz } = continueIn(strict, passed, restart, ...answer(wrongAnswers)).record;
    expect(quiz.best).toMatchObject({ score: 67, passed: true });
  });

  test('passes an equal score once the pass mark was lowered', () => {
    const failed = play(...answer(onlyDefined(withWrong)));
    const lenient = sampleLessonWith({ passMark: 60 });
    const again = continueIn(lenient, failed, restart, ...answer(onlyDefined(withWrong)));
    expect(again.record.quiz.best).toMatchObject({ score: 67, passed: true });
  });
});

describe('taking the quiz again', () => {
  test('clears the answers, keeps the best result and brings another order', () => {
    const { quiz } = recordAfter(...answer(wrongAnswers), restart);
    expect(quiz).toMatchObject({ seed: 8, attempts: 1, answers: {}, best: { score: 0 } });
    expect(quiz.checked.size).toBe(0);
  });

  test('changes nothing while an attempt is under way', () => {
    const state = play(...answer({ 'works-alone': yes }));
    expect(reduce(sampleLesson, state, restart)).toBe(state);
  });

  test('changes nothing when no attempt is left', () => {
    const once = sampleLessonWith({ attempts: 1 });
    const state = playIn(once, ...answer(wrongAnswers));
    expect(reduce(once, state, restart)).toBe(state);
  });

  test('is possible up to the last attempt', () => {
    const twice = sampleLessonWith({ attempts: 2 });
    const state = playIn(twice, ...answer(wrongAnswers), restart, ...answer(rightAnswers));
    expect(state.record.quiz).toMatchObject({ attempts: 2, best: { score: 100 } });
    expect(reduce(twice, state, restart)).toBe(state);
  });

  test('changes nothing where there is no quiz', () => {
    expect(playIn({ ...sampleLesson, quiz: null }, restart)).toBe(fresh);
  });
});

/** Drops what the type allows to be missing and the sample has. */
function onlyDefined<Value>(values: Readonly<Record<string, Value | undefined>>) {
  const defined = Object.entries(values).filter(
    (entry): entry is [string, Value] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}
