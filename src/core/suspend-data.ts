import { checksum } from './checksum.js';
import type { Lesson } from './lesson.js';
import type { LessonRecord } from './lesson-state.js';
import { recordOf } from './suspend-data-record.js';
import {
  fieldsOf,
  packField,
  resultField,
  unpackField,
  type Field,
} from './suspend-data-fields.js';

/**
 * The stored form of a record, for `cmi.suspend_data`:
 * `cb1.<content version>.<fingerprint>.<length>.<check>.<field>.<field>…`
 *
 * It starts with a letter and uses `[A-Za-z0-9._-]` only, because LMSs escape
 * or drop the rest (field guide 5). The result stands first and once more at
 * the end, so that neither a cut nor one damaged spot can take it.
 */
const SIGNATURE = 'cb1';
const CHECK_LENGTH = 6;

/** The most characters that a record may take; LMSs that follow SCORM 1.2 to the letter keep 4,096. */
export const SUSPEND_DATA_LIMIT = 3500;

/** What to heed for an LMS that does not keep every text as it was given. */
export interface EncodeOptions {
  /** Leaves out the least important parts that do not fit; for an LMS that was seen to cut. */
  readonly limit?: number;
  /** Makes the text differ without another meaning, for an LMS that does not store the same text twice. */
  readonly attempt?: number;
}

/** What a stored text was found to hold. */
export interface Decoded {
  readonly record: LessonRecord;
  /** Whether the whole text arrived, and from this program's format. */
  readonly complete: boolean;
  /** Whether it was written with exactly this content. */
  readonly sameContent: boolean;
}

/** Writes `record` as text; see {@link decode}. */
export function encode(lesson: Lesson, record: LessonRecord, options: EncodeOptions = {}): string {
  const result = packField(lesson, resultField(record));
  const attempt: readonly Field[] = options.attempt
    ? [{ letter: 'n', content: options.attempt.toString(36) }]
    : [];
  const fields = [...attempt, ...fieldsOf(lesson, record)].map((field) => packField(lesson, field));
  const limit = options.limit ?? SUSPEND_DATA_LIMIT;
  let text = withHeader(lesson, [result, ...fields, result]);
  while (text.length > limit && fields.length > 0) {
    fields.pop();
    text = withHeader(lesson, [result, ...fields, result]);
  }
  return text;
}

function withHeader(lesson: Lesson, fields: readonly string[]): string {
  const body = fields.join('.');
  return [headerOf(lesson), body.length.toString(36), checksum(body, CHECK_LENGTH), body].join('.');
}

/** Signature, content version and fingerprint: who wrote it, and about what. */
export function headerOf({ version, fingerprint }: Lesson): string {
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 16);
  return [SIGNATURE, plain(version), plain(fingerprint)].join('.');
}

/**
 * Reads what {@link encode} wrote, with this content or another version of it.
 * Cut, damaged, foreign and newer text is never an error, because a learner can
 * neither see nor repair it: what is valid counts, the rest starts afresh.
 * `null` when nothing of it is valid.
 */
export function decode(lesson: Lesson, text: string): Decoded | null {
  const fields = text.split(/[^A-Za-z0-9_-]/).flatMap((packed) => {
    const field = unpackField(lesson, packed);
    return field ? [field] : [];
  });
  if (fields.length === 0) return null;
  return {
    record: recordOf(lesson, fields),
    complete: isWhole(text),
    sameContent: text.startsWith(`${headerOf(lesson)}.`),
  };
}

function isWhole(text: string): boolean {
  const [signature, , , length, check, ...body] = text.split('.');
  const joined = body.join('.');
  return (
    signature === SIGNATURE &&
    length === joined.length.toString(36) &&
    check === checksum(joined, CHECK_LENGTH)
  );
}
