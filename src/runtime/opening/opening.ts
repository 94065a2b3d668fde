import type { ApiCalls } from '../lms/api-calls.js';
import type { Floor, Opening } from '../lms/lms-session.js';
import { withoutNeighbour } from '../saving/neighbour.js';

/** More rows than any package of ours makes; a larger count is not believed. */
const MOST_ROWS = 300;

/** Reads what the LMS knows at the start. Every value is a hint, and may be missing (field guide 2). */
export function readOpening(calls: ApiCalls): Opening {
  const { names, standard } = calls.dialect;
  const read = (element: string): string => calls.get(element).value.trim();
  const word = (element: string): string => read(element).toLowerCase();
  const mode = word(names.mode);
  const suspendData = calls.get(names.suspendData);
  return {
    answered: suspendData.fault?.code !== -1,
    mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
    credit: !word(names.credit).startsWith('no'),
    learnerId: read(names.learnerId),
    learnerName: read(names.learnerName),
    passMark: passMarkOf(read(names.passMark), standard === 'scorm12' ? 1 : 100),
    suspendData: suspendData.value.trim(),
    location: read(names.location),
    floor: floorOf(calls, names.statuses.map(word)),
    interactionCount: countOf(read('cmi.interactions._count')),
    objectiveRows: objectiveRows(calls),
  };
}

/** A mark of 0 would pass everybody; an LMS that says so has none. */
function passMarkOf(text: string, factor: number): number | null {
  const percent = Math.round((numberOf(text) ?? 0) * factor * 100) / 100;
  return percent > 0 && percent <= 100 ? percent : null;
}

/** Only plain decimals: an empty text, which `Number` would read as 0, is no number. */
function numberOf(text: string): number | null {
  return /^-?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

function countOf(text: string): number | null {
  const count = numberOf(text) ?? -1;
  return Number.isInteger(count) && count >= 0 ? Math.min(count, MOST_ROWS) : null;
}

function floorOf(calls: ApiCalls, words: readonly string[]): Floor {
  const { names, standard } = calls.dialect;
  const score = numberOf(calls.get(names.score).value.trim()) ?? -1;
  const progress =
    standard === 'scorm2004' ? numberOf(calls.get('cmi.progress_measure').value.trim()) : null;
  const success = words.find((word) => word === 'passed' || word === 'failed');
  return {
    lessonStatus: standard === 'scorm12' ? (words[0] ?? '') : '',
    completed: words.includes('completed') || (standard === 'scorm12' && words.includes('passed')),
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
    score: score >= 0 && score <= 100 ? withoutNeighbour(score) : null,
    progress: progress !== null && progress >= 0 && progress <= 1 ? progress : 0,
  };
}

/** Objectives of the manifest may already have rows, so an id is looked for before it is added. */
function objectiveRows(calls: ApiCalls): ReadonlyMap<string, number> {
  const count = countOf(calls.get('cmi.objectives._count').value.trim()) ?? 0;
  const rows = new Map<string, number>();
  for (let row = 0; row < count; row += 1) {
    const id = calls.get(`cmi.objectives.${row}.id`).value;
    // A row without an id is one that the LMS counted and does not have: there is room for ours.
    if (id !== '') rows.set(rows.has(id) ? `\u0000${row}` : id, row);
  }
  return rows;
}
