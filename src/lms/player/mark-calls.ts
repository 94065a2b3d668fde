import type { Edition } from './cmi.js';
import type { Call } from './call.js';
import type { CallRule } from './call-rules.js';

/** What is known of a visit while its calls are read in order. */
interface VisitState {
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

/** Longest values that the standards guarantee (docs/scorm.md, “Interactions” and “Text limits and alphabets”). */
const LENGTHS: Readonly<Record<Edition, readonly (readonly [RegExp, number])[]>> = {
  scorm12: [
    [/^cmi\.(suspend_data|comments)$/, 4096],
    [/lesson_location$|\.id$|student_response$|pattern$/, 255],
  ],
  scorm2004: [
    [/^cmi\.suspend_data$/, 64_000],
    [/^cmi\.location$/, 1000],
    [/\.description$/, 250],
  ],
};

/** What is wrong with the value that a call sets, and with setting it now. */
function valueMarks(call: Call, visit: VisitState, edition: Edition): readonly CallRule[] {
  if (call.method === 'Commit') return isBurst(call, visit) ? ['many-commits'] : [];
  if (call.method === 'Terminate' && edition === 'scorm2004') {
    return visit.exit === 'suspend' || visit.review ? [] : ['exit-not-suspend'];
  }
  if (call.method !== 'SetValue') return [];
  const [element = '', value = ''] = call.arguments;
  const marks: CallRule[] = [];
  if (visit.review) marks.push('write-in-review');
  if (LENGTHS[edition].some(([name, most]) => name.test(element) && value.length > most))
    marks.push('too-long');
  if (isWrongWord(element, value, edition)) marks.push('wrong-word');
  if (isBadScore(element, value, edition)) marks.push('score-range');
  if (hasBadCharacters(element, value, edition)) marks.push('id-characters');
  if (isGap(element, visit)) marks.push('row-gap');
  if (lowersStatus(element, value, visit)) marks.push('status-lowered');
  if (/^cmi\.(core\.)?score\.raw$/.test(element)) visit.rows.set('score', 1);
  if (element === 'cmi.core.lesson_status' && value === 'incomplete' && visit.rows.has('score')) {
    marks.push('score-before-end');
  }
  return marks;
}

function isBurst({ at }: Call, { commits }: VisitState): boolean {
  return commits.filter((before) => at - before < 1000).length >= 10;
}

function isWrongWord(element: string, value: string, edition: Edition): boolean {
  if (/^cmi\.interactions\.\d+\.result$/.test(element)) {
    return value === (edition === 'scorm12' ? 'incorrect' : 'wrong');
  }
  if (element === 'cmi.completion_status') return /^(passed|failed|browsed)$/.test(value);
  if (element === 'cmi.core.exit') return value === 'normal';
  return false;
}

function isBadScore(element: string, value: string, edition: Edition): boolean {
  if (/score\.scaled$/.test(element)) return !isDecimal(value) || Math.abs(Number(value)) > 1;
  if (!/score\.(raw|min|max)$/.test(element)) return false;
  return !isDecimal(value) || (edition === 'scorm12' && (Number(value) < 0 || Number(value) > 100));
}

function isDecimal(value: string): boolean {
  return /^-?\d*\.?\d+$/.test(value);
}

function hasBadCharacters(element: string, value: string, edition: Edition): boolean {
  if (/^cmi\.(interactions|objectives)\.\d+\.id$/.test(element))
    return /\s/.test(value) || value === '';
  if (edition === 'scorm12' || !/learner_response$/.test(element)) return false;
  return value.includes('[,]') && /-/.test(value);
}

/** The first row that is written in a visit may continue rows of an earlier one. */
function isGap(element: string, visit: VisitState): boolean {
  const [, list, index] = /^(cmi\.(?:interactions|objectives))\.(\d+)\./.exec(element) ?? [];
  if (list === undefined) return false;
  const known = visit.rows.get(list);
  visit.rows.set(list, Math.max(known ?? 0, Number(index) + 1));
  return known !== undefined && Number(index) > known;
}

function lowersStatus(element: string, value: string, { finished }: VisitState): boolean {
  if (!/^cmi\.(core\.lesson_status|completion_status|success_status)$/.test(element)) return false;
  return finished && /^(incomplete|failed|not attempted|unknown)$/.test(value);
}
