import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LessonEvent } from '../../src/core/reduce.js';
import { fakeTabs } from '../support/fake-tabs.js';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { answering, rightAnswers, seeingAll } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const step: LessonEvent = { type: 'step-opened', step: 'for-you' };
const nextStep: LessonEvent = { type: 'step-opened', step: 'fit-quiz' };
const choice: LessonEvent = {
  type: 'answer-chosen',
  questionId: 'alone',
  answer: { type: 'true-false', value: true },
};
const result = answering(rightAnswers);
const ADA = { 'cmi.core.student_id': 'ada' };

/** Ada with the lesson open in an LMS of SCORM 1.2; `around` is more of her browser. */
async function visitOf(around: Readonly<Record<string, unknown>> = {}, preset: object = ADA) {
  const lms = hostileLms('scorm12', {}, { ...preset });
  const visit = await openLesson('scorm12', { ...lms.launch(), ...around });
  return { lms, visit, commits: () => lms.count('commit') };
}

/** A server that answers when the test wants it; `question` counts from the oldest open one. */
function slowServer() {
  const questions: ((response: unknown) => void)[] = [];
  const respond = async (question: number, redirected: boolean): Promise<void> => {
    const text = () => Promise.resolve('career-byte');
    for (const reply of questions.splice(question, 1))
      reply({ ok: true, status: 200, redirected, text });
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    around: { fetch: () => new Promise((resolve) => questions.push(resolve)) },
    answer: (question = 0) => respond(question, false),
    askForLogin: (question = 0) => respond(question, true),
  };
}

describe('the server is asked whether saving works', () => {
  test('at the start and after a result, but not after every step', async () => {
    const { visit } = await visitOf();
    await visit.act(...seeingAll);
    expect(visit.page.fetches).toBe(1);
    await visit.act(...result);
    expect(visit.page.fetches).toBe(2);
  });

  test('also after a step, once a save has failed', async () => {
    const { lms, visit } = await visitOf();
    lms.moods = { failing: { commit: 'false' } };
    await visit.act(step);
    lms.moods = { offline: true };
    visit.page.server = 'silent';
    await visit.wait(2000);
    expect(visit.recorder.status.kind).toBe('retrying');
  });

  test('no more once the LMS has said that the session is over', async () => {
    const { lms, visit } = await visitOf();
    lms.moods = { failing: { commit: 'false' }, errorCode: 301 };
    await visit.act(step);
    expect([visit.recorder.status, visit.page.fetches]).toEqual([
      { kind: 'unrecorded', reason: 'session-ended' },
      1,
    ]);
  });

  test('at the first failure, so that a logged-out learner knows at once', async () => {
    const { lms, visit, commits } = await visitOf();
    lms.moods = { failing: { commit: 'false' } };
    visit.page.server = 'login';
    visit.store.dispatch(step);
    await visit.wait(100);
    expect(commits()).toBe(2);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'session-ended' });
  });

  test('and an old answer of it counts for nothing after a save that worked', async () => {
    const server = slowServer();
    const { lms, visit } = await visitOf(server.around);
    await server.answer();
    lms.moods = { failing: { commit: 'false' } };
    visit.store.dispatch(step);
    await visit.wait(100);
    lms.moods = {};
    await visit.wait(2200);
    await server.answer(1);
    expect(visit.recorder.status.kind).toBe('saved');
    await server.askForLogin();
    expect(visit.recorder.status.kind).toBe('saved');
  });
});

describe('what the learner sees of a save', () => {
  test('is that it is under way from the click on, but nothing of a choice', async () => {
    const { lms, visit } = await visitOf();
    visit.store.dispatch(choice);
    expect(visit.recorder.status.kind).toBe('saved');
    visit.store.dispatch(step);
    expect(visit.recorder.status.kind).toBe('saving');
    lms.moods = { failing: { commit: 'false' } };
    await visit.wait(2500);
    visit.store.dispatch(nextStep);
    expect(visit.recorder.status.kind).toBe('retrying');
  });

  test('is not that all is saved while another step waits', async () => {
    const server = slowServer();
    const { visit } = await visitOf(server.around);
    await server.answer();
    await visit.act(...result);
    visit.store.dispatch(step);
    await server.answer();
    expect(visit.recorder.status.kind).toBe('saving');
    await visit.wait(2000);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test.each([
    ['a good answer', 'answer'],
    ['a login page', 'askForLogin'],
  ] as const)('during Save and exit is not changed by %s that comes late', async (_, reply) => {
    const server = slowServer();
    const { visit } = await visitOf(server.around);
    await server.answer();
    await visit.act(...result);
    visit.recorder.exit();
    await server[reply]();
    expect(visit.recorder.status.kind).toBe('saving');
  });
});

describe('a save', () => {
  test('of a step that waits for its second is not put off by a choice', async () => {
    const { visit, commits } = await visitOf();
    visit.store.dispatch(step);
    await visit.wait(100);
    visit.store.dispatch(nextStep);
    await visit.wait(800);
    visit.store.dispatch(choice);
    await visit.wait(200);
    expect(commits()).toBe(3);
  });

  test('follows for a step made while the server is asked after a failure', async () => {
    const server = slowServer();
    const { lms, visit } = await visitOf(server.around);
    await server.answer();
    lms.moods = { failing: { commit: 'false' } };
    visit.store.dispatch(step);
    await visit.wait(100);
    await server.answer();
    lms.moods = {};
    await visit.wait(2200);
    visit.store.dispatch(nextStep);
    await visit.wait(500);
    await server.answer();
    await visit.wait(2000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get('cmi.core.lesson_location')).toBe('fit-quiz');
  });

  test('in doubt is tried again at once when the page goes out of sight', async () => {
    const { lms, visit, commits } = await visitOf();
    await visit.act(...result.slice(0, -1));
    lms.moods = { offline: true };
    visit.page.server = 'silent';
    for (const event of result.slice(-1)) visit.store.dispatch(event);
    await visit.wait(3500);
    const before = commits();
    expect(visit.recorder.status.kind).toBe('retrying');
    visit.page.hide();
    expect(commits()).toBe(before + 1);
  });

  test('is worth half a minute of visible time, each half minute once', async () => {
    const { visit, commits } = await visitOf();
    await visit.wait(27_500);
    visit.page.hide();
    expect(commits()).toBe(1);
    visit.page.show();
    await visit.wait(500);
    visit.page.hide();
    expect(commits()).toBe(2);
    visit.page.show();
    await visit.wait(29_000);
    visit.page.hide();
    expect(commits()).toBe(2);
  });

  test('that the LMS refused is not what other tabs hear of', async () => {
    const { lms, visit } = await visitOf({}, ADA);
    expect(visit.recorder.status.kind).toBe('saved');
    const tabs = fakeTabs();
    const first = await openLesson('scorm12', { ...lms.launch(), ...tabs });
    const second = await openLesson('scorm12', { ...lms.launch(), ...tabs });
    lms.moods = { failing: { commit: 'false' } };
    await first.act(step);
    expect(second.store.state.record.seen.has('for-you')).toBe(false);
    lms.moods = {};
    await first.wait(10_000);
    expect(second.store.state.record.seen.has('for-you')).toBe(true);
  });
});

describe('a page that the browser put aside and shows again', () => {
  test('goes on as it was where the session is alive, and sends nothing new', async () => {
    const { visit, commits } = await visitOf();
    visit.page.leave(true);
    visit.page.comeBack();
    await visit.wait(5000);
    expect([visit.page.reloads, visit.recorder.status.kind, commits()]).toEqual([0, 'saved', 1]);
  });

  test('starts over where the LMS says that the session is closed', async () => {
    const { lms, visit } = await visitOf();
    visit.page.leave(true);
    lms.moods = { failing: { get: 'false' }, errorCode: 301 };
    visit.page.comeBack();
    expect([visit.page.reloads, visit.recorder.status]).toEqual([
      1,
      { kind: 'unrecorded', reason: 'session-ended' },
    ]);
  });

  test('goes on where the LMS only has no value to give', async () => {
    const { lms, visit } = await visitOf();
    visit.page.leave(true);
    lms.moods = { failing: { get: 'false' }, errorCode: 403 };
    visit.page.comeBack();
    expect(visit.page.reloads).toBe(0);
  });

  test('starts over after Save and exit, even where the LMS still answers', async () => {
    const { lms, visit } = await visitOf();
    visit.recorder.exit();
    await visit.wait(3000);
    visit.page.leave(true);
    lms.moods = { failing: { get: 'number' } };
    visit.page.comeBack();
    expect(visit.page.reloads).toBe(1);
  });
});

describe('Save and exit', () => {
  test('pressed again and again saves and ends once', async () => {
    const { lms, visit, commits } = await visitOf();
    visit.recorder.exit();
    visit.recorder.exit();
    await visit.wait(3000);
    visit.recorder.exit();
    await visit.wait(30_000);
    expect([commits(), lms.count('terminate'), lms.violations]).toEqual([2, 1, []]);
  });

  test('right after a save waits until a second has passed', async () => {
    const { lms, visit, commits } = await visitOf();
    visit.store.dispatch(step);
    await visit.wait(100);
    visit.recorder.exit();
    await visit.wait(500);
    expect(commits()).toBe(2);
    await visit.wait(1000);
    expect([commits(), lms.violations]).toEqual([3, []]);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
  });

  test('takes both steps of a save also with a later try', async () => {
    const { lms, visit } = await visitOf();
    lms.moods = { failing: { commit: 'false' }, forgetsFailed: true };
    await visit.act(step);
    visit.recorder.exit();
    await visit.wait(7900);
    lms.moods = { forgetsFailed: true };
    await visit.wait(20_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect(lms.stored.get('cmi.core.lesson_location')).toBe('for-you');
  });

  test('that saved leaves no copy behind, and one that did not leaves one', async () => {
    const { lms, visit } = await visitOf();
    lms.moods = { failing: { commit: 'false' } };
    await visit.act(step);
    expect(visit.page.stored.size).toBe(1);
    lms.moods = {};
    visit.recorder.exit();
    await visit.wait(20_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect(visit.page.stored.size).toBe(0);
  });

  test('says no more to the LMS once the page was left meanwhile', async () => {
    const server = slowServer();
    // Some browsers let the timers of a left page run on for a while.
    const timers = { setTimeout: (task: () => void, wait: number) => setTimeout(task, wait) };
    for (const reply of ['answer', 'askForLogin'] as const) {
      const { lms, visit } = await visitOf({ ...server.around, ...timers });
      await server.answer();
      visit.recorder.exit();
      await visit.wait(100);
      visit.page.leave();
      const calls = lms.calls.length;
      await server[reply]();
      await visit.wait(20_000);
      expect([lms.calls.length, lms.violations]).toEqual([calls, []]);
    }
  });

  test('is the end: what is done afterwards goes nowhere', async () => {
    const { lms, visit } = await visitOf();
    visit.recorder.exit();
    await visit.wait(100);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    visit.store.dispatch(step);
    visit.page.hide();
    await visit.wait(5000);
    expect([lms.count('terminate'), lms.violations, visit.page.stored.size]).toEqual([1, [], 0]);
  });
});

describe('a page that is left', () => {
  test('after a good save leaves no copy in the browser', async () => {
    const { visit } = await visitOf();
    await visit.act(step);
    visit.page.leave();
    expect(visit.page.stored.size).toBe(0);
  });

  test('while nothing can be saved ends the session of a learner without an id too', async () => {
    const { lms, visit } = await visitOf({}, {});
    lms.moods = { failing: { commit: 'false' } };
    await visit.act(step);
    visit.page.leave();
    expect([lms.count('terminate'), visit.page.stored.size]).toEqual([1, 0]);
  });
});
