import { describe, expect, test } from 'vitest';
import { receiptCode } from '../../src/core/receipt.js';
import { reportOf } from '../../src/core/report.js';
import type { LessonRecord } from '../../src/core/lesson-state.js';
import type { Lesson } from '../../src/core/lesson.js';
import { dataValues, nameOf, NO_FLOOR, type Floor } from '../../src/runtime/scorm/dialect.js';
import { scorm12 } from '../../src/runtime/scorm/scorm12.js';
import { scorm2004 } from '../../src/runtime/scorm/scorm2004.js';
import {
  answering,
  mixedAnswers,
  play,
  rightAnswers,
  seeingAll,
  smallLesson,
} from '../support/small-lesson.js';

interface Circumstances {
  readonly lesson?: Lesson;
  readonly floor?: Partial<Floor>;
  readonly existing?: ReadonlyMap<string, number>;
}

/** The values for `record` by the name of their element, in their order. */
function valuesFor(
  standard: 'scorm12' | 'scorm2004',
  record: LessonRecord,
  { lesson = smallLesson, floor = {}, existing = new Map() }: Circumstances = {},
): Readonly<Record<string, string>> {
  const held = {
    suspendData: '',
    floor: { ...NO_FLOOR, ...floor },
    interactionCount: null,
    objectiveRows: existing,
  };
  const sent = { suspendData: 'stored', seconds: 75 };
  const dialect = standard === 'scorm12' ? scorm12 : scorm2004;
  const values = dataValues(dialect, held, lesson, record, sent);
  return Object.fromEntries(values.map((value) => [nameOf(value), value.value]));
}

const fresh = play().record;
const mixed = play(...seeingAll, ...answering(mixedAnswers), {
  type: 'feedback-given',
  feedback: { rating: 'rather-yes', comment: 'More & more,\n50 % [,] better + #1' },
}).record;
const passed = play(...seeingAll, ...answering(rightAnswers)).record;

const withWords = (statusWords: Lesson['settings']['statusWords'], attempts: number | null) => ({
  ...smallLesson,
  settings: { ...smallLesson.settings, statusWords, attempts },
});

test.each([scorm12, scorm2004])('an objective without a row is left out ($standard)', (dialect) => {
  const values = dialect.values({
    report: reportOf(smallLesson, passed),
    statusWords: smallLesson.settings.statusWords,
    suspendData: 'stored',
    seconds: 0,
    floor: NO_FLOOR,
    objectiveRows: new Map(),
  });
  expect(values.filter(({ element }) => element.includes('objectives'))).toEqual([]);
});

describe('SCORM 1.2', () => {
  test('gets of a fresh start no more than that it began', () => {
    expect(valuesFor('scorm12', fresh)).toEqual({
      'cmi.suspend_data': 'stored',
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.session_time': '00:01:15',
      'cmi.core.exit': 'suspend',
    });
  });

  test('gets a finished quiz in words, with shares as numbers', () => {
    expect(Object.entries(valuesFor('scorm12', mixed))).toEqual([
      ['cmi.core.score.min', '0'],
      ['cmi.core.score.max', '100'],
      ['cmi.core.score.raw', '60'],
      ['cmi.interactions.0.id', 'Who_fits_best'],
      ['cmi.interactions.0.type', 'choice'],
      ['cmi.interactions.0.correct_responses.0.pattern', 'Samantha'],
      ['cmi.interactions.0.weighting', '2'],
      ['cmi.interactions.0.student_response', 'Samantha'],
      ['cmi.interactions.0.result', 'correct'],
      ['cmi.interactions.1.id', 'A_typical_day'],
      ['cmi.interactions.1.type', 'choice'],
      [
        'cmi.interactions.1.correct_responses.0.pattern',
        'Make_a_plan,Meet_people,Watch_the_budget',
      ],
      ['cmi.interactions.1.weighting', '1'],
      ['cmi.interactions.1.student_response', 'Make_a_plan,Meet_people,Paint_walls'],
      ['cmi.interactions.1.result', '0.33'],
      ['cmi.interactions.2.id', 'Works_alone'],
      ['cmi.interactions.2.type', 'true-false'],
      ['cmi.interactions.2.correct_responses.0.pattern', 'f'],
      ['cmi.interactions.2.weighting', '1'],
      ['cmi.interactions.2.student_response', 't'],
      ['cmi.interactions.2.result', 'wrong'],
      ['cmi.interactions.3.id', 'Sort_the_traits'],
      ['cmi.interactions.3.type', 'matching'],
      ['cmi.interactions.3.correct_responses.0.pattern', 'tidy.fits,shy.works_against,calm.fits'],
      ['cmi.interactions.3.weighting', '1'],
      ['cmi.interactions.3.student_response', 'tidy.fits,shy.fits,calm.fits'],
      ['cmi.interactions.3.result', '0.67'],
      ['cmi.interactions.4.id', 'Receipt_code'],
      ['cmi.interactions.4.type', 'fill-in'],
      ['cmi.interactions.4.student_response', receiptCode(smallLesson, mixed)],
      ['cmi.interactions.4.result', 'neutral'],
      ['cmi.interactions.5.id', 'This_lesson_helped_me_understand_the_topic'],
      ['cmi.interactions.5.type', 'likert'],
      ['cmi.interactions.5.student_response', 'rather_yes'],
      ['cmi.interactions.5.result', 'neutral'],
      ['cmi.interactions.6.id', 'What_else'],
      ['cmi.interactions.6.type', 'fill-in'],
      ['cmi.interactions.6.student_response', 'More and more, 50 percent [,] better plus 1'],
      ['cmi.interactions.6.result', 'neutral'],
      ['cmi.objectives.0.id', 'What_it_is'],
      ['cmi.objectives.0.status', 'completed'],
      ['cmi.objectives.1.id', 'Is_it_for_you'],
      ['cmi.objectives.1.status', 'completed'],
      ['cmi.objectives.2.id', 'Pick_the_future_manager'],
      ['cmi.objectives.2.score.min', '0'],
      ['cmi.objectives.2.score.max', '100'],
      ['cmi.objectives.2.score.raw', '60'],
      ['cmi.objectives.2.status', 'failed'],
      ['cmi.objectives.3.id', 'Take_action'],
      ['cmi.objectives.3.status', 'completed'],
      ['cmi.objectives.4.id', 'Your_view'],
      ['cmi.objectives.4.status', 'completed'],
      ['cmi.core.lesson_location', 'your-view'],
      ['cmi.suspend_data', 'stored'],
      ['cmi.core.lesson_status', 'incomplete'],
      ['cmi.core.session_time', '00:01:15'],
      ['cmi.core.exit', 'suspend'],
    ]);
  });

  test('is told of the rows up to the last answered one, unanswered ones without a response', () => {
    const { record } = play(...answering({ alone: { type: 'true-false', value: false } }));
    const told = valuesFor('scorm12', record);
    expect(
      Object.keys(told).filter((element) => /interactions.*(id|response)$/.test(element)),
    ).toEqual([
      'cmi.interactions.0.id',
      'cmi.interactions.1.id',
      'cmi.interactions.2.id',
      'cmi.interactions.2.student_response',
    ]);
  });

  test.each([
    ['passed/incomplete', null, passed, 'passed'],
    ['completed/incomplete', null, passed, 'completed'],
    ['passed/failed', null, passed, 'passed'],
    ['completed/failed', null, passed, 'completed'],
    ['passed/incomplete', 1, mixed, 'incomplete'],
    ['completed/incomplete', 1, mixed, 'incomplete'],
    ['passed/incomplete', 1, { ...mixed, completed: true }, 'incomplete'],
    ['passed/failed', 1, { ...mixed, completed: true }, 'failed'],
    ['completed/failed', 1, { ...mixed, completed: true }, 'failed'],
    ['passed/failed', null, { ...mixed, completed: true }, 'incomplete'],
    ['passed/failed', 1, { ...mixed, completed: false }, 'incomplete'],
  ] as const)(
    'with the words %s and %s attempts has the status',
    (words, attempts, record, status) => {
      const lesson = withWords(words, attempts);
      expect(valuesFor('scorm12', record, { lesson })['cmi.core.lesson_status']).toBe(status);
    },
  );

  test('without a quiz is completed by completion', () => {
    const lesson = { ...smallLesson, quiz: null };
    const told = valuesFor('scorm12', { ...fresh, completed: true }, { lesson });
    expect(told['cmi.core.lesson_status']).toBe('completed');
  });

  test('is completed where the quiz has no say, and passed where it was passed all the same', () => {
    const settings = { ...smallLesson.settings, completion: 'sections' } as const;
    const told = (record: LessonRecord) =>
      valuesFor('scorm12', record, { lesson: { ...smallLesson, settings } })[
        'cmi.core.lesson_status'
      ];
    expect([told({ ...mixed, completed: true }), told(passed)]).toEqual(['completed', 'passed']);
  });

  test.each([
    ['passed', 'incomplete', 'passed'],
    ['completed', 'incomplete', 'completed'],
    ['failed', 'incomplete', 'failed'],
    ['browsed', 'incomplete', 'incomplete'],
    ['not attempted', 'incomplete', 'incomplete'],
    ['', 'incomplete', 'incomplete'],
    ['nonsense', 'incomplete', 'incomplete'],
  ])('that holds %j is not told %j but %j', (lessonStatus, _, status) => {
    expect(valuesFor('scorm12', fresh, { floor: { lessonStatus } })['cmi.core.lesson_status']).toBe(
      status,
    );
  });

  test('is never told a lower score than it holds', () => {
    expect(valuesFor('scorm12', mixed, { floor: { score: 75 } })['cmi.core.score.raw']).toBe('75');
    expect(valuesFor('scorm12', mixed, { floor: { score: 40 } })['cmi.core.score.raw']).toBe('60');
    expect(
      valuesFor('scorm12', fresh, { floor: { score: 40 } })['cmi.core.score.raw'],
    ).toBeUndefined();
  });

  test('gets a label that reads like an earlier one with its place', () => {
    const twice = smallLesson.quiz?.questions.map((question) => ({ ...question, label: 'Same' }));
    const lesson = { ...smallLesson, quiz: { id: 'fit-quiz', questions: twice ?? [] } };
    const told = valuesFor('scorm12', passed, { lesson });
    expect([0, 1, 2, 3].map((row) => told[`cmi.interactions.${row}.id`])).toEqual([
      'Same',
      'Same_2',
      'Same_3',
      'Same_4',
    ]);
  });

  test('gets the time of a response with it', () => {
    const now = new Date(2026, 0, 2, 3, 4, 5);
    const response = scorm12.stampOf({ element: '', row: 2, value: '', role: 'response' }, now);
    expect([nameOf(response), response.value]).toEqual(['cmi.interactions.2.time', '03:04:05']);
  });
});

describe('SCORM 2004', () => {
  test('is told of a fresh start that nothing is done', () => {
    expect(valuesFor('scorm2004', fresh)).toEqual({
      'cmi.progress_measure': '0',
      'cmi.suspend_data': 'stored',
      'cmi.completion_status': 'incomplete',
      'cmi.success_status': 'unknown',
      'cmi.session_time': 'PT0H1M15S',
      'cmi.exit': 'suspend',
    });
  });

  test('gets a finished quiz in short ids, with the questions as descriptions', () => {
    expect(Object.entries(valuesFor('scorm2004', mixed))).toEqual([
      ['cmi.score.min', '0'],
      ['cmi.score.max', '100'],
      ['cmi.score.raw', '60'],
      ['cmi.score.scaled', '0.6'],
      ['cmi.interactions.0.id', 'best_fit'],
      ['cmi.interactions.0.type', 'choice'],
      ['cmi.interactions.0.description', 'Who fits best: which is it?'],
      ['cmi.interactions.0.correct_responses.0.pattern', 'samantha'],
      ['cmi.interactions.0.weighting', '2'],
      ['cmi.interactions.0.learner_response', 'samantha'],
      ['cmi.interactions.0.result', 'correct'],
      ['cmi.interactions.1.id', 'typical_day'],
      ['cmi.interactions.1.type', 'choice'],
      ['cmi.interactions.1.description', 'A typical day: which is it?'],
      ['cmi.interactions.1.correct_responses.0.pattern', 'plan[,]meet[,]budget'],
      ['cmi.interactions.1.weighting', '1'],
      ['cmi.interactions.1.learner_response', 'plan[,]meet[,]paint'],
      ['cmi.interactions.1.result', '0.33'],
      ['cmi.interactions.2.id', 'alone'],
      ['cmi.interactions.2.type', 'true-false'],
      ['cmi.interactions.2.description', 'Works alone: which is it?'],
      ['cmi.interactions.2.correct_responses.0.pattern', 'false'],
      ['cmi.interactions.2.weighting', '1'],
      ['cmi.interactions.2.learner_response', 'true'],
      ['cmi.interactions.2.result', 'incorrect'],
      ['cmi.interactions.3.id', 'traits'],
      ['cmi.interactions.3.type', 'matching'],
      ['cmi.interactions.3.description', 'Sort the traits: which is it?'],
      [
        'cmi.interactions.3.correct_responses.0.pattern',
        'tidy[.]fits[,]shy[.]against[,]calm[.]fits',
      ],
      ['cmi.interactions.3.weighting', '1'],
      ['cmi.interactions.3.learner_response', 'tidy[.]fits[,]shy[.]fits[,]calm[.]fits'],
      ['cmi.interactions.3.result', '0.67'],
      ['cmi.interactions.4.id', 'receipt_code'],
      ['cmi.interactions.4.type', 'fill-in'],
      ['cmi.interactions.4.description', 'Receipt code'],
      ['cmi.interactions.4.learner_response', receiptCode(smallLesson, mixed)],
      ['cmi.interactions.4.result', 'neutral'],
      ['cmi.interactions.5.id', 'your_view'],
      ['cmi.interactions.5.type', 'likert'],
      ['cmi.interactions.5.description', 'This lesson helped me understand the topic.'],
      ['cmi.interactions.5.learner_response', 'rather_yes'],
      ['cmi.interactions.5.result', 'neutral'],
      ['cmi.interactions.6.id', 'your_view_comment'],
      ['cmi.interactions.6.type', 'fill-in'],
      ['cmi.interactions.6.description', 'What else?'],
      ['cmi.interactions.6.learner_response', 'More & more, 50 % , better + #1'],
      ['cmi.interactions.6.result', 'neutral'],
      ['cmi.objectives.0.id', 'what_it_is'],
      ['cmi.objectives.0.description', 'What it is'],
      ['cmi.objectives.0.completion_status', 'completed'],
      ['cmi.objectives.1.id', 'for_you'],
      ['cmi.objectives.1.description', 'Is it for you'],
      ['cmi.objectives.1.completion_status', 'completed'],
      ['cmi.objectives.2.id', 'fit_quiz'],
      ['cmi.objectives.2.description', 'Pick the future manager'],
      ['cmi.objectives.2.score.min', '0'],
      ['cmi.objectives.2.score.max', '100'],
      ['cmi.objectives.2.score.raw', '60'],
      ['cmi.objectives.2.score.scaled', '0.6'],
      ['cmi.objectives.2.completion_status', 'completed'],
      ['cmi.objectives.2.success_status', 'failed'],
      ['cmi.objectives.3.id', 'take_action'],
      ['cmi.objectives.3.description', 'Take action'],
      ['cmi.objectives.3.completion_status', 'completed'],
      ['cmi.objectives.4.id', 'your_view'],
      ['cmi.objectives.4.description', 'Your view'],
      ['cmi.objectives.4.completion_status', 'completed'],
      ['cmi.progress_measure', '0.99'],
      ['cmi.location', 'your-view'],
      ['cmi.suspend_data', 'stored'],
      ['cmi.completion_status', 'incomplete'],
      ['cmi.success_status', 'failed'],
      ['cmi.session_time', 'PT0H1M15S'],
      ['cmi.exit', 'suspend'],
    ]);
  });

  test('is told of an unanswered question before an answered one without a response', () => {
    const { record } = play(...answering({ alone: { type: 'true-false', value: false } }));
    const told = Object.keys(valuesFor('scorm2004', record));
    expect(told.filter((element) => /(response|result)$/.test(element))).toEqual([
      'cmi.interactions.2.learner_response',
      'cmi.interactions.2.result',
    ]);
  });

  test('is told of completion with the whole progress', () => {
    expect(valuesFor('scorm2004', passed)).toMatchObject({
      'cmi.progress_measure': '1',
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
    });
  });

  test('is never told less than it holds', () => {
    const floor = { completed: true, success: 'passed', progress: 0.5 } as const;
    expect(valuesFor('scorm2004', mixed, { floor })).toMatchObject({
      'cmi.progress_measure': '1',
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
    });
    expect(
      valuesFor('scorm2004', fresh, { floor: { progress: 0.5 } })['cmi.progress_measure'],
    ).toBe('0.5');
    expect(
      valuesFor('scorm2004', passed, { floor: { success: 'failed' } })['cmi.success_status'],
    ).toBe('passed');
  });

  test('gets objectives in the rows that its manifest made', () => {
    const existing = new Map([
      ['primary', 0],
      ['for_you', 1],
    ]);
    const told = valuesFor('scorm2004', passed, { existing });
    expect([0, 1, 2, 3].map((row) => told[`cmi.objectives.${row}.id`])).toEqual([
      undefined,
      'for_you',
      'what_it_is',
      'fit_quiz',
    ]);
  });

  test('gets the time of a response with it', () => {
    const now = new Date(2026, 0, 2, 3, 4, 5);
    const response = scorm2004.stampOf({ element: '', row: 2, value: '', role: 'response' }, now);
    expect([nameOf(response), response.value]).toEqual([
      'cmi.interactions.2.timestamp',
      '2026-01-02T03:04:05',
    ]);
  });
});
