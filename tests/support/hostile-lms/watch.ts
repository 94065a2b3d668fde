import type { Standard } from './moodle-rules.js';

const COMMIT_GAP_MS = 1000;
const RANKS_12 = ['not attempted', 'browsed', 'incomplete', 'failed', 'completed', 'passed'];
const SUCCESS_RANKS = ['unknown', 'failed', 'passed'];

/** Looks over a package's shoulder and writes down every rule that it breaks. */
export class Watch {
  readonly violations: string[] = [];
  readonly #standard: Standard;
  #opened = 0;
  #ended = 0;
  #lastCommit = -Infinity;
  #sessionSeconds = 0;
  #best = { status: 0, completed: false, success: 0, score: 0 };

  constructor(standard: Standard) {
    this.#standard = standard;
  }

  newVisit(): void {
    this.#opened = 0;
    this.#ended = 0;
    this.#sessionSeconds = 0;
    this.#lastCommit = -Infinity;
  }

  initialized(again: boolean): void {
    this.#opened += 1;
    if (again || this.#opened > 1) this.violations.push('initialized twice');
  }

  terminated(late: boolean): void {
    this.#ended += 1;
    if (late || this.#ended > 1) this.violations.push('terminated twice or unopened');
  }

  committed(late: boolean): void {
    if (late) this.violations.push('committed without a session');
    const now = performance.now();
    if (now - this.#lastCommit < COMMIT_GAP_MS - 1) this.violations.push('committed too soon');
    this.#lastCommit = now;
  }

  refused(element: string, value: string, code: number): void {
    this.violations.push(`refused ${element} = ${value} with ${code}`);
  }

  set(element: string, value: string, late: boolean): void {
    if (late) this.violations.push(`set ${element} without a session`);
    if (element === 'cmi.suspend_data') this.#checkText(value);
    if (element.endsWith('session_time')) {
      const seconds = secondsOf(value);
      if (!(seconds >= this.#sessionSeconds)) this.violations.push(`time went back: ${value}`);
      this.#sessionSeconds = seconds;
    }
  }

  /** What the server holds now: nothing reached may be lost again. */
  stored(values: ReadonlyMap<string, string>): void {
    const score = Number(values.get('cmi.core.score.raw') ?? values.get('cmi.score.raw') ?? 0);
    const scaled = values.get('cmi.score.scaled');
    const now = {
      status: RANKS_12.indexOf(values.get('cmi.core.lesson_status') ?? 'not attempted'),
      completed: values.get('cmi.completion_status') === 'completed',
      success: SUCCESS_RANKS.indexOf(values.get('cmi.success_status') ?? 'unknown'),
      score,
    };
    if (!(score >= 0 && score <= 100)) this.violations.push(`score out of range: ${score}`);
    if (scaled !== undefined && Math.abs(Number(scaled) * 100 - score) > 0.5) {
      this.violations.push(`scaled ${scaled} is not raw ${score}`);
    }
    // A resend goes through a neighbour value, one step down and a hundredth off.
    if (now.status < this.#best.status - (this.#standard === 'scorm12' ? 1 : 0)) {
      this.violations.push(`status went down to ${values.get('cmi.core.lesson_status') ?? ''}`);
    }
    if (this.#best.completed && !now.completed) this.violations.push('completion went back');
    if (now.success < this.#best.success) this.violations.push('success went down');
    if (now.score < this.#best.score - 0.011) this.violations.push(`score went down to ${score}`);
    this.#best = {
      status: Math.max(now.status, this.#best.status),
      completed: now.completed || this.#best.completed,
      success: Math.max(now.success, this.#best.success),
      score: Math.max(now.score, this.#best.score),
    };
  }

  #checkText(value: string): void {
    if (value.length > 3500) this.violations.push(`suspend data of ${value.length} characters`);
    if (!/^[A-Za-z][A-Za-z0-9._~-]*$/.test(value)) this.violations.push(`suspend data: ${value}`);
  }
}

/** Of `HH:MM:SS` or `PTnHnMnS`; `NaN` for anything else. */
function secondsOf(value: string): number {
  const [, hours, minutes, seconds] = /^(?:PT)?(\d+)[:H](\d+)[:M](\d+)S?$/.exec(value) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
