import type { Lesson } from '../../core/lesson.js';
import type { LessonRecord } from '../../core/lesson-state.js';
import type { ReportedObjective, ReportRow } from '../../core/report.js';
import { reportOf, type Report } from '../../core/report.js';
import type { Settings } from '../../core/byte.js';
import type { Standard } from '../lms/find-api.js';
import { decimal } from './cmi-format.js';

/** One value for the LMS's data model. */
export interface DataValue {
  /** The element, with `n` for the number of a row: `cmi.interactions.n.result`. */
  readonly element: string;
  /** The row's number; `null` outside of lists. */
  readonly row: number | null;
  readonly value: string;
  /**
   * `record`: without it the work cannot be resumed. `status`: without it the
   * visit means nothing. `id`: names a row, and without it the row takes nothing
   * else. `response`: gets a time stamp. `session`: of this visit alone.
   */
  readonly role: 'record' | 'status' | 'id' | 'response' | 'session' | 'detail';
  /**
   * Another legal value, for Moodle's SCORM 1.2 player. It believes that a failed
   * request stored its values and does not send the same ones again; after a
   * Commit with another value it does.
   */
  readonly decoy?: string;
}

/** The element as the LMS is called with it. */
export function nameOf({ element, row }: Pick<DataValue, 'element' | 'row'>): string {
  return row === null ? element : element.replace('.n.', `.${row}.`);
}

/** The outcome that an LMS already holds, as far as it lets it be read. */
export interface Floor {
  /** SCORM 1.2's one status, or `''`. */
  readonly lessonStatus: string;
  readonly completed: boolean;
  readonly success: 'passed' | 'failed' | 'unknown';
  /** Percent. */
  readonly score: number | null;
  /** 0–1. */
  readonly progress: number;
}

/** The floor of an LMS that says nothing. */
export const NO_FLOOR: Floor = {
  lessonStatus: '',
  completed: false,
  success: 'unknown',
  score: null,
  progress: 0,
};

/** The input of {@link Dialect.values}. */
export interface DataModelInput {
  readonly report: Report;
  readonly statusWords: Settings['statusWords'];
  readonly suspendData: string;
  /** Of this session, since it was opened. */
  readonly seconds: number;
  readonly floor: Floor;
  readonly objectiveRows: ReadonlyMap<string, number>;
}

/** What differs between the two standards. */
export interface Dialect {
  readonly standard: Standard;
  readonly methods: Methods;
  readonly names: ElementNames;
  /** Error numbers that mean that no session is open. */
  readonly closedCodes: readonly number[];
  /** Error numbers that mean that the value will never be taken. */
  readonly refusedCodes: readonly number[];
  /** Of those, the ones that mean that the LMS does not know the element, whatever its value. */
  readonly unknownCodes: readonly number[];
  /** Builds the values in the order in which an LMS has to get them. */
  values(input: DataModelInput): readonly DataValue[];
  /** The id under which the LMS knows an objective. */
  objectiveId(objective: { readonly id: string; readonly label: string }): string;
  /** The value that says when `response` was given. */
  stampOf(response: DataValue, now: Date): DataValue;
}

/** The names of the API's methods in one SCORM version. */
export interface Methods {
  readonly initialize: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly terminate: string;
  readonly lastError: string;
  readonly errorString: string;
}

/** The names of the elements that are read at the start. */
export interface ElementNames {
  readonly mode: string;
  readonly credit: string;
  readonly learnerId: string;
  readonly learnerName: string;
  readonly entry: string;
  readonly exit: string;
  readonly passMark: string;
  readonly suspendData: string;
  readonly location: string;
  readonly score: string;
  /** The statuses, the deciding one first. */
  readonly statuses: readonly string[];
}

/** What the LMS held at the start, as far as the values depend on it. */
export interface HeldAtStart {
  readonly suspendData: string;
  readonly floor: Floor;
  /** How many interaction rows exist; `null` when the LMS does not say. */
  readonly interactionCount: number | null;
  /** The rows of objectives that exist already, by id. */
  readonly objectiveRows: ReadonlyMap<string, number>;
}

/** Builds the data-model values for `record`, never below what the LMS held at the start. */
export function dataValues(
  dialect: Dialect,
  held: HeldAtStart,
  lesson: Lesson,
  record: LessonRecord,
  sent: { readonly suspendData: string; readonly seconds: number },
): readonly DataValue[] {
  const report = reportOf(lesson, record);
  return dialect.values({
    report: raised(report, held.floor),
    statusWords: lesson.settings.statusWords,
    suspendData: sent.suspendData,
    seconds: sent.seconds,
    floor: held.floor,
    objectiveRows: objectiveRows(dialect, report.objectives, held.objectiveRows),
  });
}

const SUCCESS_RANK = { unknown: 0, failed: 1, passed: 2 } as const;

function raised(report: Report, floor: Floor): Report {
  const completed = report.completed || floor.completed;
  const isHigher = SUCCESS_RANK[floor.success] > SUCCESS_RANK[report.success];
  return {
    ...report,
    completed,
    success: isHigher ? floor.success : report.success,
    // Without a score of our own none is sent: the LMS's stays as it is.
    score: report.score === null ? null : Math.max(report.score, floor.score ?? 0),
    progress: completed ? 1 : Math.max(report.progress, floor.progress),
  };
}

/** A row for each objective: the one it has at the LMS, or the next free one, in order. */
function objectiveRows(
  dialect: Dialect,
  objectives: readonly ReportedObjective[],
  existing: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const rows = new Map(existing);
  const taken = new Set(existing.values());
  for (const objective of objectives) {
    const id = dialect.objectiveId(objective);
    if (rows.has(id)) continue;
    let free = 0;
    while (taken.has(free)) free += 1;
    rows.set(id, free);
    taken.add(free);
  }
  return rows;
}

/**
 * What an earlier visit that stored `record` has sent already, so that a
 * relaunch sends little. Status and exit are not in it: an LMS may have changed
 * the one and forgets the other.
 */
export function sentBefore(
  dialect: Dialect,
  held: HeldAtStart,
  lesson: Lesson,
  record: LessonRecord | null,
): readonly DataValue[] {
  const rows = [...held.objectiveRows].map(([id, row]): DataValue => ({
    element: 'cmi.objectives.n.id',
    row,
    value: id,
    role: 'id',
  }));
  // What every LMS starts with need not be sent.
  const success: readonly DataValue[] =
    held.floor.success === 'unknown'
      ? [{ element: 'cmi.success_status', row: null, value: 'unknown', role: 'status' }]
      : [];
  if (!record || !showsScore(held, record)) return [...rows, ...success];
  const { suspendData } = held;
  const values = dataValues(dialect, held, lesson, record, { suspendData, seconds: 0 });
  const interactions = values.filter(({ element }) => element === 'cmi.interactions.n.id').length;
  const hasInteractions = (held.interactionCount ?? interactions) >= interactions;
  const known = new Set(held.objectiveRows.values());
  return [
    ...rows,
    ...success,
    ...values.filter(({ element, row, role }) => {
      if (role === 'session' || role === 'status') return false;
      if (row === null) return true;
      return element.startsWith('cmi.interactions.') ? hasInteractions : known.has(row);
    }),
  ];
}

/**
 * Whether the LMS shows the score that the stored text knows. Where it does not,
 * the text arrived and what went with it was lost, so all of it is sent again.
 */
function showsScore({ floor }: HeldAtStart, { quiz }: LessonRecord): boolean {
  return quiz.best === null || quiz.best.score === floor.score;
}

/**
 * The rows up to the last answered one: SCORM allows no gap, and a row that was
 * never reached says nothing.
 */
export function rowsToSend(rows: readonly ReportRow[]): readonly ReportRow[] {
  return rows.slice(0, rows.findLastIndex(isAnswered) + 1);
}

function isAnswered(row: ReportRow): boolean {
  switch (row.kind) {
    case 'question':
      return row.answer !== null;
    case 'rating':
      return row.rating !== null;
    case 'comment':
      return row.text !== '';
  }
}

/** The objectives up to the last one that was begun, for the same reason. */
export function objectivesToSend(
  objectives: readonly ReportedObjective[],
): readonly ReportedObjective[] {
  const last = objectives.findLastIndex(
    ({ completed, success }) => completed || success !== 'unknown',
  );
  return objectives.slice(0, last + 1);
}

const INTERACTION_TYPES = {
  'single-choice': 'choice',
  'multiple-choice': 'choice',
  'true-false': 'true-false',
  matching: 'matching',
} as const;

/** The interaction type of a row, by a word that SCORM 1.2 and 2004 share. */
export function interactionType(row: ReportRow): string {
  if (row.kind === 'question') return INTERACTION_TYPES[row.question.type];
  return row.kind === 'rating' ? 'likert' : 'fill-in';
}

/**
 * How well a row was answered; `wrong` is the standard's word. A share is sent
 * as a number, so that an administrator can compute the score again.
 */
export function resultOf(row: ReportRow, wrong: 'wrong' | 'incorrect'): string {
  if (row.kind !== 'question') return 'neutral';
  if (row.share === 1) return 'correct';
  return row.share === 0 ? wrong : decimal(row.share);
}
