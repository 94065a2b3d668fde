import type { Messages } from './messages.js';

// The rules of English are short, and the browser's own take a slow phone 100 ms to load.
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
const listed = (things: readonly string[]): string =>
  things.length > 2
    ? `${things.slice(0, -1).join(', ')}, and ${things.at(-1)}`
    : things.join(' and ');
/** What is a quotation already needs no second pair of marks. */
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
    locked: 'opens after the steps before it',
    back: 'Back',
    next: 'Next',
    nextIs: (title) => `Next: ${title}`,
    backIs: (title) => `Back: ${title}`,
    quizIs: (title) => `Quiz: ${title}`,
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
          ? 'You can take the quiz once. Then it counts as done, passed or not.'
          : `You can take the quiz ${attempts} times. Your best score counts. After the last time the quiz counts as done, passed or not.`,
    teacherSees: {
      opened: 'which steps you opened',
      quiz: 'your quiz answers and score',
      time: 'how long you were here',
      feedback: 'the feedback you send',
      list: (things) => `Your teacher can see ${listed(things)}.`,
    },
    nobodySees: 'Nothing you do here is sent to a teacher.',
    notSeen: 'The self-check is private. It never leaves this page.',
    result: (score, passed) =>
      `Quiz: ${score} out of 100, ${passed ? 'passed' : 'not passed yet'}.`,
    completedBefore: 'You have completed this lesson.',
    review:
      'Your course opened this lesson for review. Look at anything; your result stays as it is. If you want another try, ask your teacher.',
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
      'no-credit': 'This is not being recorded: your course opened the lesson without credit.',
      'course-closed':
        'Your progress isn’t being saved any more, because your course’s window was closed. Open the lesson from your course again.',
      'second-tab':
        'This lesson is also open in another tab. That tab saves your work from both; keep it open.',
    },
    closedSaved: 'Saved. You can close this window.',
    closedTrying:
      'Not saved yet: your course does not answer. Please keep this window open. It goes on trying, and says so here once your work is saved.',
    notYet: 'Not saved yet, trying again',
    notRecorded: 'Not being recorded. The end of the page says why.',
    offerWaits: 'Work of yours is waiting at the end of the page.',
    broughtBack: 'Your work is back.',
    closedUnsaved:
      'Not saved: your course did not answer. Open the lesson from your course again and look whether your work is there.',
    exit: 'Save and exit',
    offer: (when) => `This browser has kept work of yours from ${when} that your course never got.`,
    offerTake: 'Bring it back',
    offerDrop: 'Delete it',
  },
  finish: {
    heading: 'You made it',
    headingOpen: 'Not finished yet',
    completed: 'You have completed this lesson.',
    open: 'Still open before this lesson counts as complete:',
    toQuiz: (title) => `Go to the quiz: ${title}`,
    score: (score, passMark) =>
      `Best quiz score: ${score} out of 100. ${passMark} are needed to pass.`,
    sent: 'Your result was sent to your course. There is nothing more to do. You can leave with “Save and exit”.',
    later: 'You can leave with “Save and exit” and go on another time.',
  },
  quiz: {
    how: {
      each: 'Answer the questions in any order. “Check my answer” tells you why it is right or wrong. After that, the answer stays as it is for this try.',
      end: 'Answer the questions in any order. You can change your answers until you choose “Finish the quiz”. Then you see why each one is right or wrong.',
    },
    review: 'You are looking back at this quiz. Your answers and your result stay as they are.',
    bestSoFar: (score) =>
      `Your best score so far: ${score} out of 100. It counts until you beat it.`,
    questions: 'The questions',
    question: (number, total) => `Question ${number} of ${total}`,
    questionName: (number) => `Question ${number}`,
    worth: (points, weight) => `Worth ${points} ${weight === 1 ? 'point' : 'points'}.`,
    hint: {
      'single-choice': 'Choose one.',
      'multiple-choice':
        'Choose all that apply. Every right choice earns a part of the points. A wrong choice cancels a right one, but you never get less than 0.',
      'true-false': 'True or false?',
      matching: 'Choose one answer for each line. Every right line earns a part of the points.',
    },
    true: 'True',
    false: 'False',
    choose: 'Choose …',
    about: (person) => `What ${person} is like`,
    targets: 'The choices for each line:',
    yourAnswer: (answer) => `Your answer: ${answer}`,
    check: 'Check my answer',
    checkWhich: (number) => `to question ${number}`,
    missing: {
      one: 'Choose an answer first.',
      some: 'Choose at least one answer first.',
      line: 'still open',
      lines: (open) =>
        open.length > 3
          ? `${counted(open.length, 'line is', 'lines are')} still open. The first one: ${quoted(open[0] ?? '')}.`
          : `Still open: ${open.map(quoted).join(', ')}.`,
    },
    finish: 'Finish the quiz',
    open: {
      each: (count) =>
        `${counted(count, 'question is', 'questions are')} not checked yet. An answer counts once you have checked it:`,
      end: (count) =>
        `${counted(count, 'question is', 'questions are')} still open. Answer ${count === 1 ? 'it' : 'them'} first:`,
    },
    newOrder: 'The choices are in a new order now.',
    progress: {
      each: (answered, checked, total) => `${answered} of ${total} answered, ${checked} checked`,
      end: (answered, total) => `${answered} of ${total} answered`,
      over: (score, passed) =>
        `Quiz finished: ${score} out of 100, ${passed ? 'passed' : 'not passed'}.`,
      goOn: (number) => `Go on with question ${number}`,
    },
    verdict: {
      right: 'That is right.',
      partly: 'That is partly right.',
      wrong: 'That is not right.',
      points: (earned, weight, weightNumber) =>
        `${earned} of ${weight} ${weightNumber === 1 ? 'point' : 'points'}`,
      seeTraits: 'The cards above now say for each trait why it fits or works against the role.',
      seeChoices: 'Above, your choices and the right ones now say why.',
      seeLines: 'Each line above now says where it belongs and why.',
    },
    mark: {
      chosenRight: 'Your answer: right',
      chosenWrong: 'Your answer: not right',
      rightAnswer: 'The right answer',
      missed: 'Right, but you did not choose it',
      lineRight: 'Right',
      lineWrong: (target) => `Not right. It belongs to “${target}”`,
      fits: 'Fits',
      against: 'Works against',
    },
    source: (title) => `Read it again: ${title}`,
    toResult: 'See your result',
    result: {
      heading: 'Your result',
      passed: 'You passed the quiz.',
      notPassedYet: 'You have not passed the quiz yet.',
      notPassed: 'You have not passed the quiz.',
      score: (score) => `This try: ${score} out of 100.`,
      best: (score) => `Your best try: ${score} out of 100.`,
      passMark: (passMark) => `You need ${passMark} or more to pass.`,
      attemptsLeft: (left) =>
        left === null
          ? 'You can try again as often as you like.'
          : left === 0
            ? 'You have used all your tries.'
            : `You can try again ${left === 1 ? 'once' : `${left} times`}.`,
      stays: 'Trying again cannot make your score worse.',
      again: 'Try again',
      goOn: (title) => `Go on: ${title}`,
      perQuestion: 'Points for each question in this try',
      total: (earned, weight, score) => `${earned} of ${weight} points: ${score} out of 100.`,
    },
  },
  selfCheck: {
    private:
      'This is private. Your choices live only in this open page. They are not stored, not sent to anyone and not graded. When you close or reload the page, they are gone.',
    agree: 'I agree',
    disagree: 'I disagree',
    meter: 'How well the job fits you',
    meterLow: 'hardly',
    meterHigh: 'very well',
    meterEmpty: 'Choose for every statement. Then you see here how well the job fits you, and why.',
    meterValue: (fitting, judged) => `${fitting} of ${judged}`,
    chosen: (judged, statements) => `${judged} of ${statements} chosen.`,
    ready: (fitting, profile) =>
      `${fitting} of your choices ${fitting === 1 ? 'suits' : 'suit'} this job. Your fit profile is ready below: ${profile}.`,
    agreed: (statement) => `You agreed: ${statement}`,
    disagreed: (statement) => `You disagreed: ${statement}`,
    profile: 'Your fit profile',
    fits: 'What speaks for it',
    fitsNot: 'What to think about',
  },
  checklist: {
    legend: 'Tick off what you have done',
    kept: 'Your ticks are kept. They are here when you come back.',
    count: (ticked, total) => `${ticked} of ${total} ticked`,
    print: 'Print my list',
  },
  feedback: {
    why: 'Your answer goes to your course and helps to make this lesson better. It is not graded.',
    optional: 'optional',
    limit: (limit) => `Up to ${limit} characters.`,
    left: (left) => `${counted(left, 'character', 'characters')} left.`,
    send: 'Send',
    sendAgain: 'Send the change',
    missing: 'Choose one of the answers first. The comment is optional.',
    thanks: (rating) => `Thank you! You answered “${rating}”.`,
    change: 'You can change your answer and send it again.',
    review: 'You are looking back at this lesson. Your feedback stays as it is.',
  },
  display: {
    open: 'Display',
    theme: 'Colors',
    themes: { system: 'Like my device', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
    textSize: 'Text size',
    textSizes: { normal: 'Normal', large: 'Large', largest: 'Largest' },
    spacing: 'Spacing of letters and lines',
    spacings: { normal: 'Normal', wide: 'Wide' },
    motion: 'Movement',
    motions: { system: 'Like my device', reduced: 'None' },
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
    completed: 'lesson completed',
    notCompleted: 'lesson not completed yet',
    tries: 'Finished tries at the quiz',
    version: 'Version',
    code: 'Receipt code',
    explanation:
      'If your result ever gets lost, show this to your teacher. Your course is sent the same code with your best result.',
    unrecorded: 'This result is not recorded in a course, so this paper is the only proof of it.',
    print: 'Print the receipt',
  },
  print: {
    heading: 'Take it with you',
    lesson: 'Print the lesson',
    worksheet: 'Print a worksheet',
    actions: 'Print my list of next moves',
    how: {
      one: 'Tick one box.',
      all: 'Tick all that apply.',
      line: 'Tick one box on each line.',
      letter: 'Write one letter on each line.',
    },
    worksheetTitle: (title) => `Worksheet: ${title}`,
    name: 'Name',
    date: 'Date',
    true: 'True',
    false: 'False',
  },
};
