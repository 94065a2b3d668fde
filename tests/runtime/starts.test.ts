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
      const visit = await openLesson(edition, lms.launch());
      await visit.wait(5000);
      expect(lms.calls.filter((call) => call.includes('nitialize('))).toHaveLength(4);
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

  test('looks twice where a proxy does not have the values at once', async () => {
    const lms = hostileLms(standard, { amnesiac: /suspend_data/ }, { 'cmi.suspend_data': stored });
    setTimeout(() => (lms.moods = {}), 200);
    const visit = await openLesson(edition, lms.launch());
    expect(visit.store.state.record.quiz.best?.score).toBe(100);
  });
});
