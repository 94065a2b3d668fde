import type { Call } from './call.js';
import type { LmsApi } from './window-api.js';

/** What a package may call, and with how many arguments. */
const METHODS = [
  'Initialize',
  'Terminate',
  'GetValue',
  'SetValue',
  'Commit',
  'GetLastError',
  'GetErrorString',
  'GetDiagnostic',
] as const;

type Method = (typeof METHODS)[number];

/** The object that packages look for; its functions pass on whatever they are given. */
export type ExposedApi = Readonly<Record<string, (...given: readonly unknown[]) => string>>;

/**
 * The interface under the names of a standard (`LMSFinish`, or `Terminate`),
 * with every call noted as it was made: a missing argument stays missing.
 */
export function exposedApi(
  api: LmsApi,
  prefix: 'LMS' | '',
  note: (call: Call) => void,
): ExposedApi {
  const names = METHODS.map((method) => {
    const name = prefix === 'LMS' && method === 'Terminate' ? 'Finish' : method;
    return [`${prefix}${name}`, recorded(api, method, note)] as const;
  });
  return Object.fromEntries(names);
}

function recorded(
  api: LmsApi,
  method: Method,
  note: (call: Call) => void,
): (...given: readonly unknown[]) => string {
  return (...given) => {
    const at = Date.now();
    const started = performance.now();
    const noteEnd = (answer: string, error: number): void =>
      note({
        at,
        method,
        arguments: given.slice(0, 4).map(shown),
        answer,
        error,
        milliseconds: Math.round((performance.now() - started) * 10) / 10,
      });
    try {
      const answer = call(api, method, given);
      noteEnd(shown(answer), Number(api.lastError()) || 0);
      return answer;
    } catch (error) {
      noteEnd(`(threw) ${String(error)}`, 101);
      throw error;
    }
  };
}

function call(api: LmsApi, method: Method, given: readonly unknown[]): string {
  // scorm-again itself decides about wrong types, so they are passed on as they are.
  const [first, second] = given as readonly [string, string];
  switch (method) {
    case 'Initialize':
      return api.initialize(first);
    case 'Terminate':
      return api.terminate(first);
    case 'GetValue':
      return api.getValue(first);
    case 'SetValue':
      return api.setValue(first, second);
    case 'Commit':
      return api.commit(first);
    case 'GetLastError':
      return api.lastError();
    case 'GetErrorString':
      return api.errorString(first);
    case 'GetDiagnostic':
      return api.diagnostic(first);
  }
}

/** Text as it is; anything else with its type, because SCORM knows only text. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return `(${value === null ? 'null' : typeof value}) ${String(value)}`;
}
