import { ownNames } from '../scorm/own-names.js';
import { pause } from '../saving/pause.js';

type Message =
  | { readonly kind: 'who'; readonly from: string }
  | { readonly kind: 'me'; readonly text: string }
  | { readonly kind: 'record'; readonly text: string }
  | { readonly kind: 'bye' };

/** How long the tab that records has to answer. */
const ANSWER_MS = 200;
/** A tab that waits asks again after this time, because the other one may have crashed. */
const ASK_AGAIN_MS = 10_000;

interface Channel {
  postMessage(message: Message): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/**
 * Talk between the tabs of one browser that have the same lesson of the same
 * learner open: only one of them records, or the last one closed would win
 * (field guide 11). Where the browser has no such channel every tab is alone.
 */
export class LessonTabs {
  readonly #window: Window;
  readonly #channel: Channel | null;
  readonly #hear: (text: string) => void;
  readonly #name: string;
  /** The present record as text, once this tab records. */
  #text: (() => string) | null = null;
  #asking = false;
  #taken = false;
  #freed: (() => void) | null = null;

  /** `hear` is called with the record of another tab, as text. */
  constructor(window: Window, lessonId: string, learnerId: string, hear: (text: string) => void) {
    this.#window = window;
    this.#hear = hear;
    this.#channel = openChannel(window, ownNames(window, lessonId, learnerId).key);
    this.#name = `${window.performance.now()} ${Math.random()}`;
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#receive(data);
  }

  /** Whether no other tab records; of two that ask at once one gives way. */
  async isFree(): Promise<boolean> {
    if (!this.#channel) return true;
    this.#taken = false;
    this.#asking = true;
    this.#post({ kind: 'who', from: this.#name });
    await pause(this.#window, ANSWER_MS);
    this.#asking = false;
    return !this.#taken;
  }

  /** Resolves when the tab that records has gone. */
  async untilFree(): Promise<void> {
    do {
      await Promise.race([
        pause(this.#window, ASK_AGAIN_MS),
        new Promise<void>((resolve) => {
          this.#freed = resolve;
        }),
      ]);
    } while (!(await this.isFree()));
  }

  /** This tab records from now on; `text` gives its record to a tab that asks. */
  claim(text: () => string): void {
    this.#text = text;
  }

  /** Tells the other tabs what was saved. */
  share(text: string): void {
    this.#post({ kind: 'record', text });
  }

  /** Another tab may have recorded while this one was frozen: ask for what it has. */
  catchUp(): void {
    if (this.#text) this.#post({ kind: 'who', from: this.#name });
  }

  /** This tab is left. */
  release(): void {
    this.#text = null;
    this.#post({ kind: 'bye' });
  }

  #receive(data: unknown): void {
    const message = messageOf(data);
    if (message?.kind === 'who') this.#answer(message.from);
    if (message?.kind === 'bye') this.#freed?.();
    if (message?.kind !== 'me' && message?.kind !== 'record') return;
    this.#taken = true;
    this.#hear(message.text);
  }

  #answer(asker: string): void {
    if (this.#text) this.#post({ kind: 'me', text: this.#text() });
    else if (this.#asking && this.#name < asker) this.#post({ kind: 'me', text: '' });
  }

  #post(message: Message): void {
    this.#channel?.postMessage(message);
  }
}

function openChannel(window: Window, name: string): Channel | null {
  try {
    // A cast: the type of Window does not carry this constructor, and what is none throws.
    const Constructor = Reflect.get(window, 'BroadcastChannel') as new (name: string) => Channel;
    return new Constructor(name);
  } catch {
    return null;
  }
}

/** Anything on the site can speak on the channel, so nothing it says is trusted to have a shape. */
function messageOf(data: unknown): Message | null {
  const { kind, text, from } = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'bye') return { kind };
  if (kind === 'who' && typeof from === 'string') return { kind, from };
  if ((kind === 'me' || kind === 'record') && typeof text === 'string') return { kind, text };
  return null;
}
