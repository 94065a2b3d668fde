import type { Id, Picture, Question } from './question.js';
import type { RichText } from './rich-text.js';

export type { Id, Picture } from './question.js';

/** The version of the content format that this program reads. */
export const FORMAT_VERSION = 1;

/** One lesson about one career, in one language, as its author wrote it. */
export interface Byte {
  readonly format: typeof FORMAT_VERSION;
  readonly id: Id;
  /** The author's version of the text, such as `1.0.0`. */
  readonly version: string;
  /** BCP 47, such as `en`. */
  readonly language: string;
  readonly title: string;
  readonly description: string;
  /** What a learner can do after the lesson, in one sentence. */
  readonly objective?: string;
  readonly keywords: readonly string[];
  readonly author: string;
  readonly settings: Settings;
  readonly sections: readonly Section[];
  readonly facts: readonly Fact[];
  readonly credits: readonly Credit[];
}

/** The rules for completion, grade and report. */
export interface Settings {
  readonly completion: 'sections' | 'quiz' | 'both';
  /** Percent, 0–100. A pass mark set in the LMS wins over this one. */
  readonly passMark: number;
  /** How often the quiz may be taken; `null` is without limit. */
  readonly attempts: number | null;
  readonly shuffle: boolean;
  readonly feedback: 'each' | 'end';
  /** The SCORM 1.2 words for success and for its lack. */
  readonly statusWords:
    'passed/incomplete' | 'completed/incomplete' | 'passed/failed' | 'completed/failed';
  /** Put the pass mark into the SCORM 1.2 manifest (it can lock a learner out). */
  readonly masteryScoreInManifest: boolean;
  /** Steps open only in order. */
  readonly lockSteps: boolean;
  /** Where a learner finds help; hidden when absent. */
  readonly support?: Support;
}

/** A contact that the teacher or school sets. */
export interface Support {
  readonly text: string;
  /** A `mailto:` or `https:` address. */
  readonly href: string;
}

interface SectionBase {
  readonly id: Id;
  readonly title: string;
  /** The title's words for report columns; short, without punctuation. */
  readonly label: string;
  /** About how long the section takes. */
  readonly minutes: number;
  readonly picture: Picture;
  readonly intro: RichText;
  /** Said after the section's main part. */
  readonly outro?: RichText;
}

/** A section's kind follows what the learner does there, never the topic. */
export type Section =
  | StorySection
  | CardsSection
  | TimelineSection
  | VoicesSection
  | SelfCheckSection
  | QuizSection
  | FiguresSection
  | TermsSection
  | ChecklistSection
  | FeedbackSection;

/** Reading: text, and points worth remembering. */
export interface StorySection extends SectionBase {
  readonly kind: 'story';
  readonly points: readonly Card[];
}

/** Groups of short titled texts. */
export interface CardsSection extends SectionBase {
  readonly kind: 'cards';
  readonly groups: readonly CardGroup[];
}

/** Cards under one heading. */
export interface CardGroup {
  readonly id: Id;
  readonly title: string;
  readonly cards: readonly Card[];
}

/** A short text with a title. */
export interface Card {
  readonly id: Id;
  readonly title: string;
  readonly text: RichText;
}

/** Events in order, opened one at a time. */
export interface TimelineSection extends SectionBase {
  readonly kind: 'timeline';
  readonly events: readonly Card[];
}

/** Quotes from people about their work, in reported speech. */
export interface VoicesSection extends SectionBase {
  readonly kind: 'voices';
  readonly voices: readonly Voice[];
}

/** One person, named by role because a source may give no name. */
export interface Voice {
  readonly id: Id;
  readonly role: string;
  readonly organization: string;
  readonly text: RichText;
}

/** Statements to agree or disagree with in private: never stored, never sent. */
export interface SelfCheckSection extends SectionBase {
  readonly kind: 'self-check';
  readonly statements: readonly Statement[];
  /** Feedback by the share of fitting answers, the lowest first. */
  readonly profiles: readonly Profile[];
}

/** One sentence of the self-check to agree or disagree with. */
export interface Statement {
  readonly id: Id;
  readonly text: string;
  /** Whether agreeing speaks for the career or against it. */
  readonly speaks: 'for' | 'against';
  /** Why an answer that fits the career fits. */
  readonly whenFits: string;
  /** Feedback for an answer that does not fit. */
  readonly whenNot: string;
}

/** The feedback of the self-check for one range of results. */
export interface Profile {
  readonly id: Id;
  /** The profile holds from this share of fitting answers on, in percent; the lowest is 0. */
  readonly from: number;
  readonly title: string;
  readonly text: RichText;
}

/** The graded quiz; a Byte has at most one. */
export interface QuizSection extends SectionBase {
  readonly kind: 'quiz';
  readonly questions: readonly Question[];
}

/** Numbers, as pictures and as text. */
export interface FiguresSection extends SectionBase {
  readonly kind: 'figures';
  readonly charts: readonly Chart[];
}

/** One picture of numbers, which is also written out as text. */
export interface Chart {
  readonly id: Id;
  readonly title: string;
  /** `bars` compares amounts of one unit; `number` and `words` show one figure large. */
  readonly kind: 'bars' | 'number' | 'words';
  readonly values: readonly Figure[];
  readonly note: RichText;
}

/** One number or statement of a chart. */
export interface Figure {
  readonly id: Id;
  readonly label: string;
  /** As it is shown, such as `US$88,980`. */
  readonly shown: string;
  /** For drawing; in the same unit for all values of a chart. */
  readonly amount?: number;
  /** The entry of the fact register that it rests on. */
  readonly fact: Id;
}

/** Words worth knowing, such as job titles. */
export interface TermsSection extends SectionBase {
  readonly kind: 'terms';
  readonly terms: readonly Term[];
}

/** One word or name, with its long form where it is short for one. */
export interface Term {
  readonly id: Id;
  readonly term: string;
  /** The long form of an abbreviation. */
  readonly meaning?: string;
}

/** Things to do after the lesson, ticked off by the learner. */
export interface ChecklistSection extends SectionBase {
  readonly kind: 'checklist';
  readonly actions: readonly Action[];
}

/** Something to do after the lesson; its links open in a new tab. */
export interface Action {
  readonly id: Id;
  readonly text: RichText;
}

/** One agreement scale and a comment: reported, never graded. */
export interface FeedbackSection extends SectionBase {
  readonly kind: 'feedback';
  readonly statement: string;
  readonly label: string;
  /** Five steps from disagreement to agreement. */
  readonly scale: readonly Step[];
  readonly commentPrompt: string;
}

/** One step of the scale, from disagreement to agreement. */
export interface Step {
  readonly id: Id;
  readonly text: string;
}

/** One figure or claim and where it comes from. */
export interface Fact {
  readonly id: Id;
  readonly claim: string;
  readonly source: string;
  readonly place: string;
  /** The year as the source gives it, or `not stated`. */
  readonly year: string;
  readonly licence: string;
}

/** A source or licence that the page has to name. */
export interface Credit {
  readonly id: Id;
  readonly text: RichText;
}
