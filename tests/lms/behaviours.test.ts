import { describe, expect, test } from 'vitest';
import type { BehaviourName, PlayerSettings } from '../../src/lms/player/launch-options.js';
import type { Cmi, Edition } from '../../src/lms/player/cmi.js';
import { openEdx } from '../../src/lms/player/behaviours/open-edx.js';
import { lmsFor } from '../../src/lms/player/behave-like.js';
import type { LmsApi } from '../../src/lms/player/window-api.js';

interface Rig {
  readonly lms: LmsApi;
  /** What arrived at the server, newest last. */
  readonly sent: Cmi[];
}

function rig(behaviour: BehaviourName, edition: Edition, cmi: Cmi = {}): Rig {
  const sent: Cmi[] = [];
  const settings: PlayerSettings = {
    edition,
    behaviour,
    cmi,
    mode: 'normal',
    title: 'T',
    launchUrl: '/',
    commitUrl: '/commit',
    callsUrl: '/calls',
  };
  const keep = (data: unknown): boolean => sent.push(data as Cmi) > 0;
  return { sent, lms: lmsFor(settings, { now: keep, later: keep }) };
}

/** Sets an element and gives the answer and the code after it. */
const set = (lms: LmsApi, element: string, value: string): string =>
  `${lms.setValue(element, value)} ${lms.lastError()}`;

describe('strict', () => {
  test('keeps 4,096 characters of suspend data in 1.2 and refuses more', () => {
    const { lms } = rig('strict', 'scorm12');
    lms.initialize('');
    expect(set(lms, 'cmi.suspend_data', 'x'.repeat(4096))).toBe('true 0');
    expect(set(lms, 'cmi.suspend_data', 'x'.repeat(4097))).toBe('false 405');
    expect(lms.getValue('cmi.suspend_data')).toHaveLength(4096);
  });

  test('takes one character per choice in 1.2, and words nowhere', () => {
    const { lms } = rig('strict', 'scorm12');
    lms.initialize('');
    set(lms, 'cmi.interactions.0.id', 'q1');
    set(lms, 'cmi.interactions.0.type', 'choice');
    expect(set(lms, 'cmi.interactions.0.student_response', 'a,c')).toBe('true 0');
    expect(set(lms, 'cmi.interactions.0.student_response', 'Samantha')).toBe('false 405');
    expect(set(lms, 'cmi.interactions.0.result', 'incorrect')).toBe('false 405');
    expect(set(lms, 'cmi.core.exit', 'normal')).toBe('false 405');
  });

  test('answers nothing after the end, and wants the empty text', () => {
    const { lms } = rig('strict', 'scorm2004');
    expect(`${lms.initialize('x')} ${lms.lastError()}`).toBe('false 201');
    lms.initialize('');
    expect(lms.terminate('')).toBe('true');
    expect(`${lms.getValue('cmi.location')}${lms.lastError()}`).toBe('123');
    expect(set(lms, 'cmi.location', 'x')).toBe('false 133');
    expect(`${lms.commit('')} ${lms.lastError()}`).toBe('false 143');
    expect(`${lms.terminate('')} ${lms.lastError()}`).toBe('false 113');
  });
});

describe('Moodle 1.2', () => {
  test('forgets uncommitted values at a second Initialize', () => {
    const { lms } = rig('moodle', 'scorm12', { 'cmi.core.lesson_location': 'stored' });
    lms.initialize('');
    lms.setValue('cmi.core.lesson_location', 'new');
    expect(`${lms.initialize('')} ${lms.lastError()}`).toBe('false 101');
    expect(lms.getValue('cmi.core.lesson_location')).toBe('stored');
  });

  test('completes a lesson that never said anything about its status', () => {
    const { lms, sent } = rig('moodle', 'scorm12', { 'cmi.core.lesson_status': 'not attempted' });
    lms.initialize('');
    expect(lms.terminate('')).toBe('true');
    expect(sent.at(-1)?.['cmi.core.lesson_status']).toBe('completed');
    expect(set(lms, 'cmi.core.exit', 'suspend')).toBe('false 301');
  });

  test('takes words as answers but no blanks in ids', () => {
    const { lms } = rig('moodle', 'scorm12');
    lms.initialize('');
    expect(set(lms, 'cmi.interactions.0.id', 'q 1')).toBe('false 405');
    expect(set(lms, 'cmi.interactions.0.id', 'Who_fits?')).toBe('true 0');
    set(lms, 'cmi.interactions.0.type', 'choice');
    expect(set(lms, 'cmi.interactions.0.student_response', 'Samantha')).toBe('true 0');
  });

  test('gives counts as numbers', () => {
    const { lms } = rig('moodle', 'scorm12');
    lms.initialize('');
    expect(lms.getValue('cmi.interactions._count')).toBe(0);
  });
});

describe('Moodle 2004', () => {
  test('refuses hyphens in answers, line breaks in descriptions and empty answers', () => {
    const { lms } = rig('moodle', 'scorm2004');
    lms.initialize('');
    set(lms, 'cmi.interactions.0.id', 'q1');
    set(lms, 'cmi.interactions.0.type', 'choice');
    expect(set(lms, 'cmi.interactions.0.learner_response', 'a-b')).toBe('false 406');
    expect(set(lms, 'cmi.interactions.0.learner_response', '')).toBe('false 406');
    expect(set(lms, 'cmi.interactions.0.learner_response', 'a_b[,]c')).toBe('true 0');
    expect(set(lms, 'cmi.interactions.0.description', 'one\ntwo')).toBe('false 406');
    expect(set(lms, 'cmi.interactions.0.timestamp', '2026-11-22T03:54:00Z')).toBe('false 406');
    expect(set(lms, 'cmi.session_time', 'PT1.234S')).toBe('false 406');
  });

  test('throws at the end when asked for exitAll, with the data stored', () => {
    const { lms, sent } = rig('moodle', 'scorm2004');
    lms.initialize('');
    lms.setValue('cmi.location', 'end');
    lms.setValue('adl.nav.request', 'exitAll');
    expect(() => lms.terminate('')).toThrow(TypeError);
    expect(sent.at(-1)?.['cmi.location']).toBe('end');
  });
});

describe('Open edX', () => {
  /** The block with a clock that the test turns. */
  function block(start: Cmi): Rig & { readonly passTime: () => void } {
    const sent: Cmi[] = [];
    let waiting: (() => void)[] = [];
    const lms = openEdx(
      start,
      (cmi) => sent.push(cmi),
      (work) => waiting.push(work),
    );
    const passTime = (): void => {
      const due = waiting;
      waiting = [];
      for (const work of due) work();
    };
    return { lms, sent, passTime };
  }

  test('says yes to everything, reads no status back, and sends later', () => {
    const { lms, sent, passTime } = block({ 'cmi.suspend_data': 'old' });
    expect(lms.initialize('')).toBe('true');
    expect(set(lms, 'cmi.core.lesson_status', 'passed')).toBe('true 0');
    expect(lms.getValue('cmi.core.lesson_status')).toBe('');
    expect(lms.getValue('cmi.suspend_data')).toBe('old');
    expect(lms.getValue('cmi.never.set')).toBe('');
    expect(sent).toEqual([]);
    passTime();
    expect(sent).toEqual([{ 'cmi.suspend_data': 'old', 'cmi.core.lesson_status': 'passed' }]);
  });

  test('drops a whole batch for one bad score', () => {
    const { lms, sent, passTime } = block({});
    lms.setValue('cmi.core.lesson_status', 'passed');
    lms.setValue('cmi.core.score.raw', '-1');
    passTime();
    lms.setValue('cmi.core.lesson_location', 'next');
    passTime();
    expect(sent).toEqual([{ 'cmi.core.lesson_location': 'next' }]);
  });
});

describe('Chamilo', () => {
  test('forgets the status after a commit and loses backslashes', () => {
    const { lms, sent } = rig('chamilo', 'scorm2004', { 'cmi.suspend_data': 'a\\b' });
    expect(lms.initialize('')).toBe('true');
    expect(lms.getValue('cmi.suspend_data')).toBe('ab');
    lms.setValue('cmi.core.lesson_status', 'passed');
    expect(lms.commit('')).toBe('true');
    expect(sent.at(-1)?.['cmi.core.lesson_status']).toBe('passed');
    expect(lms.getValue('cmi.core.lesson_status')).toBe('not attempted');
    expect(set(lms, 'cmi.comments', 'x')).toBe('false 401');
  });
});
