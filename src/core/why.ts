import { questionsOf, type Lesson } from './lesson.js';
import type { LessonRecord } from './lesson-state.js';
import { hasAttemptLeft, quizIsSettled } from './progress.js';
import { assertNever } from './result.js';

// Why an attempt is where it is: facts and whose move it is. Whoever shows them has the words.

/** What the course, the learner's LMS, has recorded. */
export interface CourseRecord {
  /** The LMS's word in lower case: 1.2 `lesson_status`, 2004 `completion_status`; `unknown` for none. */
  readonly status: string;
  readonly success: 'passed' | 'failed' | 'unknown';
  readonly hasScore: boolean;
  /** Answers that the course has; without a score they are those of a quiz under way. */
  readonly answers: number;
  /** Since when the course has refused to save, in milliseconds; `null` where it saves or nothing tells. */
  readonly refusedSince: number | null;
}

/** One thing that is missing, or that explains what is recorded. */
export type Reason =
  | { readonly type: 'not-begun' }
  | {
      readonly type: 'steps-not-opened';
      readonly titles: readonly string[];
      readonly total: number;
    }
  | { readonly type: 'quiz-not-begun'; readonly total: number }
  | { readonly type: 'quiz-not-finished'; readonly checked: number; readonly total: number }
  | {
      readonly type: 'quiz-not-passed';
      readonly score: number;
      readonly passMark: number;
      readonly attemptsLeft: number | null;
    }
  | {
      readonly type: 'attempts-used';
      readonly score: number;
      readonly passMark: number;
      readonly attempts: number;
    }
  | { readonly type: 'passed'; readonly score: number | null }
  | { readonly type: 'finished' }
  | { readonly type: 'failed' }
  /** The lesson says one thing and the course has another. */
  | { readonly type: 'course-is-behind'; readonly recorded: string }
  | { readonly type: 'course-is-ahead'; readonly recorded: string }
  | { readonly type: 'saving-refused'; readonly since: number }
  | { readonly type: 'previewed' }
  | { readonly type: 'unfinished'; readonly answers: number }
  | { readonly type: 'scored' }
  | { readonly type: 'not-known' };

/** Why an attempt is where it is, the most important reason first, and who can change it. */
export interface Why {
  readonly move: 'none' | 'learner' | 'teacher' | 'not known';
  readonly reasons: readonly Reason[];
}

/**
 * Explains an attempt from the lesson's own record where there is one, else from what the course
 * has recorded.
 */
export function whyOf(
  own: { readonly lesson: Lesson; readonly record: LessonRecord } | null,
  course: CourseRecord,
): Why {
  const why = own ? fromRecord(own.lesson, own.record, course) : fromCourse(course);
  if (course.refusedSince === null) return why;
  return {
    move: 'learner',
    reasons: [{ type: 'saving-refused', since: course.refusedSince }, ...why.reasons],
  };
}

function fromRecord(lesson: Lesson, record: LessonRecord, course: CourseRecord): Why {
  const missing = missingIn(lesson, record);
  const isRecorded = ['completed', 'passed', 'failed'].includes(course.status);
  const recorded = course.success === 'unknown' ? course.status : course.success;
  if (!record.completed) {
    const ahead: readonly Reason[] =
      isRecorded && course.status !== 'failed' ? [{ type: 'course-is-ahead', recorded }] : [];
    return { move: ahead.length > 0 ? 'teacher' : 'learner', reasons: [...ahead, ...missing] };
  }
  const outcome = outcomeOf(lesson, record);
  const isBehind =
    (course.status !== 'unknown' && !isRecorded) ||
    (outcome.type === 'passed' && course.success === 'failed');
  if (isBehind) {
    return { move: 'learner', reasons: [{ type: 'course-is-behind', recorded }, outcome] };
  }
  if (outcome.type === 'attempts-used') return { move: 'teacher', reasons: [outcome] };
  return { move: outcome.type === 'quiz-not-passed' ? 'learner' : 'none', reasons: [outcome] };
}

/** What the completion rule of the lesson still waits for. */
function missingIn(lesson: Lesson, record: LessonRecord): readonly Reason[] {
  const { completion } = lesson.settings;
  const { seen, quiz } = record;
  if (seen.size === 0 && quiz.attempts === 0 && quiz.checked.size === 0) {
    return [{ type: 'not-begun' }];
  }
  const reasons: Reason[] = [];
  const closed = lesson.sections.filter(({ id }) => !seen.has(id));
  if (completion !== 'quiz' && closed.length > 0) {
    const titles = closed.map(({ title }) => title);
    reasons.push({ type: 'steps-not-opened', titles, total: lesson.sections.length });
  }
  if (completion !== 'sections' && !quizIsSettled(lesson, record)) {
    const total = questionsOf(lesson).length;
    const { best, checked } = quiz;
    const isUnderWay = checked.size > 0 && checked.size < total;
    if (best) reasons.push(resultOf(lesson, record, best.score));
    if (!best || isUnderWay) {
      reasons.push(
        checked.size === 0
          ? { type: 'quiz-not-begun', total }
          : { type: 'quiz-not-finished', checked: checked.size, total },
      );
    }
  }
  return reasons.length > 0 ? reasons : [{ type: 'finished' }];
}

function outcomeOf(lesson: Lesson, record: LessonRecord): Reason {
  const { best } = record.quiz;
  if (!best) return { type: 'finished' };
  return best.passed ? { type: 'passed', score: best.score } : resultOf(lesson, record, best.score);
}

function resultOf(lesson: Lesson, record: LessonRecord, score: number): Reason {
  const { attempts, passMark } = lesson.settings;
  if (!hasAttemptLeft(lesson, record)) {
    return { type: 'attempts-used', score, passMark, attempts: record.quiz.attempts };
  }
  const attemptsLeft = attempts === null ? null : attempts - record.quiz.attempts;
  return { type: 'quiz-not-passed', score, passMark, attemptsLeft };
}

function fromCourse({ status, success, hasScore, answers }: CourseRecord): Why {
  const one = (move: Why['move'], reason: Reason): Why => ({ move, reasons: [reason] });
  if (status === 'not attempted') return one('learner', { type: 'not-begun' });
  if (status === 'browsed') return one('learner', { type: 'previewed' });
  if (status === 'incomplete') {
    const failed: readonly Reason[] = success === 'failed' ? [{ type: 'failed' }] : [];
    const passed: readonly Reason[] = success === 'passed' ? [{ type: 'passed', score: null }] : [];
    return {
      move: 'learner',
      reasons: [...passed, ...failed, { type: 'unfinished', answers: hasScore ? 0 : answers }],
    };
  }
  if (success === 'passed' || status === 'passed')
    return one('none', { type: 'passed', score: null });
  if (success === 'failed' || status === 'failed') return one('teacher', { type: 'failed' });
  if (status === 'completed') return one('none', { type: 'finished' });
  return one('not known', hasScore ? { type: 'scored' } : { type: 'not-known' });
}

/** How an LMS decides that an activity is complete, as far as it is known. */
export type CompletionRule =
  'moodle: completed' | 'moodle: passed' | 'moodle: completed or passed' | 'open edx' | 'chamilo';

/**
 * Whether a course with this rule shows the activity as complete; docs/scorm.md, Status and
 * completion, and Moodle, driven end to end. 1.2 has one status, which is `completed` or `passed` but never both.
 */
export function ruleIsMet(
  rule: CompletionRule,
  edition: 'scorm12' | 'scorm2004',
  { status, success }: Pick<CourseRecord, 'status' | 'success'>,
): boolean {
  const completed = status === 'completed';
  const passed = edition === 'scorm12' ? status === 'passed' : success === 'passed';
  switch (rule) {
    case 'moodle: completed':
      return completed;
    case 'moodle: passed':
      return passed;
    case 'moodle: completed or passed':
    case 'open edx':
    case 'chamilo':
      return completed || passed;
    default:
      return assertNever(rule);
  }
}
