import type { Edition } from './cmi.js';
import type { LoggedCall } from './call.js';
import type { CallRule } from './call-rules.js';
import { valueMarks } from './value-marks.js';

/** A call and the rules that it breaks. */
export interface MarkedCall extends LoggedCall {
  readonly marks: readonly CallRule[];
}

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

/** Marks every call of an attempt; visits are judged one by one. */
export function markCalls(calls: readonly LoggedCall[], edition: Edition): readonly MarkedCall[] {
  const visits = new Map<number, VisitState>();
  const last = new Map(calls.map(({ session, id }) => [session, id]));
  // A 2004 package may have met an LMS that offers the 1.2 interface alone.
  const speaking12 = new Set(calls.filter(speaks12).map(({ session }) => session));
  return calls.map((call) => {
    const visit = visits.get(call.session) ?? newVisit();
    visits.set(call.session, visit);
    const marks = new Set<CallRule>([
      ...answerMarks(call),
      ...orderMarks(call, visit),
      ...argumentMarks(call),
      ...valueMarks(call, visit, speaking12.has(call.session) ? 'scorm12' : edition),
    ]);
    follow(call, visit);
    // The last visit may still be running, so only earlier ones are blamed for their end.
    const isLastOfVisit = last.get(call.session) === call.id;
    const isOver = call.session !== calls.at(-1)?.session;
    if (isLastOfVisit && isOver && visit.phase === 'open') marks.add('not-ended');
    return { ...call, marks: [...marks] };
  });
}

/** Only 1.2 has elements of this name. */
function speaks12({ arguments: given, answer }: LoggedCall): boolean {
  return /^cmi\.core\./.test(given[0] ?? '') && answer !== 'false';
}

function newVisit(): VisitState {
  return {
    phase: 'before',
    dirty: false,
    exit: '',
    review: false,
    finished: false,
    rows: new Map(),
    commits: [],
  };
}

/** A first read of an element that was never set is no fault in 2004 (code 403). */
function answerMarks({ answer, error, method }: LoggedCall): readonly CallRule[] {
  if (answer.startsWith('(threw)')) return ['threw'];
  if (method === 'GetValue') return error !== 0 && error !== 403 ? ['refused'] : [];
  return answer === 'false' ? ['refused'] : [];
}

function orderMarks({ method }: LoggedCall, visit: VisitState): readonly CallRule[] {
  if (/^Get(LastError|ErrorString|Diagnostic)$/.test(method)) return [];
  if (method === 'Initialize') return visit.phase === 'before' ? [] : ['initialized-twice'];
  if (visit.phase === 'before') return ['before-initialize'];
  if (visit.phase === 'ended') return ['after-terminate'];
  return method === 'Terminate' && visit.dirty && visit.exit === '' ? ['uncommitted'] : [];
}

function argumentMarks({ method, arguments: given }: LoggedCall): readonly CallRule[] {
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
function follow({ method, arguments: given, answer, at }: LoggedCall, visit: VisitState): void {
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
