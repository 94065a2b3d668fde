import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/core/lesson-state.js';
import type { Lesson } from '../../src/core/lesson.js';
import type { MatchingQuestion } from '../../src/core/question.js';
import { en } from '../../src/i18n/en.js';
import { ByteMatching } from '../../src/ui/quiz/byte-matching.js';
import { axeFindings } from '../support/axe.js';
import { mount, viewOf, wordsOf } from '../support/mount.js';
import { chosen, elementFor, lesson, matched, threeTargets } from '../support/question-elements.js';
import { paragraph, rightAnswers } from '../support/sample-lesson.js';

describe('a question that is checked too early', () => {
  test.each([
    ['best-fit', 'Choose an answer first.', 'x_best-fit_ada'],
    ['typical-day', 'Choose at least one answer first.', 'x_typical-day_smoke'],
    ['works-alone', 'Choose an answer first.', 'x_works-alone_true'],
    ['tools', 'Not answered yet: “Smoker”, “Honey”, “Wax”.', 'x_tools_smoker_tool'],
    ['seasons', 'Not answered yet: “Swarm”, “Rest”.', 'x_seasons_swarm'],
  ])('%s, checked too early, says what is missing and leads there', async (id, missing, open) => {
    const { element, find, sent } = await mount(elementFor(id), viewOf(lesson));
    find('button').click();
    await element.updateComplete;
    expect(wordsOf(find('.question-missing'))).toBe(missing);
    expect(document.activeElement?.id).toBe(open);
    expect(sent).toEqual([]);
    expect(await axeFindings()).toEqual([]);
  });

  test.each(Object.keys(rightAnswers))(
    '%s says it again each time it is checked too early',
    async (id) => {
      const { element, find } = await mount(elementFor(id), viewOf(lesson));
      const said = async (): Promise<Node | undefined> => {
        find('button').click();
        await element.updateComplete;
        // A screen reader speaks when something new comes in, not when the same words stay.
        return [...find('.question-missing').childNodes].find(
          (node) => node instanceof Text && node.data.trim() !== '',
        );
      };
      const first = await said();
      const second = await said();
      expect(second?.textContent).toBe(first?.textContent);
      expect(second).not.toBe(first);
    },
  );

  test.each(Object.keys(rightAnswers))(
    '%s stops saying what is missing once nothing is',
    async (id) => {
      const { element, find, show } = await mount(elementFor(id), viewOf(lesson));
      find('button').click();
      await element.updateComplete;
      await show(viewOf(lesson, [chosen(id, rightAnswers[id] as Answer)]));
      expect(wordsOf(find('.question-missing'))).toBe('');
    },
  );
});

describe('lines of which some are open', () => {
  const months: MatchingQuestion = {
    ...threeTargets,
    id: 'months',
    items: ['may', 'june', 'july', 'august', 'snow'].map((id) => ({
      id,
      text: id,
      label: id,
      target: 'summer',
      feedback: paragraph('So it is.'),
    })),
  };
  const shuffled: Lesson = {
    ...lesson,
    settings: { ...lesson.settings, shuffle: true },
    quiz: { id: 'quiz', questions: [months] },
  };

  test.each([2, 3])('are named, and led to, in the order on show (%i targets)', async (targets) => {
    const element = new ByteMatching();
    element.question = { ...months, targets: months.targets.slice(-targets) };
    const { find, show } = await mount(element, viewOf(shuffled));
    const [first = '', ...open] = [...element.querySelectorAll('.line-text')].map(wordsOf);
    expect([first, ...open]).not.toEqual(months.items.map(({ text }) => text));
    await show(viewOf(shuffled, [chosen('months', matched({ [first]: 'summer' }))]));
    find('button').click();
    await element.updateComplete;
    expect(wordsOf(find('.question-missing'))).toBe(
      `4 lines aren’t answered yet. The first one: “${open[0] ?? ''}”.`,
    );
    expect(
      wordsOf(document.activeElement?.closest('.line')?.querySelector('.line-text') ?? null),
    ).toContain(open[0]);
  });

  test('say so each, until they are chosen', async () => {
    const { element, find, show } = await mount(elementFor('tools'), viewOf(lesson));
    const titles = (): readonly string[] =>
      [...element.querySelectorAll('.line-text')].map(wordsOf);
    expect(titles()).toEqual(['Smoker', 'Honey', 'Wax']);
    find('button').click();
    await show(viewOf(lesson, [chosen('tools', matched({ honey: 'product' }))]));
    expect(titles()).toEqual(['Smoker – not answered', 'Honey', 'Wax – not answered']);
  });

  test('keep quotation marks of their own', () => {
    expect(en.quiz.missing.lines(['“Hello”', 'Bye'])).toBe('Not answered yet: “Hello”, “Bye”.');
  });
});
