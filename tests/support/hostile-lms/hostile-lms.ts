import { Attempts, type CourseResult, type LaunchChoice } from './attempts.js';
import type { Standard } from './data-model.js';
import { METHODS, playerWindow } from './player.js';
import type { Call, Moods } from './quirks.js';
import { CallChecker, RecordChecker } from './rule-checker.js';

export type { Moods } from './quirks.js';

/** One learner's attempts at one package in an LMS that checks every value and misbehaves on demand. */
export interface HostileLms {
  readonly standard: Standard;
  moods: Moods;
  /** What the server holds. */
  readonly stored: ReadonlyMap<string, string>;
  /** What the course page shows; only with ADL's rules. */
  readonly course: CourseResult;
  /** Every call of the current visit, as `SetValue(cmi.exit, suspend) = true`. */
  readonly calls: readonly string[];
  /** Every rule that was broken since the start. */
  readonly violations: readonly string[];
  /** Begins a visit; returns what the LMS puts into its window. */
  launch(choice?: LaunchChoice): Readonly<Record<string, unknown>>;
  /** How often each kind of call was made in this visit. */
  count(call: Call): number;
}

/** An LMS with its server in the same process. `preset` is what the LMS itself knows, such as the pass mark. */
export function hostileLms(
  standard: Standard,
  moods: Moods = {},
  preset: Readonly<Record<string, string>> = {},
): HostileLms {
  const violations: string[] = [];
  const state = { moods, calls: [] as string[] };
  const attempts = new Attempts(standard, () => state.moods, preset, new RecordChecker(violations));
  return {
    standard,
    violations,
    stored: attempts.stored,
    get course() {
      return attempts.course;
    },
    get moods() {
      return state.moods;
    },
    set moods(next) {
      state.moods = next;
    },
    get calls() {
      return state.calls;
    },
    count: (call) =>
      state.calls.filter((line) => line.startsWith(`${METHODS[standard][call]}(`)).length,
    launch(choice) {
      state.calls = [];
      return playerWindow({
        standard,
        moods: () => state.moods,
        values: attempts.launch(choice),
        calls: state.calls,
        checker: new CallChecker(violations),
        send(request) {
          const { offline, expired } = state.moods;
          if (offline) return 'unreachable';
          if (expired) return 'refused';
          attempts.store(request);
          return 'stored';
        },
      });
    },
  };
}
