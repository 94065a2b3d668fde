import type { Messages } from './messages.js';

// English needs two forms only, and Intl.PluralRules takes a slow phone 100 ms to load.
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
const listed = (things: readonly string[]): string =>
  things.length > 2
    ? `${things.slice(0, -1).join(', ')}, and ${things.at(-1)}`
    : things.join(' and ');
/** Adds quotation marks, unless the words already have them. */
const quoted = (words: string): string => (words.startsWith('“') ? words : `“${words}”`);

/** The page in English. */
export const en: Messages = {
  steps: {
    welcome: 'Welcome',
    finish: 'Finish',
    plan: 'All steps',
    where: (step, steps) => `Step ${step} of ${steps}`,
    minutesLeft: (minutes) => `about ${counted(minutes, 'minute', 'minutes')} left`,
    done: 'done',
    begun: 'not finished yet',
    current: 'you are here',
    locked: 'opens after the earlier steps',
    back: 'Back',
    next: 'Next',
    nextIs: (title) => `Next: ${title}`,
    backIs: (title) => `Back: ${title}`,
    quizIs: (title) => `Quiz: ${title}`,
  },
  welcome: {
    start: 'Start',
    resume: (title) => `Continue with “${title}”`,
    again: 'Welcome back. Your earlier work is still here.',
    needsHeading: 'What you need to do',
    completion: {
      sections: 'Open every step to finish this lesson.',
      quiz: 'Pass the quiz to finish this lesson.',
      both: 'Open every step and pass the quiz to finish this lesson.',
    },
    passing: (passMark) => `You need at least ${passMark} out of 100 points to pass the quiz.`,
    attempts: (attempts) =>
      attempts === null
        ? 'You can keep trying until you pass. Your best score counts.'
        : attempts === 1
          ? 'You can take the quiz only once. It counts as done even if you don’t pass.'
          : `You can take the quiz ${attempts} times. Your best score counts. After the last time, the quiz counts as done even if you didn’t pass.`,
    teacherSees: {
      opened: 'which steps you opened',
      quiz: 'your quiz answers and score',
      time: 'how much time you spent',
      feedback: 'the feedback you send',
      list: (things) => `Your teacher can see ${listed(things)}.`,
    },
    nobodySees: 'Your teacher can’t see anything you do here.',
    notSeen: 'The self-check is private. It never leaves this page.',
    result: (score, passed) =>
      `Quiz: ${score} out of 100, ${passed ? 'passed' : 'not passed yet'}.`,
    completedBefore: 'You have finished this lesson.',
    review:
      'Your course opened this lesson for review. Look at anything you like; your result won’t change. To try again, start a new attempt from your course page, or ask your teacher.',
    browse: 'Your course opened this lesson as a preview. Nothing you do here is saved.',
    duration: (minutes) => `The whole lesson takes about ${counted(minutes, 'minute', 'minutes')}.`,
  },
  saving: {
    connecting: 'Connecting to your course…',
    saving: 'Saving…',
    saved: (time) => `Saved ${time}`,
    retrying: 'Not saved yet. Trying again. Please keep this page open.',
    retryingKept: 'Not saved yet. Trying again. Stay on this page if you can.',
    kept: 'If you leave, this browser keeps your work and offers it the next time you open the lesson.',
    unrecorded: {
      'no-lms': 'Your progress isn’t being saved, because this lesson isn’t open in a course.',
      'session-ended':
        'Your progress isn’t being saved anymore, because your course ended the session. Open the lesson from your course again.',
      refused:
        'Your progress isn’t being saved, because your course won’t accept it. Please tell your teacher.',
      review: 'This is a review. Nothing new is saved, and your result won’t change.',
      browse: 'This is a preview. Nothing is saved.',
      'no-credit':
        'Your progress isn’t being saved, because your course opened this lesson without credit.',
      'course-closed':
        'Your progress isn’t being saved anymore, because your course’s window was closed. Open the lesson from your course again.',
      'second-tab':
        'This lesson is also open in another tab. That tab saves your work from both, so keep it open.',
    },
    closedSaved: 'Saved. You can close this window.',
    closedSavedInFrame: 'Saved. You can leave this page now.',
    closedTrying:
      'Not saved yet: your course isn’t responding. Please keep this window open. It keeps trying and will tell you here when your work is saved.',
    notYet: 'Not saved yet. Trying again.',
    notRecorded: 'Your progress isn’t being saved. See the bottom of the page.',
    offerWaits: 'We found unsaved work. See the bottom of the page.',
    broughtBack: 'Your work is back.',
    closedUnsaved:
      'Not saved: your course didn’t respond. Open the lesson from your course again and check whether your work is there.',
    exit: 'Save and exit',
    offer: (when) => `This browser kept work from ${when} that your course never received.`,
    offerTake: 'Bring it back',
    offerDrop: 'Delete it',
    trace: 'Download the trace',
  },
  finish: {
    heading: 'You made it',
    headingOpen: 'Not finished yet',
    completed: 'You have finished this lesson.',
    open: 'Still to do:',
    toQuiz: (title) => `Go to the quiz: ${title}`,
    score: (score, passMark) =>
      `Best quiz score: ${score} out of 100. You need ${passMark} to pass.`,
    sent: 'Your result was sent to your course. There’s nothing left to do. To leave, choose “Save and exit”.',
    later: 'You can choose “Save and exit” now and continue another time.',
  },
  quiz: {
    how: {
      each: 'Answer the questions in any order. Choose “Check my answer” to see why it’s right or wrong. After that, you can’t change it in this try.',
      end: 'Answer the questions in any order. You can change your answers until you choose “Finish the quiz”. Then you’ll see why each one is right or wrong.',
    },
    review:
      'This quiz is open for review. Your answers and your result won’t change. To try again, start a new attempt from your course page, or ask your teacher.',
    bestSoFar: (score) =>
      `Your best score so far: ${score} out of 100. It counts until you beat it.`,
    questions: 'The questions',
    question: (number, total) => `Question ${number} of ${total}`,
    questionName: (number) => `Question ${number}`,
    worth: (points, weight) => `Worth ${points} ${weight === 1 ? 'point' : 'points'}.`,
    hint: {
      'single-choice': 'Choose one.',
      'multiple-choice':
        'Choose all that apply. Each right choice earns part of the points. Each wrong choice cancels out a right one, but you can’t score below 0.',
      'true-false': 'True or false?',
      matching: 'Choose one answer for each line. Each right line earns part of the points.',
    },
    true: 'True',
    false: 'False',
    choose: 'Choose…',
    about: (person) => `What ${person} is like`,
    targets: 'The choices for each line:',
    yourAnswer: (answer) => `Your answer: ${answer}`,
    check: 'Check my answer',
    checkWhich: (number) => `to question ${number}`,
    missing: {
      one: 'Choose an answer first.',
      some: 'Choose at least one answer first.',
      line: 'not answered',
      lines: (open) =>
        open.length > 3
          ? `${counted(open.length, 'line isn’t', 'lines aren’t')} answered yet. The first one: ${quoted(open[0] ?? '')}.`
          : `Not answered yet: ${open.map(quoted).join(', ')}.`,
    },
    finish: 'Finish the quiz',
    open: {
      each: (count) =>
        `${counted(count, 'question isn’t', 'questions aren’t')} checked yet. An answer counts only after you check it:`,
      end: (count) =>
        `${counted(count, 'question isn’t', 'questions aren’t')} answered yet. Answer ${count === 1 ? 'it' : 'them'} first:`,
    },
    newOrder: 'The choices are in a new order now.',
    progress: {
      each: (answered, checked, total) => `${answered} of ${total} answered, ${checked} checked`,
      end: (answered, total) => `${answered} of ${total} answered`,
      over: (score, passed) =>
        `Quiz finished: ${score} out of 100, ${passed ? 'passed' : 'not passed'}.`,
      goOn: (number) => `Continue with question ${number}`,
    },
    verdict: {
      right: 'That’s right.',
      partly: 'That’s partly right.',
      wrong: 'That’s not right.',
      points: (earned, weight, weightNumber) =>
        `${earned} of ${weight} ${weightNumber === 1 ? 'point' : 'points'}`,
      seeTraits: 'The cards above now show why each trait fits the job or works against it.',
      seeChoices: 'The reasons are above, next to your choices and the right ones.',
      seeLines: 'Each line above now shows where it belongs and why.',
    },
    mark: {
      chosenRight: 'Your answer: right',
      chosenWrong: 'Your answer: not right',
      rightAnswer: 'The right answer',
      missed: 'Right, but you didn’t choose it',
      lineRight: 'Right',
      lineWrong: (target) => `Not right. It belongs to “${target}”`,
      fits: 'Fits',
      against: 'Works against',
    },
    source: (title) => `Read again: ${title}`,
    toResult: 'See your result',
    result: {
      heading: 'Your result',
      passed: 'You passed the quiz.',
      notPassedYet: 'You haven’t passed the quiz yet.',
      notPassed: 'You didn’t pass the quiz.',
      score: (score) => `This try: ${score} out of 100.`,
      best: (score) => `Your best try: ${score} out of 100.`,
      passMark: (passMark) => `You need ${passMark} or more to pass.`,
      attemptsLeft: (left) =>
        left === null
          ? 'You can try again as many times as you like.'
          : left === 0
            ? 'You have used all your tries.'
            : `You can try again ${left === 1 ? 'once' : `${left} times`}.`,
      stays: (passed) =>
        passed
          ? 'Trying again can’t lower your score. Do it before you leave: some courses open a finished lesson for review only.'
          : 'Trying again can’t lower your score.',
      again: 'Try again',
      goOn: (title) => `Continue: ${title}`,
      perQuestion: 'Points for each question in this try',
      total: (earned, weight, score) => `${earned} of ${weight} points: ${score} out of 100.`,
    },
  },
  selfCheck: {
    private:
      'This is private. Your choices exist only on this open page. They aren’t saved, sent to anyone, or graded. When you close or reload the page, they’re gone.',
    agree: 'I agree',
    disagree: 'I disagree',
    meter: 'How well the job fits you',
    meterLow: 'not much',
    meterHigh: 'very well',
    meterEmpty: 'Answer every statement to see how well the job fits you, and why.',
    meterValue: (fitting, judged) => `${fitting} of ${judged}`,
    chosen: (judged, statements) => `${judged} of ${statements} answered.`,
    ready: (fitting, profile) =>
      `${fitting} of your choices ${fitting === 1 ? 'suits' : 'suit'} this job. Your fit profile is ready below: ${profile}.`,
    agreed: (statement) => `You agreed: ${statement}`,
    disagreed: (statement) => `You disagreed: ${statement}`,
    profile: 'Your fit profile',
    fits: 'Why it could fit',
    fitsNot: 'What to think about',
  },
  checklist: {
    legend: 'Check off what you’ve done',
    kept: 'Your check marks are saved. They’ll be here when you come back.',
    count: (ticked, total) => `${ticked} of ${total} done`,
    print: 'Print my list',
  },
  feedback: {
    why: 'Your answer goes to your course and helps make this lesson better. It isn’t graded.',
    optional: 'optional',
    limit: (limit) => `Up to ${limit} characters.`,
    left: (left) => `${counted(left, 'character', 'characters')} left.`,
    send: 'Send',
    sendAgain: 'Send my change',
    missing: 'Choose an answer first. The comment is optional.',
    thanks: (rating) => `Thank you! You answered “${rating}”.`,
    change: 'You can change your answer and send it again.',
    review:
      'This lesson is open for review, so your course doesn’t accept feedback now. Anything you sent before won’t change.',
  },
  display: {
    open: 'Display',
    theme: 'Colors',
    themes: {
      system: 'Same as my device',
      light: 'Light',
      dark: 'Dark',
      contrast: 'High contrast',
    },
    textSize: 'Text size',
    textSizes: { normal: 'Normal', large: 'Large', largest: 'Largest' },
    spacing: 'Letter and line spacing',
    spacings: { normal: 'Normal', wide: 'Wide' },
    motion: 'Motion',
    motions: { system: 'Same as my device', reduced: 'None' },
    close: 'Close',
  },
  readAloud: { start: 'Read aloud', stop: 'Stop reading' },
  receipt: {
    heading: 'Your receipt',
    name: 'Name',
    lesson: 'Lesson',
    date: 'Date and time',
    score: 'Best quiz score',
    scoreIs: (score) => `${score} out of 100`,
    status: 'Status',
    passed: 'passed',
    notPassed: 'not passed yet',
    completed: 'lesson finished',
    notCompleted: 'lesson not finished yet',
    tries: 'Quiz tries finished',
    version: 'Version',
    code: 'Receipt code',
    explanation:
      'If your result ever gets lost, show this to your teacher. Your course gets the same code with your best result.',
    unrecorded: 'This result isn’t saved in a course, so this receipt is your only proof.',
    print: 'Print the receipt',
  },
  print: {
    heading: 'Take it with you',
    lesson: 'Print the lesson',
    worksheet: 'Print a worksheet',
    actions: 'Print my next moves',
    how: {
      one: 'Check one box.',
      all: 'Check all that apply.',
      line: 'Check one box on each line.',
      letter: 'Write one letter on each line.',
    },
    worksheetTitle: (title) => `Worksheet: ${title}`,
    name: 'Name',
    date: 'Date',
    true: 'True',
    false: 'False',
  },
};
