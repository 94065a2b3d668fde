import type { LessonRecord } from '../../core/lesson-state.js';
import { mergeRecords } from '../../core/merge.js';
import type { LessonEvent } from '../../core/reduce.js';
import type { Store } from '../../core/store.js';
import { decode, encode } from '../../core/suspend-data.js';
import { pause } from './timing.js';

type Message =
  /** Is another tab recording? */
  | { readonly kind: 'who'; readonly from: string }
  /** The tab `from` records since `since`; 0 is only older than who asks. */
  | { readonly kind: 'me'; readonly from: string; readonly since: number }
  /** What the recording tab has now; `heard` counts the events of the tab `by` that are in it. */
  | {
      readonly kind: 'record';
      readonly from: string;
      readonly since: number;
      readonly text: string;
      readonly by: string;
      readonly heard: number;
    }
  /** The event with the index `number` of a tab that does not record, and its record. */
  | {
      readonly kind: 'did';
      readonly from: string;
      readonly number: number;
      readonly event: unknown;
      readonly text: string;
    }
  /** The recording tab stops; or, with `left`, a tab that does not record was left. */
  | { readonly kind: 'bye' | 'left'; readonly from: string };

/** How long the tab that records has to answer. */
const ANSWER_MS = 200;
/** A tab that waits asks again after this time, because the other one may have crashed. */
const ASK_AGAIN_MS = 10_000;

interface Channel {
  postMessage(message: Message): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/**
 * The tabs of one browser that have the same lesson of the same learner open.
 * Only one of them records, or the last one closed would win; the others send it
 * what the learner does there. Without such a channel every tab is alone.
 */
export class LessonTabs {
  readonly #window: Window;
  readonly #store: Store;
  readonly #channel: Channel | null;
  readonly #on: { readonly lost: () => void; readonly otherLeft: () => void };
  readonly #name: string;
  /** When this tab began to record; 0 while it does not. */
  #since = 0;
  /** There are others to send this tab's record to. */
  #hasFollowers = false;
  #asking = false;
  #taken = false;
  /** This tab sends its events to the one that records. */
  #following = false;
  /** Of this tab's events: those that were sent, and those that the recording tab has. */
  #sent = 0;
  #heard = 0;
  #freed: (() => void) | null = null;

  /**
   * `key` names learner and lesson. `lost` is called when another tab has begun to record,
   * `otherLeft` when one that did not has ended its session.
   */
  constructor(
    window: Window,
    store: Store,
    key: string,
    on: { readonly lost: () => void; readonly otherLeft: () => void },
  ) {
    this.#window = window;
    this.#store = store;
    this.#on = on;
    this.#channel = openChannel(window, key);
    this.#name = `${window.performance.now()} ${Math.random()}`;
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#receive(data);
    store.subscribe(() => {
      this.#sendEvents();
      if (this.#since > 0 && this.#hasFollowers) this.#postRecord('', 0);
    });
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

  /** Follows the tab that records, and resolves when it has gone. */
  async untilFree(): Promise<void> {
    this.#following = true;
    this.#sendEvents();
    do {
      await Promise.race([
        pause(this.#window, ASK_AGAIN_MS),
        new Promise<void>((resolve) => {
          this.#freed = resolve;
        }),
      ]);
    } while (!(await this.isFree()));
    this.#following = false;
  }

  /** This tab records from now on. */
  claim(): void {
    this.#since = Date.now();
    this.#postRecord('', 0);
  }

  /** Another tab may have begun to record while this one could not answer. */
  askAround(): void {
    if (this.#since > 0) this.#post({ kind: 'who', from: this.#name });
  }

  /** This tab is left, or stops recording for a while. */
  release(): void {
    this.#post({ kind: this.#since > 0 ? 'bye' : 'left', from: this.#name });
    this.#since = 0;
    this.#following = false;
  }

  #receive(data: unknown): void {
    const message = messageOf(data);
    if (!message || message.from === this.#name) return;
    switch (message.kind) {
      case 'who':
        this.#answer(message.from);
        break;
      case 'bye':
        this.#freed?.();
        break;
      case 'left':
        if (this.#since > 0) this.#on.otherLeft();
        break;
      case 'did':
        if (this.#since > 0) this.#hear(message);
        break;
      case 'me':
      case 'record':
        this.#meet(message);
        break;
    }
  }

  #answer(asker: string): void {
    this.#hasFollowers = true;
    if (this.#since > 0) this.#postRecord('', 0);
    else if (this.#asking && this.#name < asker)
      this.#post({ kind: 'me', from: this.#name, since: 0 });
  }

  /** Another tab records. Of two that do, the later one goes on: it holds what the earlier one shared. */
  #meet(message: Extract<Message, { kind: 'me' | 'record' }>): void {
    this.#taken = true;
    if (message.kind === 'record') this.#takeIn(message);
    if (this.#since === 0 || message.since === 0) return;
    const isLater =
      message.since > this.#since || (message.since === this.#since && message.from > this.#name);
    if (!isLater) {
      this.#post({ kind: 'me', from: this.#name, since: this.#since });
      return;
    }
    this.#since = 0;
    this.#on.lost();
  }

  #takeIn({ text, by, heard }: Extract<Message, { kind: 'record' }>): void {
    const { lesson, state } = this.#store;
    const found = decode(lesson, text)?.record;
    if (!found) return;
    if (by === this.#name) this.#heard = Math.max(this.#heard, heard);
    // Tabs that exchange what both know must come to rest.
    if (encode(lesson, found) === encode(lesson, state.record)) return;
    if (this.#since > 0 && !addsTo(this.#store, found)) return;
    this.#store.resume(found, this.#since > 0 ? 0 : this.#heard);
  }

  /** An event of another tab, which is a fact whatever this tab shows; and a result that was shown there. */
  #hear({ from, number, event, text }: Extract<Message, { kind: 'did' }>): void {
    this.#hasFollowers = true;
    try {
      // A cast: the lesson refuses what it does not know, or this throws.
      this.#store.follow(event as LessonEvent);
    } catch {
      return;
    }
    const found = decode(this.#store.lesson, text)?.record;
    if (found && addsTo(this.#store, found)) this.#store.resume(found);
    this.#postRecord(from, number + 1);
  }

  #sendEvents(): void {
    if (!this.#following) return;
    const { events } = this.#store;
    for (; this.#sent < events.length; this.#sent += 1) {
      const event = events[this.#sent];
      // The self-check is private and part of no record.
      if (event?.type === 'statement-judged') continue;
      this.#post({ kind: 'did', from: this.#name, number: this.#sent, event, text: this.#text });
    }
  }

  #postRecord(by: string, heard: number): void {
    const text = this.#text;
    this.#post({ kind: 'record', from: this.#name, since: this.#since, text, by, heard });
  }

  get #text(): string {
    return encode(this.#store.lesson, this.#store.state.record);
  }

  #post(message: Message): void {
    this.#channel?.postMessage(message);
  }
}

/** Whether `found` has a result, a section or the completion that the store's record lacks. */
function addsTo({ lesson, state }: Store, found: LessonRecord): boolean {
  const { record } = state;
  const joined = mergeRecords(lesson, found, record);
  return (
    (joined.quiz.best?.score ?? -1) > (record.quiz.best?.score ?? -1) ||
    joined.seen.size > record.seen.size ||
    joined.completed !== record.completed
  );
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
  const { kind, from, since, text, by, heard, number, event } = (data ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (typeof from !== 'string') return null;
  if (kind === 'who' || kind === 'bye' || kind === 'left') return { kind, from };
  if (kind === 'me' && typeof since === 'number') return { kind, from, since };
  if (typeof text !== 'string') return null;
  if (kind === 'did' && typeof number === 'number') return { kind, from, number, event, text };
  const isRecord =
    kind === 'record' &&
    typeof since === 'number' &&
    typeof by === 'string' &&
    typeof heard === 'number';
  return isRecord ? { kind, from, since, text, by, heard } : null;
}
