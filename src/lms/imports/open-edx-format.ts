import { recordOf } from '../store/attempt-record.js';
import { decimalIn, flattenCmi, secondsIn } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import { NO_MOMENT, type ImportedAttempt } from '../store/attempt-writer.js';
import type { TableFormat } from './table-format.js';
import type { Cells } from './read-table.js';

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
      read: (cells) => attemptIn(cells[username] ?? '', cells, state),
    };
  },
};

interface BlockState {
  readonly lesson_status?: unknown;
  readonly success_status?: unknown;
  readonly lesson_score?: unknown;
  readonly scorm_data?: unknown;
}

function attemptIn(
  username: string,
  cells: Cells,
  place: number,
): Result<ImportedAttempt | null, string> {
  if (username === '') return wrong('it names no learner.');
  const state = jsonObject(cells[place] ?? '');
  if (!state) return wrong(`the state of ${username} is no JSON object.`);
  // A report of a whole course has rows of other blocks too.
  if (state.scorm_data === undefined && state.lesson_status === undefined)
    return { ok: true, value: null };
  const cmi = flattenCmi(state.scorm_data);
  const record = recordOf(cmi ?? {});
  const success = String(state.success_status);
  const share = typeof state.lesson_score === 'number' ? state.lesson_score : null;
  return {
    ok: true,
    value: {
      learner: username,
      code: username,
      number: 1,
      record: {
        ...record,
        status: typeof state.lesson_status === 'string' ? state.lesson_status : record.status,
        success: success === 'passed' || success === 'failed' ? success : record.success,
        score: record.score ?? (share === null ? null : share * 100),
        progress: record.progress ?? decimalIn(cmi?.['cmi.progress_measure']),
      },
      seconds: secondsIn(cmi?.['cmi.core.session_time'] ?? cmi?.['cmi.session_time'] ?? ''),
      first: NO_MOMENT,
      last: NO_MOMENT,
      cmi,
    },
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

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
