import type { UnrecordedReason } from '../core/saving.js';
import type { Settings } from '../core/byte.js';
import type { Display } from '../core/lesson-state.js';
import type { Question } from '../core/question.js';

/**
 * Every word of the page that is not content, apart from those that only the
 * build writes. A language is one object of this type, so a missing text is a
 * type error.
 */
export interface Messages {
  readonly steps: {
    readonly welcome: string;
    readonly finish: string;
    readonly plan: string;
    readonly where: (step: number, steps: number) => string;
    readonly minutesLeft: (minutes: number) => string;
    readonly done: string;
    /** Opened, and something in it is still to be done. */
    readonly begun: string;
    readonly current: string;
    readonly locked: string;
    readonly back: string;
    readonly next: string;
    readonly nextIs: (title: string) => string;
    readonly backIs: (title: string) => string;
    readonly quizIs: (title: string) => string;
  };
  readonly welcome: {
    readonly start: string;
    readonly resume: (title: string) => string;
    readonly again: string;
    readonly needsHeading: string;
    readonly completion: Readonly<Record<Settings['completion'], string>>;
    readonly passing: (passMark: number) => string;
    readonly attempts: (attempts: number | null) => string;
    /** What is sent, put together by `list`. */
    readonly teacherSees: {
      readonly opened: string;
      readonly quiz: string;
      readonly time: string;
      readonly feedback: string;
      readonly list: (things: readonly string[]) => string;
    };
    readonly nobodySees: string;
    readonly notSeen: string;
    readonly result: (score: number, passed: boolean) => string;
    readonly completedBefore: string;
    readonly review: string;
    readonly browse: string;
    readonly duration: (minutes: number) => string;
  };
  readonly saving: {
    readonly connecting: string;
    readonly saving: string;
    readonly saved: (time: string) => string;
    readonly retrying: string;
    /** While retrying, if this browser keeps the work. */
    readonly retryingKept: string;
    /** Added to any of these while this browser keeps the unsaved work: the learner may leave. */
    readonly kept: string;
    readonly unrecorded: Readonly<Record<UnrecordedReason, string>>;
    readonly closedSaved: string;
    /** The same where the lesson is part of the course's page. */
    readonly closedSavedInFrame: string;
    readonly closedUnsaved: string;
    /** As long as the tries go on. */
    readonly closedTrying: string;
    /** Always in sight while the last try failed. */
    readonly notYet: string;
    /** Always in sight while nothing is recorded that should be. */
    readonly notRecorded: string;
    /** Always in sight while an offer is open. */
    readonly offerWaits: string;
    readonly broughtBack: string;
    readonly exit: string;
    readonly offer: (when: string) => string;
    readonly offerTake: string;
    readonly offerDrop: string;
    /** With `?debug=1` only. */
    readonly trace: string;
  };
  readonly finish: {
    readonly heading: string;
    readonly headingOpen: string;
    readonly completed: string;
    readonly open: string;
    readonly toQuiz: (title: string) => string;
    readonly score: (score: number, passMark: number) => string;
    /** The result is with the course, and the lesson complete. */
    readonly sent: string;
    /** Something is still open. */
    readonly later: string;
  };
  readonly quiz: {
    readonly how: Readonly<Record<Settings['feedback'], string>>;
    readonly review: string;
    readonly bestSoFar: (score: number) => string;
    readonly questions: string;
    readonly question: (number: number, total: number) => string;
    readonly questionName: (number: number) => string;
    readonly worth: (points: string, weight: number) => string;
    readonly hint: Readonly<Record<Question['type'], string>>;
    readonly true: string;
    readonly false: string;
    readonly choose: string;
    readonly about: (person: string) => string;
    readonly targets: string;
    readonly yourAnswer: (answer: string) => string;
    readonly check: string;
    readonly checkWhich: (number: number) => string;
    readonly missing: {
      readonly one: string;
      readonly some: string;
      /** Behind the words of a line. */
      readonly line: string;
      readonly lines: (open: readonly string[]) => string;
    };
    readonly finish: string;
    /** What the quiz still waits for, by when its feedback comes. */
    readonly open: Readonly<Record<Settings['feedback'], (count: number) => string>>;
    /** Behind the best score, where a new try has another order. */
    readonly newOrder: string;
    readonly progress: {
      readonly each: (answered: number, checked: number, total: number) => string;
      readonly end: (answered: number, total: number) => string;
      readonly over: (score: number, passed: boolean) => string;
      readonly goOn: (number: number) => string;
    };
    readonly verdict: {
      readonly right: string;
      readonly partly: string;
      readonly wrong: string;
      readonly points: (earned: string, weight: string, weightNumber: number) => string;
      readonly seeTraits: string;
      readonly seeChoices: string;
      readonly seeLines: string;
    };
    readonly mark: {
      readonly chosenRight: string;
      readonly chosenWrong: string;
      readonly rightAnswer: string;
      readonly missed: string;
      readonly lineRight: string;
      readonly lineWrong: (target: string) => string;
      readonly fits: string;
      readonly against: string;
    };
    readonly source: (title: string) => string;
    readonly toResult: string;
    readonly result: {
      readonly heading: string;
      readonly passed: string;
      readonly notPassedYet: string;
      readonly notPassed: string;
      readonly score: (score: number) => string;
      readonly best: (score: number) => string;
      readonly passMark: (passMark: number) => string;
      readonly attemptsLeft: (left: number | null) => string;
      readonly stays: (passed: boolean) => string;
      readonly again: string;
      readonly goOn: (title: string) => string;
      readonly perQuestion: string;
      readonly total: (earned: string, weight: string, score: number) => string;
    };
  };
  readonly selfCheck: {
    readonly private: string;
    readonly agree: string;
    readonly disagree: string;
    readonly meter: string;
    readonly meterLow: string;
    readonly meterHigh: string;
    readonly meterEmpty: string;
    readonly meterValue: (fitting: number, judged: number) => string;
    readonly chosen: (judged: number, statements: number) => string;
    /** Said once all is chosen: how the meter counts, and what the profile below is. */
    readonly ready: (fitting: number, profile: string) => string;
    readonly agreed: (statement: string) => string;
    readonly disagreed: (statement: string) => string;
    readonly profile: string;
    readonly fits: string;
    readonly fitsNot: string;
  };
  readonly checklist: {
    readonly legend: string;
    readonly kept: string;
    readonly count: (ticked: number, total: number) => string;
    readonly print: string;
  };
  readonly feedback: {
    readonly why: string;
    readonly optional: string;
    readonly limit: (limit: number) => string;
    readonly left: (left: number) => string;
    readonly send: string;
    readonly sendAgain: string;
    readonly missing: string;
    readonly thanks: (rating: string) => string;
    readonly change: string;
    readonly review: string;
  };
  readonly display: {
    readonly open: string;
    readonly theme: string;
    readonly themes: Readonly<Record<Display['theme'], string>>;
    readonly textSize: string;
    readonly textSizes: Readonly<Record<Display['textSize'], string>>;
    readonly spacing: string;
    readonly spacings: Readonly<Record<Display['spacing'], string>>;
    readonly motion: string;
    readonly motions: Readonly<Record<Display['motion'], string>>;
    readonly close: string;
  };
  readonly readAloud: {
    readonly start: string;
    readonly stop: string;
  };
  readonly receipt: {
    readonly heading: string;
    readonly name: string;
    readonly lesson: string;
    readonly date: string;
    readonly score: string;
    readonly scoreIs: (score: number) => string;
    readonly status: string;
    readonly passed: string;
    readonly notPassed: string;
    readonly completed: string;
    readonly notCompleted: string;
    readonly tries: string;
    readonly version: string;
    readonly code: string;
    readonly explanation: string;
    readonly unrecorded: string;
    readonly print: string;
  };
  readonly print: {
    readonly heading: string;
    readonly lesson: string;
    readonly worksheet: string;
    readonly actions: string;
    /** What to do with a question on paper. */
    readonly how: Readonly<Record<'one' | 'all' | 'line' | 'letter', string>>;
    readonly worksheetTitle: (title: string) => string;
    readonly name: string;
    readonly date: string;
    readonly true: string;
    readonly false: string;
  };
}
