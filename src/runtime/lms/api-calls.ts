import type { FoundApi } from './find-api.js';
import type { Dialect, LmsFault } from './lms-session.js';

/** A value that was read; `fault` is set when the LMS said that it is none. */
export interface ReadValue {
  readonly value: string;
  readonly fault: LmsFault | null;
}

type CallName = LmsFault['call'];

/**
 * The LMS's own functions, made dependable: nothing throws, every answer is
 * `null` for done or a fault, every value is a string (field guide 2).
 */
export class ApiCalls {
  readonly dialect: Dialect;
  readonly #api: FoundApi['api'];

  constructor(api: FoundApi['api'], dialect: Dialect) {
    this.#api = api;
    this.dialect = dialect;
  }

  initialize(): LmsFault | null {
    return this.#ask('initialize', '', ['']);
  }

  commit(): LmsFault | null {
    return this.#ask('commit', '', ['']);
  }

  terminate(): LmsFault | null {
    return this.#ask('terminate', '', ['']);
  }

  /** A refusal with the number 0 counts as done: some LMSs answer so (fault 14 of the field guide). */
  set(element: string, value: string): LmsFault | null {
    const fault = this.#ask('set', element, [element, value]);
    return fault?.code === 0 ? null : fault;
  }

  /** What is not there, or not a value, is an empty string. */
  get(element: string): ReadValue {
    const answer = this.#call(this.dialect.methods.get, [element]);
    if (answer.threw) return { value: '', fault: this.#fault('get', element, -1) };
    const value = textOf(answer.value);
    if (value !== '') return { value, fault: null };
    // Only now: after a success the number may be an old one, and asking costs a request in places.
    const code = this.#lastError();
    return { value, fault: code === 0 ? null : this.#fault('get', element, code) };
  }

  #ask(call: CallName, element: string, values: readonly string[]): LmsFault | null {
    const answer = this.#call(this.dialect.methods[call], values);
    if (answer.threw) return this.#fault(call, element, -1);
    if (isTrue(answer.value)) return null;
    return this.#fault(call, element, this.#lastError());
  }

  #fault(call: CallName, element: string, code: number): LmsFault {
    const kind = this.dialect.isClosed(code)
      ? 'closed'
      : call === 'set' && this.dialect.isRefused(code)
        ? 'element'
        : 'other';
    // A first read of an unset value is a fault in 2004; nobody needs words for it.
    const text = code > 0 && call !== 'get' ? this.#errorText(code) : '';
    return { call, element, code, text, kind };
  }

  /** -1 when even this cannot be asked. */
  #lastError(): number {
    const answer = this.#call(this.dialect.methods.lastError, []);
    if (answer.threw) return -1;
    const code = Number.parseInt(String(answer.value), 10);
    return Number.isNaN(code) ? 0 : code;
  }

  #errorText(code: number): string {
    const answer = this.#call(this.dialect.methods.errorString, [String(code)]);
    return answer.threw || typeof answer.value !== 'string' ? '' : answer.value.slice(0, 200);
  }

  #call(
    method: string,
    values: readonly string[],
  ): { readonly threw: false; readonly value: unknown } | { readonly threw: true } {
    try {
      // A cast: whatever is there is called, and what is no function throws.
      const found = Reflect.get(this.#api, method) as () => unknown;
      return { threw: false, value: Reflect.apply(found, this.#api, values) };
    } catch {
      // The LMS's window may have gone, or its code is broken: both mean no answer.
      return { threw: true };
    }
  }
}

/** Numbers and truth values occur where strings belong; anything else is no value. */
function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : '';
}

/** Whether an LMS says yes; not all say it as the standard asks. */
export function isTrue(answer: unknown): boolean {
  return answer === true || answer === 1 || answer === 'true' || answer === '1';
}
