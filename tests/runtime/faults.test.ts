import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostileLms, type Moods } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { answering, mixedAnswers, rightAnswers, seeingAll } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const whole = [...seeingAll, ...answering(rightAnswers)];
const editions = [
  { edition: 'scorm12', standard: 'scorm12', prefix: 'cmi.core.' },
  { edition: 'scorm2004-4th', standard: 'scorm2004', prefix: 'cmi.' },
] as const;

describe.each(editions)('a whole lesson in $edition', ({ edition, standard, prefix }) => {
  const score = `${prefix}score.raw`;
  const status = standard === 'scorm12' ? `${prefix}lesson_status` : 'cmi.success_status';
  const start = (moods: Moods = {}, preset: Record<string, string> = {}) => {
    const lms = hostileLms(standard, moods, preset);
    return { lms, open: () => openLesson(edition, lms.launch()) };
  };

  test('is taken by an LMS that checks every value like Moodle', async () => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...whole, {
      type: 'feedback-given',
      feedback: { rating: 'yes', comment: '{a}\n100 % & [,] more' },
    });
    visit.page.leave();
    expect(lms.violations).toEqual([]);
    expect(visit.page.warnings).toEqual([]);
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.stored.get(status)).toBe('passed');
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('is resumed where every read gives nothing', async () => {
    const { lms, open } = start({ amnesiac: /./ });
    const visit = await open();
    await visit.act(...whole);
    visit.page.leave();
    expect(lms.violations).toEqual([]);
    expect(lms.stored.get(status)).toBe('passed');
  });

  test('keeps what a failed Commit took along', async () => {
    const { lms, open } = start({ forgetsFailed: true });
    const visit = await open();
    await visit.act(...seeingAll);
    lms.moods.failing = { commit: 'false' };
    await visit.act(...answering(mixedAnswers));
    await visit.wait(130_000);
    expect(visit.recorder.status.kind).not.toBe('saved');
    lms.moods.failing = {};
    await visit.wait(70_000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('60');
    expect(lms.stored.get('cmi.interactions.1.id')).toMatch(/^A_typical_day$|^typical_day$/);
    expect(lms.violations).toEqual([]);
  });

  test('finds out that a Commit lied while offline', async () => {
    const { lms, open } = start({ forgetsFailed: true });
    const visit = await open();
    await visit.act(...seeingAll);
    lms.moods.offline = true;
    visit.page.server = 'silent';
    await visit.act(...answering(rightAnswers));
    expect(visit.recorder.status.kind).toBe('retrying');
    expect(lms.stored.get(score)).toBeUndefined();
    lms.moods.offline = false;
    visit.page.server = 'answers';
    await visit.wait(70_000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.stored.get(status)).toBe('passed');
    expect(lms.violations).toEqual([]);
  });

  test.each([
    ['false', 'false'],
    ['throws', 'throws'],
    ['null', 'null'],
    ['number', 'number'],
  ] as const)('goes on when every call answers %s', async (_, failure) => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...seeingAll);
    lms.moods.failing = { get: failure, set: failure, commit: failure, terminate: failure };
    await visit.act(...answering(rightAnswers));
    await visit.wait(30_000);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'refused' });
    expect(visit.store.state.record.quiz.best?.score).toBe(100);
    lms.moods.failing = {};
    await visit.wait(130_000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.violations).toEqual([]);
  });
});
