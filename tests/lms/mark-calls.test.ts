import { describe, expect, test } from 'vitest';
import type { Edition } from '../../src/lms/player/cmi.js';
import type { Call } from '../../src/lms/player/call.js';
import { CALL_RULES } from '../../src/lms/player/call-rules.js';
import { CallMarker } from '../../src/lms/player/mark-calls.js';

type Step = readonly [method: string, ...given: readonly string[]];

/** The marks of each step; every call succeeds unless `answers` says otherwise. */
function marks(
  edition: Edition,
  steps: readonly Step[],
  answers: Readonly<Record<number, [string, number]>> = {},
) {
  const calls = steps.map(([method, ...given], index): Call => {
    const [answer, error] = answers[index] ?? ['true', 0];
    return {
      at: index * 1000,
      method,
      arguments: given,
      answer,
      error,
      milliseconds: 1,
    };
  });
  const marker = new CallMarker(edition);
  return calls.map((call) => marker.marks(call));
}

const START: Step = ['Initialize', ''];

describe('a package without faults', () => {
  test('gets no mark in 1.2', () => {
    expect(
      marks('scorm12', [
        START,
        ['SetValue', 'cmi.core.exit', 'suspend'],
        ['SetValue', 'cmi.interactions.0.id', 'q1'],
        ['SetValue', 'cmi.interactions.0.result', 'wrong'],
        ['SetValue', 'cmi.core.score.raw', '80'],
        ['SetValue', 'cmi.core.lesson_status', 'passed'],
        ['Commit', ''],
        ['Terminate', ''],
        ['GetLastError'],
      ]).flat(),
    ).toEqual([]);
  });

  test('gets no mark for reading what was never set in 2004', () => {
    expect(
      marks('scorm2004', [START, ['GetValue', 'cmi.location']], { 1: ['', 403] }).flat(),
    ).toEqual([]);
  });
});

describe('a 2004 package that found the 1.2 interface', () => {
  test('is judged by the rules of 1.2', () => {
    const steps: readonly Step[] = [
      START,
      ['SetValue', 'cmi.core.lesson_status', 'incomplete'],
      ['SetValue', 'cmi.interactions.0.id', 'q1'],
      ['SetValue', 'cmi.interactions.0.result', 'wrong'],
    ];
    expect(marks('scorm2004', steps).flat()).toEqual([]);
  });
});

describe('a package with faults', () => {
  const set = (element: string, value: string): Step => ['SetValue', element, value];

  test.each<[string, Edition, readonly Step[]]>([
    ['before-initialize', 'scorm12', [['GetValue', 'cmi.suspend_data']]],
    ['after-terminate', 'scorm12', [START, ['Terminate', ''], ['Commit', '']]],
    ['initialized-twice', 'scorm12', [START, START]],
    ['bad-argument', 'scorm12', [START, ['Commit']]],
    ['not-text', 'scorm12', [START, set('cmi.core.score.raw', '(number) 5')]],
    ['wrong-word', 'scorm12', [START, set('cmi.interactions.0.result', 'incorrect')]],
    ['wrong-word', 'scorm2004', [START, set('cmi.interactions.0.result', 'wrong')]],
    ['score-range', 'scorm12', [START, set('cmi.core.score.raw', '101')]],
    ['score-range', 'scorm2004', [START, set('cmi.score.scaled', '80')]],
    ['too-long', 'scorm12', [START, set('cmi.suspend_data', 'x'.repeat(4097))]],
    ['id-characters', 'scorm12', [START, set('cmi.interactions.0.id', 'q 1')]],
    [
      'row-gap',
      'scorm12',
      [START, set('cmi.objectives.0.id', 'a'), set('cmi.objectives.2.id', 'c')],
    ],
    [
      'write-in-review',
      'scorm12',
      [START, ['GetValue', 'cmi.core.lesson_mode'], set('cmi.core.lesson_location', '1')],
    ],
    [
      'status-lowered',
      'scorm12',
      [START, set('cmi.core.lesson_status', 'passed'), set('cmi.core.lesson_status', 'incomplete')],
    ],
    [
      'score-before-end',
      'scorm12',
      [START, set('cmi.core.score.raw', '10'), set('cmi.core.lesson_status', 'incomplete')],
    ],
    ['exit-not-suspend', 'scorm2004', [START, ['Terminate', '']]],
    ['uncommitted', 'scorm12', [START, set('cmi.core.lesson_location', '1'), ['Terminate', '']]],
  ])('is marked %s in %s', (rule, edition, steps) => {
    const answers: Record<number, [string, number]> =
      rule === 'write-in-review' ? { 1: ['review', 0] } : {};
    expect(marks(edition, steps, answers).at(-1)).toContain(rule);
  });

  test('is marked where the LMS refused or threw', () => {
    const steps: readonly Step[] = [START, set('cmi.foo', '1'), ['Terminate', '']];
    const found = marks('scorm12', steps, { 1: ['false', 401], 2: ['(threw) TypeError', 101] });
    expect(found[1]).toContain('refused');
    expect(found[2]).toContain('threw');
  });

  test('is marked for many commits within a second', () => {
    const calls = Array.from({ length: 12 }, (_, n): Call => ({
      at: n,
      method: n === 0 ? 'Initialize' : 'Commit',
      arguments: [''],
      answer: 'true',
      error: 0,
      milliseconds: 1,
    }));
    const marker = new CallMarker('scorm12');
    expect(calls.map((call) => marker.marks(call)).at(-1)).toEqual(['many-commits']);
  });
});

test('every rule says what it means in a sentence', () => {
  for (const { text } of Object.values(CALL_RULES)) expect(text).toMatch(/^[A-Z].+\.$/);
});
