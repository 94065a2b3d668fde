import type { Settings } from '../../core/byte.js';
import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { Report, ReportedObjective, ReportRow } from '../../core/report.js';
import { rightAnswer } from '../../core/scoring.js';
import { clockDuration, decimal, joinedWords, oneLine, timeOfDay, wordsOf } from './cmi-format.js';
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

/** Builds the SCORM 1.2 data-model values (docs/scorm.md, Write plan). */
export function scorm12Values(input: DataModelInput): Values {
  const { report } = input;
  const status = statusOf(input);
  return [
    ...scoreValues('cmi.core.score', null, report.score),
    ...interactionValues(report.rows),
    ...objectiveValues(report.objectives, input.objectiveRows),
    ...(report.position === null
      ? []
      : [text('cmi.core.lesson_location', null, report.position, `${report.position}_`)]),
    { element: 'cmi.suspend_data', row: null, value: input.suspendData, role: 'record' },
    {
      element: 'cmi.core.lesson_status',
      row: null,
      value: status,
      role: 'status',
      ...decoyStatus(status),
    },
    {
      element: 'cmi.core.session_time',
      row: null,
      value: clockDuration(input.seconds),
      role: 'session',
    },
    // Always: with any other exit some LMSs drop what was stored.
    { element: 'cmi.core.exit', row: null, value: 'suspend', role: 'session' },
  ];
}

function text(element: string, row: number | null, value: string, decoy: string): DataValue {
  return { element, row, value, role: 'detail', decoy };
}

/** At most 255 characters, as the value itself. */
function longer(value: string): string {
  return `${value.slice(0, 254)}_`;
}

function scoreValues(prefix: string, row: number | null, score: number | null): Values {
  if (score === null) return [];
  return [
    text(`${prefix}.min`, row, '0', '0.01'),
    text(`${prefix}.max`, row, '100', '99.99'),
    text(`${prefix}.raw`, row, decimal(score), decoyScore(score)),
  ];
}

/** Scores of our own are whole numbers, so a hundredth more is recognized as a decoy. */
const HUNDREDTH = 0.01;

function decoyScore(score: number): string {
  return score === 100 ? '99.99' : Math.min(100, score + HUNDREDTH).toFixed(2);
}

/** The true score behind `score`, where the page was left between a decoy and the truth. */
export function withoutDecoy(score: number): number {
  const whole = Math.floor(score);
  return score.toFixed(2) === (whole + HUNDREDTH).toFixed(2) ? whole : score;
}

/** One step down, so that the way back to the true value is a step up. */
const STATUS_BELOW: Readonly<Record<string, string>> = {
  passed: 'completed',
  completed: 'incomplete',
  failed: 'incomplete',
  incomplete: 'browsed',
};

function decoyStatus(status: string): { readonly decoy?: string } {
  const decoy = STATUS_BELOW[status];
  return decoy === undefined ? {} : { decoy };
}

function interactionValues(rows: readonly ReportRow[]): Values {
  const ids = idsOf12(rows);
  return rowsToSend(rows).flatMap((row, index): Values => {
    const prefix = 'cmi.interactions.n';
    const id = ids[index] ?? '';
    const type = interactionType(row);
    const pattern = pattern12(row);
    const response = response12(row);
    const result = resultOf(row, 'wrong');
    return [
      { element: `${prefix}.id`, row: index, value: id, role: 'id', decoy: longer(id) },
      text(`${prefix}.type`, index, type, type === 'fill-in' ? 'choice' : 'fill-in'),
      ...(pattern === null
        ? []
        : [text(`${prefix}.correct_responses.0.pattern`, index, pattern, longer(pattern))]),
      ...(row.kind === 'question' ? [weighting(prefix, index, row.question.weight)] : []),
      ...(response === null
        ? []
        : [
            {
              ...text(`${prefix}.student_response`, index, response, decoyResponse(response)),
              role: 'response' as const,
            },
            text(
              `${prefix}.result`,
              index,
              result,
              result === 'neutral' ? 'unanticipated' : 'neutral',
            ),
          ]),
    ];
  });
}

function weighting(prefix: string, row: number, weight: number): DataValue {
  return text(`${prefix}.weighting`, row, decimal(weight), weight === 0 ? '1' : '0');
}

function decoyResponse(response: string): string {
  if (response === 't') return 'f';
  return response === 'f' ? 't' : longer(response);
}

function objectiveValues(
  objectives: readonly ReportedObjective[],
  rows: ReadonlyMap<string, number>,
): Values {
  return objectivesToSend(objectives).flatMap((objective): Values => {
    const id = objectiveId(objective);
    const row = rows.get(id);
    // Without a row of its own it would overwrite another objective's.
    if (row === undefined) return [];
    const prefix = 'cmi.objectives.n';
    const status = objectiveStatus(objective);
    return [
      { element: `${prefix}.id`, row, value: id, role: 'id', decoy: longer(id) },
      ...scoreValues(`${prefix}.score`, row, objective.score),
      {
        element: `${prefix}.status`,
        row,
        value: status,
        role: 'detail',
        ...decoyStatus(status),
      },
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
 * SCORM 1.2 has one status where 2004 has two; the settings choose the words for
 * success and for its lack. Never below what the LMS holds.
 */
function statusOf({ report, statusWords, floor }: DataModelInput): string {
  const word = statusWord(report, statusWords);
  return STATUS_RANK.indexOf(floor.lessonStatus) > STATUS_RANK.indexOf(word)
    ? floor.lessonStatus
    : word;
}

function statusWord(report: Report, words: Settings['statusWords']): string {
  if (!report.completed) return 'incomplete';
  if (report.success === 'passed') return words.startsWith('passed') ? 'passed' : 'completed';
  // Where completion does not depend on the quiz, a finished lesson is neither passed nor failed.
  if (!report.quizDecides) return 'completed';
  // Moodle locks a failed lesson, and a learner with an attempt left must not be locked out.
  return words.endsWith('failed') && report.settled ? 'failed' : 'incomplete';
}

/** One readable id per row; where two labels read alike the later one gets its place added. */
export function idsOf12(rows: readonly ReportRow[]): readonly string[] {
  const used = new Set<string>();
  return rows.map((row, index) => {
    const { id, label } = row.kind === 'question' ? row.question : row;
    const words = wordsOf(label, id);
    const unique = used.has(words) ? `${words.slice(0, 250)}_${index + 1}` : words;
    used.add(unique);
    return unique;
  });
}

/** The learner's answer in words; `null` for none. */
export function response12(row: ReportRow): string | null {
  switch (row.kind) {
    case 'question':
      return row.answer && answerWords(row.question, row.answer);
    case 'rating': {
      const step = row.scale.find(({ id }) => id === row.rating);
      return step ? wordsOf(step.text, step.id) : null;
    }
    case 'comment':
      return comment12(row.text) || null;
  }
}

/** The right answer in the same words; `null` where there is none. */
export function pattern12(row: ReportRow): string | null {
  return row.kind === 'question' ? answerWords(row.question, rightAnswer(row.question)) : null;
}

function answerWords(question: Question, answer: Answer): string | null {
  if (answer.type === 'true-false') return answer.value ? 't' : 'f';
  if (question.type === 'matching' && answer.type === 'matching') {
    const pairs = question.items.flatMap(({ id, label }) => {
      const target = question.targets.find((one) => one.id === answer.targets[id]);
      return target ? [[wordsOf(label, id), wordsOf(target.label, target.id)]] : [];
    });
    return joinedWords(pairs) || null;
  }
  if (question.type !== 'single-choice' && question.type !== 'multiple-choice') return null;
  const chosen = question.options.filter(({ id }) =>
    answer.type === 'single-choice'
      ? answer.option === id
      : answer.type === 'multiple-choice' && answer.options.includes(id),
  );
  return joinedWords(chosen.map(({ id, label }) => [wordsOf(label, id)])) || null;
}

const SPELLED: Readonly<Record<string, string>> = { '&': 'and', '+': 'plus', '%': 'percent' };

/** A comment without the characters that break LMSs which send it unencoded (docs/scorm.md, Text limits and alphabets). */
function comment12(text: string): string {
  return oneLine(
    text.replace(/[&+%#]/g, (sign) => ` ${SPELLED[sign] ?? ''} `),
    250,
  );
}

/** SCORM 1.2. */
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
    exit: 'cmi.core.exit',
    passMark: 'cmi.student_data.mastery_score',
    suspendData: 'cmi.suspend_data',
    location: 'cmi.core.lesson_location',
    score: 'cmi.core.score.raw',
    statuses: ['cmi.core.lesson_status'],
  },
  closedCodes: [301],
  refusedCodes: [201, 202, 203, 401, 402, 403, 404, 405],
  unknownCodes: [201, 401, 402],
  values: scorm12Values,
  objectiveId,
  stampOf: ({ row }, now) => ({
    element: 'cmi.interactions.n.time',
    row,
    value: timeOfDay(now),
    role: 'detail',
  }),
};
