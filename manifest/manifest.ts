import { assertNever } from '../src/core/result.js';
import type { ScormEdition } from './editions.js';
import type { ManifestInput } from './manifest-input.js';
import { scorm12Manifest } from './scorm12.js';
import { scorm2004Manifest } from './scorm2004.js';

/** The text of `imsmanifest.xml` for `edition`. */
export function manifestFor(edition: ScormEdition, input: ManifestInput): string {
  switch (edition) {
    case 'scorm12':
      return scorm12Manifest(input);
    case 'scorm2004-3rd':
    case 'scorm2004-4th':
      return scorm2004Manifest(edition, input);
    default:
      return assertNever(edition);
  }
}
