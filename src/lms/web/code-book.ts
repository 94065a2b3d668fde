import type { CodeBook, CodeBookEntry } from '../packages/course.js';
import { partsOf } from '../statistics/questions.js';

/** The entry of a code; codes come from reports, so one may be called `constructor`. */
export function entryOf(codeBook: CodeBook, code: string): CodeBookEntry | undefined {
  return Object.hasOwn(codeBook, code) ? codeBook[code] : undefined;
}

function meaningOf(entry: CodeBookEntry | undefined, part: string): string | undefined {
  return entry && Object.hasOwn(entry.answers, part) ? entry.answers[part] : undefined;
}

/** What a question asks: by the code book, else by its description, else its code. */
export function questionText(
  codeBook: CodeBook,
  { code, description }: { readonly code: string; readonly description: string },
): string {
  return entryOf(codeBook, code)?.text ?? (description === '' ? code : description);
}

/** One part of an answer in the lesson's words, where the code book has them. */
export function answerText(codeBook: CodeBook, code: string, part: string): string {
  return meaningOf(entryOf(codeBook, code), part) ?? part;
}

/** The parts of an answer in the lesson's words; `null` where the code book has none of them. */
export function answerWords(
  codeBook: CodeBook,
  {
    code,
    type,
    rightAnswer,
  }: { readonly code: string; readonly type: string; readonly rightAnswer: string },
  answer: string,
): readonly string[] | null {
  const entry = entryOf(codeBook, code);
  const parts = partsOf(answer, type, rightAnswer);
  if (!parts.some((part) => meaningOf(entry, part) !== undefined)) return null;
  return parts.map((part) => meaningOf(entry, part) ?? part);
}

/** The code below a question's words; nothing where the code is all there is. */
export function codeBelow(text: string, code: string): string {
  return text === code ? '' : code;
}
