import { describe, expect, test } from 'vitest';
import { scorm12 } from '../../src/runtime/scorm/scorm12.js';
import { scorm2004 } from '../../src/runtime/scorm/scorm2004.js';
import { apiCallsTo } from '../support/api-calls-to.js';

/** Calls to an LMS that answers every function with `answer` and every question for an error with `code`. */
function calls(answer: unknown, code: unknown = '0', text: unknown = 'It is so.') {
  const said = () => answer;
  const api = {
    Initialize: said,
    GetValue: said,
    SetValue: said,
    Commit: said,
    Terminate: said,
    GetLastError: () => code,
    GetErrorString: () => text,
  };
  return apiCallsTo(api, scorm2004);
}

describe('an answer of the LMS', () => {
  test.each([[true], ['true'], [1], ['1']])('%j means done', (answer) => {
    expect(calls(answer, '391').commit()).toBeNull();
  });

  test.each([[false], ['false'], [null], [undefined], [''], [0], ['yes'], [{}]])(
    '%j means not done',
    (answer) => {
      expect(calls(answer, '391').commit()).toEqual({
        call: 'commit',
        element: '',
        code: 391,
        text: 'It is so.',
        kind: 'other',
      });
    },
  );

  test.each([
    ['a text', 'a', 'a'],
    ['a number', 7, '7'],
    ['a truth value', false, 'false'],
    ['null', null, ''],
    ['undefined', undefined, ''],
    ['an object', {}, ''],
  ])('is read from %s as %3$j', (_, answer, value) => {
    expect(calls(answer).get('cmi.mode')).toEqual({ value, fault: null });
  });

  test('that is empty is looked into, and an unset value is a fault without words', () => {
    expect(calls('', '403').get('cmi.location')).toEqual({
      value: '',
      fault: { call: 'get', element: 'cmi.location', code: 403, text: '', kind: 'other' },
    });
  });

  test('that refuses a value without a reason counts as done', () => {
    expect(calls('false', '0').set('cmi.location', 'x')).toBeNull();
    expect(calls('false', 'nonsense').set('cmi.location', 'x')).toBeNull();
    expect(calls('false', '0').commit()).toMatchObject({ code: 0, text: '' });
  });

  test.each([
    ['set', '406', 'element'],
    ['set', '401', 'element'],
    ['set', '351', 'element'],
    ['set', '101', 'other'],
    ['set', '133', 'closed'],
    ['commit', '143', 'closed'],
    ['commit', '406', 'other'],
  ] as const)('to %s with %s is of the kind %s', (call, code, kind) => {
    const lms = calls('false', code);
    const fault = call === 'set' ? lms.set('cmi.location', 'x') : lms.commit();
    expect(fault?.kind).toBe(kind);
  });

  test('is given in words of at most 200 characters', () => {
    expect(calls('false', '391', 'x'.repeat(500)).commit()?.text).toBe('x'.repeat(200));
    expect(calls('false', '391', 7).commit()?.text).toBe('');
  });
});

describe('an LMS that breaks', () => {
  const broken = (api: Readonly<Record<string, unknown>>) => apiCallsTo(api, scorm12);
  const throws = (): never => {
    throw new Error('gone');
  };

  test.each([
    ['without the functions', {}],
    ['whose functions throw', { LMSInitialize: throws, LMSSetValue: throws, LMSGetValue: throws }],
  ])('%s gives faults and never throws', (_, api) => {
    const lms = broken(api);
    const fault = { code: -1, text: '', kind: 'other' };
    expect(lms.initialize()).toEqual({ call: 'initialize', element: '', ...fault });
    expect(lms.set('a', 'b')).toEqual({ call: 'set', element: 'a', ...fault });
    expect(lms.get('a')).toEqual({ value: '', fault: { call: 'get', element: 'a', ...fault } });
    expect(lms.terminate()).toEqual({ call: 'terminate', element: '', ...fault });
  });

  test('in one function is not believed about the error of another call', () => {
    const lms = broken({
      LMSSetValue: throws,
      LMSGetValue: throws,
      LMSGetLastError: () => '0',
      LMSGetErrorString: () => 'No error',
    });
    const fault = { element: 'a', code: -1, text: '', kind: 'other' };
    expect(lms.set('a', 'b')).toEqual({ call: 'set', ...fault });
    expect(lms.get('a')).toEqual({ value: '', fault: { call: 'get', ...fault } });
  });

  test('that cannot say what is wrong is a fault of its own', () => {
    const lms = broken({ LMSCommit: () => 'false', LMSGetLastError: throws });
    expect(lms.commit()).toMatchObject({ code: 0, text: '' });
    const silent = broken({
      LMSCommit: () => 'false',
      LMSGetLastError: () => 101,
      LMSGetErrorString: throws,
    });
    expect(silent.commit()).toMatchObject({ code: 101, text: '' });
  });

  test('gets the arguments that the standard asks for', () => {
    const log: string[] = [];
    const says =
      (name: string, answer: string) =>
      (...values: unknown[]) => {
        log.push(`${name}(${values.map((value) => JSON.stringify(value)).join()})`);
        return answer;
      };
    const lms = broken({
      LMSInitialize: says('LMSInitialize', 'true'),
      LMSSetValue: says('LMSSetValue', 'true'),
      LMSGetValue: says('LMSGetValue', 'x'),
      LMSCommit: says('LMSCommit', 'false'),
      LMSGetLastError: says('LMSGetLastError', '391'),
      LMSGetErrorString: says('LMSGetErrorString', 'Busy'),
      LMSFinish: says('LMSFinish', 'true'),
    });
    lms.initialize();
    lms.set('a', 'b');
    lms.get('a');
    lms.commit();
    lms.terminate();
    expect(log).toEqual([
      'LMSInitialize("")',
      'LMSSetValue("a","b")',
      'LMSGetValue("a")',
      'LMSCommit("")',
      'LMSGetLastError()',
      'LMSGetErrorString("391")',
      'LMSFinish("")',
    ]);
  });

  test('gets its functions called on itself', () => {
    const api = {
      open: false,
      LMSInitialize(this: { open: boolean }, argument: string) {
        this.open = argument === '';
        return 'true';
      },
    };
    expect(broken(api).initialize()).toBeNull();
    expect(api.open).toBe(true);
  });
});
