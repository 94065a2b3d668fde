import type { Messages } from './messages.js';

const plural = new Intl.PluralRules('en');
const counted = (count: number, one: string, many: string): string =>
  `${count} ${plural.select(count) === 'one' ? one : many}`;

/** The page in English. */
export const en: Messages = {
  page: {
    skip: 'Skip to the lesson',
    noScript:
      'Your browser does not run this lesson’s script. You can read everything, but nothing is recorded.',
    minutes: (minutes) => `about ${counted(minutes, 'minute', 'minutes')}`,
    newTab: 'opens in a new tab',
    about: 'About this Byte',
    sources: 'Where the facts come from',
    credits: 'Credits',
    version: (version, fingerprint) => `Version ${version}, file mark ${fingerprint}`,
    fact: { claim: 'Fact', source: 'Source', place: 'Place', year: 'Year', licence: 'Licence' },
  },
  steps: {
    welcome: 'Welcome',
    finish: 'Finish',
    plan: 'All steps',
    where: (step, steps) => `Step ${step} of ${steps}`,
    minutesLeft: (minutes) => `about ${counted(minutes, 'minute', 'minutes')} left`,
    done: 'done',
    current: 'you are here',
    locked: 'opens after the steps before it',
    back: 'Back',
    next: 'Next',
    nextIs: (title) => `Next: ${title}`,
    backIs: (title) => `Back: ${title}`,
  },
  welcome: {
    start: 'Start',
    resume: (title) => `Continue with “${title}”`,
    again: 'Welcome back. Your earlier work is here.',
    needsHeading: 'What you need to do',
    completion: {
      sections: 'Open every step. Then this lesson counts as complete.',
      quiz: 'Pass the quiz. Then this lesson counts as complete.',
      both: 'Open every step and pass the quiz. Then this lesson counts as complete.',
    },
    passing: (passMark) => `You pass the quiz with ${passMark} out of 100 points or more.`,
    attempts: (attempts) =>
      attempts === null
        ? 'You can take the quiz as often as you like. Your best score counts.'
        : attempts === 1
          ? 'You can take the quiz once.'
          : `You can take the quiz ${attempts} times. Your best score counts.`,
    teacherSees:
      'Your teacher can see which steps you opened, your quiz answers and score, how long you were here, and the feedback you send.',
    notSeen: 'The self-check is private. It never leaves this page.',
    resultSoFar: (score, passed) =>
      `Your best quiz score so far: ${score} out of 100${passed ? ', passed' : ', not passed yet'}.`,
    completedBefore: 'You have completed this lesson. You can look around as long as you like.',
    review: 'Your course opened this lesson for review. Look at anything; your result stays as it is.',
    browse: 'Your course opened this lesson as a preview. Nothing you do here is recorded.',
    duration: (minutes) => `The whole lesson takes about ${counted(minutes, 'minute', 'minutes')}.`,
  },
  saving: {
    connecting: 'Connecting to your course …',
    saving: 'Saving …',
    saved: (time) => `Saved ${time}`,
    retrying: 'Not saved yet, trying again. Please keep this page open.',
    unrecorded: {
      'no-lms': 'This is not being recorded: the lesson was opened outside a course.',
      'session-ended':
        'This is not being recorded any more: your course has ended the session. Open the lesson from your course again.',
      refused:
        'This is not being recorded: your course does not accept the lesson’s data. Please tell your teacher.',
      review: 'You are looking back: nothing new is recorded, and your result stays as it is.',
      browse: 'This is a preview: nothing is recorded.',
      'second-tab':
        'This lesson is also open in another tab. Only that tab is being recorded; please go on there.',
    },
    closedSaved: 'Saved. You can close this window.',
    closedUnsaved:
      'Not saved: your course did not answer. Open the lesson from your course again and look whether your work is there.',
    exit: 'Save and exit',
  },
  finish: {
    heading: 'You made it to the end',
    completed: 'You have completed this lesson.',
    open: 'One thing is still open before this lesson counts as complete:',
    missingSections: 'Some steps have not been opened yet. The plan at the top shows which.',
    missingQuiz: 'The quiz is not passed yet.',
    score: (score, passMark) => `Best quiz score: ${score} out of 100. ${passMark} are needed to pass.`,
    noScore: 'You have not finished the quiz yet.',
    recorded: 'Your course has recorded this.',
    notRecorded: 'Your course has not recorded this.',
    next: 'When you are done, use Save and exit.',
  },
};
