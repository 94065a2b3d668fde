import type { Edition } from '../cmi.js';
import type { LmsApi } from '../window-api.js';
import { overriding, type Refuse } from './overriding.js';
import { RowTypes } from './row-types.js';
import { brokenRule, MOODLE_RULES } from './value-rules.js';

type Phase = 'before' | 'open' | 'ended';

/**
 * Moodle's two data models (docs/scorm.md, “Moodle, driven end to end”). `create` makes the
 * interface with the data of the page load: that is what a second Initialize
 * falls back to.
 */
export function moodle(create: () => LmsApi, edition: Edition): LmsApi {
  return edition === 'scorm12' ? moodle12(create) : moodle2004(create);
}

function moodle12(create: () => LmsApi): LmsApi {
  let api = create();
  let phase: Phase = 'before';
  const types = new RowTypes();
  const renew = (): void => {
    api = create();
    api.initialize('');
  };
  return overriding(
    () => api,
    (refuse) => ({
      initialize: (argument) => {
        if (argument !== '') return refuse(201);
        if (phase === 'open') {
          renew();
          return refuse(101);
        }
        if (phase === 'ended') renew();
        phase = 'open';
        return api.initialize('');
      },
      getValue: (element) =>
        phase === 'open' ? asNumber(api.getValue(element), element) : refuse(301, ''),
      setValue: (element, value) => {
        if (phase !== 'open') return refuse(301);
        return stored(api, { edition: 'scorm12', types, refuse, element, value, code: 405 });
      },
      commit: (argument) => {
        if (argument !== '') return refuse(201);
        return phase === 'open' ? api.commit('') : refuse(301);
      },
      terminate: (argument) => {
        if (argument !== '') return refuse(201);
        if (phase !== 'open') return refuse(301);
        completeUntouched(api);
        // It closes first and stores then, so that a failure leaves nothing to repeat.
        phase = 'ended';
        return api.terminate('');
      },
    }),
  );
}

function moodle2004(create: () => LmsApi): LmsApi {
  let api = create();
  let phase: Phase = 'before';
  let navigation = '';
  const types = new RowTypes();
  return overriding(
    () => api,
    (refuse) => ({
      initialize: (argument) => {
        if (argument !== '') return refuse(201);
        if (phase === 'ended') return refuse(104);
        if (phase === 'open') {
          api = create();
          api.initialize('');
          return refuse(103);
        }
        phase = 'open';
        return api.initialize('');
      },
      getValue: (element) => asNumber(api.getValue(element), element),
      setValue: (element, value) => {
        if (element === 'adl.nav.request') navigation = value;
        return stored(api, { edition: 'scorm2004', types, refuse, element, value, code: 406 });
      },
      terminate: (argument) => {
        if (argument !== '') return refuse(201);
        const answer = api.terminate('');
        if (answer === 'true') phase = 'ended';
        // docs/scorm.md, “Moodle, driven end to end”: the data is stored all the same.
        if (navigation === 'exitAll') throw new TypeError('navigation request exitAll failed');
        return /^(exit|abandon)$/.test(navigation) ? refuse(101) : answer;
      },
    }),
  );
}

interface Setting {
  readonly edition: Edition;
  readonly types: RowTypes;
  readonly refuse: Refuse;
  readonly element: string;
  readonly value: string;
  readonly code: number;
}

function stored(api: LmsApi, { edition, types, refuse, element, value, code }: Setting): string {
  if (brokenRule(MOODLE_RULES[edition], element, value, types.of(element))) return refuse(code);
  types.note(element, value);
  return api.setValue(element, value);
}

/** Whoever never said anything about the status has completed the lesson (docs/scorm.md, “Status and completion”). */
function completeUntouched(api: LmsApi): void {
  if (api.getValue('cmi.core.lesson_status') === 'not attempted') {
    api.setValue('cmi.core.lesson_status', 'completed');
  }
}

/** Counts and elements with a range come as numbers, not as text (docs/scorm.md, “Return values”). */
function asNumber(value: string, element: string): string {
  const ranged = /(_count|score\.(raw|min|max|scaled)|progress_measure|weighting)$/.test(element);
  if (!ranged || value === '' || Number.isNaN(Number(value))) return value;
  // The interface says text; handing out a number is the very habit to show.
  return Number(value) as unknown as string;
}
