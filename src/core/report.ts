import type { Id, Step } from './byte.js';
import { questionsOf, type Lesson, type SectionOutline } from './lesson.js';
import type { Answer, Answers, LessonRecord } from './lesson-state.js';
import { progressOf, quizIsSettled } from './progress.js';
import { receiptCode } from './receipt.js';
import type { Question } from './question.js';
import { shareEarned } from './scoring.js';

/**
 * The facts for an LMS, in neither standard's terms. It is computed from the record
 * each time, never from events, so no order of events can leave the two apart.
 */
export interface Report {
  readonly completed: boolean;
  /** `failed` also while the learner may try again: see `settled`. */
  readonly success: 'passed' | 'failed' | 'unknown';
  /** Whether the quiz can change nothing any more: it is passed, used up, or does not exist. */
  readonly settled: boolean;
  /** Whether completion waits for a result of the quiz; without that, a failed quiz is no failed lesson. */
  readonly quizDecides: boolean;
  /** The best score in percent, whole; `null` until an attempt is finished. */
  readonly score: number | null;
  /** 0–1, 1 only with completion. */
  readonly progress: number;
  readonly position: Id | null;
  /** One row per question, the receipt's row, then the feedback's; the place of a row never changes. */
  readonly rows: readonly ReportRow[];
  /** One per section, in order. */
  readonly objectives: readonly ReportedObjective[];
}

/** The id of the receipt's row, and so an id that no question may have. */
export const RECEIPT_ROW = 'receipt-code';

/** One row of the report; it is there from the start, so that its place never changes. */
export type ReportRow =
  | {
      readonly kind: 'question';
      readonly question: Question;
      /** `null` until an answer is final. */
      readonly answer: Answer | null;
      /** The share of the points that the answer earned, 0–1. */
      readonly share: number;
    }
  | {
      readonly kind: 'rating';
      readonly id: Id;
      readonly label: string;
      readonly prompt: string;
      readonly scale: readonly Step[];
      readonly rating: Id | null;
    }
  /** Words that are not graded: the learner's comment, and the code of the receipt. */
  | {
      readonly kind: 'comment';
      readonly id: Id;
      readonly label: string;
      readonly prompt: string;
      readonly text: string;
    };

/** One section as an objective: completed by opening it, the quiz by a result. */
export interface ReportedObjective {
  readonly id: Id;
  readonly label: string;
  readonly title: string;
  readonly completed: boolean;
  readonly success: 'passed' | 'failed' | 'unknown';
  readonly score: number | null;
}

/** Computes the report for `record`. */
export function reportOf(lesson: Lesson, record: LessonRecord): Report {
  const { best } = record.quiz;
  return {
    completed: record.completed,
    success: best ? (best.passed ? 'passed' : 'failed') : 'unknown',
    settled: quizIsSettled(lesson, record),
    quizDecides: lesson.quiz !== null && lesson.settings.completion !== 'sections',
    score: best?.score ?? null,
    progress: progressOf(lesson, record),
    position: record.position,
    rows: [
      ...questionRows(lesson, record),
      ...receiptRows(lesson, record),
      ...feedbackRows(lesson, record),
    ],
    objectives: lesson.sections.map((section) => objectiveOf(lesson, record, section)),
  };
}

/**
 * The answers that belong to the reported score: those of the best attempt, or
 * of the first one while it is under way. A score and its answers never part.
 */
function reportedAnswers({ quiz }: LessonRecord): Answers {
  if (quiz.best) return quiz.best.answers;
  return Object.fromEntries(Object.entries(quiz.answers).filter(([id]) => quiz.checked.has(id)));
}

function questionRows(lesson: Lesson, record: LessonRecord): readonly ReportRow[] {
  const answers = reportedAnswers(record);
  return questionsOf(lesson).map((question) => {
    const answer = answers[question.id];
    return {
      kind: 'question',
      question,
      answer: answer ?? null,
      share: shareEarned(question, answer),
    };
  });
}

/** The code on the learner's receipt, so that the two can be compared. */
function receiptRows(lesson: Lesson, record: LessonRecord): readonly ReportRow[] {
  if (!lesson.quiz) return [];
  return [
    {
      kind: 'comment',
      id: RECEIPT_ROW,
      label: 'Receipt code',
      prompt: 'Receipt code',
      text: receiptCode(lesson, record) ?? '',
    },
  ];
}

function feedbackRows(lesson: Lesson, record: LessonRecord): readonly ReportRow[] {
  if (!lesson.feedback) return [];
  const { id, statement, scale, commentPrompt } = lesson.feedback;
  return [
    {
      kind: 'rating',
      id,
      label: statement,
      prompt: statement,
      scale,
      rating: record.feedback?.rating ?? null,
    },
    {
      kind: 'comment',
      id: `${id}-comment`,
      label: commentPrompt,
      prompt: commentPrompt,
      text: record.feedback?.comment ?? '',
    },
  ];
}

function objectiveOf(
  lesson: Lesson,
  record: LessonRecord,
  { id, label, title }: SectionOutline,
): ReportedObjective {
  const { best } = record.quiz;
  const graded = lesson.quiz?.id === id;
  return {
    id,
    label,
    title,
    completed: record.seen.has(id) && (!graded || best !== null),
    success: graded && best ? (best.passed ? 'passed' : 'failed') : 'unknown',
    score: graded ? (best?.score ?? null) : null,
  };
}
