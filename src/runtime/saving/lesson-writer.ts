import type { LessonRecord } from '../../core/lesson-state.js';
import type { Store } from '../../core/store.js';
import { decode, encode, SUSPEND_DATA_LIMIT } from '../../core/suspend-data.js';
import type { ApiCalls } from '../lms/api-calls.js';
import { ElementWriter } from './element-writer.js';
import type { Elements, LmsFault, Opening } from '../lms/lms-session.js';
import { neighbourOf } from './neighbour.js';
import type { Restored } from '../opening/restore.js';
import { elementsOf, toldBefore } from '../scorm/telling.js';
import type { VisibleTime } from '../page/visible-time.js';

/** The outcome of one try to save. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  /** A first step is done; the second needs a Commit of its own. */
  | { readonly kind: 'again' }
  /** `fault` is `null` where the LMS said yes and does not hold what it was given. */
  | { readonly kind: 'failed'; readonly fault: LmsFault | null };

/** What a writer works with, and the two things that the SCORM versions do differently. */
export interface LessonWriterParts {
  readonly store: Store;
  readonly calls: ApiCalls;
  readonly opening: Opening;
  readonly restored: Restored;
  readonly time: VisibleTime;
  readonly log: (fault: LmsFault) => void;
}

/** Brings the store's record to the LMS, one Commit at a time. */
export class LessonWriter {
  readonly #parts: LessonWriterParts;
  readonly #writer: ElementWriter;
  /** Shorter where the LMS was seen to cut. */
  #limit = SUSPEND_DATA_LIMIT;
  #tries = 0;
  /** Of earlier visits. */
  readonly #secondsBefore: number;

  constructor(parts: LessonWriterParts) {
    this.#parts = parts;
    this.#secondsBefore = parts.store.state.record.seconds;
    const { store, calls, opening, restored, log } = parts;
    this.#writer = new ElementWriter(calls, () => new Date(), log);
    this.#writer.assume(toldBefore(calls.dialect, opening, store.lesson, restored));
  }

  /** Sets what changed, without a Commit. */
  write(): LmsFault | null {
    return this.#writer.write(this.#elements());
  }

  /** Sets what changed and commits. */
  save(): SaveOutcome {
    const { calls } = this.#parts;
    const truth = this.#elements();
    const beside = calls.dialect.standard === 'scorm12' && this.#writer.lost.size > 0;
    const fault = this.#writer.write(beside ? this.#besideTruth(truth) : truth);
    const commitFault = calls.commit();
    if (fault ?? commitFault) return this.#failed(fault ?? commitFault);
    if (!beside && !this.#isHeld()) return this.#failed(null);
    this.#writer.confirm();
    return { kind: beside ? 'again' : 'saved' };
  }

  /** Everything is set again the next time, because it may never have been stored. */
  doubt(): void {
    this.#writer.doubt();
  }

  /** The record as text, as the LMS is given it. */
  text(attempt = 0): string {
    const { lesson } = this.#parts.store;
    return encode(lesson, this.#record(), { limit: this.#limit, attempt });
  }

  #record(): LessonRecord {
    const { record } = this.#parts.store.state;
    const seconds = Math.max(record.seconds, this.#secondsBefore + this.#parts.time.total);
    return { ...record, seconds };
  }

  #failed(fault: LmsFault | null): SaveOutcome {
    this.#writer.unconfirm();
    return { kind: 'failed', fault };
  }

  #elements(): Elements {
    const { store, calls, opening, time } = this.#parts;
    time.take();
    const content = { lesson: store.lesson, record: this.#record() };
    const sent = { suspendData: this.text(), seconds: time.total };
    return elementsOf(calls.dialect, opening, content, sent);
  }

  /**
   * For an LMS that does not send again what it failed to send: something else first (fault 20).
   * What was never sent waits for the truth, because this Commit is believed unseen.
   */
  #besideTruth(truth: Elements): Elements {
    this.#tries += 1;
    const { suspendData } = this.#parts.calls.dialect.names;
    const lost = [...truth].filter(([element]) => this.#writer.lost.has(element));
    return new Map([
      ...lost.map(([element, value]) => [element, neighbourOf(element, value)] as const),
      [suspendData, this.text(this.#tries)],
    ]);
  }

  /** Whether the LMS holds our text, as far as it lets us see. Where it cut it, the next one is shorter. */
  #isHeld(): boolean {
    const { calls, store } = this.#parts;
    const sent = this.text();
    const { value } = calls.get(calls.dialect.names.suspendData);
    if (value === sent || value === '') return true;
    if (sent.startsWith(value)) {
      this.#limit = value.length;
      return false;
    }
    // An earlier text of ours is what a slow proxy between two frames shows.
    return decode(store.lesson, value)?.complete ?? false;
  }
}
