import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { LessonEvent } from '../../src/core/reduce.js';
import { en } from '../../src/i18n/en.js';
import '../../src/ui/styles/main.css';
import { ByteQuiz } from '../../src/ui/quiz/byte-quiz.js';
import { translate } from '../support/translate.js';
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
    expect(wordsOf(find('.quiz-progress button'))).toBe('Continue with question 2');
  });

  test('offers no way on before it is begun', async () => {
    const { element } = await mount(new ByteQuiz(), viewOf());
    expect(element.querySelector('.quiz-progress button')).toBeNull();
  });

  test('says at its end which questions are not checked yet, and leads to each', async () => {
    const { element, find } = await mount(
      new ByteQuiz(),
      viewOf(sampleLesson, [...choosing(rightAnswers), ...checking(rightAnswers).slice(0, 2)]),
    );
    expect(wordsOf(find('.quiz-open'))).toBe(
      '2 questions aren’t checked yet. An answer counts only after you check it: ' +
        'Question 3 Question 4',
    );
    buttonIn(element, 'Question 4')?.click();
    expect(document.activeElement?.id).toBe('x_tools_check');
    expect(await axeFindings()).toEqual([]);
  });

  test('leads to the first open choice of a question without an answer', async () => {
    const { element } = await mount(new ByteQuiz(), viewOf());
    buttonIn(element, 'Question 2')?.click();
    expect(document.activeElement?.id).toBe('x_typical-day_smoke');
  });

  test('moves on to the feedback of the question that was checked', async () => {
    const { element, find } = await mountLive(
      new ByteQuiz(),
      viewOf(sampleLesson, choosing(rightAnswers)),
    );
    find('#x_works-alone_check').click();
    await element.updateComplete;
    expect(document.activeElement?.id).toBe('x_works-alone_verdict');
    expect(wordsOf(document.activeElement)).toBe('That’s right. 1 of 1 point');
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

  test('names the open questions, and goes there when it shall finish too early', async () => {
    const { element, find, sent } = await mount(
      new ByteQuiz(),
      viewOf(lesson, choosing(rightAnswers).slice(1)),
    );
    find('#x_quiz_finish').click();
    expect(sent).toEqual([]);
    expect(wordsOf(document.activeElement)).toBe('1 question isn’t answered yet. Answer it first:');
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
    expect(element.querySelector('.quiz-open')).toBeNull();
  });
});

describe('a finished quiz', () => {
  test('says that it is passed, the score, the pass mark and whether it was saved', async () => {
    const { find } = await mount(
      new ByteQuiz(),
      viewOf(sampleLesson, finishing(rightAnswers), {
        saving: { kind: 'closed', outcome: 'saved' },
      }),
    );
    expect(wordsOf(find('.quiz-result'))).toBe(
      'Your result You passed the quiz. This try: 100 out of 100. ' +
        'You need 80 or more to pass. ' +
        'Saved. You can close this window. Points for each question in this try ' +
        'Question 1: Best fit 2 of 2 points Question 2: Typical day 1 of 1 point ' +
        'Question 3: Works alone 1 of 1 point Question 4: Tools 2 of 2 points ' +
        '6 of 6 points: 100 out of 100. ' +
        'You can try again as many times as you like. Trying again can’t lower your score. Do it before you leave: some courses open a finished lesson for review only. ' +
        'Continue: Does it pay the bills? Try again',
    );
    expect(find('.result-actions a').getAttribute('href')).toBe('#pay');
    expect(await axeFindings()).toEqual([]);
  });

  test('leads from each line of the result to the feedback of its question', async () => {
    const { element } = await mount(new ByteQuiz(), viewOf(sampleLesson, finishing(rightAnswers)));
    buttonIn(element, 'Question 3: Works alone')?.click();
    expect(document.activeElement?.id).toBe('x_works-alone_verdict');
  });

  test('that is not passed shows its score as far as it goes, and asks to try again first', async () => {
    const { 'best-fit': fit, ...others } = wrongAnswers;
    const answers = { ...others, 'best-fit': rightAnswers['best-fit'] ?? fit } as Answers;
    const { element, find } = await mount(new ByteQuiz(), viewOf(sampleLesson, finishing(answers)));
    expect(wordsOf(find('.result-total'))).toBe('2 of 6 points: 33 out of 100.');
    const bar = element.querySelector('progress');
    expect([bar?.value, bar?.max, bar?.className]).toEqual([33, 100, 'is-short']);
    expect(element.querySelector('.result-actions a')).toBeNull();
    expect(buttonIn(element, en.quiz.result.again)?.classList.contains('is-quiet')).toBe(false);
  });

  test('can be taken again while tries are left, from its first question on', async () => {
    const { element, find, store } = await mountLive(
      new ByteQuiz(),
      viewOf(sampleLessonWith({ attempts: 2 }), finishing(wrongAnswers)),
    );
    expect(wordsOf(find('.result-outcome'))).toBe('You haven’t passed the quiz yet.');
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
    expect(wordsOf(find('.result-outcome'))).toBe('You didn’t pass the quiz.');
    expect(wordsOf(find('.result-attempts'))).toBe('You have used all your tries.');
    expect(buttonIn(element, en.quiz.result.again)).toBeUndefined();
    expect(wordsOf(find('.result-actions'))).toBe('Continue: Does it pay the bills?');
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
    expect(wordsOf(find('.result-score'))).toBe('Your best try: 100 out of 100.');
    expect(wordsOf(find('.this-try'))).toContain('0 of 6 points: 0 out of 100.');
    expect(wordsOf(find('.quiz-end'))).toBe('This try: 0 out of 100. See your result');
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
    expect(wordsOf(find('.result-score'))).toBe('Your best try: 90 out of 100.');
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
    expect(element.querySelector('.quiz-best')).toBeNull();
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
    expect(wordsOf(element.querySelector('.quiz-best'))).toContain(en.quiz.newOrder);
    expect(wordsOf(element.querySelector('.question-prompt'))).toBe(
      'Who would make the best beekeeper?',
    );
  });
});

describe('a translated quiz', () => {
  test('keeps each answer with its words when a new attempt shuffles them', async () => {
    const { element, show } = await mount(
      new ByteQuiz(),
      viewOf(sampleLessonWith({ shuffle: true }), finishing(wrongAnswers)),
    );
    const pairs = (): readonly string[] =>
      [...element.querySelectorAll<HTMLInputElement>('.options input')]
        .map((input) => `${input.value}: ${wordsOf(input.closest('label'))}`)
        .sort();
    const before = pairs();
    for (const seed of [1, 2, 3, 4]) {
      translate();
      await show(
        viewOf(sampleLessonWith({ shuffle: true }), [
          ...finishing(wrongAnswers),
          { type: 'quiz-restarted', seed },
        ]),
      );
      expect(pairs()).toEqual(before);
    }
  });
});

describe('a quiz that was begun before the script ran', () => {
  test('takes over what was chosen, and leaves the focus where it was', async () => {
    const { element } = await mount(new ByteQuiz(), viewOf());
    const early = beforeTheScript(element);
    early.querySelector<HTMLElement>('#x_works-alone_true')?.click();
    early.querySelector<HTMLElement>('#x_works-alone_true')?.focus();
    const events = early.earlyEvents();
    early.view = viewOf(sampleLessonWith({ shuffle: true }), events);
    await early.updateComplete;
    expect([...early.querySelectorAll('input:checked')].map(({ id }) => id)).toEqual([
      'x_works-alone_true',
    ]);
    await expect.poll(() => document.activeElement?.id).toBe('x_works-alone_true');
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
