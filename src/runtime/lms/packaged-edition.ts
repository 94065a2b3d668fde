import type { Standard } from './lms-session.js';

/** What a package was built for; `web` is built without any LMS. */
export type PackagedEdition = 'scorm12' | 'scorm2004-3rd' | 'scorm2004-4th' | 'web';

/** The standard that an edition speaks. */
export function standardOf(edition: Exclude<PackagedEdition, 'web'>): Standard {
  return edition === 'scorm12' ? 'scorm12' : 'scorm2004';
}
