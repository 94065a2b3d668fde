import { describe, expect, test } from 'vitest';
import { runSelfTest } from '../../src/runtime/self-test/selftest.js';
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
    place: 'cmi.core.lesson_location',
    status: 'cmi.core.lesson_status',
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
    place: 'cmi.location',
    status: 'cmi.completion_status',
  },
] as const;

test('a self-test without an LMS says that there is none', async () => {
  expect(await runSelfTest(fakeWindow().window, 'scorm12')).toEqual([
    { id: 'api', value: '', verdict: 'missing' },
    { id: 'trace', value: 'none', verdict: 'found' },
  ]);
});

describe.each(editions)(
  'a self-test of $standard',
  ({ standard, preset, mode, left, place, status }) => {
    const run = async (moods: Moods = {}, changes: Readonly<Record<string, string>> = {}) => {
      const lms = hostileLms(standard, moods, { ...preset, ...changes });
      const rows = await runSelfTest(fakeWindow(lms.launch()).window, standard);
      return {
        lms,
        rows,
        verdicts: new Map(rows.map(({ id, verdict }) => [id, verdict])),
        rowOf: (id: string) => rows.find((row) => row.id === id),
      };
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
      expect(changed).toEqual(left.map((element) => [element, 'suspend']));
    });

    test('of a finished lesson writes nothing', async () => {
      const { lms, rows } = await run({}, { [mode]: 'review' });
      expect(lms.count('set')).toBe(0);
      expect(rows.slice(-2)).toEqual([
        { id: 'commit', value: 'true', verdict: 'taken' },
        { id: 'trace', value: 'none', verdict: 'found' },
      ]);
    });

    test('of an LMS that does not start says so', async () => {
      const { rows } = await run({ failing: { initialize: 'false' } });
      expect(rows.slice(-2)).toEqual([
        { id: 'initialize', value: '101 Error 101', verdict: 'refused' },
        { id: 'trace', value: 'none', verdict: 'found' },
      ]);
      const broken = await run({ failing: { initialize: 'throws' } });
      expect(broken.rowOf('initialize')?.value).toBe('-1');
    });

    test('shows where another place is read than was written', async () => {
      const lms = hostileLms(standard, {}, preset);
      const [[name, api] = ['', {}]] = Object.entries(lms.launch());
      const get = standard === 'scorm12' ? 'LMSGetValue' : 'GetValue';
      const real = api as Readonly<Record<string, (element: string) => string>>;
      const asked = (element: string) =>
        element.endsWith('location') ? 'elsewhere' : real[get]?.(element);
      const rows = await runSelfTest(
        fakeWindow({ [name]: { ...real, [get]: asked } }).window,
        standard,
      );
      expect(rows.find(({ id }) => id.endsWith('location'))).toMatchObject({
        value: 'elsewhere',
        verdict: 'lost',
      });
    });

    test('does not write a status that was never set', async () => {
      const { lms, rowOf } = await run({}, { [status]: 'not attempted' });
      expect(rowOf(status)).toMatchObject({ value: 'not attempted', verdict: 'skipped' });
      expect(lms.calls.some((call) => call.includes(`SetValue(${status}`))).toBe(false);
    });

    test('tries a row behind those that are there', async () => {
      const { verdicts } = await run({}, { 'cmi.interactions.0.id': 'first' });
      expect(verdicts.has('cmi.interactions.1.id')).toBe(true);
      expect(verdicts.has('cmi.interactions.0.id')).toBe(false);
    });

    test('finds an LMS that was not there when the page came', async () => {
      const { window } = fakeWindow();
      expect(await runSelfTest(window, standard)).toHaveLength(2);
      Object.assign(window, hostileLms(standard, {}, preset).launch());
      const rows = await runSelfTest(window, standard);
      expect(rows.find(({ id }) => id === 'initialize')).toMatchObject({ verdict: 'found' });
    });

    test('shows where text is cut', async () => {
      const { verdicts } = await run({ cutAt: 1000 });
      expect(verdicts.get('cmi.suspend_data 1000')).toBe('kept');
      expect(verdicts.get('cmi.suspend_data 3500')).toBe('lost');
    });

    test('shows what cannot be read and what is unknown', async () => {
      const { verdicts, rowOf } = await run({
        amnesiac: /suspend_data|location/,
        unknown: /interactions/,
      });
      expect(rowOf('cmi.suspend_data 255')).toMatchObject({ value: '', verdict: 'taken' });
      expect(verdicts.get('cmi.interactions.0.id')).toBe('refused');
      expect(verdicts.get(place)).toBe('taken');
    });

    test('shows refusals', async () => {
      const { rowOf } = await run({ failing: { set: 'false', commit: 'false' } });
      expect(rowOf('commit')).toMatchObject({ value: '101 Error 101', verdict: 'refused' });
      expect(rowOf('cmi.suspend_data 255')).toMatchObject({ value: '101', verdict: 'refused' });
      expect(rowOf(left[0])).toMatchObject({ verdict: 'refused' });
      expect(rowOf(place)).toMatchObject({ value: '101', verdict: 'refused' });
      expect(rowOf(status)).toMatchObject({ value: 'incomplete', verdict: 'refused' });
      const broken = await run({ failing: { commit: 'throws' } });
      expect(broken.rowOf('commit')?.value).toBe('-1');
    });
  },
);
