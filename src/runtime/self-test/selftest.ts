import { ApiCalls } from '../lms/api-calls.js';
import { findApi, type Standard } from '../lms/find-api.js';
import { Trace } from '../lms/trace.js';
import { openEarly } from '../opening/early-opening.js';
import { dialectOf, readOpening, type Opening } from '../opening/opening.js';

/** One line of the table that an administrator copies into a support ticket. */
export interface SelfTestRow {
  /** What was looked at: a name of this program (`api`, `place`, `commit` …) or a data-model element. */
  readonly id: string;
  /** What was found, in the LMS's own words. */
  readonly value: string;
  readonly verdict: Verdict;
}

/**
 * `kept`: read back as written. `taken`: accepted, but the LMS does not let it
 * be read. `lost`: accepted, and something else was read. `refused`: the LMS
 * said no. `skipped`: not tried, because the try would leave a trace. `found`
 * and `missing`: there or not.
 */
export type Verdict = 'kept' | 'taken' | 'lost' | 'refused' | 'skipped' | 'found' | 'missing';

/** A row of the table. */
function row(id: string, value: string, verdict: Verdict): SelfTestRow {
  return { id, value, verdict };
}

/**
 * Tries what the LMS around `window` keeps, one element after another, and puts
 * every value back. The last row, `trace`, says whether anything can be left
 * behind: interaction rows can neither be read nor removed in SCORM 1.2. The
 * lesson itself must not be recording in the same page.
 */
export async function runSelfTest(
  window: Window,
  packaged: Standard,
): Promise<readonly SelfTestRow[]> {
  const early = await openEarly(window, packaged);
  const found = early?.found ?? findApi(window, packaged);
  if (!found) return [row('api', '', 'missing'), row('trace', 'none', 'found')];
  const calls = new ApiCalls(found, dialectOf(found.standard), new Trace(window));
  const start = early?.opened ? null : calls.initialize();
  const rows = [
    row('api', found.standard, 'found'),
    row('place', found.where, 'found'),
    row(
      'initialize',
      start ? `${start.code} ${start.text}`.trim() : 'true',
      start ? 'refused' : 'found',
    ),
  ];
  if (start) return [...rows, row('trace', 'none', 'found')];
  return [...rows, ...published(calls), ...tryElements(calls, readOpening(calls))];
}

/** What the LMS says about the launch; a learner's id and name are not copied into a ticket. */
function published(calls: ApiCalls): readonly SelfTestRow[] {
  const { mode, credit, entry, passMark, learnerId, learnerName } = calls.dialect.names;
  const shown = [mode, credit, entry, passMark].map((element) => {
    const { value } = calls.get(element);
    return row(element, value, value === '' ? 'missing' : 'found');
  });
  const hidden = [learnerId, learnerName].map((element) =>
    row(element, '', calls.get(element).value === '' ? 'missing' : 'found'),
  );
  return [...shown, ...hidden];
}

/** The limits of real LMSs, and ours. */
const LENGTHS = [255, 1000, 3500, 4096, 64_000];

/** Tries the elements that a lesson writes. Outside normal mode nothing is written at all. */
function tryElements(calls: ApiCalls, opening: Opening): readonly SelfTestRow[] {
  const end = (trace: string): readonly SelfTestRow[] => [
    answerRow('commit', calls.commit()),
    row('trace', trace, 'found'),
  ];
  if (opening.mode !== 'normal') return end('none');
  const { names } = calls.dialect;
  // First: a session that ends with another exit wipes the record in places.
  const exit = calls.set(names.exit, 'suspend');
  const rows = [
    answerRow(names.exit, exit),
    ...capacity(calls, opening.suspendData),
    putBack(calls, names.location, opening.location, 'self-test'),
    ...[...names.statuses, names.score].map((element) => rewrite(calls, element)),
  ];
  const commit = answerRow('commit', calls.commit());
  // Last, and never committed: what a row leaves behind cannot be taken away again.
  return [...rows, commit, ...tryRows(calls, opening), row('trace', 'possible', 'found')];
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
