import type { Result } from '../../core/result.js';
import { unguardFormula } from '../../core/csv.js';
import {
  NO_SCORE,
  shareOf,
  successIn,
  type InteractionRecord,
  type ObjectiveRecord,
} from '../store/attempt-record.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import { EXPORT_COLUMNS } from '../store/export-columns.js';
import type { Cells } from './read-table.js';
import { wrong, type TableFormat } from './table-format.js';
import { momentIn, numberIn } from './values.js';

/** The columns of the first version, whose scores were raw scores that nothing gave a scale. */
const FIRST_COLUMNS = [
  ...['Learner', 'Learner ID', 'Attempt', 'Status', 'Success', 'Score', 'Progress', 'Seconds'],
  ...['First access', 'Last access'],
];

/** What this program exported itself, as CSV or XLSX. */
export const OWN_EXPORT: TableFormat = {
  name: 'Career Byte export',
  reader(guarded) {
    const headings = guarded.map((heading) => unguardFormula(heading));
    const columns = [EXPORT_COLUMNS, FIRST_COLUMNS].find((names) =>
      names.every((name, place) => headings[place] === name),
    );
    if (!columns) return null;
    const isFirst = columns === FIRST_COLUMNS;
    const answers = answerColumns(headings, columns.length);
    return {
      title: null,
      unknownColumns: answers.unknown,
      notices: isFirst
        ? [
            'This file comes from an older version, which did not keep what scores are out of. They are shown as points.',
          ]
        : [],
      hasLearnerIds: true,
      groups: {
        learner: [0, 1],
        result: columns.slice(2, -2).map((_, n) => n + 2),
        first: [columns.length - 2],
        last: [columns.length - 1],
        answers: [
          ...answers.questions.map((place) => QUESTION.map((_, n) => place + n)),
          ...answers.objectives.map(([, place]) => [place, place + 1]),
        ],
      },
      read: (cells) => {
        const plain = cells.map(unguardFormula);
        const named = new Map(columns.map((name, place) => [name, plain[place] ?? '']));
        return attemptIn((name) => named.get(name) ?? '', answers, plain);
      },
    };
  },
};

function attemptIn(
  cell: (name: string) => string,
  answers: AnswerColumns,
  cells: Cells,
): Result<ImportedAttempt, string> {
  const learner = cell('Learner');
  if (learner === '') return wrong('it names no learner.');
  const number = cell('Attempt');
  if (!/^\d{1,6}$/.test(number)) return wrong(`"${number}" is no attempt number.`);
  const names = [
    'Score in percent',
    'Raw score',
    'Minimum score',
    'Maximum score',
    'Score',
    'Progress',
    'Seconds',
  ];
  const bad = names.find((name) => cell(name) !== '' && numberIn(cell(name)) === null);
  if (bad !== undefined) return wrong(`"${cell(bad)}" in the column ${bad} is no number.`);
  return {
    ok: true,
    value: {
      learner,
      code: cell('Learner ID') || learner,
      number: Number(number),
      record: {
        status: cell('Status') || 'unknown',
        success: successIn(cell('Success')),
        score: {
          ...NO_SCORE,
          percent: numberIn(cell('Score in percent')),
          raw: numberIn(cell('Raw score')) ?? numberIn(cell('Score')),
          min: numberIn(cell('Minimum score')),
          max: numberIn(cell('Maximum score')),
        },
        progress: numberIn(cell('Progress')),
        interactions: answersIn(answers, cells),
        objectives: objectivesIn(answers, cells),
      },
      seconds: numberIn(cell('Seconds')),
      first: momentIn(cell('First access')),
      last: momentIn(cell('Last access')),
      cmi: null,
    },
  };
}

/** Where the answers begin that take four columns each, and the objectives that take two. */
interface AnswerColumns {
  readonly questions: readonly number[];
  readonly objectives: readonly (readonly [code: string, place: number])[];
  readonly unknown: readonly string[];
}

const QUESTION = ['Question', 'Response', 'Right answer', 'Result'] as const;

/** Finds "Question 0", "Response 0" … and "ID status", "ID score", as the export writes them. */
function answerColumns(headings: Cells, from: number): AnswerColumns {
  const questions: number[] = [];
  const objectives: (readonly [string, number])[] = [];
  const unknown: string[] = [];
  for (let place = from; place < headings.length;) {
    const heading = headings[place] ?? '';
    const index = /^Question (\d{1,4})$/.exec(heading)?.[1];
    const code = heading.replace(/ status$/, '');
    if (
      index !== undefined &&
      QUESTION.every((name, n) => [`${name} ${index}`, undefined].includes(headings[place + n]))
    ) {
      questions.push(place);
      place += QUESTION.length;
    } else if (code !== heading && headings[place + 1] === `${code} score`) {
      objectives.push([code, place]);
      place += 2;
    } else {
      if (heading !== '') unknown.push(heading);
      place += 1;
    }
  }
  return { questions, objectives, unknown };
}

function answersIn({ questions }: AnswerColumns, cells: Cells): readonly InteractionRecord[] {
  return questions.flatMap((place) => {
    const [code = '', response = '', rightAnswer = '', result = ''] = cells.slice(place, place + 4);
    if (code === '') return [];
    return {
      code,
      type: '',
      description: '',
      response,
      rightAnswer,
      result,
      share: shareOf(result),
    };
  });
}

function objectivesIn({ objectives }: AnswerColumns, cells: Cells): readonly ObjectiveRecord[] {
  return objectives.flatMap(([code, place]) => {
    const [status = '', score = ''] = cells.slice(place, place + 2);
    return status === '' && score === '' ? [] : [{ code, status, score }];
  });
}
