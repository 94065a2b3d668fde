import { openEarly } from './runtime/early-opening.js';
import { standardOf, type PackagedEdition } from './runtime/packaged-edition.js';

/** Put in by the build: which standard this package was made for. */
declare const PACKAGED_EDITION: PackagedEdition;

if (PACKAGED_EDITION !== 'web') void openEarly(window, standardOf(PACKAGED_EDITION));
