import { describe, expect, test } from 'vitest';
import { runSelfTest } from '../../src/runtime/selftest.js';
import { fakeWindow } from '../support/fake-window.js';
import { hostileLms, type Moods } from '../support/hostile-lms/hostile-lms.js';

const editions = [
  {
    standard: 'scorm12',
    preset: {
      'cmi.core.lesson_mode': 'normal',
      'cmi.core.credit': 'credit',
      'cmi.core.entry': 'resume',
      'cmi.student_data.mastery_score': '80',
      'cmi.core.student_id': 'ada',
      'cmi.suspend_data': 'before',
      'cmi.core.lesson_location': 'here',
      'cmi.core.lesson_status': 'incomplete',
    },
    mode: 'cmi.core.lesson_mode',
    left: ['cmi.core.exit'],
  },
  {
    standard: 'scorm2004',
    preset: {
      'cmi.mode': 'normal',
      'cmi.credit': 'credit',
      'cmi.entry': 'resume',
      'cmi.learner_id': 'ada',
      'cmi.suspend_data': 'before',
      'cmi.location': 'here',
      'cmi.completion_status': 'incomplete',
      'cmi.success_status': 'unknown',
    },
    mode: 'cmi.mode',
    left: ['cmi.exit'],
  },
] as const;

test('a self-test without an LMS says that there is none', async () => {
  expect(await runSelfTest(fakeWindow().window, 'scorm12')).toEqual([
    { id: 'api', value: '', verdict: 'missing' },
    { id: 'trace', value: 'none', verdict: 'found' },
  ]);
});

describe.each(editions)('a self-test of $standard', ({ standard, preset, mode, left }) => {
  const run = async (moods: Moods = {}, changes: Readonly<Record<string, string>> = {}) => {
    const lms = hostileLms(standard, moods, { ...preset, ...changes });
    const rows = await runSelfTest(fakeWindow(lms.launch()).window, standard);
    return { lms, rows, verdicts: new Map(rows.map(({ id, verdict }) => [id, verdict])) };
  };

  test('shows what was found, what is kept, and never who learns', async () => {
    const { rows, lms } = await run();
    expect(rows).toMatchSnapshot();
    expect(JSON.stringify(rows)).not.toContain('ada');
    expect(lms.count('commit')).toBe(1);
    expect(lms.count('terminate')).toBe(0);
  });

  test('leaves the record as it was, but for the exit that protects it', async () => {
    const { lms } = await run();
    const changed = [...lms.stored].filter(
      ([element, value]) => Reflect.get(preset, element) !== value,
    );
    expect(changed.map(([element]) => element)).toEqual(left);
  });

  test('of a finished lesson writes nothing', async () => {
    const { lms, rows } = await run({}, { [mode]: 'review' });
    expect(lms.count('set')).toBe(0);
    expect(rows.at(-1)).toEqual({ id: 'trace', value: 'none', verdict: 'found' });
  });

  test('of an LMS that does not start says so', async () => {
    const { rows } = await run({ failing: { initialize: 'false' } });
    expect(rows.at(-2)).toMatchObject({ id: 'initialize', verdict: 'refused' });
  });

  test('shows where text is cut', async () => {
    const { verdicts } = await run({ cutAt: 1000 });
    expect(verdicts.get('cmi.suspend_data 1000')).toBe('kept');
    expect(verdicts.get('cmi.suspend_data 3500')).toBe('lost');
  });

  test('shows what cannot be read and what is unknown', async () => {
    const { verdicts } = await run({ amnesiac: /suspend_data|location/, unknown: /interactions/ });
    expect(verdicts.get('cmi.suspend_data 255')).toBe('taken');
    expect(verdicts.get('cmi.interactions.0.id')).toBe('refused');
    expect(verdicts.get(standard === 'scorm12' ? 'cmi.core.lesson_location' : 'cmi.location')).toBe(
      'taken',
    );
  });

  test('shows refusals', async () => {
    const { verdicts } = await run({ failing: { set: 'false', commit: 'false' } });
    expect(verdicts.get('commit')).toBe('refused');
    expect(verdicts.get('cmi.suspend_data 255')).toBe('refused');
    expect(verdicts.get(left[0])).toBe('refused');
  });
});
