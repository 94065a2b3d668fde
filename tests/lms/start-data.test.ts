import { describe, expect, test } from 'vitest';
import { flattenCmi, rowsOf, secondsIn, timeText, type Cmi } from '../../src/lms/player/cmi.js';
import type { LaunchOptions } from '../../src/lms/player/launch-options.js';
import { startData } from '../../src/lms/player/start-data.js';
import type { PackageManifest } from '../../src/package/manifest.js';
import { readManifest } from '../../src/package/verify.js';
import { readOptions } from '../../src/lms/options.js';
import { foreignManifest } from './support/foreign-package.js';

const OPTIONS: LaunchOptions = {
  mode: 'normal',
  credit: 'credit',
  behaviour: 'standard',
  frame: 'frame',
  passMark: null,
};
const learner = { id: 7, name: 'Ana Ámbar-Núñez', code: 'ana' };

function manifest(version: '1.2' | '2004 4th Edition', item = ''): PackageManifest {
  const read = readManifest(Buffer.from(foreignManifest(version, item)), ['start.html']);
  if (!read) throw new Error('The manifest has nothing to launch.');
  return read;
}

function start(
  version: '1.2' | '2004 4th Edition',
  options: Partial<LaunchOptions>,
  stored: Cmi | null,
  item?: string,
): Cmi {
  const { edition, items } = manifest(version, item);
  const [first] = items;
  if (!first) throw new Error('The manifest has no item.');
  return startData({
    edition,
    item: first,
    learner,
    options: { ...OPTIONS, ...options },
    stored,
    seconds: 75,
  });
}

describe('a visit to a 1.2 package', () => {
  test('begins from nothing', () => {
    expect(start('1.2', {}, null, '<adlcp:masteryscore>80</adlcp:masteryscore>')).toEqual({
      'cmi.core.student_id': 'ana',
      'cmi.core.student_name': 'Ana Ámbar-Núñez',
      'cmi.core.lesson_mode': 'normal',
      'cmi.core.credit': 'credit',
      'cmi.core.entry': 'ab-initio',
      'cmi.core.lesson_status': 'not attempted',
      'cmi.core.total_time': '0000:01:15',
      'cmi.student_data.mastery_score': '80',
    });
  });

  test('keeps everything whatever the exit was, and says resume only after suspend', () => {
    const stored = {
      'cmi.suspend_data': 'x',
      'cmi.core.exit': 'logout',
      'cmi.core.session_time': '00:01:00',
    };
    const cmi = start('1.2', {}, stored);
    expect(cmi).toMatchObject({ 'cmi.suspend_data': 'x' });
    expect(cmi).not.toHaveProperty(['cmi.core.entry']);
    expect(cmi).not.toHaveProperty(['cmi.core.session_time']);
    expect(start('1.2', {}, { ...stored, 'cmi.core.exit': 'suspend' })).toMatchObject({
      'cmi.core.entry': 'resume',
    });
  });

  test('names the learner as the LMS does', () => {
    expect(start('1.2', { behaviour: 'strict' }, null)['cmi.core.student_name']).toBe(
      'Ámbar-Núñez, Ana',
    );
    expect(start('1.2', { behaviour: 'open-edx' }, null)).toMatchObject({
      'cmi.core.student_id': '7',
      'cmi.core.student_name': 'ana',
    });
  });
});

describe('a visit to a 2004 package', () => {
  const SEQUENCING =
    '<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="main" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>';

  test('finds the objectives and the pass mark of the manifest, unless a person sets another', () => {
    expect(start('2004 4th Edition', {}, null, SEQUENCING)).toMatchObject({
      'cmi.objectives.0.id': 'main',
      'cmi.scaled_passing_score': '0.8',
      'cmi.entry': 'ab-initio',
    });
    expect(start('2004 4th Edition', { passMark: 50 }, null, SEQUENCING)).toMatchObject({
      'cmi.scaled_passing_score': '0.5',
    });
  });

  test('loses everything without the exit suspend', () => {
    const stored = { 'cmi.suspend_data': 'x', 'cmi.exit': 'normal' };
    expect(start('2004 4th Edition', {}, stored)).not.toHaveProperty(['cmi.suspend_data']);
    expect(start('2004 4th Edition', {}, { ...stored, 'cmi.exit': 'suspend' })).toMatchObject({
      'cmi.suspend_data': 'x',
      'cmi.entry': 'resume',
      'cmi.total_time': 'PT0H1M15S',
    });
  });

  test('meets the 1.2 interface in Chamilo', () => {
    expect(start('2004 4th Edition', { behaviour: 'chamilo' }, null)).toMatchObject({
      'cmi.core.entry': 'ab-initio',
    });
  });
});

describe('CMI data', () => {
  test('is flattened, and what does not belong is dropped', () => {
    expect(
      flattenCmi({
        cmi: { core: { score: { raw: 80 } }, interactions: [{ id: 'a' }], objectives: {} },
        other: 'x',
        'cmi.bad name': 'x',
      }),
    ).toEqual({
      'cmi.core.score.raw': '80',
      'cmi.interactions.0.id': 'a',
    });
    expect(flattenCmi({ other: 1 })).toBeNull();
    expect(flattenCmi('text')).toBeNull();
    expect(flattenCmi({ 'cmi.suspend_data': 'x'.repeat(2_000_001) })).toBeNull();
  });

  test('has rows with their numbers', () => {
    expect(
      rowsOf(
        { 'cmi.objectives.1.id': 'b', 'cmi.objectives.0.id': 'a', 'cmi.objectives._count': '2' },
        'cmi.objectives',
      ),
    ).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  test.each([
    ['0001:02:03.5', 3723.5],
    ['PT1H2M3.5S', 3723.5],
    ['P1DT1H', 90_000],
    ['00:00', null],
    ['soon', null],
  ])('time %s is %s seconds', (text, seconds) => {
    expect(secondsIn(text)).toBe(seconds);
  });

  test('times are written as each version wants them', () => {
    expect([timeText(3723.6, 'scorm12'), timeText(3723.6, 'scorm2004')]).toEqual([
      '0001:02:04',
      'PT1H2M4S',
    ]);
  });
});

describe('the command line', () => {
  test('is read, and what is wrong is said', () => {
    expect(readOptions(['--port', '8080', '--open', '--data', 'd', '--reset'])).toEqual({
      ok: true,
      value: { port: 8080, open: true, data: 'd', reset: true },
    });
    expect(readOptions([])).toEqual({
      ok: true,
      value: { port: 0, open: false, data: 'data', reset: false },
    });
    expect(readOptions(['--help'])).toEqual({ ok: true, value: null });
    expect(readOptions(['--port', '70000'])).toEqual({
      ok: false,
      problems: ['--port 70000: a port is a number from 1 to 65535.'],
    });
    expect(readOptions(['--pot', '1'])).toMatchObject({ ok: false });
  });
});
