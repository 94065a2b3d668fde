import { checksum } from '../../core/checksum.js';

/** A learner in one lesson of one course, under names that tell nothing about the person. */
export interface Learner {
  /** For storage and channels, which the whole site shares. */
  readonly key: string;
  /** A longer hash, so that two learners with the same key are not taken for one. */
  readonly owner: string;
  /** The owner as version 1.0.0 stored it, in clear. */
  readonly formerOwner: string;
}

/** Ids that LMSs were seen to give for learners they do not know. */
const NO_ID = /^(null|undefined|none|nan|false|\[object .*\])?$/i;

/**
 * Who learns, from the id that the LMS gives; `null` for nobody. Without a real
 * id two people at one browser cannot be told apart, so for nobody there is no
 * copy of the work, no channel between tabs and no lock.
 */
export function learnerOf(window: Window, lessonId: string, learnerId: string): Learner | null {
  const id = learnerId.trim();
  if (NO_ID.test(id)) return null;
  // Of the address only the folder: an LMS may add parts that differ with each visit.
  const course = window.location.href.replace(/[^/]*([?#].*)?$/, '');
  const formerOwner = `${id}\n${course}`;
  const owner = ['a', 'b', 'c'].map((salt) => checksum(`${salt}${formerOwner}`, 6)).join('');
  return { key: `career-byte.${lessonId}.${checksum(formerOwner, 6)}`, owner, formerOwner };
}
