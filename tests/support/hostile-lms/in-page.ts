import type { SaveRequest } from './attempts.js';
import type { Standard } from './data-model.js';
import { hostileLms } from './hostile-lms.js';
import { playerWindow, type SaveAnswer } from './player.js';
import type { Moods } from './quirks.js';
import { CallChecker } from './rule-checker.js';

/** What the server writes into the page of an LMS for one visit. */
export interface PageSettings {
  readonly standard: Standard;
  readonly moods: Moods;
  /** The values that the player starts with. */
  readonly values: readonly (readonly [element: string, value: string])[];
  /** Where the player sends what it saves. */
  readonly saveUrl: string;
  /** The API appears after so many milliseconds; `null` is never. */
  readonly appearsAfter: number | null;
  /** An API of the other standard beside it, every call of which throws. */
  readonly besideBroken: boolean;
}

declare global {
  interface Window {
    pageSettings: PageSettings;
    /** For the tests: the visit in this window. */
    hostile: {
      moods: Moods;
      readonly calls: readonly string[];
      readonly violations: readonly string[];
      readonly checker: CallChecker;
    };
  }
}

const { standard, moods, values, saveUrl, appearsAfter, besideBroken } = window.pageSettings;
const calls: string[] = [];
const violations: string[] = [];
const checker = new CallChecker(violations);
window.hostile = { moods, calls, violations, checker };
if (appearsAfter === 0) appear();
else if (appearsAfter !== null) window.setTimeout(appear, appearsAfter);

function appear(): void {
  const player = playerWindow({
    standard,
    moods: () => window.hostile.moods,
    values: new Map(values),
    send,
    checker,
    calls,
  });
  Object.assign(window, player);
  if (besideBroken) Object.assign(window, brokenApi());
}

/** As Moodle's request.js does it: a synchronous request and, where that throws, a beacon. */
function send(request: SaveRequest): SaveAnswer {
  const body = JSON.stringify(request);
  try {
    const http = new XMLHttpRequest();
    http.open('POST', saveUrl, false);
    http.send(body);
    return http.status === 200 && http.responseText === 'true' ? 'stored' : 'refused';
  } catch {
    navigator.sendBeacon(saveUrl, body);
    return 'unreachable';
  }
}

function brokenApi(): Readonly<Record<string, unknown>> {
  const failing = {
    initialize: 'throws',
    get: 'throws',
    set: 'throws',
    commit: 'throws',
    terminate: 'throws',
  } as const;
  return hostileLms(standard === 'scorm12' ? 'scorm2004' : 'scorm12', { failing }).launch();
}
