import {
  percentScore,
  scoreOf,
  successIn,
  type InteractionRecord,
  type ObjectiveRecord,
  type Score,
} from '../store/attempt-record.js';
import type { ImportedAttempt, Moment } from '../store/attempt-writer.js';
import { NO_MOMENT } from '../store/attempt-writer.js';
import type { Result } from '../../core/result.js';
import { statusIn } from './moodle-languages.js';
import type { Cells } from './read-table.js';
import { wrong, type TableReader } from './table-format.js';
import { durationIn, isBlank, momentIn, numberIn, scoreIn, type DateOrder } from './values.js';

// Tables whose columns somebody says, or a list of makers knows.

/** What a column can be, in the words of the form that asks for it. */
export const ROLES = {
  none: 'Leave out',
  name: "Learner's name",
  'first name': 'First name',
  'last name': 'Last name',
  id: 'ID or username',
  email: 'Email address',
  attempt: 'Attempt number',
  status: 'Status (completed, incomplete …)',
  success: 'Passed or failed',
  percent: 'Score in percent',
  fraction: 'Score from 0 to 1',
  points: 'Score in points',
  maximum: 'Highest possible score',
  progress: 'Progress in percent',
  time: 'Time spent (5:00, 1h 5m)',
  seconds: 'Time spent in seconds',
  minutes: 'Time spent in minutes',
  hours: 'Time spent in hours',
  begun: 'Begun on',
  last: 'Last access or completion',
  item: 'Score of one activity',
  answer: 'Answer to the question in the heading',
} as const;

export type Role = keyof typeof ROLES;

/** What somebody says of a table's columns. */
export interface ColumnChoice {
  /** One per heading. */
  readonly roles: readonly Role[];
  /** How dates such as 05/06/2026 are written; `null` leaves them as text. */
  readonly dates: DateOrder | null;
}

/** What is still missing before a table can be read; empty for nothing. */
export function problemsOf({ roles }: ColumnChoice): readonly string[] {
  const has = (...wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role));
  const many = (Object.keys(ROLES) as readonly Role[]).filter(
    (role) => !MANY.has(role) && roles.filter((one) => one === role).length > 1,
  );
  return [
    ...(has('name', 'last name', 'first name', 'id', 'email')
      ? []
      : ["Say which column has the learner's name, ID or email address."]),
    ...(has(
      'status',
      'success',
      'percent',
      'fraction',
      'points',
      'progress',
      'item',
      'answer',
      'begun',
      'last',
    )
      ? []
      : ['Say which column has a status, a score, an answer or a date.']),
    ...many.map((role) => `Only one column can be "${ROLES[role]}".`),
    ...(roles.filter((role) => role === 'percent' || role === 'fraction' || role === 'points')
      .length > 1
      ? ['Only one column can be the score. Choose "Score of one activity" for the others.']
      : []),
    ...(roles.filter((role) => ['time', 'seconds', 'minutes', 'hours'].includes(role)).length > 1
      ? ['Only one column can be the time spent.']
      : []),
  ];
}

const MANY: ReadonlySet<Role> = new Set(['none', 'item', 'answer']);

/** A reader for a table with chosen columns. The choice has no problems. */
export function columnReader(headings: Cells, { roles, dates }: ColumnChoice): TableReader {
  const places = new Map<Role, number>();
  roles.forEach((role, place) => {
    if (!MANY.has(role)) places.set(role, place);
  });
  const named = (wanted: Role): readonly Column[] =>
    headings.flatMap((heading, place) =>
      roles[place] === wanted ? [{ heading: heading || `Column ${place + 1}`, place }] : [],
    );
  const columns: Columns = { places, items: named('item'), answers: named('answer'), dates };
  const placesOf = (...wanted: readonly Role[]): readonly number[] =>
    wanted.flatMap((role) => places.get(role) ?? []);
  const hasLearnerIds = places.has('id') || places.has('email');
  return {
    title: null,
    unknownColumns: named('none')
      .map(({ heading }) => heading)
      .filter((heading) => heading !== ''),
    notices:
      places.has('points') && !places.has('maximum')
        ? [
            'Nothing in this table says what scores are out of, so they are shown as points and not in percent.',
          ]
        : [],
    hasLearnerIds,
    groups: {
      learner: placesOf('name', 'first name', 'last name', 'id', 'email'),
      result: placesOf(
        ...(['attempt', 'status', 'success', 'percent', 'fraction', 'points', 'maximum'] as const),
        ...(['progress', 'time', 'seconds', 'minutes', 'hours'] as const),
      ),
      first: placesOf('begun'),
      last: placesOf('last'),
      answers: [...columns.items, ...columns.answers].map(({ place }) => [place]),
    },
    read: (cells) => attemptIn(cells, columns),
  };
}

interface Column {
  readonly heading: string;
  readonly place: number;
}

interface Columns {
  readonly places: ReadonlyMap<Role, number>;
  readonly items: readonly Column[];
  readonly answers: readonly Column[];
  readonly dates: DateOrder | null;
}

function attemptIn(cells: Cells, columns: Columns): Result<ImportedAttempt | null, string> {
  const cell = (role: Role): string => (cells[columns.places.get(role) ?? -1] ?? '').trim();
  // Brightspace puts a sign before ids, so that spreadsheets keep their zeros.
  const id = cell('id').replace(/^#/, '') || cell('email');
  const name =
    cell('name') || [cell('first name'), cell('last name')].filter((part) => part !== '').join(' ');
  if (name === '' && id === '') return wrong('it names no learner.');
  // Gradebooks have lines that are no learners.
  if (id === '' && /^points possible$|^total(?: points)?$|^average$/i.test(name))
    return { ok: true, value: null };
  const number = cell('attempt');
  if (number !== '' && !/^\d{1,6}$/.test(number)) return wrong(`"${number}" is no attempt number.`);
  const score = scoreOfCells(cell);
  if (score === null)
    return wrong(
      `the score "${cell('percent') || cell('fraction') || cell('points')}" is no number, or not on its scale.`,
    );
  const seconds = secondsOfCells(cell);
  if (seconds === undefined)
    return wrong(
      `"${cell('time') || cell('seconds') || cell('minutes') || cell('hours')}" is no time.`,
    );
  const progress = progressIn(cell('progress'));
  if (progress === undefined) return wrong(`the progress "${cell('progress')}" is no percentage.`);
  const status = statusOf(cell('status'));
  const success = outcomeOf(cell('success'));
  const date = (role: Role): Moment =>
    columns.places.has(role) ? momentIn(cell(role), 'en', columns.dates) : NO_MOMENT;
  return {
    ok: true,
    value: {
      learner: name || id,
      code: id || name,
      number: number === '' ? 1 : Number(number),
      record: {
        status,
        success: success === 'unknown' ? successIn(status) : success,
        score,
        progress,
        interactions: answersOf(columns, cells),
        objectives: itemsOf(columns, cells),
      },
      seconds,
      first: date('begun'),
      last: date('last'),
      cmi: null,
    },
  };
}

/** `null` for a score that cannot be read. */
function scoreOfCells(cell: (role: Role) => string): Score | null {
  if (!isBlank(cell('percent'))) {
    const percent = numberIn(cell('percent').replace(/\s*%$/, ''));
    return percent === null || percent < 0 || percent > 100 ? null : percentScore(percent);
  }
  if (!isBlank(cell('fraction'))) {
    const fraction = numberIn(cell('fraction'));
    return fraction === null || fraction < 0 || fraction > 1 ? null : percentScore(fraction * 100);
  }
  const score = scoreIn(cell('points'));
  const max = numberIn(cell('maximum'));
  return score && score.raw !== null && score.max === null ? scoreOf(score.raw, null, max) : score;
}

/** `undefined` for a time that cannot be read. */
function secondsOfCells(cell: (role: Role) => string): number | null | undefined {
  const units = { seconds: 1, minutes: 60, hours: 3_600 } as const;
  for (const unit of ['seconds', 'minutes', 'hours'] as const) {
    if (isBlank(cell(unit))) continue;
    const count = numberIn(cell(unit));
    return count === null ? (durationIn(cell(unit)) ?? undefined) : count * units[unit];
  }
  return isBlank(cell('time')) ? null : (durationIn(cell('time')) ?? undefined);
}

function progressIn(text: string): number | null | undefined {
  if (isBlank(text)) return null;
  const percent = numberIn(text.replace(/\s*%$/, ''));
  return percent === null || percent < 0 || percent > 100 ? undefined : percent / 100;
}

/** What makers call the states of an attempt beside SCORM's own words. */
const STATES: readonly (readonly [state: string, words: RegExp])[] = [
  [
    'not attempted',
    /^(?:not (?:attempted|started|accessed|begun|yet started)|yet to start|subscribed|enrolled|registered|assigned|to do)$/,
  ],
  [
    'incomplete',
    /^(?:in[ -]progress|started|incomplete|not completed?|not yet complete|unfinished|ongoing|open|suspended|no|false)$/,
  ],
  ['completed', /^(?:completed?|complete via rpl|finished|done|yes|true)$/],
  ['passed', /^(?:pass|passed|successful|completed \(achieved pass grade\))$/],
  ['failed', /^(?:fail|failed|not passed|unsuccessful|completed \(did not achieve pass grade\))$/],
];

function statusOf(text: string): string {
  if (isBlank(text)) return 'unknown';
  const word = text.toLowerCase().replace(/_/g, ' ');
  return STATES.find(([, words]) => words.test(word))?.[0] ?? statusIn(text, null);
}

function outcomeOf(text: string): ReturnType<typeof successIn> {
  const word = text.toLowerCase();
  if (/^(?:yes|true|1|satisfied)$/.test(word)) return 'passed';
  if (/^(?:no|false|0|not satisfied)$/.test(word)) return 'failed';
  return successIn(statusOf(text));
}

function answersOf({ answers }: Columns, cells: Cells): readonly InteractionRecord[] {
  return answers.flatMap(({ heading, place }) => {
    const response = cells[place] ?? '';
    return response === ''
      ? []
      : [
          {
            code: heading,
            type: '',
            description: '',
            response,
            rightAnswer: '',
            result: '',
            share: null,
          },
        ];
  });
}

function itemsOf({ items }: Columns, cells: Cells): readonly ObjectiveRecord[] {
  return items.flatMap(({ heading, place }) => {
    const text = (cells[place] ?? '').trim();
    if (isBlank(text)) return [];
    const { name, maximum } = itemIn(heading);
    const isPlain = numberIn(text) !== null && maximum !== null;
    return [{ code: name, status: '', score: isPlain ? `${text}/${maximum}` : text }];
  });
}

/** Blackboard's "Quiz [Total Pts: 10 Score] |123" and Brightspace's "Quiz Points Grade <Numeric MaxPoints:10>". */
function itemIn(heading: string): { readonly name: string; readonly maximum: string | null } {
  const maximum = /\[Total Pts: (?:up to )?([\d.,]+)|MaxPoints:([\d.]+)/i.exec(heading);
  const name = heading.replace(/\s*\[Total Pts:.*$|\s*Points Grade\s*<.*$/i, '');
  return { name: name || heading, maximum: maximum?.[1] ?? maximum?.[2] ?? null };
}

/** Headings, in lower case, that say what a column is wherever they come from. */
const WORDS: readonly (readonly [role: Role, words: RegExp])[] = [
  [
    'email',
    /^(?:(?:user|learner|student|work|primary)?[ -]*e-?mail(?: address)?|mail|user - email|user email)$/,
  ],
  [
    'first name',
    /^(?:(?:user|learner|student)?[ '’s]*first ?name|given name|vorname|user - user first name|prénom|voornaam|nombre)$/,
  ],
  [
    'last name',
    /^(?:(?:user|learner|student)?[ '’s]*(?:last ?name|surname)|family name|nachname|user - user last name|nom|achternaam|apellidos)$/,
  ],
  [
    'name',
    /^(?:(?:user|learner|student|participant|employee)(?:'s|’s)?(?: full ?name| name)?|full ?name|name|display name|user - user full name|user's fullname|participant)$/,
  ],
  [
    'id',
    /^(?:(?:user|learner|student|employee|person|login|sis user|sis login|org ?defined)?[ _-]*id|username|user ?name|login|user - user id|orgdefinedid|id number|official code)$/,
  ],
  ['attempt', /^(?:attempt|attempts?(?: number| no\.?)|instance)$/],
  ['success', /^(?:success(?: status)?|passed|pass ?\/ ?fail|result)$/],
  [
    'status',
    /^(?:(?:completion|course|lesson|enrol?lment|training|progress|transcript|learning)?[ -]*status|transcript - transcript status|state)$/,
  ],
  [
    'percent',
    /^(?:score ?(?:\(%\)|%|in percent|percent(?:age)?)|(?:percent(?:age)?|%)(?: score)?|grade ?(?:\(%\)|%)|final score ?\(%\)|average score ?(?:\(%\)|%))$/,
  ],
  ['fraction', /^(?:scaled(?: score)?|score ?(?:\(scaled\)|scaled))$/],
  [
    'points',
    /^(?:(?:final|total|average|best|raw|transcript)? ?(?:score|grade|points|mark)|transcript - transcript score|score\.raw)$/,
  ],
  [
    'maximum',
    /^(?:max(?:imum)?(?: score| points| grade)?|(?:points|score) possible|out of|possible points|calculated final grade denominator)$/,
  ],
  [
    'progress',
    /^(?:progress(?: ?%| ?\(%\)| percentage)?|(?:percent|%) complete|completion ?(?:%|percentage|\(%\)))$/,
  ],
  ['minutes', /^(?:.*time.*\((?:in )?min(?:ute)?s?\)|.*minutes)$/],
  ['seconds', /^(?:.*time.*\((?:in )?s(?:ec(?:ond)?s?)?\)|.*seconds)$/],
  ['hours', /^(?:(?:total|training|credit)? ?hours|.*time.*\((?:in )?h(?:ours?)?\))$/],
  [
    'time',
    /^(?:(?:total |training |session |course )?(?:time|duration)(?: spent| in course| in training)?|time (?:spent|on task))$/,
  ],
  [
    'begun',
    /^(?:(?:date )?(?:started|begun|start)(?: on| date| at)?|(?:training |course |first )?(?:start|access|launch)(?: date)?|first (?:access|accessed)(?: date| on)?|begin(?: date)?|training start date)$/,
  ],
  [
    'last',
    /^(?:(?:course )?(?:last (?:access|accessed|visit|activity)|complet(?:ed|ion)|finished|submitted)(?: on| date| at| date and time)?|date completed|(?:transcript - )?transcript completed date|last seen)$/,
  ],
];

/** A first guess at what the columns are, by headings and values. A person decides. */
export function guessColumns(headings: Cells, sample: readonly Cells[]): ColumnChoice {
  const taken = new Set<Role>();
  const roles = headings.map((heading, place): Role => {
    const word = heading.trim().toLowerCase();
    const values = sample
      .map((cells) => (cells[place] ?? '').trim())
      .filter((value) => !isBlank(value));
    let role = WORDS.find(([, words]) => words.test(word))?.[0] ?? 'none';
    if (
      role === 'none' &&
      values.length > 0 &&
      values.every((value) => /^[^\s@]+@[^\s@]+$/.test(value))
    )
      role = 'email';
    if (role === 'points' && values.length > 0 && values.every((value) => /%$/.test(value)))
      role = 'percent';
    if (
      role === 'last' &&
      values.length > 0 &&
      values.every((value) => /^(?:yes|no|true|false)$/i.test(value))
    )
      role = 'status';
    if (role !== 'none' && taken.has(role)) return 'none';
    taken.add(role);
    return role;
  });
  return { roles, dates: dateOrderOf(headings, sample, roles) };
}

/** A day above 12 in any row tells which of the two numbers is the day. */
function dateOrderOf(_: Cells, sample: readonly Cells[], roles: readonly Role[]): DateOrder | null {
  const dates = sample.flatMap((cells) =>
    cells.filter((__, place) => roles[place] === 'begun' || roles[place] === 'last'),
  );
  const numbers = dates.map((date) => /^(\d{1,2})[/-](\d{1,2})[/-]\d{4}/.exec(date.trim()));
  if (numbers.some((match) => Number(match?.[1]) > 12)) return 'day first';
  return numbers.some((match) => Number(match?.[2]) > 12) ? 'month first' : null;
}

interface Maker {
  readonly name: string;
  /** Headings that only this maker has, in lower case. */
  readonly marks: readonly string[];
  /** What headings mean where the general words would guess wrong. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** Columns behind those that are named are scores of one activity each. */
  readonly hasItems?: boolean;
}

/**
 * Makers whose tables can be told by their headings. docs/reporting.md says for each whether a real
 * file was seen.
 */
const MAKERS: readonly Maker[] = [
  {
    name: 'Canvas gradebook',
    marks: ['student', 'id', 'sis login id', 'section'],
    roles: {
      student: 'name',
      id: 'id',
      'sis user id': 'none',
      'sis login id': 'none',
      section: 'none',
      'final score': 'percent',
      'current score': 'none',
    },
    hasItems: true,
  },
  {
    name: 'Blackboard grade center',
    marks: ['last name', 'first name', 'username', 'student id'],
    roles: { username: 'id', 'student id': 'none', availability: 'none', 'last access': 'last' },
    hasItems: true,
  },
  {
    name: 'Brightspace grades export',
    marks: ['orgdefinedid', 'end-of-line indicator'],
    roles: {
      orgdefinedid: 'id',
      username: 'none',
      'end-of-line indicator': 'none',
      'calculated final grade numerator': 'points',
      'calculated final grade denominator': 'maximum',
    },
    hasItems: true,
  },
  {
    name: 'Cornerstone transcript report',
    marks: ['transcript - transcript status'],
    roles: {
      'transcript - transcript score': 'points',
      'transcript - transcript progress': 'progress',
      'transcript - transcript time in training (min)': 'minutes',
      'transcript - transcript completed date': 'last',
    },
  },
];

/** A table of a known maker. */
export function makerChoice(
  headings: Cells,
  sample: readonly Cells[],
): { readonly name: string; readonly choice: ColumnChoice } | null {
  const words = headings.map((heading) => heading.trim().toLowerCase());
  const maker = MAKERS.find(({ marks }) => marks.every((mark) => words.includes(mark)));
  if (!maker) return null;
  const guess = guessColumns(headings, sample);
  const roles = words.map((word, place): Role => {
    const own = maker.roles && Object.hasOwn(maker.roles, word) ? maker.roles[word] : undefined;
    const role = own ?? guess.roles[place] ?? 'none';
    const isItem =
      maker.hasItems === true &&
      role === 'none' &&
      own === undefined &&
      /\d|\[total pts|points grade/i.test(word);
    return isItem ? 'item' : role;
  });
  const choice = { ...guess, roles };
  return problemsOf(choice).length === 0 ? { name: maker.name, choice } : null;
}
