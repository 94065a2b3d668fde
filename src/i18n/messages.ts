import type { UnrecordedReason } from '../core/saving.js';
import type { Settings } from '../core/byte.js';

/**
 * Every word of the page that is not content. A language is one object of this
 * type, so a missing text is a type error.
 */
export interface Messages {
  readonly page: {
    readonly skip: string;
    readonly noScript: string;
    readonly minutes: (minutes: number) => string;
    readonly newTab: string;
    readonly about: string;
    readonly sources: string;
    readonly credits: string;
    readonly version: (version: string, fingerprint: string) => string;
    readonly fact: {
      readonly claim: string;
      readonly source: string;
      readonly place: string;
      readonly year: string;
      readonly licence: string;
    };
  };
  readonly steps: {
    readonly welcome: string;
    readonly finish: string;
    readonly plan: string;
    readonly where: (step: number, steps: number) => string;
    readonly minutesLeft: (minutes: number) => string;
    readonly done: string;
    readonly current: string;
    readonly locked: string;
    readonly back: string;
    readonly next: string;
    readonly nextIs: (title: string) => string;
    readonly backIs: (title: string) => string;
  };
  readonly welcome: {
    readonly start: string;
    readonly resume: (title: string) => string;
    readonly again: string;
    readonly needsHeading: string;
    readonly completion: Readonly<Record<Settings['completion'], string>>;
    readonly passing: (passMark: number) => string;
    readonly attempts: (attempts: number | null) => string;
    readonly teacherSees: string;
    readonly notSeen: string;
    readonly resultSoFar: (score: number, passed: boolean) => string;
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
    readonly unrecorded: Readonly<Record<UnrecordedReason, string>>;
    readonly closedSaved: string;
    readonly closedUnsaved: string;
    readonly exit: string;
  };
  readonly finish: {
    readonly heading: string;
    readonly completed: string;
    readonly open: string;
    readonly missingSections: string;
    readonly missingQuiz: string;
    readonly score: (score: number, passMark: number) => string;
    readonly noScore: string;
    readonly recorded: string;
    readonly notRecorded: string;
    readonly next: string;
  };
}
