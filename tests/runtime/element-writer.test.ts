import { describe, expect, test } from 'vitest';
import { ApiCalls } from '../../src/runtime/lms/api-calls.js';
import { ElementWriter } from '../../src/runtime/saving/element-writer.js';
import type { LmsFault } from '../../src/runtime/lms/lms-session.js';
import { scorm12 } from '../../src/runtime/scorm/scorm12.js';
import { scorm2004 } from '../../src/runtime/scorm/scorm2004.js';

/** A writer to an LMS that answers each element with an error number; 0 takes the value. */
function setUp(
  errorOf: (element: string, value: string) => number,
  dialect = scorm2004,
): {
  readonly writer: ElementWriter;
  readonly write: (elements: Readonly<Record<string, string>>) => LmsFault | null;
  readonly sent: () => readonly string[];
  readonly faults: readonly LmsFault[];
} {
  const log: string[] = [];
  const faults: LmsFault[] = [];
  let error = 0;
  const set = (element: string, value: string): string => {
    error = errorOf(element, value);
    log.push(`${element}=${value}`);
    return error === 0 ? 'true' : 'false';
  };
  const api = {
    SetValue: set,
    LMSSetValue: set,
    GetLastError: () => error,
    LMSGetLastError: () => error,
  };
  const writer = new ElementWriter(
    new ApiCalls(api, dialect),
    () => new Date(2026, 0, 2, 3, 4, 5),
    (fault) => faults.push(fault),
  );
  return {
    writer,
    write: (elements) => writer.write(new Map(Object.entries(elements))),
    sent: () => log.splice(0),
    faults,
  };
}

const works = (): number => 0;
const row = {
  'cmi.interactions.0.id': 'a',
  'cmi.interactions.0.type': 'choice',
  'cmi.interactions.0.learner_response': 'x',
};

describe('what was taken', () => {
  test('is not sent again, and a change is', () => {
    const { write, sent } = setUp(works);
    write({ 'cmi.location': 'one', 'cmi.exit': 'suspend' });
    expect(sent()).toEqual(['cmi.location=one', 'cmi.exit=suspend']);
    write({ 'cmi.location': 'two', 'cmi.exit': 'suspend' });
    expect(sent()).toEqual(['cmi.location=two']);
  });

  test('in an earlier session counts as sent', () => {
    const { writer, write, sent } = setUp(works);
    writer.assume(new Map([['cmi.location', 'one']]));
    write({ 'cmi.location': 'one' });
    expect(sent()).toEqual([]);
  });

  test('is sent again after a failed Commit, and not after a good one', () => {
    const { writer, write, sent } = setUp(works);
    write({ 'cmi.location': 'one' });
    writer.confirm();
    write({ 'cmi.location': 'one', 'cmi.score.raw': '5' });
    writer.unconfirm();
    expect([...writer.lost]).toEqual(['cmi.score.raw']);
    sent();
    write({ 'cmi.location': 'one', 'cmi.score.raw': '5' });
    expect(sent()).toEqual(['cmi.score.raw=5']);
    writer.confirm();
    expect([...writer.lost]).toEqual([]);
  });

  test('is all sent again after doubt', () => {
    const { writer, write, sent } = setUp(works);
    write({ 'cmi.location': 'one' });
    writer.confirm();
    writer.doubt();
    sent();
    write({ 'cmi.location': 'one' });
    expect(sent()).toEqual(['cmi.location=one']);
  });

  test('gets its time when it is a response', () => {
    const { write, sent } = setUp(works);
    write(row);
    expect(sent()).toEqual([
      'cmi.interactions.0.id=a',
      'cmi.interactions.0.type=choice',
      'cmi.interactions.0.learner_response=x',
      'cmi.interactions.0.timestamp=2026-01-02T03:04:05',
    ]);
  });
});

describe('what was refused', () => {
  test.each([
    ['2004', scorm2004, 406],
    ['1.2', scorm12, 405],
  ] as const)('by %s for its value is tried again only with another value', (_, dialect, code) => {
    const { write, sent, faults } = setUp((__, value) => (value === 'bad' ? code : 0), dialect);
    expect(write({ 'cmi.location': 'bad', 'cmi.exit': 'suspend' })).toBeNull();
    write({ 'cmi.location': 'bad' });
    write({ 'cmi.location': 'good' });
    expect(sent()).toEqual(['cmi.location=bad', 'cmi.exit=suspend', 'cmi.location=good']);
    expect(faults).toMatchObject([{ code, kind: 'element' }]);
  });

  test('for one value after another is never given up', () => {
    const { write, sent } = setUp((_, value) => (value.startsWith('bad') ? 406 : 0));
    for (const [score, place] of ['bad', 'bad 2', 'bad 3', 'bad 4', 'good'].entries())
      write({ 'cmi.location': place, 'cmi.score.raw': String(score) });
    expect(sent()).toContain('cmi.location=good');
  });

  test('without being an id is a refusal, although it was taken before', () => {
    let code = 0;
    const { writer, write, faults } = setUp((element) => (element === 'cmi.location' ? code : 0));
    write({ 'cmi.location': 'one' });
    writer.unconfirm();
    code = 406;
    write({ 'cmi.location': 'one' });
    expect(faults.map(({ element }) => element)).toEqual(['cmi.location']);
  });

  test('as an id that was taken before, but for no clear reason, is tried again', () => {
    let code = 0;
    const { writer, write, sent } = setUp((element) => (element.endsWith('.id') ? code : 0));
    write({ 'cmi.objectives.0.id': 'a' });
    writer.unconfirm();
    code = 101;
    expect(write({ 'cmi.objectives.0.id': 'a' })).toMatchObject({ code: 101 });
    code = 0;
    sent();
    write({ 'cmi.objectives.0.id': 'a' });
    expect(sent()).toEqual(['cmi.objectives.0.id=a']);
  });

  test.each([
    ['2004', scorm2004, 401],
    ['2004', scorm2004, 402],
    ['1.2', scorm12, 401],
    ['1.2', scorm12, 201],
  ] as const)('because %s does not know it is off for all rows', (_, dialect, code) => {
    const { write, sent } = setUp((element) => (element.endsWith('.type') ? code : 0), dialect);
    write({ 'cmi.interactions.0.id': 'a', 'cmi.interactions.0.type': 'choice' });
    write({ 'cmi.interactions.10.id': 'b', 'cmi.interactions.10.type': 'choice' });
    expect(sent()).toEqual([
      'cmi.interactions.0.id=a',
      'cmi.interactions.0.type=choice',
      'cmi.interactions.10.id=b',
    ]);
  });

  test('as the id of a row takes the rest of the row with it', () => {
    const { write, sent } = setUp((element) => (element.endsWith('.id') ? 406 : 0));
    const objective = { 'cmi.objectives.12.id': 'o', 'cmi.objectives.12.success_status': 'failed' };
    expect(write({ ...row, ...objective, 'cmi.exit': 'suspend' })).toBeNull();
    expect(sent()).toEqual([
      'cmi.interactions.0.id=a',
      'cmi.objectives.12.id=o',
      'cmi.exit=suspend',
    ]);
  });

  test('as an id that was taken before is there already', () => {
    const taken = new Set<string>();
    const { writer, write, sent, faults } = setUp((element) => {
      const again = taken.has(element) && element.endsWith('.id');
      taken.add(element);
      return again ? 351 : 0;
    });
    write({ 'cmi.objectives.0.id': 'a', 'cmi.objectives.0.success_status': 'failed' });
    writer.unconfirm();
    write({ 'cmi.objectives.0.id': 'a', 'cmi.objectives.0.success_status': 'failed' });
    writer.confirm();
    write({ 'cmi.objectives.0.id': 'a', 'cmi.objectives.0.success_status': 'passed' });
    expect(sent()).toEqual([
      'cmi.objectives.0.id=a',
      'cmi.objectives.0.success_status=failed',
      'cmi.objectives.0.id=a',
      'cmi.objectives.0.success_status=failed',
      'cmi.objectives.0.success_status=passed',
    ]);
    expect(faults).toEqual([]);
  });

  test('and cannot be done without is a fault each time', () => {
    const { write } = setUp((element) => (element === 'cmi.suspend_data' ? 406 : 0));
    for (const text of ['a', 'a', 'b']) {
      expect(write({ 'cmi.suspend_data': text, 'cmi.exit': 'suspend' })).toMatchObject({
        element: 'cmi.suspend_data',
        code: 406,
      });
    }
  });

  test('for no clear reason is tried three times while others are taken', () => {
    const { write, sent } = setUp((element) => (element === 'cmi.score.raw' ? 101 : 0));
    const results = [1, 2, 3, 4].map((number) =>
      write({ 'cmi.score.raw': '5', 'cmi.location': String(number) }),
    );
    expect(results.map((fault) => fault?.code)).toEqual([101, 101, 101, undefined]);
    expect(sent().filter((line) => line.startsWith('cmi.score'))).toHaveLength(3);
  });

  test('together with everything else is never given up', () => {
    let down = true;
    const { write, sent } = setUp(() => (down ? 101 : 0));
    for (let time = 0; time < 5; time += 1) write({ 'cmi.score.raw': '5', 'cmi.location': 'a' });
    sent();
    down = false;
    expect(write({ 'cmi.score.raw': '5', 'cmi.location': 'a' })).toBeNull();
    expect(sent()).toEqual(['cmi.score.raw=5', 'cmi.location=a']);
  });

  test('because the session is over ends the try', () => {
    const { write, sent, faults } = setUp(() => 133);
    expect(write({ 'cmi.score.raw': '5', 'cmi.location': 'a' })).toMatchObject({ kind: 'closed' });
    expect(sent()).toEqual(['cmi.score.raw=5']);
    expect(faults).toEqual([]);
  });

  test('as a time does not harm the response, and is left out next time', () => {
    const { write, sent } = setUp((element) => (element.endsWith('.timestamp') ? 401 : 0));
    expect(write(row)).toBeNull();
    write({ ...row, 'cmi.interactions.0.learner_response': 'y' });
    expect(sent().filter((line) => line.includes('timestamp'))).toHaveLength(1);
  });
});
