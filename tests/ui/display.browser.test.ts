import { describe, expect, test } from 'vitest';
import { sampleLesson } from '../support/sample-lesson.js';
import { axeFindings } from '../support/axe.js';
import { beforeTheScript, mount, mountLive, viewOf } from '../support/mount.js';
import { ByteDisplay } from '../../src/ui/frame/byte-display.js';

describe('the display choice', () => {
  test('shows what is chosen', async () => {
    const view = viewOf(sampleLesson, [
      { type: 'display-changed', display: { theme: 'dark', textSize: 'largest' } },
    ]);
    const { element } = await mount(new ByteDisplay(), view);
    const chosen = [...element.querySelectorAll<HTMLInputElement>('input:checked')];
    expect(chosen.map(({ id }) => id)).toEqual([
      'display-textSize-largest',
      'display-theme-dark',
      'display-spacing-normal',
      'display-motion-system',
    ]);
  });

  test('asks for a change and changes nothing itself', async () => {
    const { find, sent } = await mount(new ByteDisplay(), viewOf());
    find('#display-spacing-wide').click();
    expect(sent).toEqual([{ type: 'display-changed', display: { spacing: 'wide' } }]);
  });

  test('follows a record that turns up after a radio was touched', async () => {
    const { element, find, input } = await mountLive(new ByteDisplay(), viewOf());
    find('#display-theme-dark').click();
    await element.updateComplete;
    element.view = viewOf();
    await element.updateComplete;
    expect(input('#display-theme-system').checked).toBe(true);
  });

  test('counts what was chosen before the script ran', async () => {
    const { element } = await mount(new ByteDisplay(), viewOf());
    const early = beforeTheScript(element);
    expect(early.earlyEvents()).toEqual([]);
    early.querySelector<HTMLInputElement>('#display-theme-contrast')?.click();
    early.querySelector<HTMLInputElement>('#display-motion-reduced')?.click();
    expect(early.earlyEvents()).toEqual([
      { type: 'display-changed', display: { theme: 'contrast', motion: 'reduced' } },
    ]);
  });

  test('opens above the page and can be used by everyone', async () => {
    const { find } = await mount(new ByteDisplay(), viewOf());
    expect(find('#display-panel').matches(':popover-open')).toBe(false);
    find('#display-open').click();
    expect(find('#display-panel').matches(':popover-open')).toBe(true);
    expect(await axeFindings()).toEqual([]);
    find('#display-close').click();
    expect(find('#display-panel').matches(':popover-open')).toBe(false);
  });
});
