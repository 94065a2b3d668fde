import { describe, expect, test } from 'vitest';
import { axeFindings } from '../support/axe.js';
import { mount, mountLive, viewOf, wordsOf } from '../support/mount.js';
import { answer, open, seeAll } from '../support/play-sample.js';
import { rightAnswers, sampleLesson, sampleSettings } from '../support/sample-lesson.js';
import { BytePlan } from '../../src/ui/frame/byte-plan.js';
import { ByteStepNav } from '../../src/ui/frame/byte-step-nav.js';

const locked = { ...sampleLesson, settings: { ...sampleSettings, lockSteps: true } };

const linesOf = (element: Element): readonly string[] =>
  [...element.querySelectorAll('ol > li')].map(wordsOf);

describe('the plan', () => {
  test('says where the learner is and how much is left', async () => {
    const { find } = await mount(new BytePlan(), viewOf(sampleLesson, [open('what'), open('day')]));
    expect(wordsOf(find('summary'))).toBe('Step 4 of 12, about 12 minutes left, All steps');
  });

  test('counts on the welcome, too, only the minutes of what is not done', async () => {
    const view = viewOf(sampleLesson, [open('what'), open('day'), open('welcome')]);
    const { find } = await mount(new BytePlan(), view);
    expect(wordsOf(find('summary'))).toContain('about 12 minutes left');
  });

  test('names no minutes when nothing is left', async () => {
    const events = [...seeAll, ...answer(rightAnswers), open('welcome')];
    const { find } = await mount(new BytePlan(), viewOf(sampleLesson, events));
    expect(wordsOf(find('summary'))).toBe('Step 1 of 12, All steps');
  });

  test('says of each step whether it is done, at hand or open, in words', async () => {
    const view = viewOf(sampleLesson, [open('what'), open('work')]);
    const { element } = await mount(new BytePlan(), view);
    expect(linesOf(element).slice(0, 4)).toEqual([
      'Welcome, done',
      'What a beekeeper is, done',
      'What the work is made of, you are here',
      'A day in the life',
    ]);
    expect(element.querySelector('[aria-current=step]')?.getAttribute('href')).toBe('#work');
  });

  test('says which step is the quiz, and calls it done only when it is passed', async () => {
    const opened = viewOf(sampleLesson, [open('quiz'), open('pay')]);
    const { element, show } = await mount(new BytePlan(), opened);
    expect(linesOf(element)[6]).toBe('Quiz: Pick the future beekeeper, not finished yet');
    await show(viewOf(sampleLesson, [open('quiz'), ...answer(rightAnswers), open('pay')]));
    expect(linesOf(element)[6]).toBe('Quiz: Pick the future beekeeper, done');
  });

  test('takes the minutes of the quiz off as soon as it is passed', async () => {
    const view = viewOf(sampleLesson, [open('quiz')]);
    const { element, find, store } = await mountLive(new BytePlan(), view);
    for (const event of answer(rightAnswers)) store.dispatch(event);
    await element.updateComplete;
    expect(wordsOf(find('summary'))).toContain('about 12 minutes left');
  });

  test('is all done for who has completed the lesson', async () => {
    const view = viewOf(sampleLesson, [...seeAll, ...answer(rightAnswers), open('welcome')]);
    const { element } = await mount(new BytePlan(), view);
    const squares = [...element.querySelectorAll('.bits > span')].map(({ className }) => className);
    expect(new Set(squares.slice(1))).toEqual(new Set(['is-done']));
  });

  test('closes on Escape, and the focus is on what opens it again', async () => {
    const { element, find } = await mount(new BytePlan(), viewOf());
    find('summary').click();
    find('ol a').focus();
    find('ol a').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(element.querySelector('details')?.open).toBe(false);
    expect(document.activeElement).toBe(find('summary'));
  });

  test('does not link to a step that is locked', async () => {
    const { element } = await mount(new BytePlan(), viewOf(locked, [open('what')]));
    expect(linesOf(element)[3]).toBe('A day in the life, opens after the earlier steps');
    expect(element.querySelectorAll('ol a')).toHaveLength(3);
  });

  test('draws one square for each step', async () => {
    const { element } = await mount(new BytePlan(), viewOf(sampleLesson, [open('what')]));
    const squares = [...element.querySelectorAll('.bits > span')].map(({ className }) => className);
    expect(squares.slice(0, 3)).toEqual(['is-done', 'is-current', 'is-open']);
    expect(squares).toHaveLength(12);
  });

  test('has nothing that axe finds, open', async () => {
    const { find } = await mount(new BytePlan(), viewOf(locked, [open('what')]));
    find('summary').click();
    expect(await axeFindings()).toEqual([]);
  });
});

describe('back and next', () => {
  const linksIn = (element: Element): readonly string[] =>
    [...element.querySelectorAll('a')].map((link) => `${wordsOf(link)} -> ${link.hash}`);

  test('lead to the neighbours and name the next step', async () => {
    const { element } = await mount(new ByteStepNav(), viewOf(sampleLesson, [open('work')]));
    expect(linksIn(element)).toEqual(['Back -> #what', 'Next: A day in the life -> #day']);
    expect(element.querySelector('#step-back')?.getAttribute('aria-label')).toBe(
      'Back: What a beekeeper is',
    );
  });

  test('lead from the welcome to where the learner was', async () => {
    const view = viewOf(sampleLesson, [open('what'), open('day'), open('welcome')]);
    const { element, find } = await mount(new ByteStepNav(), view);
    expect(linksIn(element)).toEqual(['Continue with “A day in the life” -> #day']);
    expect(find('#step-next').classList).not.toContain('is-quiet');
  });

  test.each([
    ['to start', [], true],
    ['to answer the quiz', [open('quiz')], true],
    ['nothing but to read', [open('day')], false],
    ['nothing since the quiz is passed', [open('quiz'), ...answer(rightAnswers)], false],
  ])('stand back where the page asks %s', async (_, events, quiet) => {
    const { find } = await mount(new ByteStepNav(), viewOf(sampleLesson, events));
    expect(find('#step-next').classList.contains('is-quiet')).toBe(quiet);
  });

  test('end at the ends', async () => {
    const { element, show } = await mount(new ByteStepNav(), viewOf());
    expect(linksIn(element)).toEqual(['Next: What a beekeeper is -> #what']);
    await show(viewOf(sampleLesson, [open('finish')]));
    expect(linksIn(element)).toEqual(['Back -> #feedback']);
  });

  test('do not lead to a step that is locked', async () => {
    const { element, show } = await mount(new ByteStepNav(), viewOf(locked));
    await show({ ...viewOf(locked), state: { ...viewOf(locked).state, step: 'what' } });
    expect(linksIn(element)).toEqual(['Back -> #welcome']);
  });

  test('have nothing that axe finds', async () => {
    await mount(new ByteStepNav(), viewOf(sampleLesson, [open('work')]));
    expect(await axeFindings()).toEqual([]);
  });
});
