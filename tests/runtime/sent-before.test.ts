import { describe, expect, test } from 'vitest';
import { newRecord, openingState } from '../../src/core/lesson-state.js';
import { reduce } from '../../src/core/reduce.js';
import { encode } from '../../src/core/suspend-data.js';
import { nameOf, NO_FLOOR, sentBefore, type HeldAtStart } from '../../src/runtime/scorm/dialect.js';
import type { Dialect } from '../../src/runtime/scorm/dialect.js';
import type { Lesson } from '../../src/core/lesson.js';
import type { LessonRecord } from '../../src/core/lesson-state.js';
import { scorm12 } from '../../src/runtime/scorm/scorm12.js';
import { scorm2004 } from '../../src/runtime/scorm/scorm2004.js';
import { answering, play, rightAnswers, seeingAll, smallLesson } from '../support/small-lesson.js';

const record = play(...seeingAll, ...answering(rightAnswers)).record;
const suspendData = encode(smallLesson, record);

function held(changes: Partial<HeldAtStart> = {}): HeldAtStart {
  return {
    suspendData,
    floor: { ...NO_FLOOR, score: 100 },
    interactionCount: 10,
    objectiveRows: new Map(),
    ...changes,
  };
}

/** What counts as sent, by the name of the element. */
function sentMap(
  dialect: Dialect,
  atStart: HeldAtStart,
  lesson: Lesson,
  found: LessonRecord | null,
): ReadonlyMap<string, string> {
  const values = sentBefore(dialect, atStart, lesson, found);
  return new Map(values.map((value) => [nameOf(value), value.value]));
}

const sent = (changes: Partial<HeldAtStart> = {}, intact = true, dialect = scorm2004) =>
  sentMap(dialect, held(changes), smallLesson, intact ? record : null);
const rowsOf = (list: string, elements: ReadonlyMap<string, string>) =>
  [...elements.keys()].filter((element) => element.startsWith(`cmi.${list}.`));

describe('what an earlier visit has sent', () => {
  test('is the location, the text and the score, but never status, time and exit', () => {
    const elements = sent();
    expect(elements.get('cmi.location')).toBe('your-view');
    expect(elements.get('cmi.suspend_data')).toBe(suspendData);
    expect(elements.get('cmi.score.raw')).toBe('100');
    expect(
      [...elements.keys()].filter((key) => /^cmi\..*(time|exit|completion_status)$/.test(key)),
    ).toEqual([]);
    const elements12 = sent({}, true, scorm12);
    expect([...elements12.keys()].filter((key) => /lesson_status|time|exit/.test(key))).toEqual([]);
  });

  test('is no more than the start where our text did not come whole', () => {
    expect([...sent({}, false)]).toEqual([['cmi.success_status', 'unknown']]);
  });

  test('is nothing of a result whose score the LMS does not show, because the rest is lost too', () => {
    expect([...sent({ floor: { ...NO_FLOOR, score: 40 } })]).toEqual([
      ['cmi.success_status', 'unknown'],
    ]);
  });

  test('is not that success is unknown where the LMS says more', () => {
    expect(sent({ floor: { ...NO_FLOOR, success: 'passed' } }, false).size).toBe(0);
  });

  test.each([
    [null, true],
    [100, true],
    [4, true],
    [0, false],
    [3, false],
  ])('with %j rows at the LMS counts on answers: %j', (interactionCount, counts) => {
    // Four questions; the receipt's row stands behind them once there is a result.
    const rows = rowsOf('interactions', sent({ interactionCount: null })).filter((element) =>
      element.endsWith('.id'),
    ).length;
    const count =
      interactionCount === null || interactionCount === 100
        ? interactionCount
        : rows - 4 + interactionCount;
    expect(rowsOf('interactions', sent({ interactionCount: count })).length > 0).toBe(counts);
  });

  test('counts rows from the eleventh on like the others', () => {
    const sample = smallLesson.quiz?.questions[2];
    if (sample?.type !== 'true-false') throw new Error('The sample has changed.');
    const questions = Array.from({ length: 12 }, (_, index) => ({ ...sample, id: `q${index}` }));
    const lesson = { ...smallLesson, quiz: { id: 'fit-quiz', questions } };
    const answers = Object.fromEntries(
      questions.map(({ id }) => [id, { type: 'true-false', value: false }] as const),
    );
    const many = answering(answers).reduce(
      (state, event) => reduce(lesson, state, event),
      openingState(newRecord(7)),
    ).record;
    const rows = (interactionCount: number) =>
      rowsOf('interactions', sentMap(scorm2004, held({ interactionCount }), lesson, many));
    expect(rows(13)).toContain('cmi.interactions.11.id');
    expect(rows(12)).toEqual([]);
  });

  test('of objectives is what stands in rows that exist', () => {
    const objectiveRows = new Map([
      ['primary', 0],
      ['for_you', 1],
    ]);
    const elements = sent({ objectiveRows });
    expect(elements.get('cmi.objectives.0.id')).toBe('primary');
    expect(rowsOf('objectives', elements)).toEqual([
      'cmi.objectives.0.id',
      'cmi.objectives.1.id',
      'cmi.objectives.1.description',
      'cmi.objectives.1.completion_status',
    ]);
    expect(rowsOf('objectives', sent({ objectiveRows }, false))).toEqual([
      'cmi.objectives.0.id',
      'cmi.objectives.1.id',
    ]);
  });
});
