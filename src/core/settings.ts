/** What decides completion, grade and report. */
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
  /** Put the pass mark into the SCORM 1.2 manifest (field guide 11: it can lock a learner out). */
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
