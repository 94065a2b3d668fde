import { assertNever } from '../../core/result.js';
import type { PlayerSettings } from './launch-options.js';
import { chamilo } from './behaviours/chamilo.js';
import { moodle } from './behaviours/moodle.js';
import { openEdx } from './behaviours/open-edx.js';
import { strict } from './behaviours/strict.js';
import { scormAgainApi, type SendCommit } from './scorm-again-api.js';
import type { LmsApi } from './window-api.js';

/** How data leaves the player. */
export interface Sending {
  readonly now: SendCommit;
  /** Without waiting for an answer. */
  readonly later: (cmi: unknown) => void;
}

/** How long Open edX collects values before it sends them, in milliseconds. */
const BATCH_DELAY = 100;

/** The interface with the habits of the LMS that was chosen. */
export function lmsFor(settings: PlayerSettings, send: Sending): LmsApi {
  const create = (): LmsApi => scormAgainApi(settings, send.now);
  switch (settings.behaviour) {
    case 'standard':
      return create();
    case 'strict':
      return strict(create(), settings.edition);
    case 'moodle':
      return moodle(create, settings.edition);
    case 'chamilo':
      return chamilo(create());
    case 'open-edx':
      return openEdx(settings.cmi, send.later, (work) => setTimeout(work, BATCH_DELAY));
    default:
      return assertNever(settings.behaviour);
  }
}
