import { createHash } from 'node:crypto';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { NumberedRow, Report } from './open-report.js';

// What looks at several rows: the same row twice, one learner's attempt twice, texts that are too long.

/** Memory for so many rows; later rows are not compared, and a notice says so. */
const MOST_COMPARED = 2_000_000;
const NAMED = 20;

/** Longer texts are cut, and a notice says so. */
const LIMITS = { name: 300, code: 300, word: 100, question: 1_000, text: 30_000 } as const;

type ComparedReport = Pick<Report, 'notices' | 'hasLearnerIds' | 'rows'>;

/** Rows of a report, checked against each other. Its notices are complete when the rows have been read. */
export class CheckedRows {
  readonly #report: ComparedReport;
  /** The first row of each learner's attempt, and a short sum of what it says. */
  readonly #seen = new Map<string, { readonly row: number; readonly sum: string }>();
  readonly #namesakes: string[] = [];
  readonly #repeats: string[] = [];
  readonly #counts = { namesakes: 0, repeats: 0, cut: 0, rows: 0 };

  constructor(report: ComparedReport) {
    this.#report = report;
  }

  async *rows(): AsyncGenerator<NumberedRow> {
    for await (const [row, read] of this.#report.rows) {
      if (!read.ok || read.value === null) {
        yield [row, read];
        continue;
      }
      this.#counts.rows += 1;
      yield [
        row,
        this.#compared(
          row,
          bounded(read.value, () => (this.#counts.cut += 1)),
        ),
      ];
    }
  }

  /** What a person should know, once the rows have been read. */
  notices(): readonly string[] {
    const { namesakes, repeats, cut, rows } = this.#counts;
    const more = (count: number): string => (count > NAMED ? `, and ${count - NAMED} more` : '');
    return [
      ...this.#report.notices,
      ...(this.#report.hasLearnerIds
        ? []
        : ['This file has no ID or email address. Learners are told apart by their names alone.']),
      ...(namesakes > 0
        ? [
            `The same name comes with the same attempt number and other values: ${this.#namesakes.join('; ')}${more(namesakes)}. They are counted as different learners, because nothing in this file tells whether they are.`,
          ]
        : []),
      ...(repeats > 0
        ? [
            `The same attempt of the same learner comes more than once with different values: ${this.#repeats.join('; ')}${more(repeats)}. Each is counted as an attempt.`,
          ]
        : []),
      ...(cut > 0 ? [cutNotice(cut)] : []),
      ...(rows > MOST_COMPARED
        ? [`Rows after the first ${MOST_COMPARED} were not compared with others.`]
        : []),
    ];
  }

  #compared(row: number, attempt: ImportedAttempt): NumberedRow[1] {
    const key = `${attempt.code}\u0000${attempt.number}`;
    const sum = sumOf(attempt);
    const before = this.#seen.get(key);
    if (!before) {
      if (this.#seen.size < MOST_COMPARED) this.#seen.set(key, { row, sum });
      return { ok: true, value: attempt };
    }
    if (before.sum === sum || this.#seen.has(`${key}\u0000${sum}`)) {
      const first = this.#seen.get(`${key}\u0000${sum}`)?.row ?? before.row;
      return { ok: false, problems: [`it says the same as row ${first}, so it is counted once.`] };
    }
    if (this.#seen.size < MOST_COMPARED) this.#seen.set(`${key}\u0000${sum}`, { row, sum });
    const place = `${attempt.learner}, attempt ${attempt.number}, in rows ${before.row} and ${row}`;
    if (this.#report.hasLearnerIds) {
      this.#counts.repeats += 1;
      if (this.#repeats.length < NAMED) this.#repeats.push(place);
      return { ok: true, value: attempt };
    }
    this.#counts.namesakes += 1;
    if (this.#namesakes.length < NAMED) this.#namesakes.push(place);
    return { ok: true, value: { ...attempt, code: `${attempt.code} (row ${row})` } };
  }
}

/** An attempt whose texts fit; `onCut` is called for each that did not. */
export function bounded(attempt: ImportedAttempt, onCut: () => void): ImportedAttempt {
  const cut = (text: string, most: number): string => {
    if (text.length <= most) return text;
    onCut();
    return `${text.slice(0, most - 1)}…`;
  };
  const { record } = attempt;
  return {
    ...attempt,
    learner: cut(attempt.learner, LIMITS.name),
    code: cut(attempt.code, LIMITS.code),
    record: {
      ...record,
      status: cut(record.status, LIMITS.word),
      interactions: record.interactions.map((one) => ({
        ...one,
        code: cut(one.code, LIMITS.question),
        type: cut(one.type, LIMITS.word),
        description: cut(one.description, LIMITS.text),
        response: cut(one.response, LIMITS.text),
        rightAnswer: cut(one.rightAnswer, LIMITS.text),
        result: cut(one.result, LIMITS.word),
      })),
      objectives: record.objectives.map(({ code, status, score }) => ({
        code: cut(code, LIMITS.question),
        status: cut(status, LIMITS.word),
        score: cut(score, LIMITS.word),
      })),
    },
  };
}

/** What to say of so many texts. */
export function cutNotice(count: number): string {
  return `${count} ${count === 1 ? 'text was' : 'texts were'} too long and cut.`;
}

function sumOf(attempt: ImportedAttempt): string {
  return createHash('sha1').update(JSON.stringify(attempt)).digest('base64').slice(0, 12);
}
