import { describe, expect, test } from 'vitest';
import { hostileLms } from './hostile-lms.js';
import { ADL, MOODLE } from './quirks.js';

interface Api {
  readonly set: (element: string, value: string) => unknown;
  readonly get: (element: string) => unknown;
  readonly commit: () => unknown;
  readonly finish: () => unknown;
}

/** A visit of a package that does what a test says. */
function open(lms: ReturnType<typeof hostileLms>, choice?: Parameters<typeof lms.launch>[0]): Api {
  const window = lms.launch(choice);
  const prefix = lms.standard === 'scorm12' ? 'LMS' : '';
  // A cast: the window of the double has the API of its standard.
  const api = (window['API'] ?? window['API_1484_11']) as Record<
    string,
    (...values: string[]) => unknown
  >;
  api[`${prefix}Initialize`]?.('');
  return {
    set: (element, value) => api[`${prefix}SetValue`]?.(element, value),
    get: (element) => api[`${prefix}GetValue`]?.(element),
    commit: () => api[`${prefix}Commit`]?.(''),
    finish: () => api[lms.standard === 'scorm12' ? 'LMSFinish' : 'Terminate']?.(''),
  };
}

const STATUS = 'cmi.core.lesson_status';

describe('the double of Moodle in SCORM 1.2, after a first visit by Preview', () => {
  test.each([
    ['nothing is set', [], 'completed', 'review'],
    ['incomplete is set', [[STATUS, 'incomplete']], 'incomplete', 'normal'],
    ['browsed is set', [[STATUS, 'browsed']], 'browsed', 'normal'],
    ['only exit = suspend is set', [['cmi.core.exit', 'suspend']], 'completed', 'review'],
  ] as const)('that ends after %s', (_, values, stored, mode) => {
    const lms = hostileLms('scorm12', { ...MOODLE });
    const preview = open(lms, { preview: true });
    expect(preview.get('cmi.core.lesson_mode')).toBe('browse');
    for (const [element, value] of values) preview.set(element, value);
    preview.finish();
    expect(lms.stored.get(STATUS)).toBe(stored);
    expect(open(lms).get('cmi.core.lesson_mode')).toBe(mode);
  });

  test('without Finish stores nothing, and the next visit is a first one', () => {
    const lms = hostileLms('scorm12', { ...MOODLE });
    open(lms, { preview: true });
    const next = open(lms);
    expect([...lms.stored]).toEqual([]);
    expect([next.get('cmi.core.lesson_mode'), next.get('cmi.core.entry')]).toEqual([
      'normal',
      'ab-initio',
    ]);
  });
});

describe('the double of Moodle in SCORM 1.2', () => {
  test('opens a passed attempt for review, lets it be overwritten, and opens a new one on request', () => {
    const lms = hostileLms('scorm12', { ...MOODLE });
    const first = open(lms);
    first.set(STATUS, 'passed');
    first.finish();
    const review = open(lms);
    expect(review.get('cmi.core.lesson_mode')).toBe('review');
    review.set(STATUS, 'incomplete');
    review.finish();
    expect(lms.stored.get(STATUS)).toBe('incomplete');
    expect(open(lms, { newAttempt: true }).get('cmi.core.entry')).toBe('ab-initio');
  });

  test('never sends again what a lost Commit carried, unless another value came between', () => {
    const lms = hostileLms('scorm12', { ...MOODLE, offline: true });
    const visit = open(lms);
    visit.set('cmi.core.score.raw', '60');
    expect(visit.commit()).toBe('true');
    lms.moods = MOODLE;
    visit.set('cmi.core.score.raw', '60');
    visit.commit();
    expect(lms.stored.get('cmi.core.score.raw')).toBeUndefined();
    visit.set('cmi.core.score.raw', '61');
    visit.commit();
    visit.set('cmi.core.score.raw', '60');
    visit.commit();
    expect(lms.stored.get('cmi.core.score.raw')).toBe('60');
  });

  test('takes the value after a decoy that was committed while the server was away', () => {
    const lms = hostileLms('scorm12', { ...MOODLE, offline: true });
    const visit = open(lms);
    for (const value of ['60', '61']) {
      visit.set('cmi.core.score.raw', value);
      visit.commit();
    }
    lms.moods = MOODLE;
    visit.set('cmi.core.score.raw', '60');
    visit.commit();
    expect(lms.stored.get('cmi.core.score.raw')).toBe('60');
  });

  test('makes failed of an unfinished lesson with a score below the pass mark', () => {
    const lms = hostileLms(
      'scorm12',
      { ...MOODLE },
      { 'cmi.student_data.mastery_score': '80', 'cmi.core.exit': 'suspend' },
    );
    const visit = open(lms);
    visit.set(STATUS, 'incomplete');
    visit.set('cmi.core.score.raw', '40');
    visit.finish();
    expect(lms.stored.get(STATUS)).toBe('failed');
  });
});

describe('the double of Moodle in SCORM 2004', () => {
  test.each([
    ['nothing is set', [], 'ab-initio', ''],
    ['exit = suspend is set', [['cmi.exit', 'suspend']], 'resume', 'Lplace'],
    ['exit = normal is set', [['cmi.exit', 'normal']], 'ab-initio', ''],
  ] as const)('gives suspend data back only where %s last', (_, values, entry, suspendData) => {
    const lms = hostileLms('scorm2004', { ...MOODLE });
    const first = open(lms);
    first.set('cmi.suspend_data', 'Lplace');
    for (const [element, value] of values) first.set(element, value);
    first.finish();
    const next = open(lms);
    expect([next.get('cmi.entry'), next.get('cmi.suspend_data')]).toEqual([entry, suspendData]);
  });

  test('sends everything with every Commit', () => {
    const lms = hostileLms('scorm2004', { ...MOODLE, offline: true });
    const visit = open(lms);
    visit.set('cmi.score.raw', '60');
    visit.commit();
    lms.moods = MOODLE;
    visit.commit();
    expect(lms.stored.get('cmi.score.raw')).toBe('60');
  });
});

describe('the double of ADL’s sequencer', () => {
  const pass = (lms: ReturnType<typeof hostileLms>): void => {
    const visit = open(lms);
    visit.set('cmi.success_status', 'passed');
    visit.set('cmi.score.scaled', '1');
    visit.set('cmi.exit', 'suspend');
    visit.finish();
  };

  test('ends the attempt after a visit without exit = suspend, and the course loses its pass', () => {
    const lms = hostileLms('scorm2004', { ...ADL });
    pass(lms);
    open(lms, { mode: 'review' }).finish();
    expect(lms.course).toEqual({ attempt: 1, satisfied: 'satisfied', measure: '1' });
    const next = open(lms);
    expect(next.get('cmi.entry')).toBe('ab-initio');
    next.finish();
    expect(lms.course).toEqual({ attempt: 2, satisfied: 'unknown', measure: '' });
  });

  test('keeps the attempt where the visit sets exit = suspend', () => {
    const lms = hostileLms('scorm2004', { ...ADL });
    pass(lms);
    const review = open(lms, { mode: 'review' });
    review.set('cmi.exit', 'suspend');
    review.finish();
    expect(open(lms).get('cmi.entry')).toBe('resume');
    expect(lms.course).toEqual({ attempt: 1, satisfied: 'satisfied', measure: '1' });
  });

  test('forgets what was committed since the last Terminate', () => {
    const lms = hostileLms('scorm2004', { ...ADL });
    pass(lms);
    const killed = open(lms);
    killed.set('cmi.suspend_data', 'Llater');
    killed.commit();
    expect(open(lms).get('cmi.suspend_data')).toBe('');
  });
});
