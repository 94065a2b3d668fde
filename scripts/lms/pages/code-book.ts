import type { CodeBook } from '../packages/course.js';

/** What a question asks: by the code book, else by its description, else its code. */
export function questionText(
  codeBook: CodeBook,
  { code, description }: { readonly code: string; readonly description: string },
): string {
  return codeBook[code]?.text ?? (description === '' ? code : description);
}

/** An answer in the lesson's words, where the code book has them. */
export function answerText(codeBook: CodeBook, code: string, answer: string): string {
  return codeBook[code]?.answers[answer] ?? answer;
}
