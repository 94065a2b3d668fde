import { en } from './en.js';
import type { Messages } from './messages.js';

const languages: Readonly<Record<string, Messages>> = { en };

/** The words for a lesson in `language` (BCP 47); English where there are none yet. */
export function messagesFor(language: string): Messages {
  return knownMessages(language) ?? en;
}

/** The languages that have words; each also serves its varieties, as `en` serves `en-GB`. */
export const LANGUAGES: readonly string[] = Object.keys(languages);

/** Whether a lesson in `language` (BCP 47) gets words in its own language. */
export function hasMessages(language: string): boolean {
  return knownMessages(language) !== undefined;
}

function knownMessages(language: string): Messages | undefined {
  return languages[language] ?? languages[language.split('-')[0] ?? ''];
}
