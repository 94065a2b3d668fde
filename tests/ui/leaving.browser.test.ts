import { describe, expect, test } from 'vitest';
import type { SaveStatus } from '../../src/core/saving.js';
import { FINISH } from '../../src/core/lesson.js';
import { ExitIntent } from '../../src/ui/lesson/lesson-element.js';
import { ByteGoodbye } from '../../src/ui/steps/byte-goodbye.js';
import { ByteStepNav } from '../../src/ui/frame/byte-step-nav.js';
import { buttonIn, mount, viewOf, wordsOf } from '../support/mount.js';
import { sampleLesson } from '../support/sample-lesson.js';

const saved: SaveStatus = { kind: 'saved', at: Date.UTC(2026, 0, 2, 12) };
const unrecorded = (reason: 'refused' | 'review'): SaveStatus => ({ kind: 'unrecorded', reason });
const onLastStep = (saving: SaveStatus) =>
  viewOf(sampleLesson, [{ type: 'step-opened', step: FINISH }], { saving });

const warningIn = (element: Element): string =>
  element.querySelector('.nav-warning')?.textContent.trim() ?? '';

describe('the bar with back and next', () => {
  test.each<readonly [SaveStatus, string]>([
    [{ kind: 'retrying', reason: 'failing' }, 'Not saved yet. Trying again.'],
    [unrecorded('refused'), 'Your progress isn’t being saved. See the bottom of the page.'],
    [unrecorded('review'), ''],
    [saved, ''],
  ])('with %j warns “%s”', async (saving, warning) => {
    const { element } = await mount(new ByteStepNav(), viewOf(sampleLesson, [], { saving }));
    expect(warningIn(element)).toBe(warning);
  });

  test('leads to work that this browser has kept', async () => {
    const { element } = await mount(
      new ByteStepNav(),
      viewOf(sampleLesson, [], { saving: saved, offer: 1 }),
    );
    expect(warningIn(element)).toBe('We found unsaved work. See the bottom of the page.');
  });

  test('is the way out on the last step', async () => {
    const { element } = await mount(new ByteStepNav(), onLastStep(saved));
    let exits = 0;
    element.addEventListener(ExitIntent.type, () => (exits += 1));
    buttonIn(element, 'Save and exit')?.click();
    expect(exits).toBe(1);
  });

  test('has no way out where there is nothing to save', async () => {
    const { element } = await mount(new ByteStepNav(), onLastStep(unrecorded('review')));
    expect(buttonIn(element, 'Save and exit')).toBeUndefined();
  });
});

describe('the last screen', () => {
  test('is nothing before the learner has left', async () => {
    const { element } = await mount(new ByteGoodbye(), viewOf(sampleLesson, [], { saving: saved }));
    expect(wordsOf(element)).toBe('');
  });

  test('says how it went, and takes the focus to it', async () => {
    const saving = { kind: 'closed', outcome: 'saved' } as const;
    const { element } = await mount(new ByteGoodbye(), viewOf(sampleLesson, [], { saving }));
    expect(wordsOf(element)).toContain('Saved. You can close this window.');
    expect(document.activeElement?.id).toBe('goodbye');
  });

  test('asks nobody to close the window where the lesson is part of the course’s page', async () => {
    const saving = { kind: 'closed', outcome: 'saved' } as const;
    const { element } = await mount(
      new ByteGoodbye(),
      viewOf(sampleLesson, [], { saving, inFrame: true }),
    );
    expect(wordsOf(element)).toContain('Saved. You can leave this page now.');
  });

  test('says when the tries after a failure come to an end', async () => {
    const trying = { kind: 'closed', outcome: 'retrying' } as const;
    const { element, show } = await mount(
      new ByteGoodbye(),
      viewOf(sampleLesson, [], { saving: trying }),
    );
    expect(wordsOf(element)).toContain('Please keep this window open.');
    await show(viewOf(sampleLesson, [], { saving: { kind: 'closed', outcome: 'saved' } }));
    expect(wordsOf(element)).toContain('Saved. You can close this window.');
  });
});
