import { afterPaint } from '../page/after-paint.js';
import { isTrue } from '../lms/api-calls.js';
import { findApi, type FoundApi } from '../lms/find-api.js';
import type { Standard } from '../lms/lms-session.js';

/** The LMS that was there at once, and whether it has opened the session. */
export interface EarlyOpening {
  readonly found: FoundApi;
  readonly opened: boolean;
}

declare global {
  interface Window {
    /** Put there by the small script that runs before the rest of the page has come. */
    careerByteOpening?: Promise<EarlyOpening | null>;
  }
}

/**
 * Looks once for the LMS and opens the session as soon as the first step is
 * painted: an LMS may block the page while it answers, and a learner on a slow
 * line shall not wait for the whole lesson before the LMS knows of the visit.
 * `null` where no LMS is found (yet).
 */
export function openEarly(window: Window, packaged: Standard): Promise<EarlyOpening | null> {
  return (window.careerByteOpening ??= new Promise((resolve) => {
    afterPaint(window, () => {
      const found = findApi(window, packaged);
      resolve(found && { found, opened: initialize(found) });
    });
  }));
}

/** What went wrong is for the lesson itself to find out, when it tries again. */
function initialize({ api, standard }: FoundApi): boolean {
  try {
    // A cast: what is no function throws.
    const method = api[standard === 'scorm12' ? 'LMSInitialize' : 'Initialize'] as () => unknown;
    return isTrue(Reflect.apply(method, api, ['']));
  } catch {
    return false;
  }
}
