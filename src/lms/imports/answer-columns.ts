import { shareOf, type InteractionRecord, type ObjectiveRecord } from '../store/attempt-record.js';
import type { Cells } from './read-table.js';

/** Where the columns of one question are. */
interface QuestionColumns {
  id: number;
  response: number;
  right: number;
  result: number;
}

/** Where the columns of one objective are. */
interface ObjectiveColumns {
  code: string;
  status: number;
  score: number;
}

/** The columns that come once per question or objective. */
export interface AnswerColumns {
  readonly questions: readonly QuestionColumns[];
  readonly objectives: readonly ObjectiveColumns[];
  /** The places that these columns take. */
  readonly taken: ReadonlySet<number>;
}

const PARTS = {
  Question: 'id',
  Response: 'response',
  'Right answer': 'right',
  Result: 'result',
} as const;

/** Finds "Question 0", "Response 0" … and "ID status", "ID score", as Moodle heads them. */
export function answerColumns(headings: Cells): AnswerColumns {
  const questions = new Map<number, QuestionColumns>();
  const objectives = new Map<string, ObjectiveColumns>();
  const taken = new Set<number>();
  headings.forEach((heading, place) => {
    const part = /^(Question|Response|Right answer|Result) (\d{1,3})$/.exec(heading);
    const objective = /^(.+) (status|score)$/.exec(heading);
    if (part) {
      const index = Number(part[2]);
      const columns = questions.get(index) ?? { id: -1, response: -1, right: -1, result: -1 };
      columns[PARTS[part[1] as keyof typeof PARTS]] = place;
      questions.set(index, columns);
    } else if (objective) {
      const code = objective[1] ?? '';
      const columns = objectives.get(code) ?? { code, status: -1, score: -1 };
      columns[objective[2] as 'status' | 'score'] = place;
      objectives.set(code, columns);
    } else {
      return;
    }
    taken.add(place);
  });
  const inOrder = [...questions.entries()].sort(([a], [b]) => a - b);
  return {
    questions: inOrder.map(([, columns]) => columns),
    objectives: [...objectives.values()],
    taken,
  };
}

/** The answers of a row; a question without an id is one that was never asked. */
export function answersIn(columns: AnswerColumns, cells: Cells): readonly InteractionRecord[] {
  const answers: InteractionRecord[] = [];
  for (const { id, response, right, result } of columns.questions) {
    const code = cells[id] ?? '';
    if (code === '') continue;
    const word = cells[result] ?? '';
    answers.push({
      code,
      type: '',
      description: '',
      response: cells[response] ?? '',
      rightAnswer: cells[right] ?? '',
      result: word,
      share: shareOf(word),
    });
  }
  return answers;
}

export function objectivesIn(columns: AnswerColumns, cells: Cells): readonly ObjectiveRecord[] {
  return columns.objectives.flatMap(({ code, status, score }) => {
    const record = { code, status: cells[status] ?? '', score: cells[score] ?? '' };
    return record.status === '' && record.score === '' ? [] : [record];
  });
}
