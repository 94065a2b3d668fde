import { checksum } from '../../core/checksum.js';

/** What belongs to one learner in one lesson of one course is known by. */
export interface OwnNames {
  /** Learner and course in full. */
  readonly owner: string;
  /** Lesson and owner in short, for storage and channels that the whole site shares. */
  readonly key: string;
}

/** The names for `learnerId` in the lesson at the address of `window`. */
export function ownNames(window: Window, lessonId: string, learnerId: string): OwnNames {
  // Of the address only the folder: an LMS may add what differs with each visit.
  const course = window.location.href.replace(/[^/]*([?#].*)?$/, '');
  const owner = `${learnerId}\n${course}`;
  return { owner, key: `career-byte.${lessonId}.${checksum(owner, 6)}` };
}
