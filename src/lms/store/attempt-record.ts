import { decimalIn, editionOf, rowsOf, type Cmi } from '../player/cmi.js';

/** What an attempt says, whichever LMS or file it comes from. Whatever is not known says so. */
export interface AttemptRecord {
  /** The LMS's word: 1.2 `lesson_status`, 2004 `completion_status`; `unknown` where there is none. */
  readonly status: string;
  readonly success: Success;
  readonly score: Score;
  /** 0–1; 1.2 knows none. */
  readonly progress: number | null;
  readonly interactions: readonly InteractionRecord[];
  readonly objectives: readonly ObjectiveRecord[];
}

export type Success = 'passed' | 'failed' | 'unknown';

/**
 * A score as it was recorded, and what it is in percent where its scale is known. A raw score
 * alone is no percentage: 8 may be 8 of 10.
 */
export interface Score {
  /** From 0 to 100, below 0 for a negative scaled score; `null` where the scale is not known. */
  readonly percent: number | null;
  readonly raw: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export const NO_SCORE: Score = { percent: null, raw: null, min: null, max: null };

export interface InteractionRecord {
  readonly code: string;
  readonly type: string;
  readonly description: string;
  readonly response: string;
  readonly rightAnswer: string;
  readonly result: string;
  /** What the answer is worth, 0–1; `null` where nobody says. */
  readonly share: number | null;
}

export interface ObjectiveRecord {
  readonly code: string;
  /** Status words, such as `passed` or `completed, passed`. */
  readonly status: string;
  readonly score: string;
}

/** A score given in percent. */
export function percentScore(percent: number): Score {
  return { ...NO_SCORE, percent: rounded(percent) };
}

/**
 * The score of CMI data: scaled where it is set, else raw between its minimum (0 where only the
 * maximum is set) and its maximum. A raw score outside of these bounds has no percentage.
 */
export function scoreOf(
  raw: number | null,
  min: number | null,
  max: number | null,
  scaled: number | null = null,
): Score {
  if (scaled !== null && Math.abs(scaled) <= 1) {
    return { percent: rounded(scaled * 100), raw, min, max };
  }
  const from = min ?? 0;
  const isOnScale = raw !== null && max !== null && max > from && raw >= from && raw <= max;
  return {
    percent: isOnScale ? rounded(((raw - from) / (max - from)) * 100) : null,
    raw,
    min,
    max,
  };
}

/** Without the traces of binary fractions, such as 56.99999999999999 for 0.57. */
function rounded(percent: number): number {
  return Math.round(percent * 1e6) / 1e6;
}

/** Reads a word for passed or failed. */
export function successIn(word: string): Success {
  const lower = word.trim().toLowerCase();
  return lower === 'passed' || lower === 'failed' ? lower : 'unknown';
}

/** Reads what an attempt's elements say. */
export function recordOf(cmi: Cmi): AttemptRecord {
  return editionOf(cmi) === 'scorm12' ? record12(cmi) : record2004(cmi);
}

/** What a result word or number is worth: right is 1, a number counts as a share of 1. */
export function shareOf(result: string): number | null {
  const word = result.trim().toLowerCase();
  if (word === 'correct') return 1;
  if (word === 'wrong' || word === 'incorrect' || word === 'unanticipated') return 0;
  const number = decimalIn(word);
  return number === null ? null : Math.min(1, Math.max(0, number));
}

function record12(cmi: Cmi): AttemptRecord {
  const status = (cmi['cmi.core.lesson_status'] ?? 'unknown').toLowerCase();
  return {
    status,
    success: successIn(status),
    score: scoreOf(
      decimalIn(cmi['cmi.core.score.raw']),
      decimalIn(cmi['cmi.core.score.min']),
      decimalIn(cmi['cmi.core.score.max']),
    ),
    progress: null,
    interactions: interactionsOf(cmi, 'student_response'),
    objectives: objectivesOf(cmi),
  };
}

function record2004(cmi: Cmi): AttemptRecord {
  return {
    status: (cmi['cmi.completion_status'] ?? 'unknown').toLowerCase(),
    success: successIn(cmi['cmi.success_status'] ?? ''),
    score: scoreOf(
      decimalIn(cmi['cmi.score.raw']),
      decimalIn(cmi['cmi.score.min']),
      decimalIn(cmi['cmi.score.max']),
      decimalIn(cmi['cmi.score.scaled']),
    ),
    progress: decimalIn(cmi['cmi.progress_measure']),
    interactions: interactionsOf(cmi, 'learner_response'),
    objectives: objectivesOf(cmi),
  };
}

function interactionsOf(cmi: Cmi, responseName: string): readonly InteractionRecord[] {
  return rowsOf(cmi, 'cmi.interactions').flatMap((row) => {
    const code = row?.['id'];
    if (row === undefined || code === undefined) return [];
    const result = row['result'] ?? '';
    return {
      code,
      type: row['type'] ?? '',
      description: row['description'] ?? '',
      response: row[responseName] ?? '',
      rightAnswer: row['correct_responses.0.pattern'] ?? '',
      result,
      share: shareOf(result),
    };
  });
}

function objectivesOf(cmi: Cmi): readonly ObjectiveRecord[] {
  return rowsOf(cmi, 'cmi.objectives').flatMap((row) => {
    const code = row?.['id'];
    if (row === undefined || code === undefined) return [];
    const words = [row['status'], row['completion_status'], row['success_status']];
    return {
      code,
      status: words.filter((word) => word !== undefined && word !== 'unknown').join(', '),
      score: row['score.raw'] ?? row['score.scaled'] ?? '',
    };
  });
}

/** One line of a class list; what is not given is empty. */
export interface ListedLearner {
  readonly name: string;
  readonly id: string;
  readonly email: string;
}
