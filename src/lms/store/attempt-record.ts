import { decimalIn, editionOf, rowsOf, type Cmi } from '../player/cmi.js';

/** What an attempt says, whichever LMS or file it comes from. */
export interface AttemptRecord {
  /** The LMS's word: 1.2 `lesson_status`, 2004 `completion_status`. */
  readonly status: string;
  readonly success: 'passed' | 'failed' | 'unknown';
  /** Percent, as the LMS has it. */
  readonly score: number | null;
  /** 0–1; 1.2 knows none. */
  readonly progress: number | null;
  readonly interactions: readonly InteractionRecord[];
  readonly objectives: readonly ObjectiveRecord[];
}

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
  const status = (cmi['cmi.core.lesson_status'] ?? 'not attempted').toLowerCase();
  return {
    status,
    success: status === 'passed' || status === 'failed' ? status : 'unknown',
    score: decimalIn(cmi['cmi.core.score.raw']),
    progress: null,
    interactions: interactionsOf(cmi, 'student_response'),
    objectives: objectivesOf(cmi),
  };
}

function record2004(cmi: Cmi): AttemptRecord {
  const success = (cmi['cmi.success_status'] ?? '').toLowerCase();
  const scaled = decimalIn(cmi['cmi.score.scaled']);
  return {
    status: (cmi['cmi.completion_status'] ?? 'unknown').toLowerCase(),
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
    score: decimalIn(cmi['cmi.score.raw']) ?? (scaled === null ? null : scaled * 100),
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
