import { isTrue } from '../lms/api-calls.js';
import { findApi, type FoundApi, type Standard } from '../lms/find-api.js';
import { afterPaint } from '../page/timing.js';

/** An LMS that was there at once, and whether it opened the session. */
export interface EarlyOpening {
  readonly found: FoundApi;
  readonly opened: boolean;
}

declare global {
  interface Window {
    /** Set by the small script that runs before the rest of the page has arrived. */
    careerByteOpening?: Promise<EarlyOpening | null>;
  }
}

/**
 * Looks once for the LMS and opens the session as soon as the first step is
 * painted. An LMS may block the page while it answers, and on a slow line the
 * session should not wait for the whole lesson. `null` where no LMS is found (yet).
 */
export function openEarly(window: Window, packaged: Standard): Promise<EarlyOpening | null> {
  return (window.careerByteOpening ??= new Promise((resolve) => {
    afterPaint(window, () => {
      const found = findApi(window, packaged);
      resolve(found && { found, opened: initialize(found) });
    });
  }));
}

/** The lesson finds out what went wrong when it retries. */
function initialize({ api, standard }: FoundApi): boolean {
  try {
    // A cast: what is no function throws.
    const method = api[standard === 'scorm12' ? 'LMSInitialize' : 'Initialize'] as () => unknown;
    return isTrue(Reflect.apply(method, api, ['']));
  } catch {
    return false;
  }
}
