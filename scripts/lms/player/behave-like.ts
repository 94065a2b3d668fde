import type { PlayerSettings } from '../attempts/launch-options.js';
import type { LmsApi } from './window-api.js';

/** Gives the interface the habits of the LMS that was chosen. */
export function behaveLike(api: LmsApi, settings: PlayerSettings): LmsApi {
  return settings.behaviour === 'standard' ? api : api;
}
