import { assertNever } from '../../core/result.js';
import {
  ruleIsMet,
  type CompletionRule,
  type CourseRecord,
  type Reason,
  type Why,
} from '../../core/why.js';
import type { AttemptLine } from '../statistics/attempts.js';
import { numberText } from './format.js';

/** What the LMS has of an attempt, as far as the explanation needs it. */
export function courseRecordOf(line: AttemptLine, refusedSince: number | null): CourseRecord {
  const { status, success, score, rawScore, answered } = line;
  return {
    status: status === '' ? 'unknown' : status,
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
    hasScore: score !== null || rawScore !== null,
    answers: answered,
    refusedSince,
  };
}

/** Titles that are named; the rest are counted. */
const NAMED = 4;

/**
 * Why an attempt is where it is, in one sentence for teachers: what is missing, whose move it is,
 * and what to do.
 */
export function whySentence(why: Why): string {
  const next = nextStep(why.move, why.reasons);
  return [whyShort(why), ...(next === '' ? [] : [next])].join(' ');
}

/** What is missing, without what to do about it: for a list. */
export function whyShort({ reasons }: Why): string {
  return `${capital(reasons.map(reasonText).join('; '))}.`;
}

function reasonText(reason: Reason): string {
  switch (reason.type) {
    case 'not-begun':
      return 'not begun: no step was opened';
    case 'steps-not-opened': {
      const { titles, total } = reason;
      const more = titles.length > NAMED ? ` and ${titles.length - NAMED} more` : '';
      const names = titles.slice(0, NAMED).join(', ');
      return `incomplete: ${titles.length} of ${total} steps not opened (${names}${more})`;
    }
    case 'quiz-not-begun':
      return `quiz not begun: 0 of ${reason.total} questions checked`;
    case 'quiz-not-finished':
      return `quiz not finished: ${reason.checked} of ${reason.total} questions checked`;
    case 'quiz-not-passed': {
      const { score, passMark, attemptsLeft } = reason;
      const left =
        attemptsLeft === null
          ? 'the quiz can be repeated'
          : `${attemptsLeft} ${attemptsLeft === 1 ? 'attempt is' : 'attempts are'} left`;
      return `quiz not passed: the best result is ${score} %, the pass mark is ${passMark} %, and ${left}`;
    }
    case 'attempts-used': {
      const { score, passMark, attempts } = reason;
      return `not passed: the best result is ${score} %, the pass mark is ${passMark} %, and all ${attempts} attempts are used`;
    }
    case 'passed':
      return reason.score === null ? 'passed' : `passed with ${numberText(reason.score)} %`;
    case 'finished':
      return 'finished';
    case 'failed':
      return 'not passed';
    case 'course-is-behind':
      return `finished in the lesson, but the course recorded ${reason.recorded}`;
    case 'course-is-ahead':
      return `the course recorded ${reason.recorded}, but the lesson is not finished`;
    case 'saving-refused':
      return `the course has refused to save since ${TIME.format(reason.since)}, so later work may be missing`;
    case 'previewed':
      return 'only looked at in preview, which counts for nothing';
    case 'unfinished':
      return reason.answers > 0
        ? `incomplete: ${reason.answers} ${reason.answers === 1 ? 'answer' : 'answers'} but no score, so a quiz may be under way`
        : 'incomplete; what is missing is not known from this report';
    case 'scored':
      return 'has a score; finished or not is not known from this report';
    case 'not-known':
      return 'not known from this report';
    default:
      return assertNever(reason);
  }
}

const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** What to do now, and who has to do it; nothing where all is done. */
function nextStep(move: Why['move'], reasons: readonly Reason[]): string {
  const types = new Set(reasons.map(({ type }) => type));
  if (types.has('saving-refused')) {
    return 'The student opens the lesson again in the same browser, where unsaved work is offered back.';
  }
  if (types.has('course-is-behind')) {
    return 'The student opens the lesson again in the same browser and waits until it says that the work is saved; if nothing changes, check which status the activity asks for.';
  }
  if (types.has('course-is-ahead')) {
    return 'Check the activity: some courses complete it by themselves, or a teacher marked it.';
  }
  switch (move) {
    case 'none':
      return '';
    case 'learner':
      if (types.has('not-begun')) return 'The student begins the lesson.';
      if (types.has('quiz-not-passed')) return 'The student repeats the quiz.';
      return 'The student opens the lesson: its last step lists what is still to do.';
    case 'teacher':
      return 'The teacher decides whether to allow a new attempt.';
    case 'not known':
      return 'The student can open the lesson: its last step says what is recorded. A report with a status column would tell more.';
    default:
      return assertNever(move);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const RULES: readonly (readonly [rule: CompletionRule, name: string, change: string])[] = [
  ['moodle: completed', 'Moodle, "Require status: Completed"', 'check "Passed" as well'],
  ['moodle: passed', 'Moodle, "Require status: Passed"', 'check "Completed" as well'],
  [
    'moodle: completed or passed',
    'Moodle, both boxes checked',
    'the student has to finish or pass',
  ],
  ['open edx', 'Open edX', 'the student has to finish or pass'],
  ['chamilo', 'Chamilo', 'the student has to finish or pass'],
];

/** What courses show for a recorded status, one sentence per completion rule. */
export function ruleSentences(
  edition: 'scorm12' | 'scorm2004',
  course: Pick<CourseRecord, 'status' | 'success'>,
): readonly string[] {
  const isDone = ['completed', 'passed'].includes(course.status) || course.success === 'passed';
  return RULES.map(([rule, name, change]) => {
    if (ruleIsMet(rule, edition, course)) return `${name}: shown as complete.`;
    const remedy =
      rule.startsWith('moodle') && !isDone ? 'the student has to finish or pass' : change;
    return `${name}: not shown as complete; ${remedy}.`;
  });
}
