import type { Cmi } from '../player/cmi.js';
import type { Database } from '../store/database.js';
import type { AttemptLine } from './attempt-list.js';

/** One attempt in full. */
export interface AttemptDetail extends AttemptLine {
  readonly courseId: number;
  /** `null` for an attempt that was read from a report. */
  readonly cmi: Cmi | null;
  readonly answers: readonly AnswerLine[];
  readonly objectives: readonly ObjectiveLine[];
  readonly calls: number;
}

export interface AnswerLine {
  readonly n: number;
  readonly code: string;
  readonly type: string;
  readonly description: string;
  readonly response: string;
  readonly rightAnswer: string;
  readonly result: string;
  readonly share: number | null;
}

export interface ObjectiveLine {
  readonly code: string;
  readonly status: string;
  readonly score: string;
}

/** Reads an attempt with its answers and objectives. */
export function attemptDetail(database: Database, id: number): AttemptDetail | undefined {
  const row = database.get<AttemptLine & { courseId: number; cmi: string | null }>(
    `select id, course_id as courseId, learner_name as learner, learner_code as code, number, status,
     success, score, progress, seconds, first_at as firstAt, last_at as lastAt,
     first_text as firstText, last_text as lastText, points, answered, cmi
     from attempt where id = ?`,
    id,
  );
  if (!row) return undefined;
  return {
    ...row,
    cmi: row.cmi === null ? null : (JSON.parse(row.cmi) as Cmi),
    answers: database.all<AnswerLine>(
      `select n, code, type, description, response, right_answer as rightAnswer, result, share
       from interaction join question on question.id = question_id where attempt_id = ? order by n`,
      id,
    ),
    objectives: database.all<ObjectiveLine>(
      'select code, status, score from objective where attempt_id = ? order by n',
      id,
    ),
    calls:
      database.get<{ count: number }>('select count(*) as count from call where attempt_id = ?', id)
        ?.count ?? 0,
  };
}
