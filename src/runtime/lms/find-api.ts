import type { Standard } from './lms-session.js';

/** The object through which an LMS is spoken to. Its methods are always called on it. */
export interface FoundApi {
  readonly api: Readonly<Record<string, unknown>>;
  readonly standard: Standard;
  /** In words, for a support ticket: `own window`, `parent 2`, `opener 1`. */
  readonly where: string;
}

/** More windows than any LMS nests; ADL's own search stops here too (field guide 1). */
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
 * window, only then for the other one, because some LMSs offer both and work
 * with one (field guide 1). `null` when there is none (yet).
 */
export function findApi(start: Window, packaged: Standard): FoundApi | null {
  const places = placesAround(start);
  const other = packaged === 'scorm12' ? 'scorm2004' : 'scorm12';
  return apiIn(places, packaged) ?? apiIn(places, other);
}

interface Place {
  /** A window, or a document, that belongs to somebody else: any read may throw. */
  readonly holder: unknown;
  readonly where: string;
}

function apiIn(places: readonly Place[], standard: Standard): FoundApi | null {
  for (const { holder, where } of places) {
    const api = read(holder, API_NAMES[standard]);
    if (isApi(api, standard)) return { api, standard, where };
  }
  return null;
}

/** An element with the id `API` is also a property of its window, so names alone prove nothing. */
function isApi(api: unknown, standard: Standard): api is Readonly<Record<string, unknown>> {
  return NEEDED[standard].every((method) => typeof read(api, method) === 'function');
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

/** A property of something foreign; `undefined` where it is no object or the browser forbids the look. */
function read(holder: unknown, name: string): unknown {
  try {
    // A cast: what is no object throws.
    return Reflect.get(holder as object, name);
  } catch {
    return undefined;
  }
}
