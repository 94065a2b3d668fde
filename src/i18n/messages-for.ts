import { en } from './en.js';
import type { Messages } from './messages.js';

const languages: Readonly<Record<string, Messages>> = { en };

/** The words for a lesson in `language` (BCP 47); English where there are none yet. */
export function messagesFor(language: string): Messages {
  return languages[language] ?? languages[language.split('-')[0] ?? ''] ?? en;
}
