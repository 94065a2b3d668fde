import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { LessonEvent } from '../../src/core/reduce.js';
import { en } from '../../src/i18n/en.js';
import { ByteSelfCheck } from '../../src/ui/sections/byte-self-check.js';
import { axeFindings } from '../support/axe.js';
import { beforeTheScript, mount, mountLive, viewOf, wordsOf } from '../support/mount.js';
import { sampleLesson } from '../support/sample-lesson.js';

const judged = (statementId: string, judgement: 'agree' | 'disagree'): LessonEvent => ({
  type: 'statement-judged',
  statementId,
  judgement,
});

describe('a self-check that was not begun', () => {
  test('promises privacy and shows no profile', async () => {
    const { element, find } = await mount(new ByteSelfCheck(), viewOf());
    expect(wordsOf(find('.private'))).toBe(en.selfCheck.private);
    expect(wordsOf(find('.fit-explained'))).toBe(
      'Answer every statement to see how well the job fits you, and why.',
    );
    expect(element.querySelector('.fit-profile')).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });

  test('asks for a judgement and changes nothing itself', async () => {
    const { find, input, sent, show } = await mount(new ByteSelfCheck(), viewOf());
    find('#x_self_stings_disagree').click();
    expect(sent).toEqual([judged('stings', 'disagree')]);
    await show(viewOf());
    expect(input('#x_self_stings_disagree').checked).toBe(false);
  });

  test('counts what was chosen before the script ran', async () => {
    const { element } = await mount(new ByteSelfCheck(), viewOf());
    const early = beforeTheScript(element);
    expect(early.earlyEvents()).toEqual([]);
    early.querySelector<HTMLElement>('#x_self_stings_agree')?.click();
    expect(early.earlyEvents()).toEqual([judged('stings', 'agree')]);
  });
});

describe('a self-check that was begun', () => {
  test('counts what is chosen, and gives no verdict yet', async () => {
    const { element, find } = await mount(
      new ByteSelfCheck(),
      viewOf(sampleLesson, [judged('outdoors', 'agree')]),
    );
    expect(wordsOf(find('.fit'))).toBe('How well the job fits you 1 of 2 answered.');
    expect(element.querySelector('meter')).toBeNull();
    expect(element.querySelector('.fit-profile')).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });
});

describe('a finished self-check', () => {
  test('says aloud that its profile is ready, and how much fits', async () => {
    const { find } = await mount(
      new ByteSelfCheck(),
      viewOf(sampleLesson, [judged('outdoors', 'agree'), judged('stings', 'agree')]),
    );
    expect(wordsOf(find('[role=status]'))).toBe(
      '2 of 2 answered. 1 of your choices suits this job. ' +
        'Your fit profile is ready below: Perhaps not.',
    );
    expect(find('meter').getAttribute('aria-valuetext')).toBe('1 of 2');
  });

  test('counts disagreeing with what speaks against the career as fitting', async () => {
    const { find } = await mount(
      new ByteSelfCheck(),
      viewOf(sampleLesson, [judged('outdoors', 'agree'), judged('stings', 'disagree')]),
    );
    expect(wordsOf(find('.fit-profile'))).toBe(
      'Your fit profile A good fit Visit a hive. Why it could fit ' +
        'You agreed: I like to be outdoors. Hives stand outdoors. ' +
        'You disagreed: I could not bear a sting. Stings happen.',
    );
    expect(await axeFindings()).toEqual([]);
  });

  test('takes the highest profile that is reached, with a reason for each judgement', async () => {
    const { find } = await mount(
      new ByteSelfCheck(),
      viewOf(sampleLesson, [judged('outdoors', 'agree'), judged('stings', 'agree')]),
    );
    expect(find('meter').getAttribute('value')).toBe('50');
    expect(wordsOf(find('.fit-profile'))).toBe(
      'Your fit profile Perhaps not Other work may suit you. ' +
        'Why it could fit You agreed: I like to be outdoors. Hives stand outdoors. ' +
        'What to think about You agreed: I could not bear a sting. Stings happen all the same.',
    );
    expect(await axeFindings()).toEqual([]);
  });

  test('can be judged again with the keyboard alone', async () => {
    const { element, find, input, store } = await mountLive(new ByteSelfCheck(), viewOf());
    input('#x_self_outdoors_agree').focus();
    await userEvent.keyboard(' {Tab} {ArrowRight}');
    await element.updateComplete;
    expect(store.state.selfCheck).toEqual({ outdoors: 'agree', stings: 'disagree' });
    expect(wordsOf(find('.fit-title'))).toBe('A good fit');
    expect(document.activeElement?.id).toBe('x_self_stings_disagree');
  });

  test('leaves nothing in the record', async () => {
    const { find, store } = await mountLive(new ByteSelfCheck(), viewOf());
    const { record } = store.state;
    find('#x_self_stings_agree').click();
    expect(store.state.record).toBe(record);
  });
});
