import { counted } from './en.js';
import type { PageMessages } from './page-messages.js';

/** The HTML of the page in English. */
export const enPage: PageMessages = {
  skip: 'Skip to the lesson',
  noScript:
    'Your browser does not run this lesson’s script. You can read everything, but nothing is recorded.',
  coin: 'One coin stands for 10,000 in the money of this figure.',
  minutes: (minutes) => `about ${counted(minutes, 'minute', 'minutes')}`,
  newTab: 'opens in a new tab',
  about: 'About this lesson',
  sources: 'Where the facts come from',
  credits: 'Credits',
  version: (version, fingerprint) => `Version ${version}, file mark ${fingerprint}`,
  fact: { claim: 'Fact', source: 'Source', place: 'Place', year: 'Year', licence: 'License' },
};
