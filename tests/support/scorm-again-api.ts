import { Scorm12API, Scorm2004API } from 'scorm-again';
import type { LmsSettings } from './test-lms.js';

declare global {
  interface Window {
    lmsSettings: LmsSettings;
    API?: unknown;
    API_1484_11?: unknown;
    /** Every call of the package in order, for tests to read. */
    calls: string[];
  }
}

const { edition, saved, preset } = window.lmsSettings;
const options = { autocommit: false, lmsCommitUrl: '/commit', logLevel: 5 } as const;
const is12 = edition === 'scorm12';
const api = is12 ? new Scorm12API(options) : new Scorm2004API(options);

if (saved) api.loadFromJSON((saved as { cmi: never }).cmi, 'cmi');
if (preset) api.loadFromFlattenedJSON(preset, '');
window.calls = [];
window[is12 ? 'API' : 'API_1484_11'] = logged(api);

/** Passes every call on and writes it down. */
function logged(target: object): object {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...values: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, object, values);
        window.calls.push(`${name}(${values.map(String).join(', ')}) = ${String(answer)}`);
        return answer;
      };
    },
  });
}
