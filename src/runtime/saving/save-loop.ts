import type { LessonRecord } from '../../core/lesson-state.js';
import type { SaveStatus } from '../../core/saving.js';
import type { Store } from '../../core/store.js';
import { afterPaint } from '../page/after-paint.js';
import type { ApiCalls } from '../lms/api-calls.js';
import { isResult, weightOf, type Weight } from './change-weight.js';
import type { LessonWriter, SaveOutcome } from './lesson-writer.js';
import type { LocalCopy } from '../opening/local-copy.js';
import { pause } from './pause.js';
import type { ServerCheck } from './save-check.js';
import { COMMIT_GAP_MS, SavePace } from './save-pace.js';
import type { VisibleTime } from '../page/visible-time.js';

/** A choice waits so long for those that follow it: arrow keys pass over many, matching takes several. */
const CHOICE_MS = 1000;
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
  #secondsKept = 0;
  #revisionKept = -1;
  readonly #pace: SavePace;
  /** Ends the wait of whoever leaves for the next try. */
  #whenOnline: () => void = () => undefined;

  constructor(parts: SaveLoopParts) {
    this.#parts = parts;
    this.#known = parts.store.state.record;
    this.#pace = new SavePace(parts.window, () => this.#attempt());
    parts.store.subscribe(() => this.#notice());
    this.#attempt();
    // A slow phone shall not prepare a request in the task that opens the lesson.
    afterPaint(parts.window, () => void parts.check.ask());
  }

  /** The page went out of sight: what is not sent yet is sent now. */
  hidden(): void {
    if (!this.#isIn('open')) return;
    const { time, store, writer } = this.#parts;
    const unsaved = store.state.record.revision !== this.#revisionKept || this.#pace.failures > 0;
    if (!unsaved && time.now - this.#secondsKept < SECONDS_TO_KEEP) return;
    if (this.#pace.untilCommit === 0) this.#attempt();
    else {
      writer.write();
      this.#pace.tryIn(this.#pace.untilCommit);
    }
  }

  /** The network is back: no need to wait until the next try has its time. */
  online(): void {
    this.#whenOnline();
    if (this.#isIn('open') && this.#pace.failures > 0) this.#pace.tryIn(this.#pace.untilCommit);
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

  /**
   * Saves, checks, and ends the session. Where that fails it says so and goes on trying, because
   * the page holds the work; only a session that is over cannot take it any more.
   */
  async exit(): Promise<void> {
    if (!this.#isIn('open')) return;
    this.#phase = 'leaving';
    this.#pace.stop();
    const { calls, show, localCopy, writer } = this.#parts;
    show({ kind: 'saving' });
    let outcome = await this.#saveForGood();
    while (outcome === 'failed' && this.#isIn('leaving')) {
      localCopy?.write(writer.text());
      show({ kind: 'closed', outcome: 'retrying', ...(localCopy && { kept: true }) });
      await this.#nextChance();
      outcome = await this.#saveForGood();
    }
    if (!this.#isIn('leaving')) return;
    // Of the requests that end a visit this is the one every LMS bears (field guide 11).
    if (calls.dialect.standard === 'scorm2004') calls.set('adl.nav.request', 'suspendAll');
    if (outcome === 'saved') localCopy?.remove();
    this.#terminate();
    show({
      kind: 'closed',
      ...(outcome === 'saved'
        ? { outcome }
        : { outcome: 'unsaved', ...(localCopy && { kept: true }) }),
    });
  }

  /** Waits as long as any other try would, or until the browser is online again. */
  #nextChance(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenOnline = resolve;
      this.#parts.window.setTimeout(resolve, this.#pace.retryPause);
    });
  }

  /** Saves and makes sure of it; `ended` where the session is over. */
  async #saveForGood(): Promise<'saved' | 'failed' | 'ended'> {
    const { window, check, writer } = this.#parts;
    await pause(window, this.#pace.untilCommit);
    let outcome = this.#save();
    if (outcome.kind === 'again') {
      await pause(window, COMMIT_GAP_MS);
      outcome = this.#save();
    }
    const answers = await check.ask();
    if (outcome.kind === 'saved' && answers) {
      this.#pace.failures = 0;
      return 'saved';
    }
    if (outcome.kind === 'saved') writer.doubt();
    this.#pace.failures += 1;
    const ended = outcome.kind === 'failed' && outcome.fault?.kind === 'closed';
    return ended || check.loggedOut ? 'ended' : 'failed';
  }

  #notice(): void {
    const before = this.#known;
    this.#known = this.#parts.store.state.record;
    const weight = weightOf(before, this.#known);
    if (weight === 'none') return;
    this.#matters ||= isResult(before, this.#known);
    if (this.#pace.failures === 0 && weight === 'action') this.#parts.show({ kind: 'saving' });
    if (this.#pending === 'action' || this.#pending === weight) return;
    this.#pending = weight;
    if (weight === 'choice') this.#attemptSoon(CHOICE_MS);
    else afterPaint(this.#parts.window, () => this.#attemptSoon());
  }

  /** After failures the next try has its time already, and takes along what came since. */
  #attemptSoon(wait = 0): void {
    if (this.#pending === 'none' || (this.#pace.failures > 0 && this.#pace.isWaiting)) return;
    this.#pace.tryIn(Math.max(wait, this.#pace.untilCommit));
  }

  #attempt(): void {
    if (!this.#isIn('open')) return;
    this.#pace.stop();
    const outcome = this.#save();
    if (outcome.kind === 'again') this.#pace.tryIn(COMMIT_GAP_MS);
    else if (outcome.kind === 'failed') this.#failed(outcome.fault?.kind === 'closed');
    else void this.#succeeded();
  }

  #save(): SaveOutcome {
    if (this.#isIn('closed')) return { kind: 'failed', fault: null };
    this.#pending = 'none';
    const { writer, time, store } = this.#parts;
    const outcome = writer.save();
    this.#pace.committed();
    if (outcome.kind === 'saved') {
      this.#secondsKept = time.total;
      this.#revisionKept = store.state.record.revision;
      this.#parts.share(writer.text());
    }
    return outcome;
  }

  #failed(ended: boolean): void {
    this.#pace.failures += 1;
    this.#parts.localCopy?.write(this.#parts.writer.text());
    this.#pace.tryIn(this.#pace.retryPause);
    if (ended || this.#parts.check.loggedOut) this.#showEnded();
    else if (this.#pace.failures >= FAILURES_TO_NOTICE && !this.#parts.check.isCutOff) {
      this.#parts.show({ kind: 'unrecorded', reason: 'refused' });
    } else {
      this.#parts.show({
        kind: 'retrying',
        reason: this.#parts.check.isCutOff ? 'unreachable' : 'failing',
        ...(this.#parts.localCopy && { kept: true }),
      });
    }
    if (!ended) void this.#learnWhetherLoggedOut();
  }

  async #learnWhetherLoggedOut(): Promise<void> {
    const { check } = this.#parts;
    await check.ask();
    if (check.loggedOut && this.#pace.failures > 0 && this.#isIn('open')) this.#showEnded();
  }

  #showEnded(): void {
    this.#parts.show({ kind: 'unrecorded', reason: 'session-ended' });
  }

  async #succeeded(): Promise<void> {
    const { check, writer, localCopy, show } = this.#parts;
    const isDoubtful = this.#matters || this.#pace.failures > 0 || check.isCutOff;
    if (isDoubtful && !(await check.ask())) {
      if (!this.#isIn('open')) return;
      writer.doubt();
      this.#failed(false);
      return;
    }
    if (!this.#isIn('open')) return;
    this.#pace.failures = 0;
    this.#matters = false;
    localCopy?.remove();
    if (this.#pending !== 'action') show({ kind: 'saved', at: Date.now() });
  }

  #terminate(): void {
    this.#phase = 'closed';
    this.#pace.stop();
    const { calls, localCopy, writer } = this.#parts;
    if (this.#pace.failures > 0) localCopy?.write(writer.text());
    calls.terminate();
  }

  #isIn(phase: 'open' | 'leaving' | 'closed'): boolean {
    return this.#phase === phase;
  }
}
