import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decode, encode } from '../../src/core/suspend-data.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { localCopyOf } from '../../src/runtime/opening/local-copy.js';
import { fakeWindow } from '../support/fake-window.js';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson, type Visit } from '../support/lesson-visit.js';
import { answering, play, rightAnswers, seeingAll, smallLesson } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const LEARNER = { 'cmi.core.student_id': 'ada' };

/** A visit of Ada, in whose browser the work of `events` was kept an hour ago. */
async function visitAfter(
  events: readonly LessonEvent[],
  values: Readonly<Record<string, string>> = LEARNER,
  seconds = 0,
) {
  const lms = hostileLms('scorm12', {}, values);
  const browser = fakeWindow();
  const copy = localCopyOf(browser.window, smallLesson.id, 'ada');
  copy?.write(encode(smallLesson, { ...play(...events).record, seconds }));
  const at = Date.now();
  vi.advanceTimersByTime(3_600_000);
  const shared = { localStorage: Reflect.get(browser.window, 'localStorage') as unknown };
  const visit = await openLesson('scorm12', { ...lms.launch(), ...shared });
  const kept = (): string => copy?.read()?.text ?? '';
  return { lms, visit, at, kept };
}

const best = (visit: Visit) => visit.store.state.record.quiz.best?.score;
const work = [...seeingAll, ...answering(rightAnswers)];

describe('work that this browser kept', () => {
  test('is offered with its time, and is no part of the lesson until the learner takes it', async () => {
    const { lms, visit, at, kept } = await visitAfter(work);
    expect([visit.recorder.offer, best(visit), visit.recorder.status.kind]).toEqual([
      at,
      undefined,
      'saved',
    ]);
    await visit.act({ type: 'display-changed', display: { theme: 'dark' } });
    expect(kept()).not.toBe('');
    visit.recorder.answerOffer(true);
    expect([visit.recorder.offer, best(visit)]).toEqual([null, 100]);
    await visit.wait(3000);
    expect([lms.stored.get('cmi.core.score.raw'), kept()]).toEqual(['100', '']);
  });

  test('is gone once the learner does not want it, and nothing else is', async () => {
    const { visit, kept } = await visitAfter(work);
    visit.recorder.answerOffer(false);
    expect([kept(), visit.recorder.offer, best(visit)]).toEqual(['', null, undefined]);
    visit.recorder.answerOffer(true);
    expect(best(visit)).toBeUndefined();
  });

  test('is kept for the next visit by a learner who leaves without a decision', async () => {
    const { visit, kept } = await visitAfter(work);
    visit.recorder.exit();
    await visit.wait(20_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect(decode(smallLesson, kept())?.record.quiz.best?.score).toBe(100);
  });

  test('is joined with the work of this visit where that cannot be saved either', async () => {
    const { lms, visit, kept } = await visitAfter(answering(rightAnswers));
    lms.moods = { failing: { commit: 'false' } };
    await visit.act({ type: 'step-opened', step: 'for-you' });
    const { record } = decode(smallLesson, kept()) ?? {};
    expect([record?.quiz.best?.score, record?.seen.has('for-you')]).toEqual([100, true]);
    visit.recorder.answerOffer(false);
    await visit.wait(60_000);
    expect(decode(smallLesson, kept())?.record.quiz.best).toBeNull();
    lms.moods = {};
    await visit.wait(60_000);
    expect(kept()).toBe('');
  });

  test('is not offered where it is nothing but time, and is removed', async () => {
    const { visit, kept } = await visitAfter([], LEARNER, 60);
    expect([visit.recorder.offer, kept()]).toEqual([null, '']);
  });

  test.each(['nonsense', ''])('that reads %j is no work, and the visit goes on', async (text) => {
    const lms = hostileLms('scorm12', {}, LEARNER);
    const browser = fakeWindow();
    localCopyOf(browser.window, smallLesson.id, 'ada')?.write(text);
    const shared = { localStorage: Reflect.get(browser.window, 'localStorage') as unknown };
    const visit = await openLesson('scorm12', { ...lms.launch(), ...shared });
    expect([visit.recorder.offer, visit.recorder.status.kind]).toEqual([null, 'saved']);
  });

  test('is not offered in review, and stays', async () => {
    const { visit, kept } = await visitAfter(work, {
      ...LEARNER,
      'cmi.core.lesson_mode': 'review',
    });
    expect(visit.recorder.offer).toBeNull();
    expect(kept()).not.toBe('');
  });
});
