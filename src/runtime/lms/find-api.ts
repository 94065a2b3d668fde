/** The two generations of SCORM; the 2004 editions do not differ at run time. */
export type Standard = 'scorm12' | 'scorm2004';

/** What a package was built for; `web` is built without any LMS. */
export type PackagedEdition = 'scorm12' | 'scorm2004-3rd' | 'scorm2004-4th' | 'web';

/** The standard of an edition. */
export function standardOf(edition: Exclude<PackagedEdition, 'web'>): Standard {
  return edition === 'scorm12' ? 'scorm12' : 'scorm2004';
}

/** The API object of an LMS. Its methods are always called on it. */
export interface FoundApi {
  readonly api: Readonly<Record<string, unknown>>;
  readonly standard: Standard;
  /** In words, for a support ticket: `own window`, `parent 2`, `opener 1`. */
  readonly where: string;
  /** Whether the window that holds it was closed. Its code may go on and answer "true". */
  isGone(): boolean;
}

/** More windows than any LMS nests; ADL's own search stops here too. */
const MOST_WINDOWS = 500;

const API_NAMES: Readonly<Record<Standard, string>> = {
  scorm12: 'API',
  scorm2004: 'API_1484_11',
};
const NEEDED: Readonly<Record<Standard, readonly [string, string]>> = {
  scorm12: ['LMSInitialize', 'LMSSetValue'],
  scorm2004: ['Initialize', 'SetValue'],
};

/**
 * Looks for the LMS around `start`: first for the packaged standard in every
 * window, only then for the other one, because some LMSs offer both and only
 * one works (docs/scorm.md). `null` when there is none (yet).
 */
export function findApi(start: Window, packaged: Standard): FoundApi | null {
  const places = placesAround(start);
  const other = packaged === 'scorm12' ? 'scorm2004' : 'scorm12';
  return apiIn(places, packaged) ?? apiIn(places, other);
}

interface Place {
  /** A window or document of another page: any read may throw. */
  readonly holder: unknown;
  readonly where: string;
}

function apiIn(places: readonly Place[], standard: Standard): FoundApi | null {
  for (const { holder, where } of places) {
    const api = read(holder, API_NAMES[standard]);
    if (isApi(api, standard)) return { api, standard, where, isGone: () => isGone(holder) };
  }
  return null;
}

/** An element with the id `API` is also a property of its window, so names alone prove nothing. */
function isApi(api: unknown, standard: Standard): api is Readonly<Record<string, unknown>> {
  return NEEDED[standard].every((method) => typeof read(api, method) === 'function');
}

/** A document has no `closed`; its window has. */
function isGone(holder: unknown): boolean {
  return read(holder, 'closed') === true || read(read(holder, 'defaultView'), 'closed') === true;
}

/** Own window, parents, openers of each with their parents, and at last `top.opener.document`. */
function placesAround(start: Window): readonly Place[] {
  const found = new Map<unknown, string>();
  climb(start, 'own window', 'parent', found);
  let number = 1;
  for (const window of found.keys()) {
    const known = found.size;
    climb(read(window, 'opener'), `opener ${number}`, `opener ${number} parent`, found);
    if (found.size > known) number += 1;
  }
  const places = [...found].map(([holder, where]) => ({ holder, where }));
  const document = read(read(read(start, 'top'), 'opener'), 'document');
  return [...places, { holder: document, where: 'document of the opener' }];
}

function climb(
  first: unknown,
  firstName: string,
  parentName: string,
  found: Map<unknown, string>,
): void {
  let window = first;
  for (let level = 0; window && !found.has(window); level += 1) {
    if (found.size >= MOST_WINDOWS) return;
    found.set(window, level === 0 ? firstName : `${parentName} ${level}`);
    // The topmost window is its own parent, which ends the climb.
    window = read(window, 'parent');
  }
}

/** A property of a foreign object; `undefined` where it is none or the browser forbids the access. */
function read(holder: unknown, name: string): unknown {
  try {
    // A cast: what is no object throws.
    return Reflect.get(holder as object, name);
  } catch {
    return undefined;
  }
}
