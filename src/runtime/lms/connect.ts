import { ApiCalls } from './api-calls.js';
import { openEarly } from '../opening/early-opening.js';
import { findApi, type FoundApi } from './find-api.js';
import type { LmsFault, Opening, Standard } from './lms-session.js';
import { readOpening } from '../opening/opening.js';
import { pause } from '../saving/pause.js';
import { scorm12 } from '../scorm/scorm12.js';
import { scorm2004 } from '../scorm/scorm2004.js';

/** An open session with an LMS, and what it said at the start. */
export interface Connection {
  readonly calls: ApiCalls;
  readonly where: string;
  readonly opening: Opening;
}

const POLL_MS = 250;
const PATIENCE_MS = 10_000;
const INITIALIZE_PAUSES_MS = [1000, 2000];
/** How long a proxy between two frames may need until it has the LMS's values (fault 67). */
const SECOND_LOOK_MS = 300;
/** Between two looks at an LMS that does not answer; the last one repeats. */
const SILENCE_PAUSES_MS = [1000, 2000, 5000, 15_000];

/**
 * Finds the LMS, waiting for it up to ten seconds, and opens the session once,
 * if that was not done while the page arrived. Otherwise the reason why nothing
 * can be recorded. `onSilence` is called while the LMS cannot be asked what it
 * holds: until it says so nothing may be written, because it could be more.
 */
export async function connect(
  window: Window,
  packaged: Standard,
  onSilence: () => void,
): Promise<Connection | 'no-lms' | 'refused'> {
  const early = await openEarly(window, packaged);
  const found = early?.found ?? (await waitForApi(window, packaged));
  if (!found) return 'no-lms';
  const calls = new ApiCalls(found.api, found.standard === 'scorm12' ? scorm12 : scorm2004);
  if (!early?.opened && !(await initialize(window, calls))) return 'refused';
  return { calls, where: found.where, opening: await look(window, calls, onSilence) };
}

async function waitForApi(window: Window, packaged: Standard): Promise<FoundApi | null> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += POLL_MS) {
    const found = findApi(window, packaged);
    if (found) return found;
    await pause(window, POLL_MS);
  }
  return null;
}

/** Two more tries after a refusal; never one after a success, because that wipes data in places. */
async function initialize(window: Window, calls: ApiCalls): Promise<boolean> {
  for (const wait of INITIALIZE_PAUSES_MS) {
    if (opens(calls)) return true;
    await pause(window, wait);
  }
  return opens(calls);
}

function opens(calls: ApiCalls): boolean {
  const fault = calls.initialize();
  return !fault || isOpenAlready(fault, calls);
}

/** After a reload or Back the session may still be open: then the LMS gives values all the same. */
function isOpenAlready(fault: LmsFault, calls: ApiCalls): boolean {
  if (fault.code !== 101 && fault.code !== 103) return false;
  const { fault: readFault } = calls.get(calls.dialect.names.learnerId);
  // 403 is the answer of an open session about a value that nobody has set.
  return readFault === null || readFault.code === 403;
}

/** Looks until the LMS answers, and twice where it may not have its values yet. */
async function look(window: Window, calls: ApiCalls, onSilence: () => void): Promise<Opening> {
  let first = readOpening(calls);
  for (let looks = 0; !first.answered; looks += 1) {
    onSilence();
    await pause(window, SILENCE_PAUSES_MS[Math.min(looks, SILENCE_PAUSES_MS.length - 1)] ?? 0);
    first = readOpening(calls);
  }
  const entry = calls.get(calls.dialect.names.entry).value.toLowerCase();
  if (first.suspendData !== '' || entry === 'ab-initio') return first;
  await pause(window, SECOND_LOOK_MS);
  return readOpening(calls);
}
