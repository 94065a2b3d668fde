import { counted } from './en.js';
import type { PageMessages } from './page-messages.js';

/** The words of the page's HTML, in English. */
export const enPage: PageMessages = {
  skip: 'Skip to the lesson',
  noScript:
    'This lesson’s script isn’t running in your browser. You can read everything, but nothing is saved.',
  coin: 'Each coin stands for 10,000 in this currency.',
  minutes: (minutes) => `about ${counted(minutes, 'minute', 'minutes')}`,
  newTab: 'opens in a new tab',
  about: 'About this lesson',
  sources: 'Where the facts come from',
  credits: 'Credits',
  version: (version, fingerprint) => `Version ${version}, fingerprint ${fingerprint}`,
  fact: { claim: 'Fact', source: 'Source', place: 'Place', year: 'Year', licence: 'License' },
};
