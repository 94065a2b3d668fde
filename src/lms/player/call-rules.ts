/** What a call can do wrong. `error` breaks the standard, `warning` breaks in some LMS. */
export const CALL_RULES = {
  refused: rule('error', 'The LMS refused the call.'),
  threw: rule('error', 'The LMS threw an exception, as some do.'),
  'before-initialize': rule('error', 'Nothing may be called before Initialize.'),
  'after-terminate': rule('error', 'Nothing may be called after Terminate.'),
  'initialized-twice': rule(
    'error',
    'Initialize is called once; Moodle forgets uncommitted values at the second.',
  ),
  'bad-argument': rule(
    'error',
    'Initialize, Commit and Terminate take exactly one argument, the empty text "".',
  ),
  'not-text': rule('error', 'Every argument is text; LMSs treat numbers and others differently.'),
  'wrong-word': rule('error', 'This word belongs to the other version of SCORM.'),
  'score-range': rule(
    'error',
    'Scores are decimals: raw from 0 to 100 in 1.2, scaled from −1 to 1 in 2004.',
  ),
  'too-long': rule(
    'warning',
    'The value is longer than the standard guarantees; some LMSs cut or refuse it.',
  ),
  'id-characters': rule(
    'warning',
    'Some LMSs refuse blanks, and Moodle 2004 refuses hyphens in answers.',
  ),
  'row-gap': rule('error', 'Rows are numbered without gaps, beginning with 0.'),
  'write-in-review': rule(
    'warning',
    'Outside of normal mode nothing should be written; most LMSs store it.',
  ),
  'status-lowered': rule(
    'warning',
    'A finished status is set back; the learner loses what was reached.',
  ),
  'score-before-end': rule(
    'warning',
    'A score beside "incomplete" turns into "failed" or "completed" in Moodle.',
  ),
  'exit-not-suspend': rule(
    'warning',
    'Without the exit "suspend", 2004 loses everything for the next visit.',
  ),
  uncommitted: rule('warning', 'Values were set and not committed before the visit ended.'),
  'many-commits': rule(
    'warning',
    'More than ten commits within a second: each makes the learner wait.',
  ),
  'not-ended': rule('warning', 'The visit has no Terminate; some LMSs then count no time.'),
} as const;

export type CallRule = keyof typeof CALL_RULES;

interface RuleText {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

function rule(severity: RuleText['severity'], text: string): RuleText {
  return { severity, text };
}
