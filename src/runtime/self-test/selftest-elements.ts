import type { ApiCalls } from '../lms/api-calls.js';
import type { Opening } from '../lms/lms-session.js';
import { row, type SelfTestRow } from './selftest-row.js';

/** The limits met in the wild, and ours (field guide 5). */
const LENGTHS = [255, 1000, 3500, 4096, 64_000];

/** Tries the elements that a lesson writes. Outside normal mode nothing is written at all. */
export function tryElements(calls: ApiCalls, opening: Opening): readonly SelfTestRow[] {
  const end = (trace: string): readonly SelfTestRow[] => [
    answerRow('commit', calls.commit()),
    row('trace', trace, 'found'),
  ];
  if (opening.mode !== 'normal') return end('none');
  const { names } = calls.dialect;
  // Before anything else: a session that ends with another exit wipes the record in places.
  const exit = calls.set(exitName(calls), 'suspend');
  const rows = [
    answerRow(exitName(calls), exit),
    ...capacity(calls, opening.suspendData),
    putBack(calls, names.location, opening.location, 'self-test'),
    ...[...names.statuses, names.score].map((element) => rewrite(calls, element)),
  ];
  const commit = answerRow('commit', calls.commit());
  // Last, and never committed: what a row leaves behind cannot be taken away again.
  return [...rows, commit, ...tryRows(calls, opening), row('trace', 'possible', 'found')];
}

function exitName(calls: ApiCalls): string {
  return calls.dialect.standard === 'scorm12' ? 'cmi.core.exit' : 'cmi.exit';
}

function answerRow(id: string, fault: ReturnType<ApiCalls['commit']>): SelfTestRow {
  return fault
    ? row(id, `${fault.code} ${fault.text}`.trim(), 'refused')
    : row(id, 'true', 'taken');
}

/** How long a text may be until it is refused or cut; the record's own text is put back. */
function capacity(calls: ApiCalls, before: string): readonly SelfTestRow[] {
  const { suspendData } = calls.dialect.names;
  const rows = LENGTHS.map((length) => {
    const text = `t${'-'.repeat(length - 1)}`;
    const fault = calls.set(suspendData, text);
    const id = `${suspendData} ${length}`;
    if (fault) return row(id, String(fault.code), 'refused');
    const { value } = calls.get(suspendData);
    if (value === '') return row(id, '', 'taken');
    return row(id, String(value.length), value === text ? 'kept' : 'lost');
  });
  calls.set(suspendData, before);
  return rows;
}

/** Writes `trial`, reads it, and puts `before` back. */
function putBack(calls: ApiCalls, element: string, before: string, trial: string): SelfTestRow {
  const fault = calls.set(element, trial);
  if (fault) return row(element, String(fault.code), 'refused');
  const { value } = calls.get(element);
  calls.set(element, before);
  return row(element, value, value === trial ? 'kept' : value === '' ? 'taken' : 'lost');
}

/** Statuses and scores are only written as they are: there is no way back to none. */
function rewrite(calls: ApiCalls, element: string): SelfTestRow {
  const { value } = calls.get(element);
  if (value === '' || value === 'not attempted') return row(element, value, 'skipped');
  const fault = calls.set(element, value);
  return row(element, value, fault ? 'refused' : 'kept');
}

function tryRows(calls: ApiCalls, opening: Opening): readonly SelfTestRow[] {
  const interaction = `cmi.interactions.${opening.interactionCount ?? 0}`;
  const objective = `cmi.objectives.${opening.objectiveRows.size}`;
  const response = calls.dialect.standard === 'scorm12' ? 'student_response' : 'learner_response';
  const tries: readonly (readonly [element: string, value: string])[] = [
    [`${interaction}.id`, 'self_test'],
    [`${interaction}.type`, 'choice'],
    [`${interaction}.${response}`, 'a'],
    [`${interaction}.result`, 'correct'],
    [`${objective}.id`, 'self_test'],
  ];
  return tries.map(([element, value]) => {
    const fault = calls.set(element, value);
    if (fault) return row(element, String(fault.code), 'refused');
    return row(element, value, calls.get(element).value === value ? 'kept' : 'taken');
  });
}
