// The elements, vocabularies and patterns that Moodle's SCORM players accept.

export type Standard = 'scorm12' | 'scorm2004';

interface Rule {
  /** `r`: only the LMS writes it; `w`: it cannot be read. */
  readonly access: 'rw' | 'r' | 'w';
  readonly pattern: RegExp;
  readonly range?: readonly [number, number];
}

const text = (limit: number): RegExp => new RegExp(`^[\\s\\S]{0,${limit}}$`);
const rw = (pattern: RegExp, range?: readonly [number, number]): Rule => ({
  access: 'rw',
  pattern,
  ...(range ? { range } : {}),
});
const r = (): Rule => ({ access: 'r', pattern: /^/ });
const w = (pattern: RegExp, range?: readonly [number, number]): Rule => ({
  ...rw(pattern, range),
  access: 'w',
});

const DECIMAL_12 = /^-?([0-9]{0,3})(\.[0-9]*)?$/;
const SCORE_12 = rw(DECIMAL_12, [0, 100]);
const IDENTIFIER_12 = /^[\u0021-\u007E]{0,255}$/;
const TIME_12 = /^([0-2][0-9]):([0-5][0-9]):([0-5][0-9])(\.[0-9]{1,2})?$/;
const TIMESPAN_12 = /^([0-9]{2,4}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,2})?$/;

const RULES_12: Readonly<Record<string, Rule>> = {
  'cmi.core.student_id': r(),
  'cmi.core.student_name': r(),
  'cmi.core.lesson_location': rw(text(255)),
  'cmi.core.credit': r(),
  'cmi.core.lesson_status': rw(/^(passed|completed|failed|incomplete|browsed)$/),
  'cmi.core.entry': r(),
  'cmi.core.score.raw': SCORE_12,
  'cmi.core.score.min': SCORE_12,
  'cmi.core.score.max': SCORE_12,
  'cmi.core.total_time': r(),
  'cmi.core.lesson_mode': r(),
  'cmi.core.exit': w(/^(time-out|suspend|logout|)$/),
  'cmi.core.session_time': w(TIMESPAN_12),
  'cmi.suspend_data': rw(text(4096)),
  'cmi.student_data.mastery_score': r(),
  'cmi.objectives._count': r(),
  'cmi.interactions._count': r(),
  'cmi.objectives.n.id': rw(IDENTIFIER_12),
  'cmi.objectives.n.score.raw': SCORE_12,
  'cmi.objectives.n.score.min': SCORE_12,
  'cmi.objectives.n.score.max': SCORE_12,
  'cmi.objectives.n.status': rw(/^(passed|completed|failed|incomplete|browsed|not attempted)$/),
  'cmi.interactions.n.id': w(IDENTIFIER_12),
  'cmi.interactions.n.time': w(TIME_12),
  'cmi.interactions.n.type': w(
    /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/,
  ),
  'cmi.interactions.n.correct_responses.n.pattern': w(text(255)),
  'cmi.interactions.n.weighting': w(DECIMAL_12, [-100, 100]),
  'cmi.interactions.n.student_response': w(text(255)),
  'cmi.interactions.n.result': w(
    /^(correct|wrong|unanticipated|neutral|([0-9]{0,3})?(\.[0-9]*)?)$/,
  ),
  'cmi.interactions.n.latency': w(TIMESPAN_12),
};

const DECIMAL = /^-?([0-9]{1,5})(\.[0-9]{1,18})?$/;
const LONG_IDENTIFIER = /^(?:(?!urn:)\S{1,4000}|urn:[A-Za-z0-9-]{1,31}:\S{1,4000})$/;
const LANGUAGE_STRING = /^(\{lang=([a-zA-Z]{2,3}|i|x)(-[a-zA-Z0-9-]{2,8})?\})?([^{].{0,249}$)?$/;
const TIME =
  /^(19[7-9][0-9]|20[0-2][0-9]|203[0-8])-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])T([0-1][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,2}(Z|[+-]([0-1][0-9]|2[0-3])(:[0-5][0-9])?)?)?$/;
const TIMESPAN = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const COMPLETION = /^(completed|incomplete|not attempted|unknown)$/;
const SUCCESS = /^(passed|failed|unknown)$/;

const RULES_2004: Readonly<Record<string, Rule>> = {
  'cmi.learner_id': r(),
  'cmi.learner_name': r(),
  'cmi.location': rw(text(1000)),
  'cmi.credit': r(),
  'cmi.mode': r(),
  'cmi.entry': r(),
  'cmi.completion_status': rw(COMPLETION),
  'cmi.success_status': rw(SUCCESS),
  'cmi.score.scaled': rw(DECIMAL, [-1, 1]),
  'cmi.score.raw': rw(DECIMAL),
  'cmi.score.min': rw(DECIMAL),
  'cmi.score.max': rw(DECIMAL),
  'cmi.progress_measure': rw(DECIMAL, [0, 1]),
  'cmi.scaled_passing_score': r(),
  'cmi.exit': w(/^(time-out|suspend|logout|normal|)$/),
  'cmi.session_time': w(TIMESPAN),
  'cmi.total_time': r(),
  'cmi.suspend_data': rw(text(64_000)),
  'adl.nav.request': rw(
    /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|\{target=.*\}(choice|jump))$/,
  ),
  'cmi.objectives._count': r(),
  'cmi.interactions._count': r(),
  'cmi.objectives.n.id': rw(LONG_IDENTIFIER),
  'cmi.objectives.n.score.scaled': rw(DECIMAL, [-1, 1]),
  'cmi.objectives.n.score.raw': rw(DECIMAL),
  'cmi.objectives.n.score.min': rw(DECIMAL),
  'cmi.objectives.n.score.max': rw(DECIMAL),
  'cmi.objectives.n.success_status': rw(SUCCESS),
  'cmi.objectives.n.completion_status': rw(COMPLETION),
  'cmi.objectives.n.progress_measure': rw(DECIMAL, [0, 1]),
  'cmi.objectives.n.description': rw(LANGUAGE_STRING),
  'cmi.interactions.n.id': rw(LONG_IDENTIFIER),
  'cmi.interactions.n.type': rw(
    /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/,
  ),
  'cmi.interactions.n.timestamp': rw(TIME),
  'cmi.interactions.n.correct_responses.n.pattern': rw(/^[\s\S]+$/),
  'cmi.interactions.n.weighting': rw(DECIMAL),
  'cmi.interactions.n.learner_response': rw(/^[\s\S]+$/),
  'cmi.interactions.n.result': rw(
    /^(correct|incorrect|unanticipated|neutral|-?[0-9]{1,4}(\.[0-9]{1,18})?)$/,
  ),
  'cmi.interactions.n.latency': rw(TIMESPAN),
  'cmi.interactions.n.description': rw(LANGUAGE_STRING),
};

/** How a response must look in 2004, by type of interaction. */
const RESPONSES_2004: Readonly<Record<string, RegExp>> = {
  'true-false': /^(true|false)$/,
  choice: /^[\w.]{1,250}(\[,\][\w.]{1,250}){0,35}$/,
  matching: /^[\w.]{1,250}\[\.\][\w.]{1,250}(\[,\][\w.]{1,250}\[\.\][\w.]{1,250}){0,35}$/,
  likert: /^[\w.]{1,250}$/,
  'fill-in': LANGUAGE_STRING,
};

/** Whether only the LMS writes `element`; unknown elements are not. */
export function isReadOnly(standard: Standard, element: string): boolean {
  return ruleOf(standard, element)?.access === 'r';
}

/** The error code of writing `value`, 0 when it is taken. `held` are the values so far. */
export function writeError(
  standard: Standard,
  element: string,
  value: string,
  held: ReadonlyMap<string, string>,
): number {
  const rule = ruleOf(standard, element);
  if (!rule) return standard === 'scorm12' ? 201 : 401;
  if (rule.access === 'r') return standard === 'scorm12' ? 403 : 404;
  if (!rule.pattern.test(value)) return standard === 'scorm12' ? 405 : 406;
  const [low, high] = rule.range ?? [-Infinity, Infinity];
  if (Number(value) < low || Number(value) > high) return standard === 'scorm12' ? 405 : 407;
  return rowError(standard, element, value, held);
}

/** The error code of reading `element`, 0 when it can be read. */
export function readError(
  standard: Standard,
  element: string,
  held: ReadonlyMap<string, string>,
): number {
  const rule = ruleOf(standard, element);
  if (!rule) return standard === 'scorm12' ? 201 : 401;
  if (rule.access === 'w') return standard === 'scorm12' ? 404 : 405;
  return standard === 'scorm2004' && !held.has(element) && !element.endsWith('_count') ? 403 : 0;
}

function ruleOf(standard: Standard, element: string): Rule | undefined {
  const rules = standard === 'scorm12' ? RULES_12 : RULES_2004;
  return rules[element.replace(/\.\d+(?=\.)/g, '.n')];
}

/** Rows have no gaps and start with their id; in 2004 the type comes before a response, and an objective keeps its id. */
function rowError(
  standard: Standard,
  element: string,
  value: string,
  held: ReadonlyMap<string, string>,
): number {
  const [, list, row, field] = /^cmi\.(interactions|objectives)\.(\d+)\.(.*)$/.exec(element) ?? [];
  if (list === undefined || row === undefined || field === undefined) return 0;
  const id = held.get(`cmi.${list}.${row}.id`);
  if (id === undefined && Number(row) > rowCount(list, held))
    return standard === 'scorm12' ? 201 : 351;
  if (standard === 'scorm12') return 0;
  if (list === 'objectives' && field === 'id' && id !== undefined) return id === value ? 0 : 351;
  if (field !== 'id' && id === undefined) return 408;
  if (!/^(learner_response|correct_responses.*)$/.test(field)) return 0;
  const type = held.get(`cmi.interactions.${row}.type`);
  if (type === undefined) return 408;
  return RESPONSES_2004[type]?.test(value) ? 0 : 406;
}

/** The number of rows in a list. */
export function rowCount(list: string, held: ReadonlyMap<string, string>): number {
  return [...held.keys()].filter((key) => new RegExp(`^cmi\\.${list}\\.\\d+\\.id$`).test(key))
    .length;
}
