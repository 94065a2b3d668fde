import type { LessonRecord } from '../core/lesson-state.js';
import type { SaveStatus } from '../core/saving.js';
import type { Store } from '../core/store.js';
import { decode, encode, SUSPEND_DATA_LIMIT } from '../core/suspend-data.js';
import { afterPaint } from './after-paint.js';
import type { ApiCalls } from './api-calls.js';
import { isResult, weightOf } from './change-weight.js';
import { pause } from './connect.js';
import { ElementWriter } from './element-writer.js';
import type { Elements, LmsFault, Opening } from './lms-session.js';
import type { LocalCopy } from './local-copy.js';
import { neighbourOf } from './neighbour.js';
import type { Restored } from './restore.js';
import { checkServer } from './save-check.js';
import { elementsOf, toldBefore } from './telling.js';
import { startVisibleTime, type VisibleTime } from './visible-time.js';

/** Never more than one Commit in this time. */
const COMMIT_GAP_MS = 1000;
/** Pauses between tries after failures; the last one repeats. */
const RETRY_MS = [1000, 2000, 5000, 15_000, 60_000];
/** From so many failures on the learner is told that nothing is being recorded. */
const FAILURES_TO_NOTICE = 5;
/** Visible seconds that are worth a Commit of their own when the page is left. */
const SECONDS_TO_KEEP = 30;

export interface SaveLoopParts {
  readonly window: Window;
  readonly store: Store;
  readonly calls: ApiCalls;
  readonly opening: Opening;
  readonly restored: Restored;
  readonly localCopy: LocalCopy | null;
  readonly show: (status: SaveStatus) => void;
}

/** Sends the store's record to the LMS whenever it changes, until the page is left. */
export class SaveLoop {
  readonly #parts: SaveLoopParts;
  readonly #writer: ElementWriter;
  readonly #time: VisibleTime;
  #known: LessonRecord;
  /** A change that no Commit has taken along. */
  #dirty = false;
  #matters = false;
  #closed = false;
  #exiting = false;
  #failures = 0;
  #lastCommit = -Infinity;
  #secondsKept = 0;
  #revisionKept = -1;
  #timer: number | null = null;
  #limit = SUSPEND_DATA_LIMIT;
  /** Whether the server ever gave our file: before that its silence says nothing. */
  #checkWorks = false;

  constructor(parts: SaveLoopParts) {
    this.#parts = parts;
    const { window, calls, opening, store, restored } = parts;
    this.#known = store.state.record;
    this.#time = startVisibleTime(window);
    this.#writer = new ElementWriter(calls, () => new Date(), logOnce(window));
    this.#writer.assume(toldBefore(calls.dialect, opening, store.lesson, restored));
    store.subscribe(() => this.#notice());
    this.#attempt();
    void this.#learnWhetherCheckWorks();
  }

  /** The page went out of sight: what is not sent yet is sent now. */
  hidden(): void {
    if (this.#closed || this.#exiting) return;
    const elements = this.#elements();
    const worthIt = this.#time.total - this.#secondsKept >= SECONDS_TO_KEEP;
    const { revision } = this.#parts.store.state.record;
    if (!worthIt && revision === this.#revisionKept && this.#failures === 0) return;
    if (this.#untilCommit() === 0) this.#attempt();
    else {
      this.#writer.write(elements);
      this.#schedule(this.#untilCommit());
    }
  }

  /** The page is left for good: the session ends, once. */
  left(): void {
    if (this.#closed) return;
    this.#writer.write(this.#elements());
    this.#terminate();
  }

  /** The page came back from where the browser had put it aside: is the session still there? */
  isAlive(): boolean {
    if (this.#closed) return false;
    const { fault } = this.#parts.calls.get(this.#parts.calls.dialect.names.suspendData);
    if (fault?.kind === 'closed' || fault?.code === -1) return false;
    this.#attemptSoon();
    return true;
  }

  /** Saves, checks, tries again for a while, then ends the session and says how it went. */
  async exit(): Promise<void> {
    if (this.#closed || this.#exiting) return;
    this.#exiting = true;
    this.#clearTimer();
    this.#parts.show({ kind: 'saving' });
    const saved = await this.#saveForGood();
    if (this.#closed) return;
    const { calls } = this.#parts;
    // Of the requests that end a visit this is the one every LMS bears (field guide 11).
    if (calls.dialect.standard === 'scorm2004') calls.set('adl.nav.request', 'suspendAll');
    this.#terminate();
    if (saved) this.#parts.localCopy?.remove();
    this.#parts.show({ kind: 'closed', saved });
  }

  async #saveForGood(): Promise<boolean> {
    for (const wait of [0, ...RETRY_MS.slice(0, 3)]) {
      await pause(this.#parts.window, Math.max(wait, this.#untilCommit()));
      if (this.#closed) return false;
      let outcome = this.#save();
      if (outcome === 'again') {
        await pause(this.#parts.window, COMMIT_GAP_MS);
        outcome = this.#closed ? 'failed' : this.#save();
      }
      if (outcome === 'saved' && (await this.#isReallySaved())) return true;
      this.#writer.doubt();
    }
    this.#keepLocally();
    return false;
  }

  #notice(): void {
    const before = this.#known;
    this.#known = this.#parts.store.state.record;
    if (this.#closed || weightOf(before, this.#known) !== 'action') return;
    this.#matters ||= isResult(before, this.#known);
    if (this.#exiting) return;
    if (this.#failures === 0) this.#parts.show({ kind: 'saving' });
    if (this.#dirty) return;
    this.#dirty = true;
    afterPaint(this.#parts.window, () => this.#attemptSoon());
  }

  /** After failures the next try has its time already, and takes along what came since. */
  #attemptSoon(): void {
    if (this.#timer === null) this.#schedule(this.#untilCommit());
  }

  #schedule(wait: number): void {
    this.#clearTimer();
    this.#timer = this.#parts.window.setTimeout(() => {
      this.#timer = null;
      this.#attempt();
    }, wait);
  }

  #clearTimer(): void {
    if (this.#timer !== null) this.#parts.window.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #untilCommit(): number {
    return Math.max(0, this.#lastCommit + COMMIT_GAP_MS - this.#parts.window.performance.now());
  }

  #attempt(): void {
    if (this.#closed || this.#exiting) return;
    this.#clearTimer();
    const outcome = this.#save();
    if (outcome === 'again') this.#schedule(COMMIT_GAP_MS);
    else if (outcome === 'failed') this.#failed();
    else void this.#succeeded();
  }

  /** Sets what changed and commits. `again`: a first step is done, the second needs another Commit. */
  #save(): 'saved' | 'failed' | 'again' {
    this.#dirty = false;
    const { calls } = this.#parts;
    const truth = this.#elements();
    const beside = calls.dialect.standard === 'scorm12' && this.#writer.lost.size > 0;
    const elements = beside ? this.#besideTruth(truth) : truth;
    const fault = this.#writer.write(elements);
    this.#lastCommit = this.#parts.window.performance.now();
    const commitFault = calls.commit();
    if (fault ?? commitFault) return this.#fail(fault ?? commitFault);
    if (!beside && !this.#readBack(truth)) return this.#fail(null);
    this.#writer.confirm();
    this.#secondsKept = this.#time.total;
    this.#revisionKept = this.#parts.store.state.record.revision;
    return beside ? 'again' : 'saved';
  }

  #lastFault: LmsFault | null = null;

  #fail(fault: LmsFault | null): 'failed' {
    this.#lastFault = fault;
    this.#writer.unconfirm();
    return 'failed';
  }

  #besideTruth(truth: Elements): Elements {
    const { suspendData } = this.#parts.calls.dialect.names;
    return new Map(
      [...truth].map(([element, value]) => {
        if (element === suspendData) return [element, this.#text(this.#failures + 1)];
        return [element, this.#writer.lost.has(element) ? neighbourOf(element, value) : value];
      }),
    );
  }

  /** Whether the LMS holds our text, as far as it lets us see. Where it cut it, the next one is shorter. */
  #readBack(elements: Elements): boolean {
    const name = this.#parts.calls.dialect.names.suspendData;
    const sent = elements.get(name) ?? '';
    const { value } = this.#parts.calls.get(name);
    if (value === sent || value === '') return true;
    if (sent.startsWith(value) && value.length < this.#limit) {
      this.#limit = value.length;
      return false;
    }
    // An earlier text of ours is what a slow proxy between two frames shows.
    return decode(this.#parts.store.lesson, value)?.complete ?? false;
  }

  #elements(): Elements {
    const { store, calls, opening } = this.#parts;
    const seconds = this.#time.take();
    if (seconds > 0) store.dispatch({ type: 'time-passed', seconds });
    const content = { lesson: store.lesson, record: store.state.record };
    const sent = { suspendData: this.#text(0), seconds: this.#time.total };
    return elementsOf(calls.dialect, opening, content, sent);
  }

  #text(attempt: number): string {
    const { lesson, state } = this.#parts.store;
    return encode(lesson, state.record, { limit: this.#limit, attempt });
  }

  #failed(): void {
    this.#failures += 1;
    this.#keepLocally();
    const ended = this.#lastFault?.kind === 'closed';
    if (ended) this.#parts.show({ kind: 'unrecorded', reason: 'session-ended' });
    else if (this.#failures >= FAILURES_TO_NOTICE) {
      this.#parts.show({ kind: 'unrecorded', reason: 'refused' });
    } else this.#parts.show({ kind: 'retrying' });
    this.#schedule(RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? COMMIT_GAP_MS);
    if (!ended) void this.#learnWhetherLoggedOut();
  }

  async #succeeded(): Promise<void> {
    const doubtful = this.#matters || this.#failures > 0;
    this.#failures = 0;
    this.#matters = false;
    if (doubtful && !(await this.#isReallySaved())) {
      if (this.#closed || this.#exiting) return;
      this.#writer.doubt();
      this.#failed();
      return;
    }
    if (this.#closed || this.#exiting || this.#failures > 0) return;
    this.#parts.localCopy?.remove();
    if (!this.#dirty) this.#parts.show({ kind: 'saved', at: Date.now() });
  }

  async #isReallySaved(): Promise<boolean> {
    const state = await checkServer(this.#parts.window);
    if (state === 'answers') this.#checkWorks = true;
    return state === 'answers' || !this.#checkWorks;
  }

  async #learnWhetherCheckWorks(): Promise<void> {
    if ((await checkServer(this.#parts.window)) === 'answers') this.#checkWorks = true;
  }

  async #learnWhetherLoggedOut(): Promise<void> {
    const state = await checkServer(this.#parts.window);
    if (state === 'elsewhere' && this.#checkWorks && this.#failures > 0 && !this.#closed) {
      this.#parts.show({ kind: 'unrecorded', reason: 'session-ended' });
    }
  }

  #keepLocally(): void {
    this.#parts.localCopy?.write(this.#text(0));
  }

  #terminate(): void {
    this.#closed = true;
    this.#clearTimer();
    if (this.#failures > 0) this.#keepLocally();
    this.#parts.calls.terminate();
  }
}

/** Writes each kind of refusal to the console once, for who looks into a support ticket. */
function logOnce(window: Window): (fault: LmsFault) => void {
  const seen = new Set<string>();
  const console = (window as Window & { readonly console?: Console }).console;
  return ({ call, element, code, text }) => {
    const line = `LMS: ${call} ${element.replace(/\.\d+\./g, '.n.')} failed with ${code} ${text}`;
    if (seen.has(line)) return;
    seen.add(line);
    console?.warn(line.trim());
  };
}
