import type { Cmi, Edition } from './cmi.js';

/** Whose habits the LMS side takes on; what each does differently is in the README beside. */
export const BEHAVIOURS = {
  standard: 'As scorm-again does it (lenient)',
  strict: 'Strict: the standard to the letter',
  moodle: 'Moodle',
  'open-edx': 'Open edX',
  chamilo: 'Chamilo',
} as const;

export type BehaviourName = keyof typeof BEHAVIOURS;

export const FRAMES = {
  frame: 'In a frame as wide as this page',
  moodle: "In a frame of Moodle's default size (650 × 666)",
  phone: 'In a phone-sized frame (375 × 667)',
  window: 'In a window of its own',
} as const;

export type FrameName = keyof typeof FRAMES;

/** What a person chose when they started a package. */
export interface LaunchOptions {
  readonly mode: 'normal' | 'review' | 'browse';
  readonly credit: 'credit' | 'no-credit';
  readonly behaviour: BehaviourName;
  readonly frame: FrameName;
  /** Percent; `null` leaves the package's own. */
  readonly passMark: number | null;
}

/** All that the player page needs; it becomes JSON inside the page. */
export interface PlayerSettings {
  readonly edition: Edition;
  readonly behaviour: BehaviourName;
  /** Where the page is told to go. */
  readonly launchUrl: string;
  readonly title: string;
  readonly commitUrl: string;
  readonly callsUrl: string;
  /** The elements the learner's visit begins with. */
  readonly cmi: Cmi;
  readonly mode: LaunchOptions['mode'];
}
