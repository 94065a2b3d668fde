import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { ReportedObjective, ReportRow } from '../../core/report.js';
import { rightAnswer } from '../../core/scoring.js';
import { decimal, isoDuration, oneLine, shortId, timestamp } from './cmi-format.js';
import {
  interactionType,
  objectivesToSend,
  resultOf,
  rowsToSend,
  type DataModelInput,
  type DataValue,
  type Dialect,
} from './dialect.js';

type Values = readonly DataValue[];

/** Builds the SCORM 2004 data-model values (docs/scorm.md, Write plan). */
export function scorm2004Values(input: DataModelInput): Values {
  const { report } = input;
  return [
    ...scoreValues('cmi.score', null, report.score),
    ...interactionValues(report.rows),
    ...objectiveValues(report.objectives, input.objectiveRows),
    value('cmi.progress_measure', null, decimal(report.progress)),
    ...(report.position === null ? [] : [value('cmi.location', null, report.position)]),
    value('cmi.suspend_data', null, input.suspendData, 'record'),
    value('cmi.completion_status', null, report.completed ? 'completed' : 'incomplete', 'status'),
    value('cmi.success_status', null, report.success, 'status'),
    value('cmi.session_time', null, isoDuration(input.seconds), 'session'),
    // Always: with any other exit the LMS drops all that was stored.
    value('cmi.exit', null, 'suspend', 'session'),
  ];
}

function value(
  element: string,
  row: number | null,
  text: string,
  role: DataValue['role'] = 'detail',
): DataValue {
  return { element, row, value: text, role };
}

function scoreValues(prefix: string, row: number | null, score: number | null): Values {
  if (score === null) return [];
  return [
    value(`${prefix}.min`, row, '0'),
    value(`${prefix}.max`, row, '100'),
    value(`${prefix}.raw`, row, decimal(score)),
    value(`${prefix}.scaled`, row, decimal(score / 100)),
  ];
}

function interactionValues(rows: readonly ReportRow[]): Values {
  return rowsToSend(rows).flatMap((row, index): Values => {
    const prefix = 'cmi.interactions.n';
    const pattern = pattern2004(row);
    const response = response2004(row);
    const { id, prompt } = row.kind === 'question' ? row.question : row;
    return [
      value(`${prefix}.id`, index, shortId(id), 'id'),
      value(`${prefix}.type`, index, interactionType(row)),
      value(`${prefix}.description`, index, oneLine(prompt, 250)),
      ...(pattern === null ? [] : [value(`${prefix}.correct_responses.0.pattern`, index, pattern)]),
      ...(row.kind === 'question'
        ? [value(`${prefix}.weighting`, index, decimal(row.question.weight))]
        : []),
      ...(response === null
        ? []
        : [
            value(`${prefix}.learner_response`, index, response, 'response'),
            value(`${prefix}.result`, index, resultOf(row, 'incorrect')),
          ]),
    ];
  });
}

function objectiveValues(
  objectives: readonly ReportedObjective[],
  rows: ReadonlyMap<string, number>,
): Values {
  return objectivesToSend(objectives).flatMap((objective): Values => {
    const id = shortId(objective.id);
    const row = rows.get(id);
    // Without a row of its own it would overwrite another objective's.
    if (row === undefined) return [];
    const prefix = 'cmi.objectives.n';
    return [
      value(`${prefix}.id`, row, id, 'id'),
      value(`${prefix}.description`, row, oneLine(objective.title, 250)),
      ...scoreValues(`${prefix}.score`, row, objective.score),
      value(
        `${prefix}.completion_status`,
        row,
        objective.completed ? 'completed' : 'not attempted',
      ),
      ...(objective.success === 'unknown'
        ? []
        : [value(`${prefix}.success_status`, row, objective.success)]),
    ];
  });
}

/** The learner's answer in short ids; `null` for none, because `""` is refused. */
export function response2004(row: ReportRow): string | null {
  switch (row.kind) {
    case 'question':
      return row.answer && answerIds(row.question, row.answer);
    case 'rating':
      return row.rating === null ? null : shortId(row.rating);
    case 'comment':
      // `[,]` and its like would split the text into several answers.
      return oneLine(row.text.replace(/\[([,.:])\]/g, '$1'), 250) || null;
  }
}

/** The right answer in the same ids; `null` where there is none. */
export function pattern2004(row: ReportRow): string | null {
  return row.kind === 'question' ? answerIds(row.question, rightAnswer(row.question)) : null;
}

function answerIds(question: Question, answer: Answer): string | null {
  switch (answer.type) {
    case 'true-false':
      return String(answer.value);
    case 'single-choice':
      return shortId(answer.option);
    case 'multiple-choice': {
      // In the order of the options, so that a right answer reads like the pattern.
      const options = question.type === 'multiple-choice' ? question.options : [];
      const chosen = options.filter(({ id }) => answer.options.includes(id));
      return chosen.map(({ id }) => shortId(id)).join('[,]') || null;
    }
    case 'matching': {
      const items = question.type === 'matching' ? question.items : [];
      const pairs = items.flatMap(({ id }) => {
        const target = answer.targets[id];
        return target === undefined ? [] : [`${shortId(id)}[.]${shortId(target)}`];
      });
      return pairs.join('[,]') || null;
    }
  }
}

const CLOSED = [112, 113, 122, 123, 132, 133, 142, 143];

/** SCORM 2004, 3rd and 4th edition. */
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
    exit: 'cmi.exit',
    passMark: 'cmi.scaled_passing_score',
    suspendData: 'cmi.suspend_data',
    location: 'cmi.location',
    score: 'cmi.score.raw',
    statuses: ['cmi.completion_status', 'cmi.success_status'],
  },
  closedCodes: CLOSED,
  refusedCodes: [401, 402, 404, 405, 406, 407, 408, 351],
  unknownCodes: [401, 402],
  values: scorm2004Values,
  objectiveId: ({ id }) => shortId(id),
  stampOf: ({ row }, now) => value('cmi.interactions.n.timestamp', row, timestamp(now)),
};
