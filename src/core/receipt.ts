import { checksum } from './checksum.js';
import type { Lesson } from './lesson.js';
import type { LessonRecord } from './lesson-state.js';

/** Letters and digits that are not confused when read aloud or written down. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/**
 * The short code of a finished quiz, such as `K7QX-2MPD`; `null` before there is
 * a result. It follows from the lesson's id and from the best score and its
 * status alone, so a later, worse try or a mended text leaves a printed code
 * true, and it agrees with the one in the LMS exactly when the results do. It
 * guards against loss, not forgery.
 */
export function receiptCode(
  { id }: Pick<Lesson, 'id'>,
  { quiz: { best } }: Pick<LessonRecord, 'quiz'>,
): string | null {
  if (!best) return null;
  const facts = [id, best.score, best.passed].join(' ');
  const signs = Array.from({ length: LENGTH }, (_, place) => signFor(`${place} ${facts}`)).join('');
  return `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}`;
}

function signFor(text: string): string {
  const sum = [...checksum(text, 4)].reduce((value, sign) => value * 31 + sign.charCodeAt(0), 0);
  return SIGNS.charAt(sum % SIGNS.length);
}
