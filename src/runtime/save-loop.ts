import type { LessonRecord } from '../core/lesson-state.js';
import type { SaveStatus } from '../core/saving.js';
import type { Store } from '../core/store.js';
import { afterPaint } from './after-paint.js';
import type { ApiCalls } from './api-calls.js';
import { isResult, weightOf, type Weight } from './change-weight.js';
import type { LessonWriter, SaveOutcome } from './lesson-writer.js';
import type { LocalCopy } from './local-copy.js';
import { pause } from './pause.js';
import type { ServerCheck } from './save-check.js';
import type { VisibleTime } from './visible-time.js';

/** Never more than one Commit in this time. */
const COMMIT_GAP_MS = 1000;
/** A choice waits so long for those that follow it: arrow keys pass over many, matching takes several. */
const CHOICE_MS = 1000;
/** Pauses between tries after failures; the last one repeats. */
const RETRY_MS = [1000, 2000, 5000, 15_000, 60_000];
/** So many of the pauses are waited for when the learner leaves by Save and exit. */
const EXIT_RETRIES = 3;
/** From so many failures on the learner is told that nothing is being recorded. */
const FAILURES_TO_NOTICE = 5;
/** Visible seconds that are worth a Commit of their own when the page goes out of sight. */
const SECONDS_TO_KEEP = 30;

/** What a save loop works with. */
export interface SaveLoopParts {
  readonly window: Window;
  readonly store: Store;
  readonly calls: ApiCalls;
  readonly writer: LessonWriter;
  readonly time: VisibleTime;
  readonly check: ServerCheck;
  readonly localCopy: LocalCopy | null;
  readonly show: (status: SaveStatus) => void;
  /** Called with the text of every record that the LMS took. */
  readonly share: (text: string) => void;
}

/** Decides when the record is sent to the LMS, from the start until the page is left. */
export class SaveLoop {
  readonly #parts: SaveLoopParts;
  #known: LessonRecord;
  /** The heaviest change that no try has taken along. */
  #pending: Weight = 'none';
  /** A result is on its way, of which it must be known that it arrived. */
  #matters = false;
  #phase: 'open' | 'leaving' | 'closed' = 'open';
  #failures = 0;
  #lastCommit = -Infinity;
  #secondsKept = 0;
  #revisionKept = -1;
  #timer: number | undefined;

  constructor(parts: SaveLoopParts) {
    this.#parts = parts;
    this.#known = parts.store.state.record;
    parts.store.subscribe(() => this.#notice());
    this.#attempt();
    // A slow phone shall not prepare a request in the task that opens the lesson.
    afterPaint(parts.window, () => void parts.check.ask());
  }

  /** The page went out of sight: what is not sent yet is sent now. */
  hidden(): void {
    if (!this.#isIn('open')) return;
    const { time, store, writer } = this.#parts;
    const unsaved = store.state.record.revision !== this.#revisionKept || this.#failures > 0;
    if (!unsaved && time.now - this.#secondsKept < SECONDS_TO_KEEP) return;
    if (this.#untilCommit() === 0) this.#attempt();
    else {
      writer.write();
      this.#schedule(this.#untilCommit());
    }
  }

  /** The page is left for good: the session ends, once. */
  left(): void {
    if (this.#isIn('closed')) return;
    this.#parts.writer.write();
    this.#terminate();
  }

  /** The page came back from where the browser had put it aside: is the session still there? */
  isAlive(): boolean {
    if (this.#isIn('closed')) return false;
    const { calls } = this.#parts;
    const { fault } = calls.get(calls.dialect.names.suspendData);
    if (fault?.kind === 'closed' || fault?.code === -1) return false;
    this.#attemptSoon();
    return true;
  }

  /** Saves, checks, tries again for a while, then ends the session and says how it went. */
  async exit(): Promise<void> {
    if (!this.#isIn('open')) return;
    this.#phase = 'leaving';
    this.#clearTimer();
    const { calls, show, localCopy } = this.#parts;
    show({ kind: 'saving' });
    const saved = await this.#saveForGood();
    if (!this.#isIn('leaving')) return;
    // Of the requests that end a visit this is the one every LMS bears (field guide 11).
    if (calls.dialect.standard === 'scorm2004') calls.set('adl.nav.request', 'suspendAll');
    if (saved) localCopy?.remove();
    this.#terminate();
    show({ kind: 'closed', saved });
  }

  async #saveForGood(): Promise<boolean> {
    const { window, check, writer } = this.#parts;
    for (const wait of [0, ...RETRY_MS.slice(0, EXIT_RETRIES)]) {
      await pause(window, Math.max(wait, this.#untilCommit()));
      let outcome = this.#save();
      if (outcome.kind === 'again') {
        await pause(window, COMMIT_GAP_MS);
        outcome = this.#save();
      }
      if (outcome.kind === 'saved') {
        if (await check.ask()) {
          this.#failures = 0;
          return true;
        }
        writer.doubt();
      }
      this.#failures += 1;
    }
    return false;
  }

  #notice(): void {
    const before = this.#known;
    this.#known = this.#parts.store.state.record;
    const weight = weightOf(before, this.#known);
    if (weight === 'none') return;
    this.#matters ||= isResult(before, this.#known);
    if (this.#failures === 0 && weight === 'action') this.#parts.show({ kind: 'saving' });
    if (this.#pending === 'action' || this.#pending === weight) return;
    this.#pending = weight;
    if (weight === 'choice') this.#attemptSoon(CHOICE_MS);
    else afterPaint(this.#parts.window, () => this.#attemptSoon());
  }

  /** After failures the next try has its time already, and takes along what came since. */
  #attemptSoon(wait = 0): void {
    if (this.#pending === 'none' || (this.#failures > 0 && this.#timer !== undefined)) return;
    this.#schedule(Math.max(wait, this.#untilCommit()));
  }

  #schedule(wait: number): void {
    this.#clearTimer();
    this.#timer = this.#parts.window.setTimeout(() => {
      this.#timer = undefined;
      this.#attempt();
    }, wait);
  }

  #clearTimer(): void {
    this.#parts.window.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #untilCommit(): number {
    return Math.max(0, this.#lastCommit + COMMIT_GAP_MS - this.#parts.window.performance.now());
  }

  #attempt(): void {
    if (!this.#isIn('open')) return;
    this.#clearTimer();
    const outcome = this.#save();
    if (outcome.kind === 'again') this.#schedule(COMMIT_GAP_MS);
    else if (outcome.kind === 'failed') this.#failed(outcome.fault?.kind === 'closed');
    else void this.#succeeded();
  }

  #save(): SaveOutcome {
    if (this.#isIn('closed')) return { kind: 'failed', fault: null };
    this.#pending = 'none';
    const { writer, time, store, window } = this.#parts;
    const outcome = writer.save();
    this.#lastCommit = window.performance.now();
    if (outcome.kind === 'saved') {
      this.#secondsKept = time.total;
      this.#revisionKept = store.state.record.revision;
      this.#parts.share(writer.text());
    }
    return outcome;
  }

  #failed(ended: boolean): void {
    this.#failures += 1;
    this.#parts.localCopy?.write(this.#parts.writer.text());
    this.#schedule(RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? COMMIT_GAP_MS);
    if (ended || this.#parts.check.loggedOut) this.#showEnded();
    else if (this.#failures >= FAILURES_TO_NOTICE) {
      this.#parts.show({ kind: 'unrecorded', reason: 'refused' });
    } else this.#parts.show({ kind: 'retrying' });
    if (!ended) void this.#learnWhetherLoggedOut();
  }

  async #learnWhetherLoggedOut(): Promise<void> {
    const { check } = this.#parts;
    await check.ask();
    if (check.loggedOut && this.#failures > 0 && this.#isIn('open')) this.#showEnded();
  }

  #showEnded(): void {
    this.#parts.show({ kind: 'unrecorded', reason: 'session-ended' });
  }

  async #succeeded(): Promise<void> {
    const { check, writer, localCopy, show } = this.#parts;
    if ((this.#matters || this.#failures > 0) && !(await check.ask())) {
      if (!this.#isIn('open')) return;
      writer.doubt();
      this.#failed(false);
      return;
    }
    if (!this.#isIn('open')) return;
    this.#failures = 0;
    this.#matters = false;
    localCopy?.remove();
    if (this.#pending !== 'action') show({ kind: 'saved', at: Date.now() });
  }

  #terminate(): void {
    this.#phase = 'closed';
    this.#clearTimer();
    const { calls, localCopy, writer } = this.#parts;
    if (this.#failures > 0) localCopy?.write(writer.text());
    calls.terminate();
  }

  #isIn(phase: 'open' | 'leaving' | 'closed'): boolean {
    return this.#phase === phase;
  }
}
