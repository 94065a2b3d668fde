import type { Cmi } from '../cmi.js';
import type { LmsApi } from '../window-api.js';

/** Sends values to the server without anybody waiting. */
export type SendLater = (cmi: Cmi) => void;

/** Elements that only ever read as empty, whatever is stored (docs/scorm.md, “Commit and Terminate by LMS”). */
const NEVER_READ =
  /^cmi\.(core\.(lesson_status|score\.raw|lesson_mode)|completion_status|success_status|score\.(raw|scaled)|mode)$/;

/**
 * The SCORM XBlock of Open edX: no checks, no errors, values sent in batches
 * later; one score that is no number or below zero drops its whole batch.
 */
export function openEdx(start: Cmi, send: SendLater, later: (work: () => void) => void): LmsApi {
  const values = new Map(Object.entries(start));
  let batch: Record<string, string> = {};
  const flush = (): void => {
    const sent = batch;
    batch = {};
    if (Object.keys(sent).length === 0 || Object.entries(sent).some(isBadScore)) return;
    for (const [name, value] of Object.entries(sent)) values.set(name, value);
    send(Object.fromEntries(values));
  };
  return {
    initialize: () => 'true',
    terminate: () => 'true',
    commit: () => 'true',
    getValue: (element) =>
      NEVER_READ.test(element) ? '' : (batch[element] ?? values.get(element) ?? ''),
    setValue: (element, value) => {
      if (Object.keys(batch).length === 0) later(flush);
      batch[element] = value;
      return 'true';
    },
    lastError: () => '0',
    errorString: () => '',
    diagnostic: () => '',
  };
}

function isBadScore([name, value]: readonly [string, string]): boolean {
  if (!/^cmi\.(core\.)?score\.(raw|scaled)$/.test(name)) return false;
  return value === '' || !(Number(value) >= 0);
}
