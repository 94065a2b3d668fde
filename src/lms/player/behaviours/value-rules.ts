import type { Edition } from '../cmi.js';

/** What an LMS refuses to store: which elements, which values, and the code it gives. */
export interface ValueRule {
  readonly element: RegExp;
  /** Whether the value is refused. */
  refuses(value: string, typeOfRow: string): boolean;
}

/** The rule that a value breaks, if any. `typeOfRow` is the type of the interaction it belongs to. */
export function brokenRule(
  rules: readonly ValueRule[],
  element: string,
  value: string,
  typeOfRow: string,
): ValueRule | undefined {
  return rules.find((rule) => rule.element.test(element) && rule.refuses(value, typeOfRow));
}

const longerThan =
  (most: number): ValueRule['refuses'] =>
  (value) =>
    value.length > most;

const unlike =
  (form: RegExp): ValueRule['refuses'] =>
  (value) =>
    !form.test(value);

/** SCORM 1.2 to the letter (docs/scorm.md, “Interactions” and “Text limits and alphabets”). */
const STRICT_12: readonly ValueRule[] = [
  { element: /^cmi\.(suspend_data|comments)$/, refuses: longerThan(4096) },
  { element: /^cmi\.core\.lesson_location$/, refuses: longerThan(255) },
  { element: /\.id$/, refuses: unlike(/^[A-Za-z0-9_-]{1,255}$/) },
  { element: /^cmi\.core\.exit$/, refuses: unlike(/^(time-out|suspend|logout|)$/) },
  { element: /^cmi\.core\.lesson_status$/, refuses: (value) => value === 'not attempted' },
  {
    element: /^cmi\.interactions\.\d+\.result$/,
    refuses: unlike(/^(correct|wrong|unanticipated|neutral|-?\d*\.?\d+)$/),
  },
  {
    element: /^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/,
    refuses: (value, type) => value.length > 255 || !(RESPONSES_12[type] ?? /^/).test(value),
  },
];

/** What an answer looks like in 1.2, by the question's type. */
const RESPONSES_12: Readonly<Record<string, RegExp>> = {
  'true-false': /^[01tf]/,
  choice: /^(\{?[0-9a-z](,[0-9a-z])*\}?)?$/,
  matching: /^\{?[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*\}?$/,
  sequencing: /^[0-9a-z](,[0-9a-z])*$/,
  numeric: /^-?\d*\.?\d+$/,
  likert: /^[0-9a-z]?$/,
};

/** SCORM 2004 to the letter; what the library itself checks is not repeated. */
const STRICT_2004: readonly ValueRule[] = [
  { element: /^cmi\.suspend_data$/, refuses: longerThan(64_000) },
  { element: /^cmi\.location$/, refuses: longerThan(1000) },
  { element: /\.id$/, refuses: unlike(/^\S{1,4000}$/) },
  { element: /\.description$/, refuses: longerThan(250) },
  { element: /\.(session_time|latency)$/, refuses: unlike(/^P(?!T?$)[^.]*(\.\d{1,2}S)?$/) },
  {
    element: /\.(learner_response|pattern)$/,
    refuses: (value, type) =>
      (type === 'choice' || type === 'sequencing') &&
      value.split('[,]').some((part) => !/^[\w.{}=:/+-]{1,250}$/.test(part)),
  },
];

/** Moodle 1.2 (docs/scorm.md, “Interactions” and “Moodle, driven end to end”): long texts and words as answers pass, blanks in ids do not. */
const MOODLE_12: readonly ValueRule[] = [
  { element: /^cmi\.suspend_data$/, refuses: longerThan(64_000) },
  { element: /^cmi\.core\.lesson_location$/, refuses: longerThan(255) },
  { element: /\.id$/, refuses: unlike(/^[\u0021-\u007e]{1,255}$/) },
  { element: /^cmi\.core\.exit$/, refuses: unlike(/^(time-out|suspend|logout|)$/) },
  { element: /^cmi\.core\.lesson_status$/, refuses: (value) => value === 'not attempted' },
  { element: /\.result$/, refuses: unlike(/^(correct|wrong|unanticipated|neutral|-?\d*\.?\d+)$/) },
  { element: /\.(student_response|pattern)$/, refuses: longerThan(255) },
  { element: /\.(session_time|latency)$/, refuses: unlike(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/) },
];

/** Moodle 2004: the regular expressions that packages trip over. */
const MOODLE_2004: readonly ValueRule[] = [
  { element: /^cmi\.suspend_data$/, refuses: longerThan(64_000) },
  { element: /\.id$/, refuses: unlike(/^(?!urn:x\b)\S{1,4000}$/) },
  { element: /\.description$/, refuses: unlike(/^(?!\{)[^\n\r]{0,250}$/) },
  { element: /\.learner_response$/, refuses: (value) => value === '' },
  {
    element: /\.(learner_response|pattern)$/,
    refuses: (value, type) =>
      /^(choice|sequencing|matching)$/.test(type) &&
      value.split(/\[[,.]\]/).some((part) => !/^[\w.]{1,250}$/.test(part)),
  },
  {
    element: /\.timestamp$/,
    refuses: unlike(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,2}(Z|[+-]\d{2}:\d{2})?)?$/),
  },
  { element: /\.(session_time|latency)$/, refuses: unlike(/^P(?!T?$)[^.W]*(\.\d{1,2}S)?$/) },
  { element: /^adl\.nav\.request$/, refuses: (value) => value === '_none_' },
];

export const STRICT_RULES: Readonly<Record<Edition, readonly ValueRule[]>> = {
  scorm12: STRICT_12,
  scorm2004: STRICT_2004,
};

export const MOODLE_RULES: Readonly<Record<Edition, readonly ValueRule[]>> = {
  scorm12: MOODLE_12,
  scorm2004: MOODLE_2004,
};
