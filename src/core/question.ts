import type { RichText } from './rich-text.js';

/**
 * A permanent slug, `[a-z][a-z0-9-]*`. Ids name things in stored records and
 * in reports, so a published id is never changed and never used again.
 */
export type Id = string;

/** A drawing of this project. */
export interface Picture {
  /** The name of a file in `media/`, without its ending. */
  readonly name: string;
  /** Alternative text. */
  readonly alt: string;
}

interface QuestionBase {
  readonly id: Id;
  readonly prompt: string;
  /** The prompt in a few words, for report columns. */
  readonly label: string;
  /** The section that explains the answer. */
  readonly section: Id;
  readonly weight: number;
  /** Shown after any answer. */
  readonly explanation: RichText;
}

/** A graded question; its type says what an answer looks like. */
export type Question =
  SingleChoiceQuestion | MultipleChoiceQuestion | TrueFalseQuestion | MatchingQuestion;

/** Exactly one option is right. */
export interface SingleChoiceQuestion extends QuestionBase {
  readonly type: 'single-choice';
  readonly options: readonly Candidate[];
  readonly correct: Id;
}

/** Any number of options; wrong picks cost what right ones earn, never below zero. */
export interface MultipleChoiceQuestion extends QuestionBase {
  readonly type: 'multiple-choice';
  readonly options: readonly Option[];
  readonly correct: readonly Id[];
}

/** The prompt is a statement that is true or false. */
export interface TrueFalseQuestion extends QuestionBase {
  readonly type: 'true-false';
  readonly correct: boolean;
  readonly feedback: { readonly true: RichText; readonly false: RichText };
}

/** Each item belongs to one target; sorting into two groups is the same with two targets. */
export interface MatchingQuestion extends QuestionBase {
  readonly type: 'matching';
  readonly targets: readonly Target[];
  readonly items: readonly MatchingItem[];
}

/** Where items of a matching question can go. */
export interface Target {
  readonly id: Id;
  readonly text: string;
  /** The words of a report. */
  readonly label: string;
}

/** An item to sort, and its target. */
export interface MatchingItem {
  readonly id: Id;
  readonly text: string;
  readonly label: string;
  readonly target: Id;
  /** Why the item belongs where it belongs. */
  readonly feedback: RichText;
}

/** One option, and the feedback for choosing it. */
export interface Option {
  readonly id: Id;
  readonly text: string;
  readonly label: string;
  readonly feedback: RichText;
}

/** An option of a single-choice question; it may be a person. */
export interface Candidate extends Option {
  /** Set where the option is a person to choose. */
  readonly persona?: Persona;
}

/** A made-up person who might take up the career. */
export interface Persona {
  readonly picture: Picture;
  readonly traits: readonly Trait[];
}

/** One of a person's traits, judged by what the lesson says. */
export interface Trait {
  readonly id: Id;
  readonly text: string;
  readonly fits: boolean;
  /** Why the trait matches the role or works against it. */
  readonly reason: string;
}
