import { openEarly } from './runtime/opening/early-opening.js';
import { standardOf, type PackagedEdition } from './runtime/lms/find-api.js';

/** Set by the build: which standard this package was made for. */
declare const PACKAGED_EDITION: PackagedEdition;

if (PACKAGED_EDITION !== 'web') {
  if (new URLSearchParams(location.search).get('selftest') === '1') {
    // The lesson waits for a session that is never opened: the test needs the LMS for itself.
    window.careerByteOpening = new Promise(() => undefined);
    location.replace('selftest.html');
  } else void openEarly(window, standardOf(PACKAGED_EDITION));
}
