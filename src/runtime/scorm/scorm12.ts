import type { ReportedObjective, ReportRow } from '../../core/report.js';
import type { Settings } from '../../core/byte.js';
import { clockDuration, decimal, timeOfDay, wordsOf } from './cmi-format.js';
import type { Dialect, Elements, Telling } from '../lms/lms-session.js';
import { objectivesToTell, resultOf, rowsToTell } from '../saving/rows-to-tell.js';
import { raisedReport } from './raised-report.js';
import { interactionType } from './interaction-type.js';
import { idsOf12, pattern12, response12 } from './scorm12-responses.js';

/** The data-model elements that tell a SCORM 1.2 LMS what `telling` says (field guide 3.4). */
export function scorm12Elements(telling: Telling): Elements {
  const report = raisedReport(telling.report, telling.floor);
  return new Map([
    ...scoreElements('cmi.core.score', report.score),
    ...interactionElements(report.rows),
    ...objectiveElements(report.objectives, telling.objectiveRows),
    ...(report.position === null ? [] : [['cmi.core.lesson_location', report.position] as const]),
    ['cmi.suspend_data', telling.suspendData],
    ['cmi.core.lesson_status', statusOf(telling)],
    ['cmi.core.session_time', clockDuration(telling.seconds)],
    // Always: with anything else some LMSs drop what was stored (field guide 2.3).
    ['cmi.core.exit', 'suspend'],
  ]);
}

type Pairs = readonly (readonly [element: string, value: string])[];

function scoreElements(prefix: string, score: number | null): Pairs {
  if (score === null) return [];
  return [
    [`${prefix}.min`, '0'],
    [`${prefix}.max`, '100'],
    [`${prefix}.raw`, decimal(score)],
  ];
}

function interactionElements(rows: readonly ReportRow[]): Pairs {
  const ids = idsOf12(rows);
  return rowsToTell(rows).flatMap((row, index): Pairs => {
    const prefix = `cmi.interactions.${index}`;
    const pattern = pattern12(row);
    const response = response12(row);
    return [
      [`${prefix}.id`, ids[index] ?? ''],
      [`${prefix}.type`, interactionType(row)],
      ...(pattern === null ? [] : [[`${prefix}.correct_responses.0.pattern`, pattern] as const]),
      ...(row.kind === 'question'
        ? [[`${prefix}.weighting`, decimal(row.question.weight)] as const]
        : []),
      ...(response === null
        ? []
        : ([
            [`${prefix}.student_response`, response],
            [`${prefix}.result`, resultOf(row, 'wrong')],
          ] as const)),
    ];
  });
}

function objectiveElements(
  objectives: readonly ReportedObjective[],
  rows: ReadonlyMap<string, number>,
): Pairs {
  return objectivesToTell(objectives).flatMap((objective): Pairs => {
    const id = objectiveId(objective);
    const place = rows.get(id);
    // Without a row of its own it would overwrite another objective's.
    if (place === undefined) return [];
    const prefix = `cmi.objectives.${place}`;
    return [
      [`${prefix}.id`, id],
      ...scoreElements(`${prefix}.score`, objective.score),
      [`${prefix}.status`, objectiveStatus(objective)],
    ];
  });
}

function objectiveId({ id, label }: { readonly id: string; readonly label: string }): string {
  return wordsOf(label, id);
}

function objectiveStatus({ completed, success }: ReportedObjective): string {
  if (success !== 'unknown') return success;
  return completed ? 'completed' : 'not attempted';
}

const STATUS_RANK = ['not attempted', 'browsed', 'incomplete', 'failed', 'completed', 'passed'];

/**
 * SCORM 1.2 has one status where 2004 has two; the settings say which words
 * stand for success and for its lack. Never below what the LMS holds.
 */
function statusOf({ report, statusWords, floor }: Telling): string {
  const word = statusWord(report, statusWords);
  return STATUS_RANK.indexOf(floor.lessonStatus) > STATUS_RANK.indexOf(word)
    ? floor.lessonStatus
    : word;
}

function statusWord(report: Telling['report'], words: Settings['statusWords']): string {
  if (!report.completed) return 'incomplete';
  if (report.success === 'passed') return words.startsWith('passed') ? 'passed' : 'completed';
  // Where the quiz has no say, a lesson that is done is neither passed nor failed.
  if (!report.quizDecides) return 'completed';
  // Moodle locks a failed lesson; who may still try again must not be locked out (field guide 3.4).
  return words.endsWith('failed') && report.settled ? 'failed' : 'incomplete';
}

/** SCORM 1.2 as the session needs to know it. */
export const scorm12: Dialect = {
  standard: 'scorm12',
  methods: {
    initialize: 'LMSInitialize',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    terminate: 'LMSFinish',
    lastError: 'LMSGetLastError',
    errorString: 'LMSGetErrorString',
  },
  names: {
    mode: 'cmi.core.lesson_mode',
    credit: 'cmi.core.credit',
    learnerId: 'cmi.core.student_id',
    learnerName: 'cmi.core.student_name',
    entry: 'cmi.core.entry',
    passMark: 'cmi.student_data.mastery_score',
    suspendData: 'cmi.suspend_data',
    location: 'cmi.core.lesson_location',
    score: 'cmi.core.score.raw',
    statuses: ['cmi.core.lesson_status'],
    sessionTime: 'cmi.core.session_time',
  },
  isClosed: (code) => code === 301,
  isRefused: (code) => [201, 202, 203, 401, 402, 403, 404, 405].includes(code),
  elements: scorm12Elements,
  objectiveId,
  stamp(responseElement, now) {
    return responseElement.endsWith('.student_response')
      ? [responseElement.replace('student_response', 'time'), timeOfDay(now)]
      : null;
  },
};
