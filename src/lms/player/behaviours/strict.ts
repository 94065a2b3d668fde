import type { Edition } from '../cmi.js';
import type { LmsApi } from '../window-api.js';
import { overriding } from './overriding.js';
import { RowTypes } from './row-types.js';
import { brokenRule, STRICT_RULES } from './value-rules.js';

/** "Bad argument" means the same in both standards. */
const BAD_ARGUMENT = 201;

/** The standard to the letter where scorm-again is lenient (docs/scorm.md, “Where scorm-again differs from LMSs”). */
export function strict(api: LmsApi, edition: Edition): LmsApi {
  const codes =
    edition === 'scorm12'
      ? { ended: [301, 301, 301], type: 405 }
      : { ended: [123, 133, 143], type: 406 };
  const [getEnded = 301, setEnded = 301, commitEnded = 301] = codes.ended;
  const types = new RowTypes();
  let ended = false;
  return overriding(
    () => api,
    (refuse) => ({
      initialize: (argument) => (argument === '' ? api.initialize('') : refuse(BAD_ARGUMENT)),
      getValue: (element) => (ended ? refuse(getEnded, '') : api.getValue(element)),
      setValue: (element, value) => {
        if (ended) return refuse(setEnded);
        if (typeof value !== 'string') return refuse(codes.type);
        if (brokenRule(STRICT_RULES[edition], element, value, types.of(element))) {
          return refuse(codes.type);
        }
        types.note(element, value);
        return api.setValue(element, value);
      },
      commit: (argument) => {
        if (argument !== '') return refuse(BAD_ARGUMENT);
        return ended ? refuse(commitEnded) : api.commit('');
      },
      terminate: (argument) => {
        if (argument !== '') return refuse(BAD_ARGUMENT);
        if (ended) return refuse(edition === 'scorm12' ? 301 : 113);
        const answer = api.terminate('');
        ended = answer === 'true';
        return answer;
      },
    }),
  );
}
