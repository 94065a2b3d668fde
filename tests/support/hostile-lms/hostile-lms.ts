import { Watch } from './watch.js';
import { readError, rowCount, writeError, type Standard } from './moodle-rules.js';

/** How a call fails while the LMS is in a bad mood. */
export type Failure = 'false' | 'throws' | 'null' | 'number' | 'hangs';
type Call = 'initialize' | 'get' | 'set' | 'commit' | 'terminate';

/** What is wrong with an LMS. Everything can be changed while it runs. */
export interface Moods {
  /** Elements whose every read gives `""`. */
  amnesiac?: RegExp;
  /** Every answer is `true`, and nothing is stored. */
  optimistic?: boolean;
  /** How each of these calls fails; the others work. */
  failing?: Partial<Record<Call, Failure>>;
  /** The error number that goes with a failure; 101 where nothing is said. */
  errorCode?: number;
  /** Longer suspend data is cut to this length. */
  cutAt?: number;
  /** The next visit finds nothing unless the last exit was `suspend`. */
  wipesUnlessSuspend?: boolean;
  /** Commit says `true` and the request is lost. */
  offline?: boolean;
  /** What a failed or lost request should have stored counts as sent (Moodle, 1.2). */
  forgetsFailed?: boolean;
  /** The session is over on the server: calls give `false`. */
  expired?: boolean;
  /** A status reads `not attempted` once it was committed. */
  forgetsStatus?: boolean;
  /** Elements that it does not know. */
  unknown?: RegExp;
  /** Changes suspend data on its way into the store. */
  garbles?: (text: string) => string;
}

export interface HostileLms {
  readonly standard: Standard;
  moods: Moods;
  /** What the server holds. */
  readonly stored: ReadonlyMap<string, string>;
  /** Every call of the present visit, as `SetValue(cmi.exit, suspend) = true`. */
  readonly calls: readonly string[];
  /** Every broken rule of the whole attempt. */
  readonly violations: readonly string[];
  /** A new visit: what the LMS puts into its window. */
  launch(): Readonly<Record<string, unknown>>;
  /** How often each kind of call was made in this visit. */
  count(call: Call): number;
}

const METHODS: Readonly<Record<Standard, Readonly<Record<Call, string>>>> = {
  scorm12: {
    initialize: 'LMSInitialize',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    terminate: 'LMSFinish',
  },
  scorm2004: {
    initialize: 'Initialize',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    terminate: 'Terminate',
  },
};

const HANG_MS = 3000;

/**
 * One learner's attempt in an LMS that checks like Moodle and can misbehave in
 * every way that was met in the wild. `preset` is what the LMS itself knows,
 * such as the mode or the pass mark.
 */
export function hostileLms(
  standard: Standard,
  moods: Moods = {},
  preset: Readonly<Record<string, string>> = {},
): HostileLms {
  const stored = new Map<string, string>();
  const watch = new Watch(standard);
  const visit = { calls: [] as string[] };
  const state = { moods };
  return {
    standard,
    get moods() {
      return state.moods;
    },
    set moods(next) {
      state.moods = next;
    },
    stored,
    violations: watch.violations,
    get calls() {
      return visit.calls;
    },
    count: (call) =>
      visit.calls.filter((line) => line.startsWith(`${METHODS[standard][call]}(`)).length,
    launch() {
      const exit = stored.get(standard === 'scorm12' ? 'cmi.core.exit' : 'cmi.exit');
      if (state.moods.wipesUnlessSuspend && exit !== 'suspend') stored.clear();
      visit.calls = [];
      watch.newVisit();
      const parts = { standard, lms: state, stored, preset, watch, calls: visit.calls };
      const session = new Session(parts);
      return { [standard === 'scorm12' ? 'API' : 'API_1484_11']: session.api() };
    },
  };
}

interface SessionParts {
  readonly standard: Standard;
  readonly lms: { readonly moods: Moods };
  readonly stored: Map<string, string>;
  readonly preset: Readonly<Record<string, string>>;
  readonly watch: Watch;
  readonly calls: string[];
}

/** The API object of one visit. */
class Session {
  readonly #parts: SessionParts;
  /** The model in the LMS's window. */
  #held: Map<string, string>;
  /** What the LMS believes the server has. */
  #believed: Map<string, string>;
  #phase: 'new' | 'open' | 'closed' = 'new';
  #error = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#held = new Map([...parts.stored, ...Object.entries(parts.preset)]);
    this.#believed = new Map(this.#held);
  }

  api(): Record<string, (...values: string[]) => unknown> {
    const { standard, lms, calls } = this.#parts;
    const answers: Record<Call, (...values: string[]) => unknown> = {
      initialize: () => this.#initialize(),
      get: (element = '') => this.#get(element),
      set: (element = '', value = '') => this.#set(element, value),
      commit: () => this.#commit(),
      terminate: () => this.#terminate(),
    };
    const api: Record<string, (...values: string[]) => unknown> = {};
    for (const call of Object.keys(answers) as Call[]) {
      const name = METHODS[standard][call];
      api[name] = (...values) => {
        const { moods } = lms;
        const failure = moods.failing?.[call];
        // What a failing request took along still counts as sent.
        if (failure && call === 'commit' && moods.forgetsFailed)
          this.#believed = new Map(this.#held);
        const said = failure
          ? this.#fail(failure, `${name}(${values.join(', ')})`)
          : moods.optimistic
            ? this.#yes(call)
            : answers[call](...values);
        calls.push(`${name}(${values.join(', ')}) = ${String(said)}`);
        return said;
      };
    }
    const prefix = standard === 'scorm12' ? 'LMS' : '';
    api[`${prefix}GetLastError`] = () => String(this.#error);
    api[`${prefix}GetErrorString`] = (code = '') => `Error ${code}`;
    return api;
  }

  #fail(failure: Failure, call: string): unknown {
    this.#error = this.#parts.lms.moods.errorCode ?? 101;
    if (failure === 'throws') {
      this.#parts.calls.push(`${call} throws`);
      throw new Error('The LMS is broken.');
    }
    if (failure === 'hangs') {
      const end = Date.now() + HANG_MS;
      while (Date.now() < end);
    }
    if (failure === 'null') return null;
    if (failure === 'number') return 0;
    return call.includes('GetValue') ? '' : 'false';
  }

  #yes(call: Call): string {
    this.#error = 0;
    return call === 'get' ? '' : 'true';
  }

  #say(code: number): string {
    this.#error = code;
    return code === 0 ? 'true' : 'false';
  }

  #initialize(): string {
    this.#parts.watch.initialized(this.#phase !== 'new');
    if (this.#phase !== 'new') return this.#say(this.#parts.standard === 'scorm12' ? 101 : 103);
    this.#phase = 'open';
    return this.#say(0);
  }

  #notOpen(codes2004: readonly [number, number]): number {
    if (this.#phase === 'open') return 0;
    if (this.#parts.standard === 'scorm12') return 301;
    return this.#phase === 'new' ? codes2004[0] : codes2004[1];
  }

  #get(element: string): string {
    const { standard } = this.#parts;
    const { moods } = this.#parts.lms;
    const closed = this.#notOpen([122, 123]);
    if (closed) {
      this.#say(closed);
      return '';
    }
    this.#error = 0;
    if (moods.amnesiac?.test(element)) return '';
    const list = /^cmi\.(interactions|objectives)\._count$/.exec(element)?.[1];
    if (list !== undefined) return String(rowCount(list, this.#held));
    const code = moods.unknown?.test(element) ? 401 : readError(standard, element, this.#held);
    this.#error = code;
    const isStatus = /lesson_status|completion_status/.test(element);
    if (moods.forgetsStatus && isStatus && this.#believed.has(element)) return 'not attempted';
    return code === 0 ? (this.#held.get(element) ?? '') : '';
  }

  #set(element: string, value: string): string {
    const { standard, watch } = this.#parts;
    const { moods } = this.#parts.lms;
    const closed = this.#notOpen([132, 133]);
    watch.set(element, value, closed !== 0);
    if (closed) return this.#say(closed);
    if (moods.expired) return this.#say(101);
    if (moods.unknown?.test(element)) return this.#say(401);
    const code = writeError(standard, element, value, this.#held);
    if (code !== 0) {
      watch.refused(element, value, code);
      return this.#say(code);
    }
    const cut = element === 'cmi.suspend_data' ? value.slice(0, moods.cutAt) : value;
    this.#held.set(
      element,
      moods.garbles && cut !== '' && element === 'cmi.suspend_data' ? moods.garbles(cut) : cut,
    );
    if (standard === 'scorm2004' && element.endsWith('.type')) this.#clearPatterns(element);
    return this.#say(0);
  }

  /** Setting the type again makes the row's patterns void (Moodle, 2004). */
  #clearPatterns(element: string): void {
    const prefix = element.replace(/type$/, 'correct_responses.');
    for (const key of [...this.#held.keys()]) if (key.startsWith(prefix)) this.#held.delete(key);
  }

  #commit(): string {
    const closed = this.#notOpen([142, 143]);
    this.#parts.watch.committed(closed !== 0);
    if (closed) return this.#say(closed);
    return this.#say(this.#send() ? 0 : 101);
  }

  /** Whether the LMS believes that the server has everything now. */
  #send(): boolean {
    const { standard, stored, watch } = this.#parts;
    const { moods } = this.#parts.lms;
    const onlyChanged = standard === 'scorm12' && moods.forgetsFailed;
    const news = [...this.#held].filter(
      ([element, value]) => !onlyChanged || this.#believed.get(element) !== value,
    );
    const arrives = !moods.offline && !moods.expired;
    if (arrives || moods.forgetsFailed) this.#believed = new Map(this.#held);
    if (arrives) {
      for (const [element, value] of news) stored.set(element, value);
      watch.stored(stored);
    }
    return arrives || Boolean(moods.offline);
  }

  #terminate(): string {
    const closed = this.#notOpen([112, 113]);
    this.#parts.watch.terminated(closed !== 0);
    if (closed) return this.#say(closed);
    const sent = this.#send();
    this.#phase = 'closed';
    return this.#say(sent ? 0 : 101);
  }
}
