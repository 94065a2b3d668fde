import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { LessonEvent } from '../../src/core/reduce.js';
import { en } from '../../src/i18n/en.js';
import { ByteChecklist } from '../../src/ui/sections/byte-checklist.js';
import { axeFindings } from '../support/axe.js';
import { beforeTheScript, buttonIn, mount, mountLive, viewOf, wordsOf } from '../support/mount.js';
import { sampleLesson } from '../support/sample-lesson.js';

const toggled = (actionId: string): LessonEvent => ({
  type: 'action-ticked',
  actionId,
  ticked: true,
});

afterEach(() => vi.restoreAllMocks());

describe('the checklist', () => {
  test('shows actions with their links behind them, and that ticks are kept', async () => {
    const { element, find } = await mount(
      new ByteChecklist(),
      viewOf(sampleLesson, [], { saving: { kind: 'saving' } }),
    );
    expect([...element.querySelectorAll('.action')].map(wordsOf)).toEqual([
      'Visit a hive',
      'Read about bees',
    ]);
    expect(element.querySelector('label a')).toBeNull();
    expect(wordsOf(find('.action + .action-links'))).toBe('a hive');
    expect(find('.action-links a').getAttribute('target')).toBe('_blank');
    expect(wordsOf(find('.checklist-kept'))).toBe(en.checklist.kept);
    expect(await axeFindings()).toEqual([]);
  });

  test('does not promise to keep ticks that nobody records', async () => {
    const { find } = await mount(new ByteChecklist(), viewOf());
    expect(wordsOf(find('.checklist-kept'))).toBe(en.saving.unrecorded['no-lms']);
  });

  test('asks for a tick and changes nothing itself', async () => {
    const { find, input, sent, show } = await mount(new ByteChecklist(), viewOf());
    find('#x_checklist_read').click();
    expect(sent).toEqual([toggled('read')]);
    await show(viewOf());
    expect(input('#x_checklist_read').checked).toBe(false);
  });

  test('shows what is ticked and counts it', async () => {
    const { find, input } = await mount(
      new ByteChecklist(),
      viewOf(sampleLesson, [toggled('visit')]),
    );
    expect(input('#x_checklist_visit').checked).toBe(true);
    expect(wordsOf(find('.checklist-count'))).toBe('1 of 2 done');
    expect(await axeFindings()).toEqual([]);
  });

  test('counts what was ticked before the script ran', async () => {
    const { element } = await mount(new ByteChecklist(), viewOf());
    const early = beforeTheScript(element);
    expect(early.earlyEvents()).toEqual([]);
    early.querySelector<HTMLElement>('#x_checklist_visit')?.click();
    expect(early.earlyEvents()).toEqual([toggled('visit')]);
  });

  test('can be ticked and printed with the keyboard alone', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const { element, input, store } = await mountLive(new ByteChecklist(), viewOf());
    input('#x_checklist_visit').focus();
    await userEvent.keyboard(' {Tab}{Tab} ');
    await element.updateComplete;
    expect([...store.state.record.ticked]).toEqual(['visit', 'read']);
    await userEvent.keyboard('{Tab}{Enter}');
    expect(print).toHaveBeenCalledOnce();
    expect(document.documentElement.dataset['print']).toBe('checklist');
    window.dispatchEvent(new Event('afterprint'));
    expect(document.documentElement.dataset['print']).toBeUndefined();
  });

  test('can still be used in review, where it says that nothing is saved', async () => {
    const { element } = await mount(
      new ByteChecklist(),
      viewOf(sampleLesson, [toggled('visit')], {
        access: 'review',
        saving: { kind: 'unrecorded', reason: 'review' },
      }),
    );
    expect(element.querySelectorAll('input:not(:disabled)')).toHaveLength(2);
    expect(wordsOf(element.querySelector('.checklist-kept'))).toBe(en.saving.unrecorded.review);
    expect(buttonIn(element, en.checklist.print)).toBeDefined();
    expect(await axeFindings()).toEqual([]);
  });
});
