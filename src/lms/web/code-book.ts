import type { CodeBook } from '../packages/course.js';
import { partsOf } from '../statistics/questions.js';

/** What a question asks: by the code book, else by its description, else its code. */
export function questionText(
  codeBook: CodeBook,
  { code, description }: { readonly code: string; readonly description: string },
): string {
  return codeBook[code]?.text ?? (description === '' ? code : description);
}

/** One part of an answer in the lesson's words, where the code book has them. */
export function answerText(codeBook: CodeBook, code: string, part: string): string {
  return codeBook[code]?.answers[part] ?? part;
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
  const answers = codeBook[code]?.answers;
  const parts = partsOf(answer, type, rightAnswer);
  if (!answers || !parts.some((part) => Object.hasOwn(answers, part))) return null;
  return parts.map((part) => answers[part] ?? part);
}

/** The code below a question's words; nothing where the code is all there is. */
export function codeBelow(text: string, code: string): string {
  return text === code ? '' : code;
}
