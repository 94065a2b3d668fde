import { percentScore, recordOf, scoreOf, successIn, type Score } from '../store/attempt-record.js';
import { NO_MOMENT, type ImportedAttempt } from '../store/attempt-writer.js';
import { flattenCmi, secondsIn, type Cmi } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import { wrong, type TableFormat } from './table-format.js';

/**
 * Open edX, instructor's data download, "student state" or problem responses:
 * one row per learner with the block's state as JSON. The SCORM XBlock's state
 * has `lesson_status`, `success_status`, `lesson_score` (0–1) and `scorm_data`.
 */
export const OPEN_EDX: TableFormat = {
  name: 'Open edX student state report',
  reader(headings) {
    const places = new Map(headings.map((heading, place) => [heading.trim().toLowerCase(), place]));
    const username = places.get('username');
    const state = places.get('state');
    if (username === undefined || state === undefined) return null;
    const known = new Set(['username', 'state', 'title', 'location', 'block_key']);
    return {
      title: null,
      unknownColumns: headings.filter((heading) => !known.has(heading.trim().toLowerCase())),
      notices: [],
      hasLearnerIds: true,
      groups: { learner: [username], result: [state], first: [], last: [], answers: [[state]] },
      read: (cells) => attemptIn(cells[username] ?? '', cells[state] ?? ''),
    };
  },
};

interface BlockState {
  readonly lesson_status?: unknown;
  readonly success_status?: unknown;
  readonly lesson_score?: unknown;
  readonly scorm_data?: unknown;
}

function attemptIn(username: string, text: string): Result<ImportedAttempt | null, string> {
  if (username === '') return wrong('it names no learner.');
  const state = jsonObject(text);
  if (!state) return wrong(`the state of ${username} is no JSON object.`);
  // A report of a whole course has rows of other blocks too.
  const isScorm = ['scorm_data', 'lesson_status', 'lesson_score'].some((name) => name in state);
  if (!isScorm) return { ok: true, value: null };
  const cmi = flattenCmi(state.scorm_data);
  const record = recordOf(cmi ?? {});
  const status =
    typeof state.lesson_status === 'string' && state.lesson_status !== ''
      ? state.lesson_status.toLowerCase()
      : record.status;
  const success = successIn(String(state.success_status));
  const ownSuccess = success === 'unknown' ? record.success : success;
  return {
    ok: true,
    value: {
      learner: username,
      code: username,
      number: 1,
      record: {
        ...record,
        status,
        // The block keeps a 1.2 "passed" in `lesson_status` alone.
        success: ownSuccess === 'unknown' ? successIn(status) : ownSuccess,
        score: blockScore(record.score, state.lesson_score, cmi),
      },
      seconds: secondsIn(cmi?.['cmi.core.session_time'] ?? cmi?.['cmi.session_time'] ?? ''),
      first: NO_MOMENT,
      last: NO_MOMENT,
      cmi,
    },
  };
}

/** The block's own grade is a fraction; it wins over a raw score whose scale is not known. */
function blockScore(recorded: Score, grade: unknown, cmi: Cmi | null): Score {
  if (recorded.percent !== null || typeof grade !== 'number' || grade < 0 || grade > 1)
    return recorded;
  const raw = cmi === null ? null : recorded.raw;
  return {
    ...scoreOf(raw, recorded.min, recorded.max),
    percent: percentScore(grade * 100).percent,
  };
}

function jsonObject(text: string): BlockState | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
