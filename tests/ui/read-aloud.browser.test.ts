import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { axeFindings } from '../support/axe.js';
import { mount, viewOf, wordsOf } from '../support/mount.js';
import { ByteReadAloud } from '../../src/ui/frame/byte-read-aloud.js';

/** Stands for the voices of the device, of which a test machine has none. */
class Speech extends EventTarget {
  voices: { readonly lang: string; readonly localService: boolean }[] = [];
  spoken: SpeechSynthesisUtterance[] = [];
  cancelled = 0;
  getVoices(): SpeechSynthesisVoice[] {
    return this.voices as SpeechSynthesisVoice[];
  }
  speak(utterance: SpeechSynthesisUtterance): void {
    this.spoken.push(utterance);
  }
  cancel(): void {
    this.cancelled += 1;
  }
}

/** The browser takes only voices of its own. */
class Utterance extends EventTarget {
  voice: unknown = null;
  lang = '';
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

let speech: Speech;
beforeEach(() => {
  speech = new Speech();
  vi.stubGlobal('speechSynthesis', speech);
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance);
  document.documentElement.lang = 'en';
});
afterEach(() => vi.unstubAllGlobals());

const local = { lang: 'en-GB', localService: true };

async function onAStep(): Promise<ByteReadAloud> {
  const { element } = await mount(new ByteReadAloud(), viewOf());
  const step = document.createElement('article');
  step.className = 'step';
  step.innerHTML =
    '<h2>Bees</h2><div class="meta"><p>1 minute</p></div><p>They fly.</p><p hidden>No.</p>';
  element.replaceWith(step);
  step.querySelector('.meta')?.append(element);
  await element.updateComplete;
  return element;
}

const press = async (element: ByteReadAloud): Promise<void> => {
  element.querySelector('button')?.click();
  await element.updateComplete;
};

const marked = (): readonly string[] => [...document.querySelectorAll('.is-read')].map(wordsOf);

describe('reading aloud', () => {
  test.each([
    ['no voice', []],
    ['a voice that sends the text to a server', [{ lang: 'en-US', localService: false }]],
    ['a voice for another language', [{ lang: 'de-DE', localService: true }]],
  ])('is not offered where there is only %s', async (_, voices) => {
    speech.voices = voices;
    expect(wordsOf(await onAStep())).toBe('');
  });

  test('is offered when the browser names its voices late', async () => {
    const element = await onAStep();
    speech.voices = [local];
    speech.dispatchEvent(new Event('voiceschanged'));
    await element.updateComplete;
    expect(wordsOf(element)).toBe('Read aloud');
    expect(await axeFindings()).toEqual([]);
  });

  test('goes from piece to piece and marks what is read', async () => {
    speech.voices = [local];
    const element = await onAStep();
    await press(element);
    expect(speech.spoken.map(({ text }) => text)).toEqual(['Bees']);
    expect(marked()).toEqual(['Bees']);
    speech.spoken[0]?.onend?.(new Event('end') as SpeechSynthesisEvent);
    expect(speech.spoken.map(({ text }) => text)).toEqual(['Bees', 'They fly.']);
    expect(marked()).toEqual(['They fly.']);
    speech.spoken[1]?.onend?.(new Event('end') as SpeechSynthesisEvent);
    await element.updateComplete;
    expect(marked()).toEqual([]);
    expect(wordsOf(element)).toBe('Read aloud');
  });

  test('stops at once when asked to', async () => {
    speech.voices = [local];
    const element = await onAStep();
    await press(element);
    expect(wordsOf(element)).toBe('Stop reading');
    await press(element);
    expect(speech.cancelled).toBe(1);
    expect(marked()).toEqual([]);
    // Browsers say "end" of what was cancelled, too.
    speech.spoken[0]?.onend?.(new Event('end') as SpeechSynthesisEvent);
    expect(speech.spoken).toHaveLength(1);
  });

  test('stops when the learner goes to another step', async () => {
    speech.voices = [local];
    const element = await onAStep();
    await press(element);
    element.leave();
    expect(speech.cancelled).toBe(1);
    expect(marked()).toEqual([]);
  });

  test('ends when the voice fails', async () => {
    speech.voices = [local];
    const element = await onAStep();
    await press(element);
    speech.spoken[0]?.onerror?.(new Event('error') as SpeechSynthesisErrorEvent);
    await element.updateComplete;
    expect(marked()).toEqual([]);
    expect(wordsOf(element)).toBe('Read aloud');
  });
});
