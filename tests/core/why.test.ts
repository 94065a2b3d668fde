import { describe, expect, test } from 'vitest';
import { newRecord, type LessonRecord, type QuizRecord } from '../../src/core/lesson-state.js';
import { questionsOf } from '../../src/core/lesson.js';
import type { Settings } from '../../src/core/byte.js';
import { ruleIsMet, whyOf, type CompletionRule, type CourseRecord } from '../../src/core/why.js';
import { sampleLessonWith } from '../support/sample-lesson.js';

const NOTHING: CourseRecord = {
  status: 'unknown',
  success: 'unknown',
  hasScore: false,
  answers: 0,
  refusedSince: null,
};
const lessonWith = (settings: Partial<Settings>) =>
  sampleLessonWith({ completion: 'both', attempts: 3, passMark: 80, ...settings });
const both = lessonWith({});
const ids = both.sections.map(({ id }) => id);
const questions = questionsOf(both).map(({ id }) => id);

interface Did {
  readonly seen?: readonly string[];
  readonly completed?: boolean;
  readonly quiz?: Partial<QuizRecord>;
}

function recordOf({ seen = ids, completed = false, quiz = {} }: Did): LessonRecord {
  const empty = newRecord(1);
  return { ...empty, completed, seen: new Set(seen), quiz: { ...empty.quiz, ...quiz } };
}

const passed = { score: 90, passed: true, answers: {} };
const failed = { score: 60, passed: false, answers: {} };

describe('a lesson that is not finished', () => {
  test('names the steps that were not opened', () => {
    const record = recordOf({ seen: ids.slice(2), quiz: { best: passed, attempts: 1 } });
    expect(whyOf({ lesson: both, record }, NOTHING)).toEqual({
      move: 'learner',
      reasons: [
        {
          type: 'steps-not-opened',
          titles: both.sections.slice(0, 2).map(({ title }) => title),
          total: ids.length,
        },
      ],
    });
  });

  test('was not begun when no step was opened', () => {
    const lesson = lessonWith({ completion: 'sections' });
    expect(whyOf({ lesson, record: recordOf({ seen: [] }) }, NOTHING)).toEqual({
      move: 'learner',
      reasons: [{ type: 'not-begun' }],
    });
  });

  test('counts the checked answers of a quiz under way', () => {
    const record = recordOf({ quiz: { checked: new Set(questions.slice(0, 1)) } });
    expect(whyOf({ lesson: both, record }, NOTHING).reasons).toEqual([
      { type: 'quiz-not-finished', checked: 1, total: questions.length },
    ]);
  });

  test('says that the quiz was not begun', () => {
    expect(whyOf({ lesson: both, record: recordOf({}) }, NOTHING).reasons).toEqual([
      { type: 'quiz-not-begun', total: questions.length },
    ]);
  });

  test('says what the pass mark is and how many attempts are left', () => {
    const record = recordOf({ quiz: { best: failed, attempts: 1 } });
    expect(whyOf({ lesson: both, record }, NOTHING)).toEqual({
      move: 'learner',
      reasons: [{ type: 'quiz-not-passed', score: 60, passMark: 80, attemptsLeft: 2 }],
    });
  });

  test('does not ask for a quiz that completion does not wait for', () => {
    const lesson = lessonWith({ completion: 'sections' });
    const record = recordOf({ seen: ids.slice(1) });
    expect(whyOf({ lesson, record }, NOTHING).reasons.map(({ type }) => type)).toEqual([
      'steps-not-opened',
    ]);
  });

  test('does not ask for steps that completion does not wait for', () => {
    const lesson = lessonWith({ completion: 'quiz' });
    expect(
      whyOf({ lesson, record: recordOf({ seen: ids.slice(0, 1) }) }, NOTHING).reasons.map(
        ({ type }) => type,
      ),
    ).toEqual(['quiz-not-begun']);
  });

  test('is the teacher’s to look at when the course is ahead of it', () => {
    const record = recordOf({ seen: ids.slice(1), quiz: { best: passed, attempts: 1 } });
    const why = whyOf({ lesson: both, record }, { ...NOTHING, status: 'completed' });
    expect(why.move).toBe('teacher');
    expect(why.reasons.map(({ type }) => type)).toEqual(['course-is-ahead', 'steps-not-opened']);
  });
});

describe('a finished lesson', () => {
  test.each([
    ['1.2', { status: 'passed', success: 'passed' }],
    ['2004', { status: 'completed', success: 'passed' }],
    ['an export without a status', {}],
  ] as const)('that the course knows has nothing missing: %s', (_, course) => {
    const record = recordOf({ completed: true, quiz: { best: passed, attempts: 1 } });
    expect(whyOf({ lesson: both, record }, { ...NOTHING, ...course })).toEqual({
      move: 'none',
      reasons: [{ type: 'passed', score: 90 }],
    });
  });

  test('whose attempts are used is the teacher’s move', () => {
    const record = recordOf({ completed: true, quiz: { best: failed, attempts: 3 } });
    const course = { ...NOTHING, status: 'failed', success: 'failed' } as const;
    expect(whyOf({ lesson: both, record }, course)).toEqual({
      move: 'teacher',
      reasons: [{ type: 'attempts-used', score: 60, passMark: 80, attempts: 3 }],
    });
  });

  test.each(['incomplete', 'not attempted', 'browsed'])(
    'is the learner’s move when the course recorded %s',
    (status) => {
      const record = recordOf({ completed: true, quiz: { best: passed, attempts: 1 } });
      expect(whyOf({ lesson: both, record }, { ...NOTHING, status })).toEqual({
        move: 'learner',
        reasons: [
          { type: 'course-is-behind', recorded: status },
          { type: 'passed', score: 90 },
        ],
      });
    },
  );
});

describe('an attempt that only the course knows', () => {
  test.each([
    ['not attempted', 'unknown', 'learner', ['not-begun']],
    ['browsed', 'unknown', 'learner', ['previewed']],
    ['incomplete', 'unknown', 'learner', ['unfinished']],
    ['incomplete', 'failed', 'learner', ['failed', 'unfinished']],
    ['incomplete', 'passed', 'learner', ['passed', 'unfinished']],
    ['passed', 'passed', 'none', ['passed']],
    ['completed', 'passed', 'none', ['passed']],
    ['completed', 'unknown', 'none', ['finished']],
    ['completed', 'failed', 'teacher', ['failed']],
    ['failed', 'failed', 'teacher', ['failed']],
    ['unknown', 'passed', 'none', ['passed']],
    ['unknown', 'failed', 'teacher', ['failed']],
    ['unknown', 'unknown', 'not known', ['not-known']],
  ] as const)('%s and %s', (status, success, move, types) => {
    const why = whyOf(null, { ...NOTHING, status, success });
    expect([why.move, why.reasons.map(({ type }) => type)]).toEqual([move, types]);
  });

  test('has a score, which does not say that it is finished', () => {
    expect(whyOf(null, { ...NOTHING, hasScore: true })).toEqual({
      move: 'not known',
      reasons: [{ type: 'scored' }],
    });
  });

  test('begins with the course’s refusal to save', () => {
    const course = { ...NOTHING, status: 'incomplete', refusedSince: 5 };
    expect(whyOf(null, course)).toMatchObject({
      move: 'learner',
      reasons: [{ type: 'saving-refused', since: 5 }, { type: 'unfinished' }],
    });
  });
});

describe('a completion rule', () => {
  const rules = ['moodle: completed', 'moodle: passed', 'moodle: completed or passed'] as const;
  test.each([
    ['scorm12', 'passed', 'passed', [false, true, true]],
    ['scorm12', 'completed', 'unknown', [true, false, true]],
    ['scorm12', 'failed', 'failed', [false, false, false]],
    ['scorm12', 'incomplete', 'unknown', [false, false, false]],
    ['scorm12', 'browsed', 'unknown', [false, false, false]],
    ['scorm2004', 'completed', 'passed', [true, true, true]],
    ['scorm2004', 'completed', 'failed', [true, false, true]],
    ['scorm2004', 'completed', 'unknown', [true, false, true]],
    ['scorm2004', 'incomplete', 'passed', [false, true, true]],
    ['scorm2004', 'incomplete', 'failed', [false, false, false]],
    ['scorm2004', 'unknown', 'unknown', [false, false, false]],
  ] as const)('of Moodle, for %s %s and %s', (edition, status, success, met) => {
    expect(rules.map((rule) => ruleIsMet(rule, edition, { status, success }))).toEqual(met);
  });

  test.each<CompletionRule>(['open edx', 'chamilo'])('of %s takes completed or passed', (rule) => {
    expect(ruleIsMet(rule, 'scorm12', { status: 'passed', success: 'passed' })).toBe(true);
    expect(ruleIsMet(rule, 'scorm2004', { status: 'completed', success: 'failed' })).toBe(true);
    expect(ruleIsMet(rule, 'scorm12', { status: 'failed', success: 'failed' })).toBe(false);
  });
});
