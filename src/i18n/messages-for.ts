import { en } from './en.js';
import type { Messages } from './messages.js';

const languages: Readonly<Record<string, Messages>> = { en };

/** The words for a lesson in `language` (BCP 47); English where there are none yet. */
export function messagesFor(language: string): Messages {
  return wordsIn(languages, language) ?? en;
}

/** The languages that have words; each also serves its varieties, as `en` serves `en-GB`. */
export const LANGUAGES: readonly string[] = Object.keys(languages);

/** Whether a lesson in `language` (BCP 47) gets words in its own language. */
export function hasMessages(language: string): boolean {
  return wordsIn(languages, language) !== undefined;
}

/** Of words by language those for `language`, a variety by its language; `undefined` where there are none. */
export function wordsIn<Words>(
  words: Readonly<Record<string, Words>>,
  language: string,
): Words | undefined {
  return words[language] ?? words[language.split('-')[0] ?? ''];
}
