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
      'Choose for the first statement, and the meter starts.',
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
  test('explains its meter and says how many statements are open', async () => {
    const { element, find } = await mount(
      new ByteSelfCheck(),
      viewOf(sampleLesson, [judged('outdoors', 'agree')]),
    );
    expect(find('meter').getAttribute('value')).toBe('100');
    expect(wordsOf(find('.fit-explained'))).toBe(
      'The meter counts the choices that suit this job: 1 of the 1 you made. ' +
        '1 statement is still open. When you have chosen for all of them, your profile appears here.',
    );
    expect(element.querySelector('.fit-profile')).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });
});

describe('a finished self-check', () => {
  test('counts disagreeing with what speaks against the career as fitting', async () => {
    const { find } = await mount(
      new ByteSelfCheck(),
      viewOf(sampleLesson, [judged('outdoors', 'agree'), judged('stings', 'disagree')]),
    );
    expect(wordsOf(find('.fit-profile'))).toBe(
      'Your fit profile A good fit Visit a hive. What speaks for it ' +
        'I like to be outdoors. Hives stand outdoors. I could not bear a sting. Stings happen.',
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
        'What speaks for it I like to be outdoors. Hives stand outdoors. ' +
        'What to think about I could not bear a sting. Stings happen all the same.',
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
