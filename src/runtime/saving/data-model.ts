import { decode } from '../../core/suspend-data.js';
import type { Lesson } from '../../core/lesson.js';
import type { ApiCalls, LmsFault } from '../lms/api-calls.js';
import type { Trace } from '../lms/trace.js';
import { nameOf, type DataValue } from '../scorm/dialect.js';

/** After so many unexplained failures an element that a lesson can do without is left out. */
const STRIKES = 3;

/** A value that the LMS took, and the transaction in which it did. */
interface HeldValue {
  readonly value: string;
  readonly transaction: number;
}

/** What became of the values of one transaction. */
export interface WriteResult {
  /** No session is open (any more). */
  readonly closed: boolean;
  /** The first fault that is worth a retry. */
  readonly failed: LmsFault | null;
  /** Which of the values that the work depends on the LMS refuses. */
  readonly refused: 'record' | 'status' | null;
}

/**
 * What the LMS's data model holds, as far as is known: sets only what differs,
 * and remembers in which transaction each value was taken, so that all that a
 * failed proof puts in doubt can be set again.
 */
export class DataModel {
  readonly #calls: ApiCalls;
  readonly #trace: Trace;
  readonly #held = new Map<string, HeldValue>();
  /** The last value of each element that is proved to be stored. */
  readonly #proved = new Map<string, string>();
  /** Elements whose value was taken by a transaction that failed, until the next proof. */
  readonly #lost = new Set<string>();
  /** Refused values, and `null` for elements that are left out for good. */
  readonly #refused = new Map<string, string | null>();
  readonly #strikes = new Map<string, number>();

  constructor(calls: ApiCalls, trace: Trace) {
    this.#calls = calls;
    this.#trace = trace;
  }

  /** Counts `values` as stored by an earlier visit, so that they need not be sent. */
  assume(values: readonly DataValue[]): void {
    for (const value of values) {
      this.#held.set(nameOf(value), { value: value.value, transaction: 0 });
    }
    this.know(values);
  }

  /** The LMS is known to hold `values`; they are sent all the same. */
  know(values: readonly DataValue[]): void {
    for (const value of values) this.#proved.set(nameOf(value), value.value);
  }

  /** Sets every one of `values` that changed, in their order, as part of `transaction`. */
  write(values: readonly DataValue[], transaction: number): WriteResult {
    const struck: DataValue[] = [];
    let failed: LmsFault | null = null;
    let refused: WriteResult['refused'] = null;
    let taken = 0;
    for (const value of values) {
      if (!this.#wants(value) || this.#isRowMissing(value)) continue;
      const fault = this.#set(value, transaction);
      if (fault?.kind === 'closed') return { closed: true, failed: fault, refused };
      if (!fault) taken += 1;
      else if (fault.kind === 'other') {
        failed ??= fault;
        struck.push(value);
      } else if (value.role === 'record' || value.role === 'status') refused ??= value.role;
    }
    // Where nothing was taken the LMS is at fault, not the element.
    if (taken > 0) for (const value of struck) this.#strike(value);
    return { closed: false, failed, refused };
  }

  /** Everything up to `transaction` is proved to be stored. */
  settle(transaction: number): void {
    for (const [name, held] of this.#held) {
      if (held.transaction > transaction) continue;
      this.#proved.set(name, held.value);
      this.#lost.delete(name);
    }
  }

  /** What was taken after `transaction` may never have been stored, and is set again. */
  forgetAfter(transaction: number): void {
    for (const [name, held] of this.#held) {
      if (held.transaction <= transaction) continue;
      this.#held.delete(name);
      this.#lost.add(name);
    }
  }

  /** Another page wrote to the same attempt: everything is set again. */
  forgetAll(): void {
    for (const name of this.#held.keys()) this.#lost.add(name);
    this.#held.clear();
  }

  /** Whether values of `values` were lost that this LMS may not send a second time. */
  needsDecoys(values: readonly DataValue[]): boolean {
    return values.some((value) => this.#decoyFor(value) !== null);
  }

  /**
   * Sets another value for each lost one; see {@link DataValue.decoy}. The value
   * that is proved to be stored does no harm at all; otherwise the decoy of the
   * standard, which never lowers what the LMS holds.
   */
  writeDecoys(values: readonly DataValue[]): void {
    for (const value of values) {
      const decoy = this.#decoyFor(value);
      if (decoy !== null) this.#calls.set(nameOf(value), decoy);
    }
  }

  /** The LMS was seen to hold something else for the suspend data: only that is set again. */
  forgetSuspendData(): void {
    this.#held.delete(this.#calls.dialect.names.suspendData);
  }

  /**
   * Reads the suspend data back. `whole` also where the LMS shows nothing, or an
   * earlier text of ours as a slow proxy between two frames does. A number says
   * how much of the text it kept.
   */
  readBack(lesson: Lesson, sent: string): 'whole' | 'damaged' | number {
    const { value } = this.#calls.get(this.#calls.dialect.names.suspendData);
    const text = value.replace(/\s+/g, '');
    if (text === '' || text === sent) return 'whole';
    if (sent.startsWith(text)) return text.length;
    return decode(lesson, text)?.complete ? 'whole' : 'damaged';
  }

  #decoyFor(value: DataValue): string | null {
    const name = nameOf(value);
    // Time and text change by themselves.
    if (value.role === 'session' || value.role === 'record') return null;
    if (this.#calls.dialect.standard !== 'scorm12' || !this.#lost.has(name)) return null;
    if (this.#held.has(name) || this.#refused.get(value.element) === null) return null;
    const proved = this.#proved.get(name);
    if (proved === undefined) return value.decoy ?? null;
    // Where the LMS has the value already, a decoy could only lower it.
    return proved === value.value ? null : proved;
  }

  #wants(value: DataValue): boolean {
    const name = nameOf(value);
    if (this.#held.get(name)?.value === value.value) return false;
    return this.#refused.get(name) !== value.value && this.#refused.get(value.element) !== null;
  }

  /** Without its id a row takes nothing; and no row after it, because rows must not have gaps. */
  #isRowMissing({ element, row, role }: DataValue): boolean {
    if (row === null || role === 'id') return false;
    const list = element.slice(0, element.indexOf('.n.'));
    return !this.#held.has(nameOf({ element: `${list}.n.id`, row }));
  }

  #set(value: DataValue, transaction: number): LmsFault | null {
    const fault = this.#calls.set(nameOf(value), value.value);
    if (fault) return this.#refuse(fault, value, transaction);
    this.#accept(value, transaction);
    if (value.role !== 'response') return null;
    const stamp = this.#calls.dialect.stampOf(value, new Date());
    if (this.#refused.get(stamp.element) === null) return null;
    const stampFault = this.#calls.set(nameOf(stamp), stamp.value);
    if (stampFault) this.#refuse(stampFault, stamp, transaction);
    return null;
  }

  #accept(value: DataValue, transaction: number): void {
    this.#held.set(nameOf(value), { value: value.value, transaction });
    this.#strikes.delete(value.element);
  }

  #refuse(fault: LmsFault, value: DataValue, transaction: number): LmsFault | null {
    if (fault.kind === 'closed') return fault;
    // A row's id is taken once: a repeated one that is refused is there already.
    if (fault.kind === 'element' && value.role === 'id' && this.#lost.has(nameOf(value))) {
      this.#accept(value, transaction);
      return null;
    }
    this.#trace.warn(fault);
    if (isEssential(value)) return fault;
    if (this.#calls.dialect.unknownCodes.includes(fault.code)) {
      this.#refused.set(value.element, null);
    } else if (fault.kind === 'element') this.#refused.set(nameOf(value), value.value);
    return fault;
  }

  #strike(value: DataValue): void {
    const { element } = value;
    const strikes = (this.#strikes.get(element) ?? 0) + 1;
    this.#strikes.set(element, strikes);
    if (strikes >= STRIKES && !isEssential(value)) this.#refused.set(element, null);
  }
}

function isEssential({ role }: DataValue): boolean {
  return role === 'record' || role === 'status';
}
