import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encode } from '../../src/core/suspend-data.js';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { answering, play, rightAnswers, seeingAll, smallLesson } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const stored = encode(smallLesson, play(...seeingAll, ...answering(rightAnswers)).record);
const editions = [
  { edition: 'scorm12', standard: 'scorm12', entry: 'cmi.core.entry', open: '101' },
  { edition: 'scorm2004-4th', standard: 'scorm2004', entry: 'cmi.entry', open: '103' },
] as const;

describe.each(editions)('the start in $edition', ({ edition, standard, entry, open }) => {
  test('goes on where the session is open already', async () => {
    const lms = hostileLms(standard, { failing: { initialize: 'false' }, errorCode: Number(open) });
    const api = lms.launch();
    const methods = Object.values(api)[0] as Record<string, (argument: string) => unknown>;
    lms.moods = {};
    methods[standard === 'scorm12' ? 'LMSInitialize' : 'Initialize']?.('');
    lms.moods = { failing: { initialize: 'false' }, errorCode: Number(open) };
    const visit = await openLesson(edition, api);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test.each(['false', 'throws', 'null', 'number'] as const)(
    'is tried three times where the LMS answers %s, and then goes without it',
    async (failure) => {
      const lms = hostileLms(standard, { failing: { initialize: failure, get: 'false' } });
      const visit = await openLesson(edition, lms.launch(), smallLesson, 'answers', 2500);
      const tries = () => lms.calls.filter((call) => call.includes('nitialize(')).length;
      expect(tries()).toBe(3);
      await visit.wait(5000);
      expect(tries()).toBe(4);
      expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'refused' });
      await visit.act(...seeingAll);
      expect(lms.count('set')).toBe(0);
    },
  );

  test.each(['ab-initio', 'resume', '', 'nonsense'])(
    'resumes whatever entry says: %j',
    async (word) => {
      const lms = hostileLms(standard, {}, { 'cmi.suspend_data': stored, [entry]: word });
      const visit = await openLesson(edition, lms.launch());
      expect(visit.store.state.record.quiz.best?.score).toBe(100);
    },
  );

  test('is refused where the LMS says another fault than that the session is open', async () => {
    const lms = hostileLms(standard);
    const api = lms.launch();
    const methods = Object.values(api)[0] as Record<string, (argument: string) => unknown>;
    methods[standard === 'scorm12' ? 'LMSInitialize' : 'Initialize']?.('');
    lms.moods = { failing: { initialize: 'false' }, errorCode: 391 };
    const visit = await openLesson(edition, api);
    await visit.wait(5000);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'refused' });
  });

  test('speaks the standard that was packaged where an LMS offers both', async () => {
    const lms = hostileLms(standard);
    const other = hostileLms(standard === 'scorm12' ? 'scorm2004' : 'scorm12');
    const visit = await openLesson(edition, { ...lms.launch(), ...other.launch() });
    expect(visit.recorder.status.kind).toBe('saved');
    expect([lms.count('initialize'), other.calls]).toEqual([1, []]);
  });

  test('finds an LMS that appears just before ten seconds are over', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, {}, smallLesson, 'answers', 2500);
    await visit.wait(7400);
    Object.assign(visit.page.window, lms.launch());
    await visit.wait(4000);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('asks a silent LMS after 1, 2, 5 and then every 15 seconds', async () => {
    const lms = hostileLms(standard, { failing: { get: 'throws' } });
    const visit = await openLesson(edition, lms.launch(), smallLesson, 'answers', 2500);
    const looks = () => lms.calls.filter((call) => /suspend_data\) throws/.test(call)).length;
    const seen = [looks()];
    for (const wait of [1000, 5000, 15_000, 15_000, 15_000]) {
      await visit.wait(wait);
      seen.push(looks());
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7]);
  });

  test.each([
    ['gives our text', { 'cmi.suspend_data': stored }],
    ['says that this is the first visit', { [entry]: 'Ab-Initio' }],
  ])('looks once where the LMS %s', async (_, values) => {
    const lms = hostileLms(standard, {}, values);
    await openLesson(edition, lms.launch());
    const start = lms.calls.slice(
      0,
      lms.calls.findIndex((call) => call.includes('SetValue')),
    );
    expect(start.filter((call) => call.includes('GetValue(cmi.suspend_data)'))).toHaveLength(1);
  });

  test('looks twice where a proxy does not have the values at once', async () => {
    const lms = hostileLms(standard, { amnesiac: /suspend_data/ }, { 'cmi.suspend_data': stored });
    setTimeout(() => (lms.moods = {}), 200);
    const visit = await openLesson(edition, lms.launch());
    expect(visit.store.state.record.quiz.best?.score).toBe(100);
  });
});
