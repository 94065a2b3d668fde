import type { ReportedObjective, ReportRow } from '../../core/report.js';
import { decimal, isoDuration, oneLine, shortId, timestamp } from './cmi-format.js';
import type { Dialect, Elements, Telling } from '../lms/lms-session.js';
import { objectivesToTell, resultOf, rowsToTell } from '../saving/rows-to-tell.js';
import { raisedReport } from './raised-report.js';
import { interactionType } from './interaction-type.js';
import { pattern2004, response2004 } from './scorm2004-responses.js';

/** The data-model elements that tell a SCORM 2004 LMS what `telling` says (field guide 3.4). */
export function scorm2004Elements(telling: Telling): Elements {
  const report = raisedReport(telling.report, telling.floor);
  return new Map([
    ...scoreElements('cmi.score', report.score),
    ...interactionElements(report.rows),
    ...objectiveElements(report.objectives, telling.objectiveRows),
    ['cmi.progress_measure', decimal(report.progress)],
    ...(report.position === null ? [] : [['cmi.location', report.position] as const]),
    ['cmi.suspend_data', telling.suspendData],
    ['cmi.completion_status', report.completed ? 'completed' : 'incomplete'],
    ['cmi.success_status', report.success],
    ['cmi.session_time', isoDuration(telling.seconds)],
    // Always: with anything else the LMS drops all that was stored (field guide 2.3).
    ['cmi.exit', 'suspend'],
  ]);
}

type Pairs = readonly (readonly [element: string, value: string])[];

function scoreElements(prefix: string, score: number | null): Pairs {
  if (score === null) return [];
  return [
    [`${prefix}.min`, '0'],
    [`${prefix}.max`, '100'],
    [`${prefix}.raw`, decimal(score)],
    [`${prefix}.scaled`, decimal(score / 100)],
  ];
}

function interactionElements(rows: readonly ReportRow[]): Pairs {
  return rowsToTell(rows).flatMap((row, index): Pairs => {
    const prefix = `cmi.interactions.${index}`;
    const pattern = pattern2004(row);
    const response = response2004(row);
    const { id, prompt } = row.kind === 'question' ? row.question : row;
    return [
      [`${prefix}.id`, shortId(id)],
      [`${prefix}.type`, interactionType(row)],
      [`${prefix}.description`, oneLine(prompt, 250)],
      ...(pattern === null ? [] : [[`${prefix}.correct_responses.0.pattern`, pattern] as const]),
      ...(row.kind === 'question'
        ? [[`${prefix}.weighting`, decimal(row.question.weight)] as const]
        : []),
      ...(response === null
        ? []
        : ([
            [`${prefix}.learner_response`, response],
            [`${prefix}.result`, resultOf(row, 'incorrect')],
          ] as const)),
    ];
  });
}

function objectiveElements(
  objectives: readonly ReportedObjective[],
  rows: ReadonlyMap<string, number>,
): Pairs {
  return objectivesToTell(objectives).flatMap((objective): Pairs => {
    const id = shortId(objective.id);
    const place = rows.get(id);
    // Without a row of its own it would overwrite another objective's.
    if (place === undefined) return [];
    const prefix = `cmi.objectives.${place}`;
    return [
      [`${prefix}.id`, id],
      [`${prefix}.description`, oneLine(objective.title, 250)],
      ...scoreElements(`${prefix}.score`, objective.score),
      [`${prefix}.completion_status`, objective.completed ? 'completed' : 'not attempted'],
      ...(objective.success === 'unknown'
        ? []
        : [[`${prefix}.success_status`, objective.success] as const]),
    ];
  });
}

const CLOSED = [112, 113, 122, 123, 132, 133, 142, 143];

/** SCORM 2004 as the session needs to know it. */
export const scorm2004: Dialect = {
  standard: 'scorm2004',
  methods: {
    initialize: 'Initialize',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    terminate: 'Terminate',
    lastError: 'GetLastError',
    errorString: 'GetErrorString',
  },
  names: {
    mode: 'cmi.mode',
    credit: 'cmi.credit',
    learnerId: 'cmi.learner_id',
    learnerName: 'cmi.learner_name',
    entry: 'cmi.entry',
    passMark: 'cmi.scaled_passing_score',
    suspendData: 'cmi.suspend_data',
    location: 'cmi.location',
    score: 'cmi.score.raw',
    statuses: ['cmi.completion_status', 'cmi.success_status'],
    sessionTime: 'cmi.session_time',
  },
  isClosed: (code) => CLOSED.includes(code),
  isRefused: (code) => [401, 402, 404, 405, 406, 407, 408, 351].includes(code),
  elements: scorm2004Elements,
  objectiveId: ({ id }) => shortId(id),
  stamp(responseElement, now) {
    return responseElement.endsWith('.learner_response')
      ? [responseElement.replace('learner_response', 'timestamp'), timestamp(now)]
      : null;
  },
};
