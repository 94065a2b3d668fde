import { hostileLms, type HostileLms, type Moods } from './hostile-lms.js';
import type { Standard } from './moodle-rules.js';

/** How the hostile LMS shows itself in the page that holds the lesson. */
export interface HostileSettings {
  readonly standard: Standard;
  readonly moods: Moods;
  readonly preset: Readonly<Record<string, string>>;
  /** The API objects appear after so many milliseconds; `null` is never. */
  readonly appearsAfter: number | null;
  /** Another API beside it, which is broken. */
  readonly withBroken: boolean;
  /** Offers only the API of the other standard. */
  readonly otherStandard: boolean;
}

declare global {
  interface Window {
    hostileSettings: HostileSettings;
    hostile: HostileLms;
  }
}

const { standard, moods, preset, appearsAfter, withBroken, otherStandard } = window.hostileSettings;
const other = standard === 'scorm12' ? 'scorm2004' : 'scorm12';
window.hostile = hostileLms(otherStandard ? other : standard, moods, preset);
if (appearsAfter === 0) appear();
else if (appearsAfter !== null) window.setTimeout(appear, appearsAfter);

function appear(): void {
  Object.assign(window, window.hostile.launch());
  if (withBroken) Object.assign(window, brokenApi());
}

/** Every call of it throws. */
function brokenApi(): Readonly<Record<string, unknown>> {
  const api = hostileLms(other, {
    failing: {
      initialize: 'throws',
      get: 'throws',
      set: 'throws',
      commit: 'throws',
      terminate: 'throws',
    },
  });
  return api.launch();
}
