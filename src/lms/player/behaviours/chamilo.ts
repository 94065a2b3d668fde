import type { LmsApi } from '../window-api.js';
import { overriding } from './overriding.js';

/** Elements that Chamilo does not know. */
const UNKNOWN = /^cmi\.(comments|student_preference)|^cmi\.interactions\.\d+\.objectives/;

/**
 * Chamilo 1.11 (docs/scorm.md, “Commit and Terminate by LMS”): everything succeeds by its own account,
 * and whether anything was stored cannot be seen from inside.
 */
export function chamilo(api: LmsApi): LmsApi {
  let committed = false;
  return overriding(
    () => api,
    (refuse) => ({
      initialize: () => {
        api.initialize('');
        return 'true';
      },
      getValue: (element) => {
        if (UNKNOWN.test(element)) return refuse(401, '');
        if (element === 'cmi.core.lesson_status' && committed) return 'not attempted';
        const value = api.getValue(element);
        // It was written into a page as JavaScript, where backslashes vanish.
        return element === 'cmi.suspend_data' ? value.replaceAll('\\', '') : value;
      },
      setValue: (element, value) => {
        if (UNKNOWN.test(element)) return refuse(401);
        if (element === 'cmi.core.lesson_status') committed = false;
        return api.setValue(element, value);
      },
      commit: () => {
        api.commit('');
        committed = true;
        return 'true';
      },
      terminate: () => {
        if (api.getValue('cmi.core.lesson_status') === 'not attempted') {
          api.setValue('cmi.core.lesson_status', 'completed');
        }
        api.terminate('');
        return 'true';
      },
    }),
  );
}
