import { ApiCalls } from '../../src/runtime/lms/api-calls.js';
import { Trace } from '../../src/runtime/lms/trace.js';
import type { Dialect } from '../../src/runtime/scorm/dialect.js';
import { fakeWindow } from './fake-window.js';

/** Calls to `api`, an LMS's object as a package finds it. */
export function apiCallsTo(api: Readonly<Record<string, unknown>>, dialect: Dialect): ApiCalls {
  const found = { api, standard: dialect.standard, where: 'own window', isGone: () => false };
  return new ApiCalls(found, dialect, new Trace(fakeWindow().window));
}
