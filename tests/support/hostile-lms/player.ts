import type { SaveRequest } from './attempts.js';
import { isReadOnly, readError, rowCount, writeError, type Standard } from './data-model.js';
import type { Call, Failure, Moods } from './quirks.js';
import type { CallChecker } from './rule-checker.js';

/** What became of a request: `refused` is an error or a login page, `unreachable` no answer at all. */
export type SaveAnswer = 'stored' | 'refused' | 'unreachable';

export interface PlayerParts {
  readonly standard: Standard;
  /** The quirks at this moment. */
  readonly moods: () => Moods;
  /** What the LMS puts into its window at launch. */
  readonly values: ReadonlyMap<string, string>;
  readonly send: (request: SaveRequest) => SaveAnswer;
  readonly checker: CallChecker;
  /** Every call is added, as `SetValue(cmi.exit, suspend) = true`. */
  readonly calls: string[];
}

type Api = Record<string, (...values: string[]) => unknown>;

export const METHODS: Readonly<Record<Standard, Readonly<Record<Call, string>>>> = {
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

/** What an LMS puts into its window for one visit: the API of the standard, under its name. */
export function playerWindow(parts: PlayerParts): Readonly<Record<string, unknown>> {
  const name = parts.standard === 'scorm12' ? 'API' : 'API_1484_11';
  return { [name]: new Player(parts).api() };
}

/** The script of an LMS in its window: holds the values of one visit and sends them to its server. */
class Player {
  readonly #parts: PlayerParts;
  readonly #held: Map<string, string>;
  /** What it believes that the server holds. */
  #believed: Map<string, string>;
  #phase: 'new' | 'open' | 'closed' = 'new';
  #error = 0;
  #commits = 0;

  constructor(parts: PlayerParts) {
    this.#parts = parts;
    this.#held = new Map(parts.values);
    this.#believed = new Map(this.#held);
  }

  api(): Api {
    const { standard } = this.#parts;
    const api: Api = {};
    for (const call of ['initialize', 'get', 'set', 'commit', 'terminate'] as const) {
      const name = METHODS[standard][call];
      api[name] = (...values) => this.#answer(call, name, values);
    }
    if (this.#moods.withoutErrorCalls) return api;
    const prefix = standard === 'scorm12' ? 'LMS' : '';
    api[`${prefix}GetLastError`] = () => String(this.#error);
    api[`${prefix}GetErrorString`] = (code = '') => `Error ${code}`;
    api[`${prefix}GetDiagnostic`] = () => '';
    return api;
  }

  get #moods(): Moods {
    return this.#parts.moods();
  }

  #answer(call: Call, name: string, values: readonly string[]): unknown {
    const text = `${name}(${values.join(', ')})`;
    const failure = this.#failureOf(call);
    if (failure === 'throws') {
      this.#parts.calls.push(`${text} throws`);
      throw new Error('The LMS is broken.');
    }
    const plain = failure
      ? failedAnswer(failure, call)
      : this.#moods.optimistic
        ? this.#agree(call)
        : this.#do(call, values);
    const answer = plain === 'true' && this.#moods.capitalizes ? 'True' : plain;
    this.#parts.calls.push(`${text} = ${String(answer)}`);
    return answer;
  }

  #failureOf(call: Call): Failure | undefined {
    if (call === 'commit') this.#commits += 1;
    const { failing, failsEverySecondCommit, forgetsFailed, errorCode } = this.#moods;
    const isTurn = call === 'commit' && failsEverySecondCommit && this.#commits % 2 === 0;
    const failure = failing?.[call] ?? (isTurn ? 'false' : undefined);
    if (!failure) return undefined;
    this.#error = errorCode ?? 101;
    if (call === 'commit' && forgetsFailed) this.#believed = new Map(this.#held);
    return failure;
  }

  #agree(call: Call): string {
    this.#error = 0;
    return call === 'get' ? '' : 'true';
  }

  #do(call: Call, [element = '', value = '']: readonly string[]): string {
    switch (call) {
      case 'initialize':
        return this.#initialize();
      case 'get':
        return this.#get(element);
      case 'set':
        return this.#set(element, value);
      case 'commit':
        return this.#commit();
      case 'terminate':
        return this.#terminate();
    }
  }

  #result(code: number): string {
    this.#error = code;
    return code === 0 ? 'true' : 'false';
  }

  #initialize(): string {
    const { standard, checker } = this.#parts;
    checker.initialized(this.#phase !== 'new');
    if (this.#phase !== 'new') return this.#result(standard === 'scorm12' ? 101 : 103);
    this.#phase = 'open';
    return this.#result(0);
  }

  /** The code of a call outside the session, 0 inside; in 2004 it differs before and after it. */
  #notOpen(before: number, after: number): number {
    if (this.#phase === 'open') return 0;
    if (this.#parts.standard === 'scorm12') return 301;
    return this.#phase === 'new' ? before : after;
  }

  #get(element: string): string {
    const { standard } = this.#parts;
    const { amnesiac, unknown, forgetsStatus, attempts } = this.#moods;
    const closed = this.#notOpen(122, 123);
    if (closed) {
      this.#error = closed;
      return '';
    }
    this.#error = 0;
    if (amnesiac?.test(element)) return '';
    const list = /^cmi\.(interactions|objectives)\._count$/.exec(element)?.[1];
    if (list !== undefined) return String(rowCount(list, this.#held));
    this.#error = unknown?.test(element) ? 401 : readError(standard, element, this.#held);
    const isStatus = /lesson_status|completion_status/.test(element);
    if (forgetsStatus && isStatus && this.#believed.has(element)) return 'not attempted';
    if (this.#error !== 0) return '';
    const isUntouched = element === 'cmi.core.lesson_status' && attempts === 'moodle';
    return this.#held.get(element) ?? (isUntouched ? 'not attempted' : '');
  }

  #set(element: string, value: string): string {
    const { standard, checker } = this.#parts;
    const { expired, unknown, cutAt, garbles } = this.#moods;
    const closed = this.#notOpen(132, 133);
    checker.set(element, value, closed === 0);
    if (closed) return this.#result(closed);
    if (expired) return this.#result(101);
    if (unknown?.test(element)) return this.#result(401);
    const isSuspendData = element === 'cmi.suspend_data';
    if (isSuspendData && this.#refusesSuspendData(value)) {
      return this.#result(standard === 'scorm12' ? 405 : 406);
    }
    const code = writeError(standard, element, value, this.#held);
    if (code !== 0) {
      checker.refused(element, value, code);
      return this.#result(code);
    }
    const cut = isSuspendData ? value.slice(0, cutAt) : value;
    this.#held.set(element, isSuspendData && garbles && cut !== '' ? garbles(cut) : cut);
    if (standard === 'scorm2004' && element.endsWith('.type')) this.#clearPatterns(element);
    return this.#result(0);
  }

  #refusesSuspendData(value: string): boolean {
    const { refusesSuspendData, longestSuspendData = Infinity } = this.#moods;
    return refusesSuspendData === true || value.length > longestSuspendData;
  }

  /** In Moodle's 2004 player a row loses its patterns when its type is set again. */
  #clearPatterns(element: string): void {
    const prefix = element.replace(/type$/, 'correct_responses.');
    for (const key of [...this.#held.keys()]) if (key.startsWith(prefix)) this.#held.delete(key);
  }

  #commit(): string {
    const closed = this.#notOpen(142, 143);
    this.#parts.checker.committed(closed === 0);
    if (closed) return this.#result(closed);
    return this.#result(this.#send('commit') ? 0 : 101);
  }

  /** Moodle's 2004 player stays open when the last request fails; all others close. */
  #terminate(): string {
    const { standard, checker } = this.#parts;
    const closed = this.#notOpen(112, 113);
    checker.terminated(closed === 0);
    if (closed) return this.#result(closed);
    const isMoodle = this.#moods.attempts === 'moodle';
    if (isMoodle && standard === 'scorm12') this.#finishInMoodle();
    const sent = this.#send('finish');
    const staysOpen = isMoodle && standard === 'scorm2004' && !sent;
    if (!staysOpen) this.#phase = 'closed';
    return this.#result(sent ? 0 : 101);
  }

  /**
   * What Moodle's 1.2 player makes of the values at the end: an untouched status becomes
   * `completed`, in every mode, and a score is compared with the pass mark.
   */
  #finishInMoodle(): void {
    const held = this.#held;
    if (!held.has('cmi.core.lesson_status')) held.set('cmi.core.lesson_status', 'completed');
    const mark = held.get('cmi.student_data.mastery_score') ?? '';
    const raw = held.get('cmi.core.score.raw') ?? '';
    const counts =
      held.get('cmi.core.lesson_mode') === 'normal' && held.get('cmi.core.credit') === 'credit';
    if (counts && mark !== '' && raw !== '') {
      held.set('cmi.core.lesson_status', Number(raw) >= Number(mark) ? 'passed' : 'failed');
    }
  }

  /** Returns whether the player believes that the server has everything now. */
  #send(kind: SaveRequest['kind']): boolean {
    const { standard, send } = this.#parts;
    const { forgetsFailed } = this.#moods;
    const onlyChanged = standard === 'scorm12' && forgetsFailed;
    const values = [...this.#held].filter(
      ([element, value]) =>
        !isReadOnly(standard, element) && !(onlyChanged && this.#believed.get(element) === value),
    );
    const sent = new Map(this.#held);
    const answer = send({ kind, values });
    if (answer === 'stored' || forgetsFailed) this.#believed = sent;
    // Where no answer comes Moodle's player sends a beacon and says "true".
    return answer !== 'refused';
  }
}

function failedAnswer(failure: Exclude<Failure, 'throws'>, call: Call): unknown {
  if (failure === 'null') return null;
  if (failure === 'number') return 0;
  if (failure === 'hangs') {
    const end = performance.now() + HANG_MS;
    while (performance.now() < end);
  }
  return call === 'get' ? '' : 'false';
}
