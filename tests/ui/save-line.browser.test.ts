import { describe, expect, test, vi } from 'vitest';
import { ByteSaveLine } from '../../src/ui/frame/byte-save-line.js';
import { OfferIntent } from '../../src/ui/lesson/lesson-element.js';
import { translate } from '../support/translate.js';
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

  test.each([
    [
      { kind: 'retrying', reason: 'unreachable', kept: true },
      'Not saved yet. Trying again. Stay on this page if you can. If you leave, this browser keeps your work and offers it the next time you open the lesson.',
    ],
    [
      { kind: 'unrecorded', reason: 'session-ended', kept: true },
      'Your progress isn’t being saved anymore, because your course ended the session. Open the lesson from your course again. If you leave, this browser keeps your work and offers it the next time you open the lesson.',
    ],
  ] as const)(
    'says that the learner may leave where the work is kept: %o',
    async (saving, words) => {
      const { find } = await mount(new ByteSaveLine(), viewOf(sampleLesson, [], { saving }));
      expect(wordsOf(find('.save-line'))).toBe(words);
    },
  );

  test('offers the trace of a debug visit as a file', async () => {
    const { element, show } = await mount(new ByteSaveLine(), viewOf(sampleLesson));
    expect(buttonIn(element, 'Download the trace')).toBeUndefined();
    await show(viewOf(sampleLesson, [], { trace: () => '0.1 LMSCommit("") = true' }));
    const files: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      files.push(this.download, this.href);
    });
    buttonIn(element, 'Download the trace')?.click();
    click.mockRestore();
    const [name, address = ''] = files;
    expect(name).toBe('career-byte-trace.txt');
    expect(await (await fetch(address)).text()).toBe('0.1 LMSCommit("") = true');
  });

  test('tells the truth after the browser has translated it', async () => {
    const { find, show } = await mount(
      new ByteSaveLine(),
      viewOf(sampleLesson, [], { saving: saved }),
    );
    translate();
    await show(viewOf(sampleLesson, [], { saving: { kind: 'retrying', reason: 'failing' } }));
    expect(wordsOf(find('.save-line'))).toBe(
      'Not saved yet. Trying again. Please keep this page open.',
    );
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
