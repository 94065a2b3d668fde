import { enPage } from './en-page.js';
import { wordsIn } from './messages-for.js';
import type { PageMessages } from './page-messages.js';

const languages: Readonly<Record<string, PageMessages>> = { en: enPage };

/** The words of the page's HTML in `language` (BCP 47); English where there are none yet. */
export function pageMessagesFor(language: string): PageMessages {
  return wordsIn(languages, language) ?? enPage;
}
