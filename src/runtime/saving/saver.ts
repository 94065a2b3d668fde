import type { LessonRecord } from '../../core/lesson-state.js';
import type { SaveStatus } from '../../core/saving.js';
import { encode, SUSPEND_DATA_LIMIT } from '../../core/suspend-data.js';
import type { LocalCopy } from '../opening/local-copy.js';
import type { Restored } from '../opening/opening.js';
import { afterPaint, whenIdle } from '../page/timing.js';
import { startVisibleTime, type VisibleTime } from '../page/visible-time.js';
import type { Visit } from '../visit.js';
import { dataValues, sentBefore, type DataValue } from '../scorm/dialect.js';
import { DataModel, type WriteResult } from './data-model.js';
import { ServerProof } from './save-check.js';

/** Never more than one Commit in this time. */
const COMMIT_GAP_MS = 1000;
/** Never more than one proof in this time, except for a learner who waits to leave. */
const PROOF_GAP_MS = 5000;
/** The first Commit of a visit may block the page; it waits until the page was usable for so long. */
const FIRST_COMMIT_MS = 2000;
/** A choice waits so long for those that follow it: arrow keys pass over many, matching takes several. */
const CHOICE_MS = 1000;
/** Pauses between retries; the last one repeats. */
const RETRY_MS = [1000, 2000, 5000, 15_000, 60_000];
/** A failure that lasts no longer is no reason to alarm anybody. */
const ALARM_MS = 8000;
/** After so many failures in a row the LMS is taken to refuse. */
const FAILURES_TO_NOTICE = 5;
/** Visible seconds that are worth a Commit of their own when the page is hidden. */
const SECONDS_TO_KEEP = 30;

/** What a change of the record asks for: `action` a Commit at once, `choice` (a draft) one a moment later. */
type Weight = 'none' | 'choice' | 'action';

/**
 * Brings the store's record to the LMS. A save is a transaction with a number:
 * the values set, the Commit, and a proof that came after it. A proof for number
 * n settles n and everything before it, never a later one. What is not proved
 * stays in the browser's copy, and is set again in full once a proof fails.
 */
export class Saver {
  readonly #visit: Visit;
  readonly #model: DataModel;
  readonly #proof: ServerProof;
  readonly #time: VisibleTime;
  readonly #copy: LocalCopy | null;
  readonly #onEnd: () => void;
  /** Of earlier visits. */
  readonly #secondsBefore: number;
  /** Of all visits, as the text has it; time alone is no reason to send the text again. */
  #seconds: number;
  #phase: 'waiting' | 'open' | 'leaving' | 'closed' = 'waiting';
  /** Save and exit was pressed before this page had to wait. */
  #wantsToLeave = false;
  #known: LessonRecord;
  /** The heaviest change that no transaction has taken along. */
  #pending: Weight = 'none';
  /** Numbers of transactions: the last one, the last with a Commit that said yes, the last with a proof. */
  #transaction = 0;
  #committed = 0;
  #proved = 0;
  /** The last transaction in which the LMS took everything that the work depends on. */
  #whole = 0;
  #asking = false;
  #failures = 0;
  #failingSince: number | null = null;
  /** Commits with decoy values to make before the true values are set again. */
  #decoys = 0;
  /** How many it takes: where every second Commit fails, two; see {@link #lose}. */
  #decoysNeeded = 1;
  #usedDecoys = false;
  /** Makes each repeated text a different one. */
  #marks = 0;
  /** Shorter where the LMS was seen to cut or refuse. */
  #limit = SUSPEND_DATA_LIMIT;
  #secondsKept = 0;
  #lastCommit = -Infinity;
  #lastProof = -Infinity;
  #timer: number | undefined;
  #proofTimer: number | undefined;

  /** `copy` keeps what is not proved; `onEnd` is called once the session is over. */
  constructor(visit: Visit, restored: Restored, copy: LocalCopy | null, onEnd: () => void) {
    const { window, store, session, trace } = visit;
    const { calls, opening } = session;
    this.#visit = visit;
    this.#copy = copy;
    this.#onEnd = onEnd;
    this.#known = store.state.record;
    this.#secondsBefore = store.state.record.seconds;
    this.#seconds = this.#secondsBefore;
    this.#time = startVisibleTime(window);
    this.#proof = new ServerProof(window);
    this.#model = new DataModel(calls, trace);
    const sent = restored.intact ? restored.record : null;
    this.#model.know(heldAtStart(visit, sent));
    this.#model.assume(sentBefore(calls.dialect, opening, store.lesson, sent));
    store.subscribe(() => this.#notice());
  }

  /** From now on this page records. `again` sets everything again, because another page may have written. */
  record(again: boolean): void {
    if (this.#phase !== 'waiting') return;
    this.#phase = this.#wantsToLeave ? 'leaving' : 'open';
    if (again) this.#model.forgetAll();
    if (again || this.#pending !== 'none') this.#tryIn(this.#untilCommit);
    else if (this.#transaction === 0) this.#tryFirst();
    else if (!this.#isSaved) this.#tryIn(this.#retryPause);
  }

  /** Whether this page records, or is about to leave. */
  get isRecording(): boolean {
    return this.#phase === 'open' || this.#phase === 'leaving';
  }

  /** Whether the session was ended. */
  get isOver(): boolean {
    return this.#phase === 'closed';
  }

  /** Another page of the learner wrote to the same attempt: everything is set again. */
  saveAgain(): void {
    this.#model.forgetAll();
    if (this.#phase === 'open') this.#tryIn(this.#untilCommit);
  }

  /** Another page may record now; nothing more is sent until {@link record}. */
  wait(): void {
    if (this.isRecording) {
      this.#wantsToLeave = this.#phase === 'leaving';
      this.#phase = 'waiting';
    }
    this.#stop();
  }

  /** The record as text, as the LMS would get it. */
  get text(): string {
    return this.#textOf(0);
  }

  /** The page is hidden: what is not sent yet is sent now. */
  hidden(): void {
    if (this.#phase !== 'open') return;
    this.#countTime();
    const isSent = this.#whole === this.#transaction && this.#transaction > 0;
    const isUnsent = !isSent || this.#failures > 0 || this.#pending !== 'none';
    if (!isUnsent && this.#time.now - this.#secondsKept < SECONDS_TO_KEEP) return;
    if (isUnsent) this.#keepCopy();
    if (this.#untilCommit === 0) this.#attempt();
    else {
      this.#model.write(this.#values(), this.#transaction + 1);
      this.#tryIn(this.#untilCommit);
    }
  }

  /** The browser is online again: no need to wait for the retry. */
  online(): void {
    this.#lastProof = -Infinity;
    if (this.#failures > 0) this.#tryIn(this.#untilCommit);
  }

  /** The page is left for good: the session ends, once. */
  left(): void {
    if (this.#phase === 'closed') return;
    this.#countTime();
    // Another page may have written to the same attempt.
    if (this.#phase === 'waiting') this.#model.forgetAll();
    this.#model.write(this.#values(), this.#transaction + 1);
    if (!this.#isSaved || this.#pending !== 'none') this.#copy?.write(this.text);
    this.#terminate();
  }

  /** Whether the session is still there, after the browser had put the page aside. */
  isAlive(): boolean {
    if (this.#phase === 'closed') return false;
    const { calls } = this.#visit.session;
    const { fault } = calls.get(calls.dialect.names.suspendData);
    return fault?.kind !== 'closed' && fault?.code !== -1;
  }

  /**
   * Saves, waits for the proof, and ends the session. Until that succeeds it
   * says so and retries, because the page holds the work; only a session that is
   * over cannot take it any more.
   */
  exit(): void {
    if (this.#phase !== 'open') return;
    this.#phase = 'leaving';
    this.#show({ kind: 'saving' });
    this.#tryIn(this.#untilCommit);
  }

  get #isSaved(): boolean {
    const isProved = this.#proved === this.#transaction && this.#whole === this.#transaction;
    return isProved && this.#transaction > 0;
  }

  /** Waits until the page has been usable and idle, or for the learner's first action. */
  #tryFirst(): void {
    const { window, store } = this.#visit;
    if (store.events.length > 0) {
      this.#tryIn(0);
      return;
    }
    this.#timer = window.setTimeout(
      () =>
        whenIdle(window, () => {
          if (this.#transaction === 0) this.#attempt();
        }),
      FIRST_COMMIT_MS,
    );
  }

  #notice(): void {
    const before = this.#known;
    this.#known = this.#visit.store.state.record;
    const weight = weightOf(before, this.#known);
    if (weight === 'none' || this.#phase === 'closed') return;
    if (this.#failures > 0) afterPaint(this.#visit.window, () => this.#keepCopy());
    else if (this.#phase === 'open') this.#show({ kind: 'saving' });
    if (this.#pending === 'action' || this.#pending === weight) return;
    this.#pending = weight;
    if (weight === 'choice') this.#trySoon(CHOICE_MS);
    else afterPaint(this.#visit.window, () => this.#trySoon(0));
  }

  /** While a retry is scheduled, it takes along what came since. */
  #trySoon(wait: number): void {
    if (this.#phase === 'waiting' || this.#pending === 'none') return;
    if (this.#failures > 0 && this.#timer !== undefined) return;
    this.#tryIn(Math.max(wait, this.#untilCommit));
  }

  #tryIn(wait: number): void {
    if (!this.isRecording) return;
    const { window } = this.#visit;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#timer = undefined;
      this.#attempt();
    }, wait);
  }

  #stop(): void {
    const { window } = this.#visit;
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#proofTimer);
    this.#timer = undefined;
    this.#proofTimer = undefined;
  }

  #attempt(): void {
    if (!this.isRecording) return;
    this.#visit.window.clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#visit.session.calls.isGone) this.#over('course-closed');
    else if (this.#untilCommit > 0) this.#tryIn(this.#untilCommit);
    else if (this.#failures > 0 && this.#proof.isUnreachable) void this.#commitOnceReachable();
    else this.#commit();
  }

  /**
   * While the server cannot be reached, a Commit would only be lost. A decoy
   * Commit is the exception: now it is never stored, and later it makes the true
   * values arrive.
   */
  async #commitOnceReachable(): Promise<void> {
    const wait = this.#untilProof;
    if (wait > 0 || this.#asking) {
      this.#tryIn(Math.max(wait, COMMIT_GAP_MS));
      return;
    }
    if (await this.#ask()) {
      this.#commit();
      return;
    }
    if (!this.isRecording) return;
    const values = this.#values();
    if (this.#decoys > 0 && this.#model.needsDecoys(values)) this.#commitDecoys(values);
    this.#decoys = 0;
    this.#retry();
  }

  #commit(): void {
    if (!this.isRecording) return;
    const { session, store, trace } = this.#visit;
    if (this.#decoys > 0) {
      this.#decoys -= 1;
      const values = this.#values();
      if (this.#model.needsDecoys(values)) {
        this.#commitDecoys(values);
        this.#tryIn(COMMIT_GAP_MS);
        return;
      }
    }
    this.#transaction += 1;
    if (this.#pending !== 'none' || this.#phase === 'leaving') this.#countTime();
    if (this.#failures === 0) this.#show({ kind: 'saving' });
    this.#pending = 'none';
    const { result, text } = this.#write();
    this.#copy?.write(text);
    const fault = session.calls.commit();
    this.#lastCommit = this.#now;
    this.#secondsKept = this.#time.total;
    trace.note(`transaction ${this.#transaction}: ${fault ? 'failed' : 'committed'}`);
    if (result.closed || fault?.kind === 'closed') this.#over('session-ended');
    else if (fault) this.#lose(this.#committed);
    else {
      this.#committed = this.#transaction;
      const kept = this.#model.readBack(store.lesson, text);
      if (typeof kept === 'number') this.#limit = kept;
      if (kept !== 'whole') this.#model.forgetSuspendData();
      if (kept !== 'whole' || result.failed || result.refused) this.#retry(result.refused !== null);
      else {
        this.#whole = this.#transaction;
        this.#failingSince = null;
        this.#usedDecoys = false;
        if (!this.#proof.isLoggedOut) this.#failures = Math.min(this.#failures, 1);
      }
    }
    void this.#prove();
  }

  /** Sets what changed. A text that is refused for its length is sent shorter. */
  #write(): { readonly result: WriteResult; readonly text: string } {
    const mark = this.#nextMark();
    const limit = this.#limit;
    let text = this.#textOf(mark);
    let result = this.#model.write(this.#values(text), this.#transaction);
    while (result.refused === 'record') {
      this.#limit = Math.floor(text.length * 0.75);
      const shorter = this.#textOf(mark);
      if (shorter.length === text.length) {
        // Refused at any length: the length is not what the LMS minds.
        this.#limit = limit;
        break;
      }
      text = shorter;
      result = this.#model.write(this.#values(text), this.#transaction);
    }
    return { result, text };
  }

  /** See {@link DataValue.decoy}. What was never lost waits for the truth. */
  #commitDecoys(values: readonly DataValue[]): void {
    const { calls } = this.#visit.session;
    this.#visit.trace.note('decoy values, so that lost ones are sent again');
    this.#model.writeDecoys(values);
    calls.set(calls.dialect.names.suspendData, this.#textOf(this.#nextMark()));
    this.#model.forgetSuspendData();
    calls.commit();
    this.#lastCommit = this.#now;
  }

  /** After a failure Moodle's 1.2 player does not send the same text again. */
  #nextMark(): number {
    if (this.#failures === 0) return 0;
    this.#marks += 1;
    return this.#visit.session.calls.dialect.standard === 'scorm12' ? this.#marks : 0;
  }

  /** Asks for the proof of all that is committed, and not too often. */
  async #prove(): Promise<void> {
    if (!this.isRecording || this.#asking || this.#proved === this.#transaction) return;
    const wait = this.#phase === 'leaving' ? 0 : this.#untilProof;
    if (wait > 0) {
      this.#proofTimer ??= this.#visit.window.setTimeout(() => {
        this.#proofTimer = undefined;
        void this.#prove();
      }, wait);
      return;
    }
    const number = this.#committed;
    const isProved = await this.#ask();
    if (this.#phase === 'closed') return;
    this.#visit.trace.note(`proof for ${number}: ${isProved ? 'yes' : 'no'}`);
    if (this.#visit.session.calls.isGone) this.#over('course-closed');
    else if (isProved) this.#settle(number);
    else this.#lose(this.#proved);
  }

  async #ask(): Promise<boolean> {
    this.#asking = true;
    this.#lastProof = this.#now;
    const isProved = await this.#proof.ask();
    this.#asking = false;
    return isProved;
  }

  /** Everything up to `number` is stored; later transactions need a proof of their own. */
  #settle(number: number): void {
    if (number > this.#proved) {
      this.#proved = number;
      this.#model.settle(number);
    }
    if (!this.#isSaved) {
      if (this.#committed > this.#proved) void this.#prove();
      return;
    }
    this.#failures = 0;
    this.#failingSince = null;
    this.#decoys = 0;
    if (this.#phase === 'leaving') {
      this.#copy?.remove();
      this.#finish({ kind: 'closed', outcome: 'saved' });
    } else if (this.#pending === 'none') {
      this.#copy?.remove();
      this.#show({ kind: 'saved', at: Date.now() });
    }
  }

  /** A Commit or a proof failed: what was set after the transaction `last` is set again. */
  #lose(last: number): void {
    this.#model.forgetAfter(last);
    this.#committed = last;
    // An LMS whose every second Commit fails would take every decoy and never the truth.
    if (this.#usedDecoys) this.#decoysNeeded = 3 - this.#decoysNeeded;
    this.#decoys = this.#decoysNeeded;
    this.#usedDecoys = true;
    this.#retry();
  }

  #retry(isRefused = false): void {
    this.#failures += 1;
    this.#failingSince ??= this.#now;
    this.#keepCopy();
    const pause = isRefused ? (RETRY_MS.at(-1) ?? 0) : this.#retryPause;
    this.#visit.trace.note(`retry in ${pause / 1000} s`);
    this.#tryIn(pause);
    this.#showFailure(isRefused, this.#now + pause - this.#failingSince >= ALARM_MS);
  }

  /** `lasts`: the failure will have lasted for long before the next retry. */
  #showFailure(isRefused: boolean, lasts: boolean): void {
    const { isLoggedOut, isUnreachable } = this.#proof;
    if (isLoggedOut) this.#over('session-ended');
    else if (this.#phase === 'leaving') {
      if (lasts || isUnreachable || isRefused)
        this.#show({ kind: 'closed', outcome: 'retrying', ...this.#kept });
    } else if (isUnreachable) this.#showRetrying('unreachable');
    else if (isRefused || this.#failures >= FAILURES_TO_NOTICE)
      this.#show({ kind: 'unrecorded', reason: 'refused', ...this.#kept });
    else if (lasts) this.#showRetrying('failing');
    else if (this.#visit.board.status.kind !== 'unrecorded') this.#showSavingAgain();
  }

  #showRetrying(reason: 'unreachable' | 'failing'): void {
    this.#show({ kind: 'retrying', reason, ...this.#kept });
  }

  /** An alarm stays until everything is saved. */
  #showSavingAgain(): void {
    if (this.#visit.board.status.kind !== 'retrying') this.#show({ kind: 'saving' });
  }

  /** The session is over, or the window of the LMS was closed. A learner who wants to leave cannot wait for it. */
  #over(reason: 'session-ended' | 'course-closed'): void {
    this.#keepCopy();
    if (this.#phase === 'leaving') {
      this.#finish({ kind: 'closed', outcome: 'unsaved', ...this.#kept });
      return;
    }
    this.#show({ kind: 'unrecorded', reason, ...this.#kept });
    this.#failures += 1;
    this.#failingSince ??= this.#now;
    if (reason === 'session-ended' && this.#timer === undefined) this.#tryIn(this.#retryPause);
  }

  #finish(status: SaveStatus): void {
    const { calls } = this.#visit.session;
    // Of the navigation requests this is the one that every LMS bears.
    if (calls.dialect.standard === 'scorm2004') calls.set('adl.nav.request', 'suspendAll');
    this.#terminate();
    this.#show(status);
  }

  #terminate(): void {
    this.#phase = 'closed';
    this.#stop();
    this.#visit.session.calls.terminate();
    this.#onEnd();
  }

  #values(text = this.text): readonly DataValue[] {
    const { session, store } = this.#visit;
    this.#time.take();
    const sent = { suspendData: text, seconds: this.#time.total };
    return dataValues(session.calls.dialect, session.opening, store.lesson, this.#record, sent);
  }

  #textOf(attempt: number): string {
    return encode(this.#visit.store.lesson, this.#record, { limit: this.#limit, attempt });
  }

  /** The store's record with the time that counts so far, which changes nothing in the store. */
  get #record(): LessonRecord {
    const { record } = this.#visit.store.state;
    return { ...record, seconds: Math.max(record.seconds, this.#seconds) };
  }

  #countTime(): void {
    this.#time.take();
    this.#seconds = this.#secondsBefore + this.#time.total;
  }

  #keepCopy(): void {
    if (this.#phase !== 'closed') this.#copy?.write(this.text);
  }

  get #kept(): { readonly kept?: true } {
    return this.#copy?.isKept ? { kept: true } : {};
  }

  #show(status: SaveStatus): void {
    this.#visit.board.show(status);
  }

  get #now(): number {
    return this.#visit.window.performance.now();
  }

  get #untilCommit(): number {
    return Math.max(0, this.#lastCommit + COMMIT_GAP_MS - this.#now);
  }

  get #untilProof(): number {
    return Math.max(0, this.#lastProof + PROOF_GAP_MS - this.#now);
  }

  get #retryPause(): number {
    return RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? COMMIT_GAP_MS;
  }
}

/** What the LMS is known to hold, so that no decoy undercuts it. */
function heldAtStart({ session, store }: Visit, sent: LessonRecord | null): readonly DataValue[] {
  const { calls, opening } = session;
  const { names } = calls.dialect;
  const { lessonStatus, score } = opening.floor;
  const read = [
    ...(lessonStatus === '' ? [] : [{ element: names.statuses[0] ?? '', value: lessonStatus }]),
    ...(score === null ? [] : [{ element: names.score, value: String(score) }]),
  ];
  const before = sent
    ? dataValues(calls.dialect, opening, store.lesson, sent, { suspendData: '', seconds: 0 })
    : [];
  return [
    ...before.filter(({ role }) => role === 'status'),
    ...read.map((value): DataValue => ({ ...value, row: null, role: 'detail' })),
  ];
}

function weightOf(before: LessonRecord, after: LessonRecord): Weight {
  const changed = (Object.keys(after) as (keyof LessonRecord)[]).filter(
    (key) => key !== 'seconds' && key !== 'revision' && after[key] !== before[key],
  );
  if (changed.length === 0) return 'none';
  if (changed.some((key) => key !== 'quiz')) return 'action';
  const parts = Object.keys(after.quiz) as (keyof LessonRecord['quiz'])[];
  const onlyAnswers = parts.every(
    (part) => part === 'answers' || after.quiz[part] === before.quiz[part],
  );
  return onlyAnswers ? 'choice' : 'action';
}
