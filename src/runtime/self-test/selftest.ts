import { ApiCalls } from '../lms/api-calls.js';
import { openEarly } from '../opening/early-opening.js';
import { findApi } from '../lms/find-api.js';
import type { Standard } from '../lms/lms-session.js';
import { readOpening } from '../opening/opening.js';
import { scorm12 } from '../scorm/scorm12.js';
import { scorm2004 } from '../scorm/scorm2004.js';
import { row, type SelfTestRow } from './selftest-row.js';
import { tryElements } from './selftest-elements.js';

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
  const calls = new ApiCalls(found.api, found.standard === 'scorm12' ? scorm12 : scorm2004);
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

/** What the LMS tells of the launch; a learner's id and name are not copied into a ticket. */
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
