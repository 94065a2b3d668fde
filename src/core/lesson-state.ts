import type { Id } from './byte.js';
import { WELCOME } from './lesson.js';

/** A learner's answer to one question. */
export type Answer =
  | { readonly type: 'single-choice'; readonly option: Id }
  | { readonly type: 'multiple-choice'; readonly options: readonly Id[] }
  | { readonly type: 'true-false'; readonly value: boolean }
  | { readonly type: 'matching'; readonly targets: Readonly<Record<Id, Id>> };

/** Answers by question id. */
export type Answers = Readonly<Record<Id, Answer>>;

/** The outcome of one finished attempt at the quiz. */
export interface QuizResult {
  /** Percent, a whole number 0–100. */
  readonly score: number;
  /** Whether the pass mark of that day was reached; it stays so if the mark is raised later. */
  readonly passed: boolean;
  /** Empty where only the score survived. */
  readonly answers: Answers;
}

/** The learner's progress in the quiz: the current attempt, and the best one finished. */
export interface QuizRecord {
  /** Decides the shuffled order; a new one with each attempt. */
  readonly seed: number;
  /** Finished attempts. */
  readonly attempts: number;
  /** Chosen in the attempt under way, or in the last one while none is. */
  readonly answers: Answers;
  /** Questions of this attempt whose answer is final. */
  readonly checked: ReadonlySet<Id>;
  /** The best finished attempt: the one whose score and answers are reported. */
  readonly best: QuizResult | null;
}

/** The learner's feedback on the lesson; the comment may be empty. */
export interface FeedbackGiven {
  readonly rating: Id;
  readonly comment: string;
}

/** How the learner wants the page to look. */
export interface Display {
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly textSize: 'normal' | 'large' | 'largest';
  readonly spacing: 'normal' | 'wide';
  readonly motion: 'system' | 'reduced';
}

/** All that is kept between visits. Only {@link reduce} makes a new one. */
export interface LessonRecord {
  /** Grows with every change, so that the later of two copies is known. */
  readonly revision: number;
  /** Seconds that the lesson was visible, over all visits. */
  readonly seconds: number;
  /** Never turns false again once it is true. */
  readonly completed: boolean;
  readonly seen: ReadonlySet<Id>;
  /** The section opened last; `null` before the first. */
  readonly position: Id | null;
  readonly quiz: QuizRecord;
  readonly ticked: ReadonlySet<Id>;
  readonly feedback: FeedbackGiven | null;
  readonly display: Display;
}

/** The record, and what lives in the open page only. */
export interface LessonState {
  readonly record: LessonRecord;
  /** The step that is shown. */
  readonly step: Id;
  /** The private self-check: kept out of the record because administrators can read records. */
  readonly selfCheck: Readonly<Record<Id, 'agree' | 'disagree'>>;
}

/** How the page looks before the learner chooses: as the device asks for. */
export const DEFAULT_DISPLAY: Display = {
  theme: 'system',
  textSize: 'normal',
  spacing: 'normal',
  motion: 'system',
};

/** The record of a learner who opens the lesson for the first time. */
export function newRecord(seed: number): LessonRecord {
  return {
    revision: 0,
    seconds: 0,
    completed: false,
    seen: new Set(),
    position: null,
    quiz: { seed, attempts: 0, answers: {}, checked: new Set(), best: null },
    ticked: new Set(),
    feedback: null,
    display: DEFAULT_DISPLAY,
  };
}

/** The page as it opens: at the welcome, whatever the record says. */
export function openingState(record: LessonRecord): LessonState {
  return { record, step: WELCOME, selfCheck: {} };
}
