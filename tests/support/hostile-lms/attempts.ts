import type { Standard } from './data-model.js';
import type { Moods } from './quirks.js';
import type { RecordChecker } from './rule-checker.js';

/** What one request of a player carries to its server. */
export interface SaveRequest {
  readonly kind: 'commit' | 'finish';
  readonly values: readonly (readonly [element: string, value: string])[];
}

/** How the learner came to a visit. */
export interface LaunchChoice {
  /** The Preview button of Moodle. */
  readonly preview?: boolean;
  /** The box "Start a new attempt". */
  readonly newAttempt?: boolean;
  /** Where the LMS is asked for a mode, as ADL's is. */
  readonly mode?: 'review' | 'browse';
}

/** What an LMS's course page shows about the learner. */
export interface CourseResult {
  readonly attempt: number;
  readonly satisfied: 'satisfied' | 'not satisfied' | 'unknown';
  readonly measure: string;
}

const FINAL_12 = ['passed', 'completed', 'failed'];

/** One learner's attempts at one package, as the server of an LMS keeps them. */
export class Attempts {
  readonly #standard: Standard;
  readonly #moods: () => Moods;
  readonly #preset: Readonly<Record<string, string>>;
  readonly #checker: RecordChecker;
  readonly #stored = new Map<string, string>();
  /** ADL: what the last visit left that ended with `exit = suspend`. */
  #suspended: ReadonlyMap<string, string> | null = null;
  #course: CourseResult = { attempt: 0, satisfied: 'unknown', measure: '' };

  /** `preset` is what the LMS itself knows at every launch, such as the learner's id. */
  constructor(
    standard: Standard,
    moods: () => Moods,
    preset: Readonly<Record<string, string>>,
    checker: RecordChecker,
  ) {
    this.#standard = standard;
    this.#moods = moods;
    this.#preset = preset;
    this.#checker = checker;
  }

  /** What the server holds of the current attempt. */
  get stored(): ReadonlyMap<string, string> {
    return this.#stored;
  }

  get course(): CourseResult {
    return this.#course;
  }

  /** Begins a visit; returns the values that the player starts with. */
  launch(choice: LaunchChoice = {}): ReadonlyMap<string, string> {
    const { attempts, inserts } = this.#moods();
    const values = new Map([
      ...(attempts === 'moodle'
        ? this.#launchInMoodle(choice)
        : attempts === 'adl'
          ? this.#launchInAdl()
          : this.#launchPlainly()),
      ...(choice.mode ? [[this.#names.mode, choice.mode] as const] : []),
      ...Object.entries(this.#preset),
    ]);
    const suspendData = values.get('cmi.suspend_data');
    if (inserts && suspendData) {
      const stretch = new RegExp(`.{${inserts.every}}`, 'g');
      values.set('cmi.suspend_data', suspendData.replace(stretch, `$&${inserts.text}`));
    }
    return values;
  }

  /** Takes in what a player sent. */
  store({ kind, values }: SaveRequest): void {
    for (const [element, value] of values) this.#stored.set(element, value);
    if (kind === 'finish' && this.#moods().attempts === 'adl') this.#endVisitInAdl();
    this.#checker.stored(this.#stored);
  }

  #launchPlainly(): ReadonlyMap<string, string> {
    const isSuspended = this.#stored.get(this.#names.exit) === 'suspend';
    if (this.#moods().wipesUnlessSuspend && !isSuspended) this.#stored.clear();
    return this.#stored;
  }

  /** A finished attempt is opened for review; in 2004 only a suspended one gives its values back. */
  #launchInMoodle({ preview, newAttempt }: LaunchChoice): ReadonlyMap<string, string> {
    const { mode, credit, entry, exit, status } = this.#names;
    if (newAttempt) {
      this.#stored.clear();
      this.#checker.startAttempt();
    }
    const held = this.#stored.get(status) ?? '';
    const isFinal = this.#standard === 'scorm12' ? FINAL_12.includes(held) : held === 'completed';
    const isSuspended = this.#stored.get(exit) === 'suspend';
    const isNew = this.#standard === 'scorm12' ? held === '' : !isSuspended;
    const isReadBack = this.#standard === 'scorm12' || isSuspended;
    const isNormal = !preview && !isFinal;
    return new Map([
      ...(isReadBack ? this.#stored : []),
      [mode, preview ? 'browse' : isFinal ? 'review' : 'normal'],
      [credit, isNormal ? 'credit' : 'no-credit'],
      [entry, isSuspended ? 'resume' : isNew ? 'ab-initio' : ''],
    ]);
  }

  /** The next visit resumes what the last Terminate suspended; Commits since then are lost. */
  #launchInAdl(): ReadonlyMap<string, string> {
    const { entry, exit } = this.#names;
    const resumed = this.#suspended;
    this.#stored.clear();
    for (const [element, value] of resumed ?? []) {
      if (element !== exit) this.#stored.set(element, value);
    }
    if (!resumed) {
      this.#checker.startAttempt();
      this.#course = { ...this.#course, attempt: this.#course.attempt + 1 };
    }
    return new Map([...this.#stored, [entry, resumed ? 'resume' : 'ab-initio']]);
  }

  /** Any exit but `suspend` ends the attempt. The course shows what the current attempt shows. */
  #endVisitInAdl(): void {
    const isSuspended = this.#stored.get(this.#names.exit) === 'suspend';
    this.#suspended = isSuspended ? new Map(this.#stored) : null;
    const success = this.#stored.get('cmi.success_status');
    this.#course = {
      attempt: this.#course.attempt,
      satisfied:
        success === 'passed' ? 'satisfied' : success === 'failed' ? 'not satisfied' : 'unknown',
      measure: this.#stored.get('cmi.score.scaled') ?? '',
    };
  }

  get #names(): Readonly<Record<'mode' | 'credit' | 'entry' | 'exit' | 'status', string>> {
    return this.#standard === 'scorm12'
      ? {
          mode: 'cmi.core.lesson_mode',
          credit: 'cmi.core.credit',
          entry: 'cmi.core.entry',
          exit: 'cmi.core.exit',
          status: 'cmi.core.lesson_status',
        }
      : {
          mode: 'cmi.mode',
          credit: 'cmi.credit',
          entry: 'cmi.entry',
          exit: 'cmi.exit',
          status: 'cmi.completion_status',
        };
  }
}
