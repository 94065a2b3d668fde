import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Answer } from '../../src/core/lesson-state.js';
import type { Lesson } from '../../src/core/lesson.js';
import { axeFindings } from '../support/axe.js';
import { beforeTheScript, mount, mountLive, viewOf, wordsOf } from '../support/mount.js';
import {
  checked,
  chosen,
  elementFor,
  lesson,
  matched,
  several,
  single,
} from '../support/question-elements.js';
import { rightAnswers, wrongAnswers } from '../support/sample-lesson.js';

const right: Readonly<Record<string, Answer>> = {
  ...rightAnswers,
  seasons: matched({ swarm: 'spring', rest: 'winter' }),
  colour: single('white'),
};
const wrong: Readonly<Record<string, Answer>> = {
  ...wrongAnswers,
  seasons: matched({ swarm: 'winter', rest: 'spring' }),
  colour: single('black'),
};
const partly: Readonly<Record<string, Answer>> = {
  'typical-day': several('smoke', 'frames', 'fly'),
  tools: matched({ smoker: 'tool', honey: 'tool', wax: 'product' }),
  seasons: matched({ swarm: 'spring', rest: 'summer' }),
};
const ids = Object.keys(right);

describe('every question', () => {
  test.each(ids)('%s is accessible before it is answered', async (id) => {
    await mount(elementFor(id), viewOf(lesson));
    expect(await axeFindings()).toEqual([]);
  });

  test.each([
    ...Object.entries(right).map((entry) => ['right', ...entry] as const),
    ...Object.entries(partly).map((entry) => ['partly right', ...entry] as const),
    ...Object.entries(wrong).map((entry) => ['not right', ...entry] as const),
  ])('says that it is %s (%s) and is accessible then', async (word, id, answer) => {
    const { find, element } = await mount(elementFor(id), viewOf(lesson, checked(id, answer)));
    expect(wordsOf(find('.verdict .mark'))).toBe(`That’s ${word}.`);
    expect(find('.question-source a').getAttribute('href')).toMatch(/^#(?:day|work|voices)$/);
    expect(element.querySelectorAll(':is(input, select):not(:disabled)')).toHaveLength(0);
    expect(await axeFindings()).toEqual([]);
  });

  test.each(ids)('%s asks to be checked and moves on to its verdict', async (id) => {
    const answer = right[id] as Answer;
    const { element, find, sent } = await mountLive(
      elementFor(id),
      viewOf(lesson, [chosen(id, answer)]),
    );
    find('button').click();
    await element.updateComplete;
    expect(sent).toEqual([{ type: 'answer-checked', questionId: id }]);
    expect(document.activeElement).toBe(find('.verdict'));
  });

  test('leaves the focus with a learner who has already moved on', async () => {
    const answer = right['works-alone'] as Answer;
    const view = viewOf(lesson, [chosen('works-alone', answer)]);
    const { element, find } = await mountLive(elementFor('works-alone'), view);
    const next = document.createElement('button');
    document.querySelector('main')?.append(next);
    find('button').click();
    next.focus();
    await element.updateComplete;
    expect(document.activeElement).toBe(next);
  });

  test.each(ids)('%s leaves the focus alone when a checked answer is only shown', async (id) => {
    await mount(elementFor(id), viewOf(lesson, checked(id, right[id] as Answer)));
    expect(document.activeElement).toBe(document.body);
  });
});

describe('what a screen reader is told', () => {
  test('names a question by its prompt and describes how to answer it', async () => {
    const { find } = await mount(elementFor('works-alone'), viewOf(lesson));
    const group = page.elementLocator(find('fieldset'));
    await expect
      .element(group)
      .toHaveAccessibleName('Question 3 of 6 A beekeeper never meets anybody.');
    expect(wordsOf(find('legend > h4'))).toBe('Question 3 of 6 A beekeeper never meets anybody.');
    await expect.element(group).toHaveAccessibleDescription('True or false? Worth 1 point.');
  });

  test('names a person and describes them by their traits', async () => {
    const { find } = await mount(elementFor('best-fit'), viewOf(lesson));
    const radio = page.elementLocator(find('#x_best-fit_ada'));
    await expect.element(radio).toHaveAccessibleName('Ada');
    await expect.element(radio).toHaveAccessibleDescription('Stays calm, Rises early');
  });

  test('tells the buttons of two questions apart', async () => {
    const { find } = await mount(elementFor('tools'), viewOf(lesson));
    const button = page.elementLocator(find('button'));
    await expect.element(button).toHaveAccessibleName('Check my answer to question 4');
  });
});

describe('what was answered before the script ran', () => {
  test.each([
    ['best-fit', ['#x_best-fit_bob'], single('bob')],
    ['typical-day', ['#x_typical-day_fly', '#x_typical-day_smoke'], several('smoke', 'fly')],
    ['works-alone', ['#x_works-alone_false'], { type: 'true-false', value: false }],
    ['tools', ['#x_tools_wax_product'], matched({ wax: 'product' })],
  ] as const)('counts: %s', async (id, taps, answer) => {
    const { element } = await mount(elementFor(id), viewOf(lesson));
    const early = beforeTheScript(element);
    expect(early.earlyEvents()).toEqual([]);
    for (const tap of taps) early.querySelector<HTMLElement>(tap)?.click();
    expect(early.earlyEvents()).toEqual([chosen(id, answer)]);
  });

  test('counts: a list that was set', async () => {
    const { element } = await mount(elementFor('seasons'), viewOf(lesson));
    const early = beforeTheScript(element);
    const list = early.querySelector('select');
    if (list) await userEvent.selectOptions(list, 'summer');
    expect(early.earlyEvents()).toEqual([chosen('seasons', matched({ swarm: 'summer' }))]);
  });

  test('keeps its place: who was on a choice still is when the script takes over', async () => {
    const { element } = await mount(elementFor('best-fit'), viewOf(lesson));
    const early = beforeTheScript(element);
    early.question = element.question;
    early.querySelector<HTMLElement>('#x_best-fit_bob')?.focus();
    early.view = viewOf(lesson, [chosen('best-fit', single('bob'))]);
    await early.updateComplete;
    await early.updateComplete;
    expect(document.activeElement?.id).toBe('x_best-fit_bob');
    expect(early.querySelectorAll('fieldset')).toHaveLength(1);
  });
});

describe('the persona cards', () => {
  test('show portrait, name and traits before checking, and nothing about their worth', async () => {
    const { element } = await mount(elementFor('best-fit'), viewOf(lesson));
    expect([...element.querySelectorAll('.persona')].map(wordsOf)).toEqual([
      'Ada What Ada is like Stays calm Rises early',
      'Bob What Bob is like Stays indoors',
    ]);
    expect(element.querySelector('use')?.getAttribute('href')).toBe('#ada');
  });

  test('turn to the traits and back one by one, without choosing anybody', async () => {
    const { element, sent } = await mount(elementFor('best-fit'), viewOf(lesson));
    const turns = [...element.querySelectorAll('details')];
    const turned = (): readonly boolean[] => turns.map(({ open }) => open);
    expect(turned()).toEqual([false, false]);
    turns[1]?.querySelector('summary')?.click();
    expect(turned()).toEqual([false, true]);
    turns[1]?.querySelector('summary')?.click();
    expect(turned()).toEqual([false, false]);
    expect(sent).toEqual([]);
  });

  test('all show the traits after checking, and their portraits again on the next try', async () => {
    const view = viewOf(lesson, checked('best-fit', single('bob')));
    const { element } = await mount(elementFor('best-fit'), view);
    expect(element.querySelectorAll('details[open]')).toHaveLength(2);
    element.view = viewOf(lesson);
    await element.updateComplete;
    expect(element.querySelectorAll('details[open]')).toHaveLength(0);
  });

  test('say trait by trait what fits and what works against after checking', async () => {
    const { element } = await mount(
      elementFor('best-fit'),
      viewOf(lesson, checked('best-fit', single('bob'))),
    );
    expect([...element.querySelectorAll('.persona')].map(wordsOf)).toEqual([
      'Ada The right answer What Ada is like Stays calm Fits Bees notice haste. Rises early Fits Hives are quiet then.',
      'Bob Your answer: not right What Bob is like Stays indoors Works against Hives do not.',
    ]);
  });
});

describe('the feedback', () => {
  test('says for the chosen and the right choices why, and nothing for the others', async () => {
    const { element } = await mount(
      elementFor('typical-day'),
      viewOf(lesson, checked('typical-day', several('smoke'))),
    );
    expect([...element.querySelectorAll('.option')].map(wordsOf)).toEqual([
      'Light the smoker Your answer: right Yes.',
      'Lift the frames Right, but you didn’t choose it Yes.',
      'Fly out',
      'Take notes Right, but you didn’t choose it Yes.',
    ]);
  });

  test('gives points in parts', async () => {
    const { find } = await mount(
      elementFor('tools'),
      viewOf(lesson, checked('tools', matched({ smoker: 'tool', honey: 'tool', wax: 'tool' }))),
    );
    expect(wordsOf(find('.verdict'))).toBe('That’s partly right. 0.67 of 2 points');
  });

  test('says for each line where it belongs and why', async () => {
    const { element } = await mount(
      elementFor('seasons'),
      viewOf(lesson, checked('seasons', matched({ swarm: 'spring', rest: 'summer' }))),
    );
    expect([...element.querySelectorAll('.line')].map(wordsOf)).toEqual([
      'Swarm Your answer: In spring Right May.',
      'Rest Your answer: In summer Not right. It belongs to “In winter” Cold.',
    ]);
  });

  test('of a single choice tells about the chosen and the right one', async () => {
    const { element } = await mount(
      elementFor('colour'),
      viewOf(lesson, checked('colour', single('black'))),
    );
    expect([...element.querySelectorAll('.reason-item')].map(wordsOf)).toEqual([
      'white The right answer About white.',
      'black Your answer: not right About black.',
    ]);
  });

  test('comes only when the quiz is over where the content says so', async () => {
    const atEnd: Lesson = { ...lesson, settings: { ...lesson.settings, feedback: 'end' } };
    const { element } = await mount(
      elementFor('colour'),
      viewOf(atEnd, checked('colour', single('white'))),
    );
    expect(element.querySelector('.question-feedback')).toBeNull();
    expect(element.querySelector('button')).toBeNull();
  });
});

describe('choosing', () => {
  test('asks for all ticked choices, also for none', async () => {
    const { find, sent } = await mountLive(elementFor('typical-day'), viewOf(lesson));
    find('#x_typical-day_notes').click();
    find('#x_typical-day_smoke').click();
    find('#x_typical-day_notes').click();
    find('#x_typical-day_smoke').click();
    expect(sent).toEqual([
      chosen('typical-day', several('notes')),
      chosen('typical-day', several('smoke', 'notes')),
      chosen('typical-day', several('smoke')),
      chosen('typical-day', several()),
    ]);
  });

  test('keeps what was matched before', async () => {
    const { find, store } = await mountLive(elementFor('seasons'), viewOf(lesson));
    await userEvent.selectOptions(find('#x_seasons_swarm'), 'spring');
    await userEvent.selectOptions(find('#x_seasons_rest'), 'summer');
    await userEvent.selectOptions(find('#x_seasons_rest'), 'winter');
    expect(store.state.record.quiz.answers).toEqual({ seasons: right['seasons'] });
  });

  test('works with the keyboard alone in a group of two targets', async () => {
    const { element, store, input } = await mountLive(elementFor('tools'), viewOf(lesson));
    input('#x_tools_smoker_tool').focus();
    await userEvent.keyboard(' {Tab} {ArrowRight}{Tab} {ArrowRight}');
    await element.updateComplete;
    expect(store.state.record.quiz.answers).toEqual({ tools: right['tools'] });
    await userEvent.keyboard('{Tab}{Enter}');
    await element.updateComplete;
    expect(wordsOf(document.activeElement)).toBe('That’s right. 2 of 2 points');
  });

  test('shows what is known, whatever was tapped meanwhile', async () => {
    const view = viewOf(lesson, [chosen('colour', single('white'))]);
    const { input, show } = await mount(elementFor('colour'), view);
    input('#x_colour_black').click();
    await show({ ...view });
    expect(input('#x_colour_white').checked).toBe(true);
    expect(input('#x_colour_black').checked).toBe(false);
  });
});
