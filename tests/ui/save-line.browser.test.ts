import { describe, expect, test } from 'vitest';
import { ByteSaveLine } from '../../src/ui/frame/byte-save-line.js';
import { OfferIntent } from '../../src/ui/lesson/lesson-element.js';
import { axeFindings } from '../support/axe.js';
import { buttonIn, mount, viewOf, wordsOf } from '../support/mount.js';
import { sampleLesson } from '../support/sample-lesson.js';

const saved = { kind: 'saved', at: Date.UTC(2026, 0, 2, 12) } as const;
const offered = { saving: saved, offer: Date.UTC(2026, 0, 1, 12) } as const;
const offerIn = (element: Element): string => {
  const line = element.querySelector('.save-offer');
  return line ? wordsOf(line) : 'none';
};

describe('the save line', () => {
  test('offers what this browser has kept, and sends what the learner decides', async () => {
    const { element, show } = await mount(new ByteSaveLine(), viewOf(sampleLesson, [], offered));
    expect(offerIn(element)).toMatch(
      /^This browser kept work from .*2026.* that your course never received\.$/,
    );
    const decisions: boolean[] = [];
    element.addEventListener(OfferIntent.type, ({ take }) => decisions.push(take));
    buttonIn(element, 'Bring it back')?.click();
    await show(viewOf(sampleLesson, [], { saving: saved }));
    expect(offerIn(element)).toBe('Your work is back.');
    await show(viewOf(sampleLesson, [], offered));
    expect(document.activeElement?.id).toBe('save-line');
    buttonIn(element, 'Delete it')?.click();
    expect(decisions).toEqual([true, false]);
  });

  test('says what is new on a page whose text nodes a translator has replaced', async () => {
    const { element, show } = await mount(
      new ByteSaveLine(),
      viewOf(sampleLesson, [], { saving: saved }),
    );
    const words = element.querySelector('.save-line span');
    const text = [...(words?.childNodes ?? [])].find((node) => node instanceof Text);
    const translated = document.createElement('span');
    translated.textContent = 'Guardado';
    text?.replaceWith(translated);
    await show(viewOf(sampleLesson, [], { saving: { kind: 'retrying', reason: 'failing' } }));
    expect(words?.textContent.trim()).toMatch(/^Not saved yet/);
  });

  test('tells screen readers of trouble and of its end, but not of each save', async () => {
    const { element, show } = await mount(
      new ByteSaveLine(),
      viewOf(sampleLesson, [], { saving: saved }),
    );
    const told: string[] = [];
    for (const saving of [
      saved,
      { kind: 'saving' },
      { ...saved, at: saved.at + 60_000 },
      { kind: 'retrying', reason: 'failing' },
      { kind: 'saving' },
      saved,
    ] as const) {
      await show(viewOf(sampleLesson, [], { saving }));
      const line = element.querySelector('.save-line');
      told.push(line?.ariaLive === 'off' ? '' : line ? wordsOf(line) : 'none');
    }
    expect(told.map((words) => words.replace(/ \d.*/, ''))).toEqual([
      '',
      '',
      '',
      'Not saved yet. Trying again. Please keep this page open.',
      'Saving…',
      'Saved',
    ]);
  });

  test.each([
    ['nothing is kept', { saving: saved }],
    ['the learner has left', { ...offered, saving: { kind: 'closed', outcome: 'saved' } as const }],
  ])('offers nothing where %s', async (_, changes) => {
    const { element } = await mount(new ByteSaveLine(), viewOf(sampleLesson, [], changes));
    expect(offerIn(element)).toBe('');
    expect(wordsOf(element)).not.toContain('Delete it');
  });

  test('has nothing that axe finds, with an offer', async () => {
    await mount(new ByteSaveLine(), viewOf(sampleLesson, [], offered));
    expect(await axeFindings()).toEqual([]);
  });
});
