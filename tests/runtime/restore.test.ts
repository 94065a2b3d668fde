import { describe, expect, test } from 'vitest';
import { encode } from '../../src/core/suspend-data.js';
import { readOpening, restore } from '../../src/runtime/opening/opening.js';
import { scorm12 } from '../../src/runtime/scorm/scorm12.js';
import { scorm2004 } from '../../src/runtime/scorm/scorm2004.js';
import { apiCallsTo } from '../support/api-calls-to.js';
import { answering, mixedAnswers, play, seeingAll, smallLesson } from '../support/small-lesson.js';

const record = play(...seeingAll, ...answering(mixedAnswers)).record;
const stored = encode(smallLesson, record);

/** What an LMS with these values says at the start. */
function opening(values: Readonly<Record<string, unknown>>, standard = scorm12) {
  const get = (element: string): unknown => values[element] ?? '';
  return readOpening(
    apiCallsTo({ LMSGetValue: get, GetValue: get, LMSGetLastError: () => 0 }, standard),
  );
}

describe('what an LMS says at the start', () => {
  test('is taken from SCORM 1.2 with all its odd forms', () => {
    expect(
      opening({
        'cmi.core.lesson_mode': 'Review',
        'cmi.core.credit': 'NO-CREDIT',
        'cmi.core.student_id': 17,
        'cmi.core.student_name': ' Lovelace, Ada ',
        'cmi.student_data.mastery_score': 75.5,
        'cmi.suspend_data': ' text ',
        'cmi.core.lesson_location': 'fit-quiz',
        'cmi.core.lesson_status': 'Passed',
        'cmi.core.score.raw': 81,
        'cmi.interactions._count': 4,
        'cmi.objectives._count': ' 2 ',
        'cmi.objectives.0.id': 'a',
        'cmi.objectives.1.id': 'b',
      }),
    ).toEqual({
      answered: true,
      mode: 'review',
      credit: false,
      learnerId: '17',
      learnerName: 'Lovelace, Ada',
      passMark: 75.5,
      suspendData: 'text',
      location: 'fit-quiz',
      floor: { lessonStatus: 'passed', completed: true, success: 'passed', score: 81, progress: 0 },
      interactionCount: 4,
      objectiveRows: new Map([
        ['a', 0],
        ['b', 1],
      ]),
    });
  });

  test('is taken from SCORM 2004', () => {
    expect(
      opening(
        {
          'cmi.scaled_passing_score': '0.7',
          'cmi.completion_status': 'completed',
          'cmi.success_status': 'failed',
          'cmi.score.raw': '12.5',
          'cmi.progress_measure': '0.4',
          'cmi.objectives._count': '3',
          'cmi.objectives.1.id': 'a',
          'cmi.objectives.2.id': 'a',
        },
        scorm2004,
      ),
    ).toMatchObject({
      mode: 'normal',
      credit: true,
      passMark: 70,
      floor: { lessonStatus: '', completed: true, success: 'failed', score: 12.5, progress: 0.4 },
      interactionCount: null,
      objectiveRows: new Map([
        ['a', 1],
        ['\u00002', 2],
      ]),
    });
  });

  test.each([
    ['60.01', 60],
    ['99.99', 99.99],
    ['66.67', 66.67],
    ['0.01', 0],
  ])('with the score %s held it as %s: our own step aside is no score', (raw, score) => {
    expect(opening({ 'cmi.core.score.raw': raw }, scorm12).floor.score).toBe(score);
  });

  test.each([
    ['', null],
    ['-1', null],
    ['101', null],
    ['8e1', null],
    ['eighty', null],
    ['0', null],
    ['1', 1],
    ['100', 100],
  ])('names with %j the pass mark %j', (value, mark) => {
    expect(opening({ 'cmi.student_data.mastery_score': value }).passMark).toBe(mark);
  });

  test('is nothing much where it says nothing or nonsense', () => {
    const silent = {
      mode: 'normal',
      credit: true,
      passMark: null,
      floor: { completed: false, success: 'unknown', score: null, progress: 0 },
      interactionCount: null,
      objectiveRows: new Map(),
    };
    expect(opening({})).toMatchObject(silent);
    expect(
      opening(
        {
          'cmi.mode': 'strange',
          'cmi.score.raw': '1000',
          'cmi.progress_measure': '1.5',
          'cmi.interactions._count': '-1',
          'cmi.objectives._count': '1.5',
        },
        scorm2004,
      ),
    ).toMatchObject(silent);
  });

  test.each([
    ['-0.5', '-0.1', null, 0],
    ['0', '0', 0, 0],
    [' 100 ', ' 1 ', 100, 1],
    ['100.5', '1.01', null, 0],
    ['33.33', '0.25', 33.33, 0.25],
  ])(
    'with score %j and progress %j holds %j and %j',
    (score, progress, heldScore, heldProgress) => {
      const values = { 'cmi.score.raw': score, 'cmi.progress_measure': progress };
      const { floor } = opening(values, scorm2004);
      expect([floor.score, floor.progress, floor.completed]).toEqual([
        heldScore,
        heldProgress,
        false,
      ]);
      expect(opening(values, scorm12).floor.progress).toBe(0);
    },
  );

  test('that was passed is not completed in SCORM 2004, which has two words for it', () => {
    const values = { 'cmi.success_status': 'passed', 'cmi.completion_status': 'incomplete' };
    expect(opening(values, scorm2004).floor).toMatchObject({ success: 'passed', completed: false });
  });

  test('that there are no rows is not the same as to say nothing of rows', () => {
    expect(opening({ 'cmi.interactions._count': '0' }).interactionCount).toBe(0);
  });

  test('is not believed about more rows than there can be', () => {
    expect(opening({ 'cmi.interactions._count': '99999' }).interactionCount).toBe(300);
  });
});

describe('the record of an earlier visit', () => {
  const found = (values: Readonly<Record<string, unknown>>, standard = scorm12) =>
    restore(smallLesson, opening(values, standard), 7);

  test('is none on a first visit', () => {
    expect(found({ 'cmi.core.lesson_status': 'not attempted' })).toEqual({
      record: null,
      intact: false,
    });
    expect(
      found({ 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '0' }).record,
    ).toBe(null);
  });

  test('is read from whole text, whatever the LMS says beside it', () => {
    const values = { 'cmi.suspend_data': stored, 'cmi.core.lesson_status': 'passed' };
    expect(found(values)).toEqual({ record, intact: true });
  });

  test('of other content is believed but not counted as told', () => {
    const text = encode({ ...smallLesson, fingerprint: 'other' }, record);
    expect(found({ 'cmi.suspend_data': text })).toEqual({ record, intact: false });
  });

  test('that was cut is filled up with what the LMS knows', () => {
    const values = {
      'cmi.suspend_data': stored.slice(0, 30),
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': '90',
      'cmi.core.lesson_location': 'fit-quiz',
    };
    const { record: filled, intact } = found(values);
    expect(intact).toBe(false);
    expect(filled).toMatchObject({
      completed: true,
      position: 'fit-quiz',
      seen: new Set(['fit-quiz']),
      quiz: { attempts: 1, best: { score: 90, passed: true, answers: {} } },
    });
  });

  test('that was cut behind its result keeps its own result', () => {
    const values = { 'cmi.suspend_data': stored.slice(0, 120), 'cmi.core.score.raw': '90' };
    expect(found(values).record?.quiz.best?.score).toBe(60);
  });

  test.each([
    [
      { 'cmi.success_status': 'passed', 'cmi.score.raw': '0' },
      { score: 0, passed: true },
    ],
    [
      { 'cmi.success_status': 'failed', 'cmi.score.raw': '0' },
      { score: 0, passed: false },
    ],
    [
      { 'cmi.completion_status': 'completed', 'cmi.score.raw': '0' },
      { score: 0, passed: false },
    ],
    [{ 'cmi.score.raw': '79.5' }, { score: 80, passed: true }],
    [
      { 'cmi.score.raw': '40', 'cmi.scaled_passing_score': '0.4' },
      { score: 40, passed: true },
    ],
    [
      { 'cmi.score.raw': '39', 'cmi.scaled_passing_score': '0.4' },
      { score: 39, passed: false },
    ],
    [{ 'cmi.score.raw': '0' }, undefined],
    [{ 'cmi.success_status': 'passed' }, undefined],
  ] as const)('without our text is guessed from %j', (values, best) => {
    const quiz = found(values, scorm2004).record?.quiz;
    if (best) expect(quiz).toMatchObject({ best: { ...best, answers: {} }, attempts: 1 });
    else expect(quiz?.best ?? undefined).toBeUndefined();
  });

  test('is completed where the LMS says so and nothing else is left', () => {
    const { record: left } = found({ 'cmi.core.lesson_status': 'completed' });
    expect(left).toMatchObject({ completed: true, quiz: { best: null, attempts: 0, seed: 7 } });
    expect(left?.seen).toEqual(new Set());
  });

  test('without a quiz has no result', () => {
    const lesson = { ...smallLesson, quiz: null };
    const values = { 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '90' };
    expect(restore(lesson, opening(values), 7).record?.quiz.best).toBeNull();
  });

  test('is at no place that the lesson does not have', () => {
    expect(found({ 'cmi.core.lesson_location': 'page-3' }).record).toBeNull();
    expect(found({ 'cmi.core.lesson_location': 'for-you' }).record).toMatchObject({
      position: 'for-you',
      completed: false,
    });
  });
});
