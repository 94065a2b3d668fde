import { decimalIn } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import { answerColumns, answersIn, objectivesIn, type AnswerColumns } from './answer-columns.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { TableFormat, TableReader } from './table-format.js';
import { momentIn } from './moments.js';
import type { Cells } from './read-table.js';

/** The headings of Moodle's SCORM reports in English; each of these must be there. */
const NEEDED = ['Attempt', 'Started on', 'Last accessed on', 'Score'] as const;
const NAMES = ['Name', 'First name / Last name', 'First name', 'Last name'] as const;
const CODES = ['Email address', 'Username', 'ID number'] as const;

/** Moodle's SCORM reports: basic, objectives and interactions (field guide 11). */
export const MOODLE: TableFormat = {
  name: 'Moodle SCORM report',
  reader(headings) {
    const names = NAMES.filter((name) => headings.includes(name));
    if (!NEEDED.every((name) => headings.includes(name)) || names.length === 0) return null;
    return new MoodleReader(headings, names);
  },
};

class MoodleReader implements TableReader {
  readonly title: string | null;
  readonly unknownColumns: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #names: readonly number[];
  readonly #code: number;
  /** The column that is headed with the lesson's name; it holds the score, or a status word. */
  readonly #lesson: number;
  readonly #answers: AnswerColumns;

  constructor(headings: Cells, names: readonly string[]) {
    this.#places = new Map(headings.map((heading, place) => [heading, place]));
    this.#names = names.map((name) => headings.indexOf(name));
    this.#answers = answerColumns(headings);
    const code = CODES.find((name) => headings.includes(name));
    this.#code = code === undefined ? (this.#names[0] ?? 0) : headings.indexOf(code);
    const known = new Set<string>([...NEEDED, ...NAMES, ...CODES]);
    const others = headings.flatMap((heading, place) =>
      known.has(heading) || this.#answers.taken.has(place) || heading === '' ? [] : [place],
    );
    // It comes right after the fixed columns; what a site adds stands before them.
    const after = others.filter((place) => place > headings.indexOf('Score'));
    this.#lesson = after[0] ?? -1;
    this.title = headings[this.#lesson] ?? null;
    this.unknownColumns = others
      .filter((place) => place !== this.#lesson)
      .map((place) => headings[place] ?? '');
  }

  read(cells: Cells): Result<ImportedAttempt | null, string> {
    const learner = this.#names
      .map((place) => cells[place] ?? '')
      .join(' ')
      .trim();
    if (learner === '') return { ok: false, problems: ['it names no learner.'] };
    const attempt = this.#cell(cells, 'Attempt');
    if (!/^\d{1,6}$/.test(attempt)) {
      return {
        ok: false,
        problems: [`"${attempt}" is no attempt number; ${learner} may not have begun.`],
      };
    }
    const scoreText = this.#cell(cells, 'Score');
    const score = decimalIn(scoreText);
    if (score === null && scoreText !== '' && scoreText !== '-') {
      return { ok: false, problems: [`the score "${scoreText}" is no number.`] };
    }
    return {
      ok: true,
      value: {
        learner,
        code: cells[this.#code] ?? learner,
        number: Number(attempt),
        record: {
          status: this.#status(cells),
          success: 'unknown',
          score,
          progress: null,
          interactions: answersIn(this.#answers, cells),
          objectives: objectivesIn(this.#answers, cells),
        },
        seconds: null,
        first: momentIn(this.#cell(cells, 'Started on')),
        last: momentIn(this.#cell(cells, 'Last accessed on')),
        cmi: null,
      },
    };
  }

  /** Moodle writes a status word where the lesson has no score. */
  #status(cells: Cells): string {
    const text = this.#lesson < 0 ? '' : (cells[this.#lesson] ?? '');
    return /^[A-Za-z ]{1,20}$/.test(text) ? text.toLowerCase() : 'unknown';
  }

  #cell(cells: Cells, heading: string): string {
    return (cells[this.#places.get(heading) ?? -1] ?? '').trim();
  }
}
