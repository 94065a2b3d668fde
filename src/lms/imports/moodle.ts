import {
  NO_SCORE,
  scoreOf,
  shareOf,
  successIn,
  type InteractionRecord,
  type ObjectiveRecord,
  type Score,
} from '../store/attempt-record.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import type { Result } from '../../core/result.js';
import {
  EMAIL_WORDS,
  ENDINGS,
  findLanguage,
  ID_WORDS,
  NAME_WORDS,
  QUESTION_PARTS,
  statusIn,
  type QuestionPart,
} from './moodle-languages.js';
import type { Cells } from './read-table.js';
import { wrong, type CellGroups, type TableFormat, type TableReader } from './table-format.js';
import { isBlank, momentIn, numberIn, scoreIn, unescapeHtml } from './values.js';

/** Moodle's SCORM reports: basic, objectives and interactions (docs/scorm.md, Moodle, driven end to end). */
export const MOODLE: TableFormat = {
  name: 'Moodle SCORM report',
  reader(escaped, sample) {
    const headings = escaped.map((heading) => unescapeHtml(heading).trim());
    const places = columnsByName(headings) ?? columnsByContent(sample);
    return places && new MoodleReader(headings, sample, places);
  },
};

/** The columns that every report has. */
interface Places {
  readonly attempt: number;
  readonly started: number;
  readonly last: number;
  readonly score: number;
  /** The language of the headings; `null` for one that is not known here. */
  readonly language: string | null;
}

function columnsByName(headings: Cells): Places | null {
  const language = findLanguage(headings);
  if (!language) return null;
  const placeOf = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading.toLowerCase()));
  const [attempt, started, last, score] = language.headings.map(placeOf);
  if (attempt === undefined || started === undefined || last === undefined || score === undefined)
    return null;
  return attempt > 0 && Math.min(started, last, score) > attempt
    ? { attempt, started, last, score, language: language.code }
    : null;
}

/**
 * In every language the columns come in one order: a name, what identifies the learner, then
 * attempt, two dates in words, and a score. Nothing but Moodle's report is known to have this shape.
 */
function columnsByContent(sample: readonly Cells[]): Places | null {
  const isDate = (cell = ''): boolean =>
    /(?<!\d)\d{4}(?!\d)/.test(cell) && /\d[:.]\d\d/.test(cell) && /\p{L}|[年]/u.test(cell);
  const rows = sample.filter((cells) => cells.some((cell) => isDate(cell)));
  const [first] = rows;
  if (!first) return null;
  const fits = (cells: Cells, place: number): boolean =>
    /^\d{1,3}$/.test(cells[place] ?? '') &&
    isDate(cells[place + 1]) &&
    isDate(cells[place + 2]) &&
    (isBlank(cells[place + 3] ?? '') || numberIn(cells[place + 3] ?? '') !== null);
  for (let place = 1; place < Math.min(12, first.length); place += 1) {
    if (rows.every((cells) => fits(cells, place))) {
      return {
        attempt: place,
        started: place + 1,
        last: place + 2,
        score: place + 3,
        language: null,
      };
    }
  }
  return null;
}

/** Where the columns of one question are, as far as the export has them. */
type QuestionColumns = { readonly index: number } & Partial<Record<QuestionPart, number>>;

interface ObjectiveColumns {
  readonly code: string;
  readonly status: number;
  readonly score: number;
}

class MoodleReader implements TableReader {
  readonly title: string | null;
  readonly unknownColumns: readonly string[];
  readonly notices: readonly string[];
  readonly width: number;
  readonly hasLearnerIds: boolean;
  readonly groups: CellGroups;
  readonly #places: Places;
  readonly #names: readonly number[];
  readonly #code: number;
  /** The names of the package's parts (SCOs); each has a column with a score or a status word. */
  readonly #parts: readonly string[];
  readonly #objectives: readonly ObjectiveColumns[];
  readonly #questions: readonly QuestionColumns[];
  readonly #firstPart: number;
  /** With answers, each part's column is followed by its answers, although the headings name them once. */
  readonly #partWidth: number;

  constructor(headings: Cells, sample: readonly Cells[], places: Places) {
    this.#places = places;
    const identity = headings
      .map((heading, place) => ({ heading, place }))
      .slice(0, places.attempt);
    const named = (words: ReadonlySet<string>): readonly number[] =>
      identity.flatMap(({ heading, place }) => (words.has(heading.toLowerCase()) ? [place] : []));
    const names = named(NAME_WORDS);
    this.#names = names.length > 0 ? names : [0];
    const looksLikeEmail = identity
      .filter(
        ({ place }) =>
          sample.length > 0 &&
          sample.every((cells) => /^$|@/.test(cells[place] ?? '')) &&
          sample.some((cells) => cells[place]?.includes('@')),
      )
      .map(({ place }) => place);
    const [code] = [...named(EMAIL_WORDS), ...looksLikeEmail, ...named(ID_WORDS)];
    this.#code = code ?? -1;
    this.hasLearnerIds = code !== undefined;

    const after = places.score + 1;
    // The lesson may be called "Question 1".
    const isLesson = hasScores(sample, after) || hasStatuses(sample, after, places.language);
    this.#questions = questionColumns(headings, isLesson ? after + 1 : after);
    const asked = this.#questions.flatMap((columns) =>
      PART_ORDER.flatMap((part) => columns[part] ?? []),
    );
    const end = asked.length > 0 ? Math.min(...asked) : headings.length;
    const others = headings
      .map((heading, place) => ({ heading, place }))
      .slice(after, end)
      .filter(({ heading }) => heading !== '');
    const pairs = objectivePairs(others);
    const single = others.filter(
      ({ place }) => !pairs.some(({ status, score }) => place === status || place === score),
    );
    const [lesson, ...further] = single;
    const parts =
      asked.length > 0
        ? single
        : lesson
          ? [lesson, ...further.filter(({ place }) => hasScores(sample, place))]
          : [];
    const states =
      asked.length > 0
        ? []
        : further.filter(
            ({ place }) => !hasScores(sample, place) && hasStatuses(sample, place, places.language),
          );
    this.#parts = parts.map(({ heading }) => heading);
    this.#firstPart = parts[0]?.place ?? -1;
    this.#partWidth = parts.length > 1 && asked.length > 0 ? 1 + asked.length : 1;
    this.#objectives = [
      ...pairs,
      ...states.map(({ heading, place }) => objectiveOf(heading, place)),
    ];
    this.width = headings.length + (this.#partWidth - 1) * (parts.length - 1);
    this.title = this.#parts.join(', ') || null;

    const known = new Set([
      ...this.#names,
      this.#code,
      places.attempt,
      places.started,
      places.last,
      places.score,
      ...asked,
      ...parts.map(({ place }) => place),
      ...this.#objectives.flatMap(({ status, score }) => [status, score]),
    ]);
    this.unknownColumns = headings.filter((heading, place) => !known.has(place) && heading !== '');
    const partPlaces = parts.map((_, n) => this.#firstPart + n * this.#partWidth);
    this.groups = {
      learner: [...new Set([...this.#names, this.#code])].filter((place) => place >= 0),
      result: [places.attempt, places.score, ...partPlaces],
      first: [places.started],
      last: [places.last],
      answers: [
        ...this.#shifts().flatMap((_, n) =>
          this.#questions.map(({ index, ...columns }) =>
            Object.values(columns).map((place) => place + this.#shiftOf(n)),
          ),
        ),
        ...(parts.length > 1 ? [partPlaces] : []),
        ...this.#objectives.map(({ status, score }) =>
          [status, score].filter((place) => place >= 0),
        ),
      ],
    };
    this.notices = this.#noticesAbout(headings, this.unknownColumns.length < headings.length);
  }

  read(escaped: Cells): Result<ImportedAttempt | null, string> {
    const cells = escaped.map(unescapeHtml);
    const learner = this.#names
      .map((place) => cells[place] ?? '')
      .join(' ')
      .trim();
    if (learner === '') return wrong('it names no learner.');
    const attempt = (cells[this.#places.attempt] ?? '').trim();
    if (isBlank(attempt))
      return wrong(`"${attempt}" is no attempt number; ${learner} may not have begun.`);
    if (!/^\d{1,6}$/.test(attempt)) return wrong(`"${attempt}" is no attempt number.`);
    const scoreText = (cells[this.#places.score] ?? '').trim();
    if (scoreIn(scoreText) === null) return wrong(`the score "${scoreText}" is no number.`);
    const parts = this.#parts.map((name, n) => this.#part(cells, name, n));
    const status = commonStatus(parts.map((part) => part.status));
    const language = this.#places.language ?? 'en';
    return {
      ok: true,
      value: {
        learner,
        code: (cells[this.#code] ?? '').trim() || learner,
        number: Number(attempt),
        record: {
          status,
          success: successIn(status),
          score: scoreOfAttempt(scoreText, parts),
          progress: null,
          interactions: this.#interactions(cells),
          objectives: [
            ...(parts.length > 1
              ? parts.flatMap(({ name, status: word, text }) =>
                  word === 'unknown' && text === ''
                    ? []
                    : { code: name, status: word === 'unknown' ? '' : word, score: text },
                )
              : []),
            ...this.#objectivesIn(cells),
          ],
        },
        seconds: null,
        first: momentIn(cells[this.#places.started] ?? '', language),
        last: momentIn(cells[this.#places.last] ?? '', language),
        cmi: null,
      },
    };
  }

  #part(cells: Cells, name: string, n: number): Part {
    const text = (cells[this.#firstPart + n * this.#partWidth] ?? '').trim();
    const score = isBlank(text) ? null : scoreIn(text);
    return {
      name,
      score,
      text: score ? text : '',
      status: score || isBlank(text) ? 'unknown' : statusIn(text, this.#places.language),
    };
  }

  #interactions(cells: Cells): readonly InteractionRecord[] {
    return this.#shifts().flatMap((n) =>
      this.#questions.flatMap((columns) => {
        const shift = this.#shiftOf(n);
        const cell = (part: QuestionPart): string =>
          cells[(columns[part] ?? Number.NaN) + shift] ?? '';
        const [question, response, rightAnswer, result] = [
          cell('question'),
          cell('response'),
          cell('right'),
          cell('result'),
        ];
        const isAsked =
          columns.question === undefined ? response + rightAnswer + result !== '' : question !== '';
        if (!isAsked) return [];
        const code = question || `Question ${columns.index}`;
        return {
          // Two parts of one package may give two questions the same id.
          code: n === 0 ? code : `${this.#parts[n]}: ${code}`,
          type: '',
          description: '',
          response,
          rightAnswer,
          result,
          share: shareOf(result),
        };
      }),
    );
  }

  /** The parts that have answers of their own. */
  #shifts(): readonly number[] {
    return this.#partWidth === 1 ? [0] : this.#parts.map((_, n) => n);
  }

  /** The headings have the answers behind all parts; the cells have them behind their part. */
  #shiftOf(part: number): number {
    return this.#partWidth === 1 ? 0 : 1 - this.#parts.length + part * this.#partWidth;
  }

  #objectivesIn(cells: Cells): readonly ObjectiveRecord[] {
    return this.#objectives.flatMap(({ code, status, score }) => {
      const word = cells[status] ?? '';
      const record = {
        code,
        status: isBlank(word) ? '' : statusIn(word, this.#places.language),
        score: cells[score] ?? '',
      };
      return record.status === '' && record.score === '' ? [] : [record];
    });
  }

  #noticesAbout(headings: Cells, isRead: boolean): readonly string[] {
    const { attempt, started, last, score, language } = this.#places;
    const has = (part: QuestionPart): boolean =>
      this.#questions.some((columns) => columns[part] !== undefined);
    const missing = (['question', 'right', 'result'] as const).filter((part) => !has(part));
    const shown = [attempt, started, last, score].map((place) => `"${headings[place] ?? ''}"`);
    return [
      ...(language === null && isRead
        ? [
            `The headings are in a language that is not known here, so the columns were found by their order and contents: attempt in ${shown[0]}, begun in ${shown[1]}, last access in ${shown[2]}, score in ${shown[3]}.`,
          ]
        : []),
      ...(this.#questions.length > 0 && missing.length > 0
        ? [
            `This export has no ${listOf(missing.map((part) => PART_NAMES[part]))}${missing.includes('result') ? ', so it does not say which answers are right' : ''}. In Moodle, check the boxes for question, right answer and result below the interactions report, then download it again.`,
          ]
        : []),
      ...(this.#parts.length > 1
        ? [
            `This package has ${this.#parts.length} parts (${this.#parts.join(', ')}). Each part's score is listed with the objectives of an attempt.`,
          ]
        : []),
      ...(this.#firstPart < 0
        ? [
            'Moodle writes 0 where there is no score. This export has no column that tells a real 0 from none, so attempts with 0 are shown without a score. The interactions report tells them apart.',
          ]
        : []),
    ];
  }
}

const PART_ORDER: readonly QuestionPart[] = ['question', 'response', 'right', 'result'];

const PART_NAMES: Readonly<Record<QuestionPart, string>> = {
  question: 'question texts',
  response: 'responses',
  right: 'right answers',
  result: 'results',
};

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

interface Part {
  readonly name: string;
  readonly score: Score | null;
  /** The score as it was written; empty where there is none. */
  readonly text: string;
  readonly status: string;
}

/** One part's word is the attempt's; of several, one that is unfinished makes the whole unfinished. */
function commonStatus(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  if (distinct.length === 1) return distinct[0] ?? 'unknown';
  return distinct.some((word) => word === 'incomplete' || word === 'not attempted')
    ? 'incomplete'
    : 'unknown';
}

/**
 * Moodle writes 0 into the column Score where there is no score. The part's own column then holds
 * a status word, or is missing in the basic report.
 */
function scoreOfAttempt(text: string, parts: readonly Part[]): Score {
  const raw = numberIn(text);
  const [only] = parts;
  if (parts.length === 1 && only?.score) return only.score;
  if (raw === 0 && !parts.some(({ score }) => score !== null)) return NO_SCORE;
  return scoreOf(raw, null, null);
}

/** "Question 0", "Response 0" … in any language that is known, or four or one such columns per number. */
function questionColumns(headings: Cells, from: number): readonly QuestionColumns[] {
  const questions = new Map<number, Partial<Record<QuestionPart, number>>>();
  const unnamed = new Map<number, number[]>();
  headings.forEach((heading, place) => {
    if (place < from) return;
    const [, before, behind] = /^(?:.*?(\d{1,3})|(\d{1,3})\D*)$/.exec(heading) ?? [];
    const number = before ?? behind;
    if (number === undefined) return;
    const index = Number(number);
    const words = heading
      .replace(number, '')
      .replace(/[.:\s]+/g, ' ')
      .trim()
      .toLowerCase();
    const part = QUESTION_PARTS.get(words);
    if (part === undefined) unnamed.set(index, [...(unnamed.get(index) ?? []), place]);
    else questions.set(index, { ...questions.get(index), [part]: place });
  });
  if (questions.size === 0) {
    for (const [index, places] of unnamed) {
      const [question, response, right, result] = places;
      // As Moodle orders them when all its boxes are checked.
      if (
        places.length === 4 &&
        question !== undefined &&
        response !== undefined &&
        right !== undefined &&
        result !== undefined
      )
        questions.set(index, { question, response, right, result });
    }
  }
  return [...questions.entries()]
    .sort(([a], [b]) => a - b)
    .map(([index, parts]) => ({ index, ...parts }));
}

interface Column {
  readonly heading: string;
  readonly place: number;
}

/** Two columns beside each other, such as "ID status" and "ID score": what they share is the objective. */
function objectivePairs(columns: readonly Column[]): readonly ObjectiveColumns[] {
  const pairs = columns.flatMap(({ heading, place }, n) => {
    const next = columns[n + 1];
    const [code, status] = splitHeading(heading);
    const [sameCode, score] = splitHeading(next?.heading ?? '');
    const isPair =
      code !== '' && next?.place === place + 1 && sameCode === code && status !== score;
    return isPair
      ? [{ code, status: place, score: next.place, endings: `${status} ${score}` }]
      : [];
  });
  // In a language that is not known here, endings that come again make a pair.
  return pairs.filter(
    ({ endings }) =>
      endings.split(' ').every((ending) => ENDINGS.has(ending)) ||
      pairs.filter((other) => other.endings === endings).length > 1,
  );
}

function splitHeading(heading: string): readonly [code: string, ending: string] {
  const [, code = '', ending = ''] = /^(.+) (\S+)$/.exec(heading) ?? [];
  return [code, ending.toLowerCase()];
}

function objectiveOf(heading: string, place: number): ObjectiveColumns {
  const [code, ending] = splitHeading(heading);
  return { code: ENDINGS.has(ending) ? code : heading, status: place, score: -1 };
}

function hasScores(sample: readonly Cells[], place: number): boolean {
  return sample.some(
    (cells) => !isBlank(cells[place] ?? '') && scoreIn(cells[place] ?? '') !== null,
  );
}

function hasStatuses(sample: readonly Cells[], place: number, language: string | null): boolean {
  const texts = sample
    .map((cells) => unescapeHtml(cells[place] ?? ''))
    .filter((text) => !isBlank(text));
  return texts.length > 0 && texts.every((text) => STATUSES.has(statusIn(text, language)));
}

const STATUSES = new Set([
  'passed',
  'completed',
  'failed',
  'incomplete',
  'browsed',
  'not attempted',
]);
