const COMMIT_GAP_MS = 1000;
const STATUSES_12 = ['not attempted', 'browsed', 'incomplete', 'failed', 'completed', 'passed'];
const SUCCESS_STATUSES = ['unknown', 'failed', 'passed'];

/** Notes every rule that a package breaks in its calls during one visit. */
export class CallChecker {
  /** Time jumps where a test moves the clock of one window before that of another. */
  checksPace = true;
  readonly #violations: string[];
  #initialized = 0;
  #terminated = 0;
  #lastCommit = -Infinity;
  #sessionSeconds = 0;

  /** Broken rules are added to `violations`. */
  constructor(violations: string[]) {
    this.#violations = violations;
  }

  initialized(isOpen: boolean): void {
    this.#initialized += 1;
    if (isOpen || this.#initialized > 1) this.#violations.push('initialized twice');
  }

  terminated(isOpen: boolean): void {
    this.#terminated += 1;
    if (!isOpen || this.#terminated > 1) this.#violations.push('terminated twice or unopened');
  }

  committed(isOpen: boolean): void {
    if (!isOpen) this.#violations.push('committed without a session');
    const now = performance.now();
    const isTooSoon = now - this.#lastCommit < COMMIT_GAP_MS - 1;
    if (isTooSoon && this.checksPace) this.#violations.push('committed too soon');
    this.#lastCommit = now;
  }

  set(element: string, value: string, isOpen: boolean): void {
    if (!isOpen) this.#violations.push(`set ${element} without a session`);
    if (element === 'cmi.suspend_data') this.#checkSuspendData(value);
    if (element.endsWith('session_time')) {
      const seconds = secondsOf(value);
      if (!(seconds >= this.#sessionSeconds)) {
        this.#violations.push(`session time went back: ${value}`);
      }
      this.#sessionSeconds = seconds;
    }
  }

  refused(element: string, value: string, code: number): void {
    this.#violations.push(`refused ${element} = ${value} with ${code}`);
  }

  #checkSuspendData(value: string): void {
    if (value.length > 3500) {
      this.#violations.push(`suspend data of ${value.length} characters`);
    }
    if (!/^[A-Za-z][A-Za-z0-9._~-]*$/.test(value)) {
      this.#violations.push(`suspend data that not every LMS keeps: ${value}`);
    }
  }
}

/** Notes every loss in what an LMS holds of one learner: nothing reached may be lowered. */
export class RecordChecker {
  readonly #violations: string[];
  #best = { status: 0, completed: false, success: 0, score: 0 };

  /** Losses are added to `violations`. */
  constructor(violations: string[]) {
    this.#violations = violations;
  }

  /** A new attempt starts with nothing. */
  startAttempt(): void {
    this.#best = { status: 0, completed: false, success: 0, score: 0 };
  }

  /** Compares what the server holds now with the best it ever held. */
  stored(values: ReadonlyMap<string, string>): void {
    const score = Number(values.get('cmi.core.score.raw') ?? values.get('cmi.score.raw') ?? 0);
    const scaled = values.get('cmi.score.scaled');
    const now = {
      status: STATUSES_12.indexOf(values.get('cmi.core.lesson_status') ?? 'not attempted'),
      completed: values.get('cmi.completion_status') === 'completed',
      success: SUCCESS_STATUSES.indexOf(values.get('cmi.success_status') ?? 'unknown'),
      score,
    };
    if (!(score >= 0 && score <= 100)) this.#violations.push(`score out of range: ${score}`);
    if (scaled !== undefined && Math.abs(Number(scaled) * 100 - score) > 0.5) {
      this.#violations.push(`scaled score ${scaled} does not match raw score ${score}`);
    }
    if (now.status < this.#best.status) {
      this.#violations.push(`status went down to ${values.get('cmi.core.lesson_status') ?? ''}`);
    }
    if (this.#best.completed && !now.completed) this.#violations.push('completion went back');
    if (now.success < this.#best.success) this.#violations.push('success went down');
    if (now.score < this.#best.score) this.#violations.push(`score went down to ${score}`);
    this.#best = {
      status: Math.max(now.status, this.#best.status),
      completed: now.completed || this.#best.completed,
      success: Math.max(now.success, this.#best.success),
      // A decoy before a retry may be a hundredth above the true score; it counts as that score.
      score: Math.max(Math.floor(now.score), this.#best.score),
    };
  }
}

/** The seconds in `HH:MM:SS` or `PTnHnMnS`; `NaN` for anything else. */
function secondsOf(value: string): number {
  const [, hours, minutes, seconds] = /^(?:PT)?(\d+)[:H](\d+)[:M](\d+)S?$/.exec(value) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
