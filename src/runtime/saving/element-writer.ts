import type { ApiCalls } from '../lms/api-calls.js';
import type { Elements, LmsFault, Standard } from '../lms/lms-session.js';

/** Numbers that say that an LMS does not know an element at all, whatever its value. */
const UNKNOWN_ELEMENT: Readonly<Record<Standard, readonly number[]>> = {
  scorm12: [201, 401, 402],
  scorm2004: [401, 402],
};

/** After so many unexplained failures an element that a lesson can do without is given up. */
const STRIKES = 3;

/**
 * Sets what an LMS does not have yet, and knows what it was told and what of it
 * a Commit confirmed. A refused element is reported once, switched off, and
 * never stops the rest.
 */
export class ElementWriter {
  readonly #calls: ApiCalls;
  readonly #now: () => Date;
  readonly #report: (fault: LmsFault) => void;
  /** What the LMS took, or had already. */
  readonly #held = new Map<string, string>();
  /** Of that, what no Commit has confirmed. */
  readonly #unconfirmed = new Set<string>();
  /** Confirmed at some time, or taken by a failed Commit. */
  readonly #lost = new Set<string>();
  /** Refused values, and `null` for elements that are off for good. */
  readonly #refused = new Map<string, string | null>();
  readonly #strikes = new Map<string, number>();

  constructor(calls: ApiCalls, now: () => Date, report: (fault: LmsFault) => void) {
    this.#calls = calls;
    this.#now = now;
    this.#report = report;
  }

  /** Counts `elements` as sent in an earlier session. */
  assume(elements: Elements): void {
    for (const [element, value] of elements) this.#held.set(element, value);
  }

  /**
   * Sets every changed one of `elements`, in their order. The answer is the
   * first fault for which it is worth to try again, or `null`.
   */
  write(elements: Elements): LmsFault | null {
    let worst: LmsFault | null = null;
    const struck: string[] = [];
    let taken = 0;
    for (const [element, value] of elements) {
      if (!this.#wants(element, value) || this.#isBelowRefused(element)) continue;
      const fault = this.#set(element, value);
      if (fault?.kind === 'closed') return fault;
      if (!fault) taken += 1;
      else if (fault.kind === 'other' || this.#isEssential(element)) worst ??= fault;
      if (fault?.kind === 'other') struck.push(element);
    }
    // Where nothing was taken the LMS is at fault, not the element.
    if (taken > 0) for (const element of struck) this.#strike(element);
    return worst;
  }

  /** After a Commit that can be believed. */
  confirm(): void {
    this.#unconfirmed.clear();
    this.#lost.clear();
  }

  /** After a Commit that failed: what it should have stored is set again by the next {@link write}. */
  unconfirm(): void {
    for (const element of this.#unconfirmed) {
      this.#held.delete(element);
      this.#lost.add(element);
    }
    this.#unconfirmed.clear();
  }

  /** After doubt about everything that was ever confirmed: all is set again. */
  doubt(): void {
    for (const element of this.#held.keys()) this.#unconfirmed.add(element);
    this.unconfirm();
  }

  /** Elements that a failed Commit took along and no later one confirmed. */
  get lost(): ReadonlySet<string> {
    return this.#lost;
  }

  #wants(element: string, value: string): boolean {
    if (this.#held.get(element) === value) return false;
    return this.#refused.get(element) !== value && this.#refused.get(patternOf(element)) !== null;
  }

  /** Without its id a row takes nothing; and no row after it, because rows must not have gaps. */
  #isBelowRefused(element: string): boolean {
    const [, list, row, field] = element.split('.');
    if ((list !== 'interactions' && list !== 'objectives') || field === 'id') return false;
    return !this.#held.has(`cmi.${list}.${row}.id`);
  }

  #set(element: string, value: string): LmsFault | null {
    const fault = this.#calls.set(element, value);
    if (fault) return this.#refuse(fault, value);
    this.#accept(element, value);
    const stamp = this.#calls.dialect.stamp(element, this.#now());
    if (stamp && this.#refused.get(patternOf(stamp[0])) !== null) {
      const stampFault = this.#calls.set(...stamp);
      if (stampFault) this.#refuse(stampFault, stamp[1]);
    }
    return null;
  }

  #accept(element: string, value: string): void {
    this.#held.set(element, value);
    this.#unconfirmed.add(element);
    this.#strikes.delete(patternOf(element));
  }

  #refuse(fault: LmsFault, value: string): LmsFault | null {
    const { element, code, kind } = fault;
    if (kind === 'closed') return fault;
    // A row's id is taken once: a repeated one that is refused is there already.
    if (kind === 'element' && element.endsWith('.id') && this.#lost.has(element)) {
      this.#accept(element, value);
      return null;
    }
    this.#report(fault);
    if (this.#isEssential(element)) return fault;
    const unknown = UNKNOWN_ELEMENT[this.#calls.dialect.standard].includes(code);
    if (unknown) this.#refused.set(patternOf(element), null);
    else if (kind === 'element') this.#refused.set(element, value);
    return fault;
  }

  #strike(element: string): void {
    const pattern = patternOf(element);
    const strikes = (this.#strikes.get(pattern) ?? 0) + 1;
    this.#strikes.set(pattern, strikes);
    if (strikes >= STRIKES && !this.#isEssential(element)) this.#refused.set(pattern, null);
  }

  #isEssential(element: string): boolean {
    const { suspendData, statuses } = this.#calls.dialect.names;
    return element === suspendData || statuses.includes(element);
  }
}

/** The element with its row numbers taken out: a refusal of one row's field holds for all rows. */
function patternOf(element: string): string {
  return element.replace(/\.\d+(?=\.)/g, '.n');
}
