import { decimalIn } from '../player/cmi.js';
import { EXPORT_COLUMNS } from '../store/export-columns.js';
import { unguardFormula } from '../../core/csv.js';
import type { Result } from '../../core/result.js';
import { answerColumns, answersIn, objectivesIn } from './answer-columns.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { TableFormat } from './table-format.js';
import { momentIn } from './moments.js';
import type { Cells } from './read-table.js';

/** What this program exported itself, as CSV or XLSX. */
export const OWN_EXPORT: TableFormat = {
  name: 'Career Byte export',
  reader(guarded) {
    const headings = guarded.map(unguardFormula);
    if (!EXPORT_COLUMNS.every((name, place) => headings[place] === name)) return null;
    const answers = answerColumns(headings);
    const known = (place: number): boolean =>
      place < EXPORT_COLUMNS.length || answers.taken.has(place);
    return {
      title: null,
      unknownColumns: headings.filter((_, place) => !known(place)),
      read: (cells) => {
        const plain = cells.map(unguardFormula);
        const attempt = attemptIn(plain);
        if (!attempt.ok) return attempt;
        const record = {
          ...attempt.value.record,
          interactions: answersIn(answers, plain),
          objectives: objectivesIn(answers, plain),
        };
        return { ok: true, value: { ...attempt.value, record } };
      },
    };
  },
};

function attemptIn(cells: Cells): Result<ImportedAttempt, string> {
  const [learner = '', code = '', number = '', status = '', success, score = '', progress = ''] =
    cells;
  if (learner === '') return wrong('it names no learner.');
  if (!/^\d{1,6}$/.test(number)) return wrong(`"${number}" is no attempt number.`);
  for (const text of [score, progress]) {
    if (text !== '' && decimalIn(text) === null) return wrong(`"${text}" is no number.`);
  }
  return {
    ok: true,
    value: {
      learner,
      code: code || learner,
      number: Number(number),
      record: {
        status,
        success: success === 'passed' || success === 'failed' ? success : 'unknown',
        score: decimalIn(score),
        progress: decimalIn(progress),
        interactions: [],
        objectives: [],
      },
      seconds: decimalIn(cells[7]),
      first: momentIn(cells[8] ?? ''),
      last: momentIn(cells[9] ?? ''),
      cmi: null,
    },
  };
}

function wrong(problem: string): Result<never, string> {
  return { ok: false, problems: [problem] };
}
