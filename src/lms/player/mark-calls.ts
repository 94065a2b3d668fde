import type { Edition } from './cmi.js';
import type { Call } from './call.js';
import type { CallRule } from './call-rules.js';
import { valueMarks } from './value-marks.js';

/** What is known of a visit while its calls are read in order. */
export interface VisitState {
  phase: 'before' | 'open' | 'ended';
  dirty: boolean;
  exit: string;
  /** Not normal mode, as the LMS said it. */
  review: boolean;
  finished: boolean;
  readonly rows: Map<string, number>;
  readonly commits: number[];
}

/** Marks the calls of one visit, one by one as they arrive. */
export class CallMarker {
  readonly #edition: Edition;
  #speaks12 = false;
  readonly #visit: VisitState = {
    phase: 'before',
    dirty: false,
    exit: '',
    review: false,
    finished: false,
    rows: new Map(),
    commits: [],
  };

  constructor(edition: Edition) {
    this.#edition = edition;
  }

  /** The rules that the next call of the visit breaks. */
  marks(call: Call): readonly CallRule[] {
    // A 2004 package may have met an LMS that offers only the interface of 1.2.
    this.#speaks12 ||= /^cmi\.core\./.test(call.arguments[0] ?? '') && call.answer !== 'false';
    const visit = this.#visit;
    const marks = new Set<CallRule>([
      ...answerMarks(call),
      ...orderMarks(call, visit),
      ...argumentMarks(call),
      ...valueMarks(call, visit, this.#speaks12 ? 'scorm12' : this.#edition),
    ]);
    follow(call, visit);
    return [...marks];
  }
}

/** A first read of an element that was never set is not a mistake in 2004 (code 403). */
function answerMarks({ answer, error, method }: Call): readonly CallRule[] {
  if (answer.startsWith('(threw)')) return ['threw'];
  if (method === 'GetValue') return error !== 0 && error !== 403 ? ['refused'] : [];
  return answer === 'false' ? ['refused'] : [];
}

function orderMarks({ method }: Call, visit: VisitState): readonly CallRule[] {
  if (/^Get(LastError|ErrorString|Diagnostic)$/.test(method)) return [];
  if (method === 'Initialize') return visit.phase === 'before' ? [] : ['initialized-twice'];
  if (visit.phase === 'before') return ['before-initialize'];
  if (visit.phase === 'ended') return ['after-terminate'];
  return method === 'Terminate' && visit.dirty && visit.exit === '' ? ['uncommitted'] : [];
}

function argumentMarks({ method, arguments: given }: Call): readonly CallRule[] {
  const marks: CallRule[] = [];
  if (/^(Initialize|Commit|Terminate)$/.test(method) && (given.length !== 1 || given[0] !== '')) {
    marks.push('bad-argument');
  }
  if (
    given.some((argument) => /^\((number|boolean|object|undefined|null|function)\) /.test(argument))
  ) {
    marks.push('not-text');
  }
  return marks;
}

/** Keeps up with what the call did. */
function follow({ method, arguments: given, answer, at }: Call, visit: VisitState): void {
  const [element = '', value = ''] = given;
  if (method === 'Initialize' && answer === 'true') visit.phase = 'open';
  if (method === 'Terminate' && answer === 'true') visit.phase = 'ended';
  if (method === 'Commit') {
    visit.commits.push(at);
    if (answer === 'true') visit.dirty = false;
  }
  if (method === 'GetValue' && /mode$/.test(element))
    visit.review = /^(review|browse)$/.test(answer);
  if (method !== 'SetValue' || answer === 'false') return;
  visit.dirty = true;
  if (/^cmi\.(core\.)?exit$/.test(element)) visit.exit = value;
  if (/status$/.test(element) && /^cmi\.(core|completion|success)/.test(element)) {
    visit.finished ||= /^(completed|passed)$/.test(value);
  }
}
