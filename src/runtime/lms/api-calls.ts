import type { Dialect } from '../scorm/dialect.js';
import type { FoundApi } from './find-api.js';
import type { LmsFault, Trace } from './trace.js';

export type { LmsFault } from './trace.js';

/** A value that was read; `fault` is set when the LMS said that it has none. */
export interface ReadValue {
  readonly value: string;
  readonly fault: LmsFault | null;
}

type Answer =
  | { readonly threw: false; readonly value: unknown }
  | { readonly threw: true; readonly value: null };

/**
 * The LMS's own functions made dependable: nothing throws, the answer to a
 * command is `null` for done or a fault, and every value is a string.
 */
export class ApiCalls {
  readonly dialect: Dialect;
  readonly #found: FoundApi;
  readonly #trace: Trace;

  constructor(found: FoundApi, dialect: Dialect, trace: Trace) {
    this.#found = found;
    this.dialect = dialect;
    this.#trace = trace;
  }

  /** Whether the window of the LMS was closed. */
  get isGone(): boolean {
    return this.#found.isGone();
  }

  initialize(): LmsFault | null {
    return this.#command('initialize', '', ['']);
  }

  commit(): LmsFault | null {
    return this.#command('commit', '', ['']);
  }

  terminate(): LmsFault | null {
    return this.#command('terminate', '', ['']);
  }

  /** A refusal without an error number counts as done: some LMSs answer so. */
  set(element: string, value: string): LmsFault | null {
    const fault = this.#command('set', element, [element, value]);
    return fault?.code === 0 ? null : fault;
  }

  /** What is missing, or not a value, is an empty string. */
  get(element: string): ReadValue {
    const answer = this.#call(this.dialect.methods.get, [element]);
    if (answer.threw) return { value: '', fault: this.#fault('get', element, -1) };
    const value = textOf(answer.value);
    if (value !== '') return { value, fault: null };
    // Only now: after a success the number may be an old one, and asking costs a request in places.
    const code = this.#lastError();
    return { value, fault: code === 0 ? null : this.#fault('get', element, code) };
  }

  #command(call: LmsFault['call'], element: string, values: readonly string[]): LmsFault | null {
    const answer = this.#call(this.dialect.methods[call], values);
    if (answer.threw) return this.#fault(call, element, -1);
    if (isTrue(answer.value)) return null;
    return this.#fault(call, element, this.#lastError());
  }

  #fault(call: LmsFault['call'], element: string, code: number): LmsFault {
    const { dialect } = this;
    const isRefused = call === 'set' && dialect.refusedCodes.includes(code);
    const kind = dialect.closedCodes.includes(code) ? 'closed' : isRefused ? 'element' : 'other';
    // In 2004 a first read of an unset value is a fault, and nothing to explain.
    const text = code > 0 && call !== 'get' ? this.#errorText(code) : '';
    return { call, element, code, text, kind };
  }

  /** 0 for an LMS that has no error numbers. */
  #lastError(): number {
    const code = Number.parseInt(String(this.#call(this.dialect.methods.lastError, []).value), 10);
    return Number.isNaN(code) ? 0 : code;
  }

  #errorText(code: number): string {
    const { value } = this.#call(this.dialect.methods.errorString, [String(code)]);
    return typeof value === 'string' ? value.slice(0, 200) : '';
  }

  #call(method: string, values: readonly string[]): Answer {
    const answer = this.#apply(method, values);
    if (this.#trace.isOn) this.#traceCall(method, values, answer);
    return answer;
  }

  #apply(method: string, values: readonly string[]): Answer {
    try {
      const { api } = this.#found;
      // A cast: whatever is there is called, and what is no function throws.
      const found = Reflect.get(api, method) as () => unknown;
      return { threw: false, value: Reflect.apply(found, api, values) };
    } catch {
      // The LMS's window may have gone, or its code is broken: both mean no answer.
      return { threw: true, value: null };
    }
  }

  /** A trace goes into a support ticket, so it names no learner. */
  #traceCall(method: string, values: readonly string[], answer: Answer): void {
    const { learnerId, learnerName } = this.dialect.names;
    const isPrivate = values[0] === learnerId || values[0] === learnerName;
    const text = textOf(answer.value);
    const shown = answer.threw ? 'throws' : isPrivate ? `(${text.length} characters)` : text;
    this.#trace.note(`${method}(${values.map((value) => `"${value}"`).join(', ')}) = ${shown}`);
  }
}

/** Some LMSs give numbers and booleans where strings belong; anything else is no value. */
function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : '';
}

/** Whether an LMS says yes. Not all say it as the standard asks: `true`, `1`, `"True"`. */
export function isTrue(answer: unknown): boolean {
  return /^(true|1)$/i.test(textOf(answer).trim());
}
