import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { LessonEvent } from '../../src/core/reduce.js';
import { en } from '../../src/i18n/en.js';
import { LiveElement } from '../../src/ui/live-element.js';
import { ByteQuiz } from '../../src/ui/sections/byte-quiz.js';
import { axeFindings } from '../support/axe.js';
import { beforeTheScript, buttonIn, mount, mountLive, viewOf, wordsOf } from '../support/mount.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  wrongAnswers,
} from '../support/sample-lesson.js';

type Answers = typeof rightAnswers;

const choosing = (answers: Answers): readonly LessonEvent[] =>
  Object.entries(answers).map(([questionId, answer]) => ({
    type: 'answer-chosen',
    questionId,
    answer,
  }));
const checking = (answers: Answers): readonly LessonEvent[] =>
  Object.keys(answers).map((questionId) => ({ type: 'answer-checked', questionId }));
const finishing = (answers: Answers): readonly LessonEvent[] => [
  ...choosing(answers),
  ...checking(answers),
];

describe('a quiz that was not begun', () => {
  test('shows every question, and no result', async () => {
    const { element, find } = await mount(new ByteQuiz(), viewOf());
    expect([...element.querySelectorAll('.question-prompt')].map(wordsOf)).toEqual(
      sampleLesson.quiz?.questions.map(({ prompt }) => prompt),
    );
    expect(wordsOf(find('.quiz-count'))).toBe('0 of 4 answered, 0 checked');
    expect(element.querySelector('.quiz-result')).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });

  test('asks for an answer and changes nothing itself', async () => {
    const { find, input, sent, show } = await mount(new ByteQuiz(), viewOf());
    find('#x_works-alone_true').click();
    expect(sent).toEqual([
      {
        type: 'answer-chosen',
        questionId: 'works-alone',
        answer: { type: 'true-false', value: true },
      },
    ]);
    await show(viewOf());
    expect(input('#x_works-alone_true').checked).toBe(false);
  });
});

describe('a quiz with feedback for each answer', () => {
  test('counts what is answered and what is checked', async () => {
    const { 'works-alone': alone, 'best-fit': fit } = rightAnswers;
    const events: readonly LessonEvent[] = [
      ...(alone && fit ? choosing({ 'works-alone': alone, 'best-fit': fit }) : []),
      { type: 'answer-checked', questionId: 'best-fit' },
    ];
    const { find } = await mount(new ByteQuiz(), viewOf(sampleLesson, events));
    expect(wordsOf(find('.quiz-count'))).toBe('2 of 4 answered, 1 checked');
  });

  test('moves on to the feedback of the question that was checked', async () => {
    const { element, find } = await mountLive(
      new ByteQuiz(),
      viewOf(sampleLesson, choosing(rightAnswers)),
    );
    find('#x_works-alone_check').click();
    await element.updateComplete;
    expect(document.activeElement?.id).toBe('x_works-alone_verdict');
    expect(wordsOf(document.activeElement)).toBe('That is right. 1 of 1 point');
  });

  test('shows the result with the last answer, and a way to it from the end', async () => {
    const { element, find } = await mountLive(
      new ByteQuiz(),
      viewOf(sampleLesson, [...choosing(rightAnswers), ...checking(rightAnswers).slice(1)]),
    );
    find('#x_best-fit_check').click();
    await element.updateComplete;
    expect(document.activeElement?.id).toBe('x_best-fit_verdict');
    buttonIn(element, en.quiz.toResult)?.click();
    expect(document.activeElement?.id).toBe('x_quiz_result');
  });
});

describe('a quiz with feedback at the end', () => {
  const lesson = sampleLessonWith({ feedback: 'end' });

  test('has no button to check a single answer', async () => {
    const { element } = await mount(new ByteQuiz(), viewOf(lesson));
    expect(buttonIn(element, en.quiz.check)).toBeUndefined();
  });

  test('names the open questions when it shall finish too early', async () => {
    const { element, find, sent } = await mount(
      new ByteQuiz(),
      viewOf(lesson, choosing(rightAnswers).slice(1)),
    );
    find('#x_quiz_finish').click();
    await element.updateComplete;
    expect(sent).toEqual([]);
    expect(wordsOf(find('.quiz-missing'))).toBe('1 question is still open. Answer it first:');
    expect(await axeFindings()).toEqual([]);
    buttonIn(element, 'Question 1')?.click();
    expect(document.activeElement?.id).toBe('x_best-fit_ada');
  });

  test('finishes once all is answered, and goes on at the result', async () => {
    const { element, find } = await mountLive(
      new ByteQuiz(),
      viewOf(lesson, choosing(rightAnswers)),
    );
    find('#x_quiz_finish').click();
    await element.updateComplete;
    expect(document.activeElement?.id).toBe('x_quiz_result');
    expect(wordsOf(find('.quiz-count'))).toBe('Quiz finished: 100 out of 100, passed.');
  });
});

describe('a finished quiz', () => {
  test('says that it is passed, the score, the pass mark and whether it was saved', async () => {
    const { find } = await mount(
      new ByteQuiz(),
      viewOf(sampleLesson, finishing(rightAnswers), {
        saving: { kind: 'closed', saved: true },
      }),
    );
    expect(wordsOf(find('.quiz-result'))).toBe(
      'Your result You passed the quiz. This try: 100 out of 100. ' +
        'You need 80 or more to pass. ' +
        'Saved. You can close this window. Points for each question ' +
        'Best fit 2 of 2 pointsTypical day 1 of 1 pointWorks alone 1 of 1 pointTools 2 of 2 points ' +
        'You can try again as often as you like. Trying again cannot make your score worse. Try again',
    );
    expect(await axeFindings()).toEqual([]);
  });

  test('can be taken again while tries are left, from its first question on', async () => {
    const { element, find, store } = await mountLive(
      new ByteQuiz(),
      viewOf(sampleLessonWith({ attempts: 2 }), finishing(wrongAnswers)),
    );
    expect(wordsOf(find('.result-outcome'))).toBe('You have not passed the quiz yet.');
    expect(wordsOf(find('.result-attempts'))).toContain('You can try again once.');
    expect(await axeFindings()).toEqual([]);
    buttonIn(element, en.quiz.result.again)?.click();
    await element.updateComplete;
    expect(document.activeElement?.id).toBe('x_quiz_questions');
    expect(store.state.record.quiz.answers).toEqual({});
    expect(store.state.record.quiz.seed).not.toBe(7);
    expect(element.querySelectorAll('input:checked')).toHaveLength(0);
    expect(wordsOf(find('.quiz-best'))).toBe(
      'Your best score so far: 0 out of 100. It counts until you beat it.',
    );
  });

  test('cannot be taken again when the tries are used up', async () => {
    const { element, find } = await mount(
      new ByteQuiz(),
      viewOf(sampleLessonWith({ attempts: 1 }), finishing(wrongAnswers)),
    );
    expect(wordsOf(find('.result-outcome'))).toBe('You have not passed the quiz.');
    expect(wordsOf(find('.result-attempts'))).toBe('You have used all your tries.');
    expect(buttonIn(element, en.quiz.result.again)).toBeUndefined();
  });

  test('shows the best score beside a worse later one', async () => {
    const { find } = await mount(
      new ByteQuiz(),
      viewOf(sampleLesson, [
        ...finishing(rightAnswers),
        { type: 'quiz-restarted', seed: 8 },
        ...finishing(wrongAnswers),
      ]),
    );
    expect(wordsOf(find('.result-outcome'))).toBe('You passed the quiz.');
    expect(wordsOf(find('.result-score'))).toBe('This try: 0 out of 100.');
    expect(wordsOf(find('.result-best'))).toBe(
      'Your best try: 100 out of 100. Your best score counts.',
    );
  });

  test('keeps its result when only the score survived and no try is left', async () => {
    const view = viewOf(sampleLessonWith({ attempts: 1 }));
    const { record } = view.state;
    const best = { score: 90, passed: true, answers: {} };
    const quiz = { ...record.quiz, attempts: 1, best };
    const { element, find } = await mount(new ByteQuiz(), {
      ...view,
      state: { ...view.state, record: { ...record, quiz } },
    });
    expect(wordsOf(find('.result-best'))).toBe(
      'Your best try: 90 out of 100. Your best score counts.',
    );
    expect(element.querySelectorAll('input:not(:disabled)')).toHaveLength(0);
    expect(buttonIn(element, en.quiz.check)).toBeUndefined();
  });
});

describe('a quiz that is looked back at', () => {
  test('shows answers and result, and takes nothing', async () => {
    const { element, find } = await mount(
      new ByteQuiz(),
      viewOf(sampleLesson, finishing(wrongAnswers), { access: 'review' }),
    );
    expect(wordsOf(find('.notice'))).toBe(en.quiz.review);
    expect(element.querySelectorAll('.verdict')).toHaveLength(4);
    expect(element.querySelectorAll('input:not(:disabled)')).toHaveLength(0);
    expect(buttonIn(element, en.quiz.result.again)).toBeUndefined();
    expect(await axeFindings()).toEqual([]);
  });

  test.each(['each', 'end'] as const)(
    'takes no answer where it was open (%s)',
    async (feedback) => {
      const lesson = sampleLessonWith({ feedback });
      const { element } = await mount(new ByteQuiz(), viewOf(lesson, [], { access: 'review' }));
      expect(element.querySelectorAll('input:not(:disabled)')).toHaveLength(0);
      expect(element.querySelectorAll('button')).toHaveLength(0);
    },
  );
});

describe('a quiz with shuffled choices', () => {
  test('keeps the order of the questions and changes that of the choices with each try', async () => {
    const lesson = sampleLessonWith({ shuffle: true });
    const { element, show } = await mount(new ByteQuiz(), viewOf(lesson));
    const values = (): readonly string[] =>
      [...element.querySelectorAll<HTMLInputElement>('[type=checkbox]')].map(({ value }) => value);
    const first = values();
    await show(viewOf(lesson, choosing(rightAnswers)));
    expect(values()).toEqual(first);
    const orders = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5]) {
      const again: LessonEvent = { type: 'quiz-restarted', seed };
      await show(viewOf(lesson, [...finishing(rightAnswers), again]));
      orders.add(values().join());
      expect([...values()].sort()).toEqual([...first].sort());
    }
    expect(orders.size).toBeGreaterThan(1);
    expect(wordsOf(element.querySelector('.question-prompt'))).toBe(
      'Who would make the best beekeeper?',
    );
  });
});

describe('a quiz that was begun before the script ran', () => {
  test('takes over what was chosen, and leaves the focus where it was', async () => {
    const { element } = await mount(new ByteQuiz(), viewOf());
    const early = beforeTheScript(element);
    early.querySelector<HTMLElement>('#x_works-alone_true')?.click();
    early.querySelector<HTMLElement>('#x_works-alone_true')?.focus();
    const events = [...early.querySelectorAll('*')].flatMap((part) =>
      part instanceof LiveElement ? part.earlyEvents() : [],
    );
    early.view = viewOf(sampleLessonWith({ shuffle: true }), events);
    await early.updateComplete;
    await early.updateComplete;
    expect([...early.querySelectorAll('input:checked')].map(({ id }) => id)).toEqual([
      'x_works-alone_true',
    ]);
    expect(document.activeElement?.id).toBe('x_works-alone_true');
    expect(early.querySelectorAll('.question-card')).toHaveLength(4);
  });
});

describe('the keyboard alone', () => {
  test('answers, checks and reads a question', async () => {
    const { element, find, store } = await mountLive(new ByteQuiz(), viewOf());
    find('#x_works-alone_true').focus();
    await userEvent.keyboard(' {ArrowDown}{Tab}{Enter}');
    await element.updateComplete;
    expect(store.state.record.quiz.answers).toEqual({
      'works-alone': { type: 'true-false', value: false },
    });
    expect(document.activeElement?.id).toBe('x_works-alone_verdict');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.getAttribute('href')).toBe('#voices');
  });
});
