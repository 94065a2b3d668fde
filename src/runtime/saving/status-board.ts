import type { Access, Recorder, SaveStatus, UnrecordedReason } from '../../core/saving.js';
import type { Trace } from '../lms/trace.js';

/** What a {@link Recorder} shows; the recording behind it changes it. */
export class StatusBoard implements Recorder {
  readonly trace: (() => string) | null;
  readonly #listeners = new Set<() => void>();
  #status: SaveStatus = { kind: 'connecting' };
  #access: Access = 'normal';
  #learnerName = '';
  #offer: { readonly at: number; readonly answer: (take: boolean) => void } | null = null;
  #leave: (() => void) | null = null;
  #wantsToLeave = false;

  constructor(trace: Trace) {
    this.trace = trace.isOn ? () => trace.text() : null;
  }

  get status(): SaveStatus {
    return this.#status;
  }

  get access(): Access {
    return this.#access;
  }

  get learnerName(): string {
    return this.#learnerName;
  }

  get offer(): number | null {
    return this.#offer?.at ?? null;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  exit(): void {
    this.#wantsToLeave = true;
    if (this.#leave) this.#leave();
    else this.show({ kind: 'saving' });
  }

  /** Sets what Save and exit does; if the learner pressed it earlier, it is done now. */
  leaveBy(leave: () => void): void {
    this.#leave = leave;
    if (this.#wantsToLeave) leave();
  }

  /** Nothing can be recorded, for `reason`; Save and exit says the same. */
  giveUp(reason: UnrecordedReason): void {
    this.show({ kind: 'unrecorded', reason });
    this.leaveBy(() => this.show({ kind: 'closed', outcome: 'unrecorded', reason }));
  }

  answerOffer(take: boolean): void {
    const offer = this.#offer;
    this.#offer = null;
    this.#announce();
    offer?.answer(take);
  }

  /** Offers the learner work kept at `at`; `answer` is called once they have decided. */
  propose(at: number, answer: (take: boolean) => void): void {
    this.#offer = { at, answer };
    this.#announce();
  }

  /** Shows how saving is going; after Save and exit only how that ended. */
  show(status: SaveStatus): void {
    if (this.#status.kind === 'closed' && status.kind !== 'closed') return;
    if (JSON.stringify(this.#status) === JSON.stringify(status)) return;
    this.#status = status;
    this.#announce();
  }

  /** Shows the learner's name, and how the LMS opened the lesson. */
  welcome(access: Access, learnerName: string): void {
    this.#access = access;
    this.#learnerName = learnerName;
    this.#announce();
  }

  #announce(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
