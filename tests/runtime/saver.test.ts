import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LessonEvent } from '../../src/core/reduce.js';
import { decode } from '../../src/core/suspend-data.js';
import { hostileLms, type HostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { answering, rightAnswers, seeingAll, smallLesson } from '../support/small-lesson.js';

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

const darkTheme: LessonEvent = { type: 'display-changed', display: { theme: 'dark' } };
const notFound = {
  ok: false,
  status: 404,
  redirected: false,
  text: () => Promise.resolve('Not found'),
};

/** The API of an LMS that appears after five seconds. */
function lateLms(api: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const from = Date.now() + 5000;
  return Object.defineProperty({}, 'API', {
    enumerable: true,
    configurable: true,
    get: () => (Date.now() < from ? undefined : api['API']),
  });
}

/** The API of `lms`, of which the first, third, fifth … Commit fails. */
function everySecondCommitFails(lms: HostileLms): Readonly<Record<string, unknown>> {
  const around = lms.launch();
  const name = 'API' in around ? 'API' : 'API_1484_11';
  const api = around[name] as Record<string, (...values: string[]) => unknown>;
  const commitName = name === 'API' ? 'LMSCommit' : 'Commit';
  let commits = 0;
  const commit = (argument: string): unknown => {
    commits += 1;
    lms.moods = { ...lms.moods, failing: commits % 2 === 1 ? { commit: 'false' } : {} };
    return api[commitName]?.(argument);
  };
  return { [name]: { ...api, [commitName]: commit } };
}

/** Ada at an LMS that refuses suspend data where `refuses` says so; `values` are those it took. */
async function visitWithRefusedText(refuses: (text: string) => boolean) {
  const lms = hostileLms('scorm12', { forgetsFailed: true }, ADA);
  const { API } = lms.launch() as { API: Record<string, (...values: string[]) => unknown> };
  const taken: (readonly [element: string, value: string])[] = [];
  let error = '0';
  const LMSSetValue = (element: string, value: string): unknown => {
    error = element === 'cmi.suspend_data' && refuses(value) ? '405' : '0';
    if (error !== '0') return 'false';
    taken.push([element, value]);
    return API['LMSSetValue']?.(element, value);
  };
  const LMSGetLastError = (): unknown => (error === '0' ? API['LMSGetLastError']?.() : error);
  const visit = await openLesson('scorm12', { API: { ...API, LMSSetValue, LMSGetLastError } });
  const values = (element: string) =>
    taken.flatMap(([name, value]) => (name === element ? [value] : []));
  return { lms, visit, values };
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

describe('a proof that a save arrived', () => {
  test('is asked for at most once in five seconds, and never while nothing is unproved', async () => {
    const { visit } = await visitOf();
    expect(visit.page.fetches).toBe(1);
    await visit.wait(600_000);
    expect(visit.page.fetches).toBe(1);
    for (const event of seeingAll) {
      visit.store.dispatch(event);
      await visit.wait(1100);
    }
    expect(visit.page.fetches).toBe(3);
    await visit.wait(60_000);
    expect(visit.page.fetches).toBe(3);
  });

  test('is what "saved" means: until then it says that it saves, and keeps a copy', async () => {
    const server = slowServer();
    const { visit } = await visitOf(server.around);
    expect([visit.recorder.status.kind, visit.page.stored.size]).toEqual(['saving', 1]);
    await server.answer();
    expect([visit.recorder.status.kind, visit.page.stored.size]).toEqual(['saved', 0]);
  });

  test('that comes late settles its own save, and not a later one that failed', async () => {
    const server = slowServer();
    const { lms, visit } = await visitOf(server.around);
    await server.answer();
    await visit.act(step);
    lms.moods = { failing: { commit: 'false' } };
    await visit.act(nextStep);
    await server.answer();
    expect(visit.recorder.status.kind).not.toBe('saved');
    expect(visit.page.stored.size).toBe(1);
    await visit.wait(4000);
    expect(visit.recorder.status).toEqual({ kind: 'retrying', reason: 'failing', kept: true });
    lms.moods = {};
    await visit.wait(60_000);
    await server.answer();
    await visit.wait(6000);
    await server.answer();
    expect([visit.recorder.status.kind, visit.page.stored.size]).toEqual(['saved', 0]);
  });

  test('that fails for an old save puts every save since in doubt', async () => {
    const server = slowServer();
    const { lms, visit } = await visitOf(server.around);
    await server.answer();
    await visit.act(step);
    await visit.act(nextStep);
    const sent = lms.calls.length;
    await server.askForLogin();
    await visit.wait(3000);
    expect(visit.recorder.status).toMatchObject({ kind: 'unrecorded', reason: 'session-ended' });
    const again = lms.calls.slice(sent).filter((call) => call.includes('Set'));
    expect(again.some((call) => call.includes('cmi.objectives.1.status, completed'))).toBe(true);
    expect(again.some((call) => call.includes('lesson_location, fit-quiz'))).toBe(true);
  });

  test('is not needed from an LMS that never gives the file, as long as it answers', async () => {
    const { visit } = await visitOf({ fetch: () => Promise.resolve(notFound) });
    await visit.act(step);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('cannot come from a server that refuses from the start, although the browser is online', async () => {
    const lms = hostileLms('scorm12', { offline: true }, ADA);
    const visit = await openLesson('scorm12', lms.launch(), smallLesson, 'refuses');
    await visit.act(step);
    expect(visit.recorder.status).toEqual({ kind: 'retrying', reason: 'unreachable', kept: true });
    expect(visit.page.stored.size).toBe(1);
  });

  test('is the Commit itself for a page from a disk, which has no server to ask', async () => {
    const location = { href: 'file:///lesson/index.html', protocol: 'file:', search: '' };
    const { visit } = await visitOf({ location, fetch: () => Promise.reject(new Error('No.')) });
    await visit.act(step);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('tells a logged-out learner at once, also after a Commit that failed', async () => {
    const { lms, visit, commits } = await visitOf();
    await visit.wait(5000);
    lms.moods = { failing: { commit: 'false' } };
    visit.page.server = 'login';
    visit.store.dispatch(step);
    await visit.wait(100);
    expect(commits()).toBe(2);
    expect(visit.recorder.status).toEqual({
      kind: 'unrecorded',
      reason: 'session-ended',
      kept: true,
    });
  });
});

describe('the server refuses while the browser believes that it is online', () => {
  test.each(['scorm12', 'scorm2004-4th'] as const)(
    'and Commit says "true": nothing is called saved, and every row arrives later (%s)',
    async (edition) => {
      const standard = edition === 'scorm12' ? 'scorm12' : 'scorm2004';
      const learner = edition === 'scorm12' ? 'cmi.core.student_id' : 'cmi.learner_id';
      const lms = hostileLms(standard, { forgetsFailed: true }, { [learner]: 'ada' });
      const visit = await openLesson(edition, lms.launch());
      await visit.act(...result.slice(0, 2));
      lms.moods = { forgetsFailed: true, offline: true };
      visit.page.server = 'refuses';
      for (const event of result.slice(2, 4)) {
        visit.store.dispatch(event);
        await visit.wait(1500);
        expect(visit.recorder.status.kind).not.toBe('saved');
      }
      await visit.wait(20_000);
      expect(visit.recorder.status).toEqual({
        kind: 'retrying',
        reason: 'unreachable',
        kept: true,
      });
      lms.moods = { forgetsFailed: true };
      visit.page.server = 'answers';
      await visit.wait(70_000);
      await visit.act(...result.slice(4));
      expect(visit.recorder.status.kind).toBe('saved');
      const rows = [...lms.stored.keys()].filter((key) => /interactions\.\d\.id$/.test(key));
      expect(rows).toHaveLength(5);
      expect([...lms.stored.values()].filter((value) => value.endsWith('_'))).toEqual([]);
      expect(lms.violations).toEqual([]);
    },
  );

  test('and closes: the next visit offers the copy, and sets every row', async () => {
    const lms = hostileLms('scorm12', { forgetsFailed: true }, ADA);
    const visit = await openLesson('scorm12', lms.launch());
    await visit.act(...result.slice(0, 2));
    lms.moods = { forgetsFailed: true, offline: true };
    visit.page.server = 'refuses';
    await visit.act(...result.slice(2));
    visit.page.leave();
    lms.moods = { forgetsFailed: true };
    const localStorage = Reflect.get(visit.page.window, 'localStorage') as unknown;
    const again = await openLesson('scorm12', { ...lms.launch(), localStorage });
    expect(again.recorder.offer).not.toBeNull();
    again.recorder.answerOffer(true);
    await again.wait(8000);
    expect(again.recorder.status.kind).toBe('saved');
    expect(lms.stored.get('cmi.core.score.raw')).toBe('100');
    expect(
      [...lms.stored.keys()].filter((key) => /interactions\.\d\.result/.test(key)),
    ).toHaveLength(5);
  });
});

describe('a window of the LMS that was closed', () => {
  test('is noticed although its code still answers "true", and the copy stays', async () => {
    const lms = hostileLms('scorm12', {}, ADA);
    const opener = { ...lms.launch(), closed: false };
    const visit = await openLesson('scorm12', { opener });
    expect(visit.recorder.status.kind).toBe('saved');
    opener.closed = true;
    const commits = lms.count('commit');
    await visit.act(step);
    expect(visit.recorder.status).toEqual({
      kind: 'unrecorded',
      reason: 'course-closed',
      kept: true,
    });
    expect([lms.count('commit'), visit.page.stored.size]).toEqual([commits, 1]);
    visit.recorder.exit();
    await visit.wait(5000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'unsaved', kept: true });
  });

  test('after a Commit and before its proof is no proof', async () => {
    const server = slowServer();
    const lms = hostileLms('scorm12', {}, ADA);
    const opener = { ...lms.launch(), closed: false };
    const visit = await openLesson('scorm12', { opener, ...server.around });
    opener.closed = true;
    await server.answer();
    expect(visit.recorder.status).toMatchObject({ kind: 'unrecorded', reason: 'course-closed' });
  });
});

describe('an LMS of its own kind', () => {
  test.each(['True', ' TRUE ', '1', 1, true])('that says yes as %j is believed', async (yes) => {
    const lms = hostileLms('scorm12', {}, ADA);
    const { API } = lms.launch() as { API: Record<string, (...values: string[]) => unknown> };
    const around: Record<string, unknown> = {};
    for (const [name, method] of Object.entries(API)) {
      around[name] = (...values: string[]) => {
        const answer = method(...values);
        return answer === 'true' ? yes : answer;
      };
    }
    const visit = await openLesson('scorm12', { API: around });
    await visit.act(step);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('without error numbers is recorded in', async () => {
    const lms = hostileLms('scorm12', {}, ADA);
    const { API } = lms.launch() as { API: Record<string, unknown> };
    const rest = Object.entries(API).filter(([name]) => !name.includes('Error'));
    const visit = await openLesson('scorm12', { API: Object.fromEntries(rest) });
    await visit.act(...result);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get('cmi.core.score.raw')).toBe('100');
  });

  test.each(['scorm12', 'scorm2004-4th'] as const)(
    'whose every second Commit fails gets everything, and nobody is alarmed (%s)',
    async (edition) => {
      const standard = edition === 'scorm12' ? 'scorm12' : 'scorm2004';
      const lms = hostileLms(standard, { forgetsFailed: true });
      const visit = await openLesson(edition, everySecondCommitFails(lms));
      const shown = new Set<string>();
      visit.recorder.subscribe(() => shown.add(visit.recorder.status.kind));
      await visit.act(...seeingAll, ...result);
      await visit.wait(20_000);
      expect([...shown].sort()).toEqual(['saved', 'saving']);
      expect(visit.recorder.status.kind).toBe('saved');
      expect(lms.stored.get(standard === 'scorm12' ? 'cmi.core.score.raw' : 'cmi.score.raw')).toBe(
        '100',
      );
      const status = standard === 'scorm12' ? 'cmi.core.lesson_status' : 'cmi.success_status';
      expect(lms.stored.get(status)).toBe('passed');
      expect(lms.violations).toEqual([]);
    },
  );
});

describe('suspend data', () => {
  test.each([200, 120])('refused beyond %i characters is sent shorter', async (limit) => {
    const { visit, values } = await visitWithRefusedText((text) => text.length > limit);
    await visit.act(...seeingAll, ...result);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(values('cmi.suspend_data').at(-1)?.length).toBeLessThanOrEqual(limit);
    expect(values('cmi.core.lesson_status').at(-1)).toBe('passed');
  });

  test('refused altogether lowers nothing that the LMS took, and is called by its name', async () => {
    const { lms, visit, values } = await visitWithRefusedText(() => true);
    await visit.act(step);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'refused', kept: true });
    await visit.act(...seeingAll, ...result);
    await visit.wait(300_000);
    expect(new Set(values('cmi.core.lesson_status'))).toEqual(new Set(['incomplete', 'passed']));
    expect(new Set(values('cmi.core.score.raw'))).toEqual(new Set(['100']));
    expect(lms.stored.get('cmi.core.lesson_status')).toBe('passed');
  });
});

describe('the first Commit of a visit', () => {
  test('waits until the page was usable for two seconds', async () => {
    const lms = hostileLms('scorm12', {}, ADA);
    const visit = await openLesson('scorm12', lms.launch(), smallLesson, 'answers', 1900);
    expect([lms.count('set'), lms.count('commit')]).toEqual([0, 0]);
    await visit.wait(1000);
    expect(lms.count('commit')).toBe(1);
  });

  test('waits until the browser is idle', async () => {
    const idle: (() => void)[] = [];
    const { visit, commits } = await visitOf({
      requestIdleCallback: (task: () => void) => idle.push(task),
    });
    expect(commits()).toBe(0);
    for (const task of idle) task();
    expect(commits()).toBe(1);
    await visit.wait(5000);
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('does not wait longer for a frame that the browser never calls idle', async () => {
    const { visit, commits } = await visitOf({
      requestIdleCallback: (task: () => void, { timeout }: { timeout?: number } = {}) =>
        timeout !== undefined && setTimeout(task, timeout),
    });
    await visit.wait(5000);
    expect(commits()).toBe(1);
  });

  test('comes with the learner’s first action', async () => {
    const lms = hostileLms('scorm12', {}, ADA);
    const visit = await openLesson('scorm12', lms.launch(), smallLesson, 'answers', 1000);
    visit.store.dispatch(step);
    await visit.wait(100);
    expect(lms.count('commit')).toBe(1);
  });

  test('comes when the page is hidden, and is part of the end when it is left', async () => {
    const lms = hostileLms('scorm12', {}, ADA);
    const hidden = await openLesson('scorm12', lms.launch(), smallLesson, 'answers', 1000);
    hidden.page.hide();
    expect(lms.count('commit')).toBe(1);
    const other = hostileLms('scorm12', {}, ADA);
    const left = await openLesson('scorm12', other.launch(), smallLesson, 'answers', 1000);
    left.page.leave();
    expect(other.stored.get('cmi.core.lesson_status')).toBe('incomplete');
    expect(other.stored.get('cmi.core.exit')).toBe('suspend');
  });
});

describe('work that was done before the LMS answered', () => {
  test('is saved on top of what an earlier visit left', async () => {
    const lms = hostileLms('scorm12', {}, ADA);
    const earlier = await openLesson('scorm12', lms.launch());
    const tick = { type: 'action-ticked', actionId: 'talk', ticked: true } as const;
    await earlier.act(...seeingAll, tick, {
      type: 'display-changed',
      display: { textSize: 'large' },
    });
    earlier.page.leave();
    const around: Record<string, unknown> = {};
    const visit = await openLesson('scorm12', around);
    await visit.act(
      { ...tick, actionId: 'visit' },
      { type: 'display-changed', display: { theme: 'dark' } },
      choice,
    );
    Object.assign(visit.page.window, lms.launch());
    await visit.wait(10_000);
    expect(visit.recorder.status.kind).toBe('unrecorded');
    const late = await openLesson('scorm12', lateLms(lms.launch()), smallLesson, 'answers', 0);
    for (const event of [{ ...tick, actionId: 'visit' }, darkTheme, choice] as const)
      late.store.dispatch(event);
    await late.wait(12_000);
    expect(late.recorder.status.kind).toBe('saved');
    const { record } = decode(smallLesson, lms.stored.get('cmi.suspend_data') ?? '') ?? {};
    expect(record).toMatchObject({
      ticked: new Set(['talk', 'visit']),
      display: { theme: 'dark', textSize: 'large' },
      quiz: { answers: { alone: { type: 'true-false', value: true } } },
    });
    expect(record?.seen.size).toBe(5);
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

  test('that is in doubt keeps the newest work in the browser when the page is hidden', async () => {
    const { lms, visit } = await visitOf();
    await visit.act(...result.slice(0, -1));
    lms.moods = { offline: true };
    visit.page.server = 'silent';
    for (const event of result.slice(-1)) visit.store.dispatch(event);
    visit.page.hide();
    const [kept = ''] = [...visit.page.stored.values()];
    const { text } = JSON.parse(kept) as { readonly text: string };
    expect(decode(smallLesson, text)?.record.quiz.best?.score).toBe(100);
  });

  test('is worth half a minute of visible time, each half minute once', async () => {
    const { visit, commits } = await visitOf();
    await visit.wait(26_000);
    visit.page.hide();
    expect(commits()).toBe(1);
    visit.page.show();
    await visit.wait(3000);
    visit.page.hide();
    expect(commits()).toBe(2);
    visit.page.show();
    await visit.wait(28_000);
    visit.page.hide();
    expect(commits()).toBe(2);
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
