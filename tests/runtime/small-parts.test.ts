import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reduce, type LessonEvent } from '../../src/core/reduce.js';
import { afterPaint } from '../../src/runtime/page/after-paint.js';
import { isResult, weightOf } from '../../src/runtime/saving/change-weight.js';
import { localCopyOf } from '../../src/runtime/opening/local-copy.js';
import { logOnce } from '../../src/runtime/lms/log-once.js';
import { neighbourOf } from '../../src/runtime/saving/neighbour.js';
import { checkServer, ServerCheck } from '../../src/runtime/saving/save-check.js';
import { StatusBoard } from '../../src/runtime/saving/status-board.js';
import { startVisibleTime } from '../../src/runtime/page/visible-time.js';
import { fakeWindow } from '../support/fake-window.js';
import { answering, play, rightAnswers, smallLesson } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

describe('visible time', () => {
  test('counts whole seconds and keeps the rest for later', () => {
    const time = startVisibleTime(fakeWindow().window);
    vi.advanceTimersByTime(1700);
    expect([time.take(), time.total, time.now]).toEqual([1, 1, 1]);
    vi.advanceTimersByTime(1400);
    expect([time.now, time.take(), time.take(), time.total]).toEqual([3, 2, 0, 3]);
  });

  test('stands still while the page is out of sight', () => {
    const page = fakeWindow();
    const time = startVisibleTime(page.window);
    vi.advanceTimersByTime(2000);
    page.hide();
    vi.advanceTimersByTime(50_000);
    page.show();
    vi.advanceTimersByTime(3000);
    expect(time.take()).toBe(5);
  });

  test('starts out of sight where the page does', () => {
    const page = fakeWindow();
    page.hide();
    const time = startVisibleTime(page.window);
    vi.advanceTimersByTime(9000);
    expect(time.take()).toBe(0);
  });

  test('counts no more than half an hour between two signs of life', () => {
    const time = startVisibleTime(fakeWindow().window);
    vi.advanceTimersByTime(5 * 3600 * 1000);
    expect(time.take()).toBe(1800);
  });

  test('does not go back with a clock that does', () => {
    const now = vi.fn(() => 5000);
    const time = startVisibleTime(fakeWindow({ performance: { now } }).window);
    now.mockReturnValue(1000);
    expect(time.take()).toBe(0);
    now.mockReturnValue(3000);
    expect(time.take()).toBe(2);
  });
});

describe('the question to the server', () => {
  test.each([
    ['answers', 'answers'],
    ['login', 'elsewhere'],
    ['silent', 'silent'],
    ['broken', 'silent'],
  ] as const)('%s is understood as %s', async (server, state) => {
    expect(await checkServer(fakeWindow({}, server).window)).toBe(state);
  });

  test.each([
    ['another text', { ok: true, status: 200, redirected: false, text: 'Hello' }],
    ['a redirect to our text', { ok: true, status: 200, redirected: true, text: 'career-byte' }],
    ['our text as an error', { ok: false, status: 404, redirected: false, text: 'career-byte' }],
  ])('answered with %s is answered elsewhere', async (_, { text, ...answer }) => {
    const fetch = () => Promise.resolve({ ...answer, text: () => Promise.resolve(text) });
    expect(await checkServer(fakeWindow({ fetch }).window)).toBe('elsewhere');
  });

  test('goes past every cache to the packaged file', async () => {
    const fetch = vi.fn(() => Promise.reject(new Error('no')));
    await checkServer(fakeWindow({ fetch }).window);
    expect(fetch).toHaveBeenCalledWith(
      'save-check.txt',
      expect.objectContaining({ cache: 'no-store' }),
    );
  });

  test('is given up after ten seconds', async () => {
    const fetch = (_: string, { signal }: RequestInit) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const answer = checkServer(fakeWindow({ fetch }).window);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toBe('silent');
  });

  test('proves nothing until it was answered once', async () => {
    const page = fakeWindow({}, 'login');
    const check = new ServerCheck(page.window);
    expect([await check.ask(), check.loggedOut]).toEqual([true, false]);
    page.server = 'answers';
    expect([await check.ask(), check.loggedOut]).toEqual([true, false]);
    page.server = 'login';
    expect([await check.ask(), check.loggedOut]).toEqual([false, true]);
    page.server = 'silent';
    expect([await check.ask(), check.loggedOut]).toEqual([false, false]);
  });

  test('proves that nothing is saved where the browser knows that it is offline', async () => {
    expect(await new ServerCheck(fakeWindow({}, 'silent').window).ask()).toBe(false);
    expect(await new ServerCheck(fakeWindow({}, 'broken').window).ask()).toBe(true);
    const navigator = { onLine: false };
    expect(await new ServerCheck(fakeWindow({ navigator }, 'login').window).ask()).toBe(true);
  });
});

describe('a copy in the browser', () => {
  test('belongs to a learner and a course', () => {
    const { window, stored } = fakeWindow();
    const copy = localCopyOf(window, 'lesson', 'ada');
    expect(copy?.read()).toBeNull();
    copy?.write('text');
    expect(copy?.read()?.text).toBe('text');
    expect(localCopyOf(window, 'lesson', 'bob')?.read()).toBeNull();
    expect(localCopyOf(window, 'other', 'ada')?.read()).toBeNull();
    const elsewhere = {
      localStorage: window.localStorage,
      location: { href: 'https://b.example/' },
    };
    expect(localCopyOf(fakeWindow(elsewhere).window, 'lesson', 'ada')?.read()).toBeNull();
    copy?.remove();
    expect([copy?.read(), stored.size]).toEqual([null, 0]);
  });

  test('is the same for another visit of the same course', () => {
    const { window } = fakeWindow();
    localCopyOf(window, 'lesson', 'ada')?.write('text');
    const location = { href: 'https://lms.example/content/7/other.html?back=/a/b#step' };
    const next = fakeWindow({ localStorage: window.localStorage, location });
    expect(localCopyOf(next.window, 'lesson', 'ada')?.read()?.text).toBe('text');
  });

  test('is not kept for nobody', () => {
    expect(localCopyOf(fakeWindow().window, 'lesson', '')).toBeNull();
  });

  test('is forgotten after thirty days', () => {
    const copy = localCopyOf(fakeWindow().window, 'lesson', 'ada');
    copy?.write('text');
    vi.advanceTimersByTime(30 * 86_400_000 - 1);
    expect(copy?.read()?.text).toBe('text');
    vi.advanceTimersByTime(1);
    expect(copy?.read()).toBeNull();
  });

  test.each([['nonsense'], ['null'], ['7'], ['{}'], ['{"owner":"x","at":0,"text":"t"}']])(
    'that reads %s is none',
    (text) => {
      const { window, stored } = fakeWindow();
      const copy = localCopyOf(window, 'lesson', 'ada');
      copy?.write('text');
      for (const key of stored.keys()) stored.set(key, text);
      expect(copy?.read()).toBeNull();
    },
  );

  test('of somebody else is none, even in the place of the own one', () => {
    const { window, stored } = fakeWindow();
    const [ada, bob] = [localCopyOf(window, 'lesson', 'ada'), localCopyOf(window, 'lesson', 'bob')];
    ada?.write('text');
    const [value = ''] = [...stored.values()];
    bob?.write('other');
    for (const key of stored.keys()) stored.set(key, value);
    expect([ada?.read()?.text, bob?.read()]).toEqual(['text', null]);
  });

  test('without a text or time of its own is none', () => {
    const { window, stored } = fakeWindow();
    const copy = localCopyOf(window, 'lesson', 'ada');
    copy?.write('text');
    const [key = '', value = ''] = [...stored][0] ?? [];
    const whole = JSON.parse(value) as Readonly<Record<string, unknown>>;
    for (const broken of [
      { ...whole, text: 7 },
      { ...whole, at: 'now' },
      { ...whole, at: String(whole['at']) },
    ]) {
      stored.set(key, JSON.stringify(broken));
      expect(copy?.read()).toBeNull();
    }
  });
});

describe('a task after the paint', () => {
  test('comes after the next frame, once', () => {
    const task = vi.fn();
    afterPaint(fakeWindow().window, task);
    vi.advanceTimersByTime(15);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(task).toHaveBeenCalledTimes(1);
  });

  test('comes soon where nothing is painted', () => {
    const page = fakeWindow();
    page.hide();
    const task = vi.fn();
    afterPaint(page.window, task);
    vi.advanceTimersByTime(249);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledTimes(1);
  });

  test('comes once where the frame is late', () => {
    const frames: (() => void)[] = [];
    const task = vi.fn();
    const requestAnimationFrame = (frame: () => void) => frames.push(frame);
    afterPaint(fakeWindow({ requestAnimationFrame }).window, task);
    vi.advanceTimersByTime(300);
    for (const frame of frames) frame();
    vi.advanceTimersByTime(300);
    expect(task).toHaveBeenCalledTimes(1);
  });
});

describe('a change of the record', () => {
  const start = play();
  const before = start.record;
  const after = (...events: readonly LessonEvent[]) =>
    weightOf(
      before,
      events.reduce((state, event) => reduce(smallLesson, state, event), start).record,
    );

  test('weighs nothing when only time passed, little for a choice, and else a Commit at once', () => {
    const [choose, check] = answering({ alone: { type: 'true-false', value: true } });
    if (!choose || !check) throw new Error('The sample has changed.');
    expect(after(choose)).toBe('choice');
    expect(after(choose, check)).toBe('action');
    expect(after({ type: 'step-opened', step: 'for-you' })).toBe('action');
    expect(after({ type: 'display-changed', display: { theme: 'dark' } })).toBe('action');
    expect(after(choose, { type: 'step-opened', step: 'for-you' })).toBe('action');
  });

  test('is a result when an attempt or the lesson ends', () => {
    expect(isResult(before, play(...answering(rightAnswers)).record)).toBe(true);
    expect(isResult(before, { ...before, completed: true })).toBe(true);
    expect(isResult({ ...before, completed: true }, { ...before, completed: true })).toBe(false);
    expect(isResult(before, play({ type: 'step-opened', step: 'for-you' }).record)).toBe(false);
  });
});

describe('the value beside a value', () => {
  test.each([
    ['cmi.core.score.raw', '80', '80.01'],
    ['cmi.core.score.raw', '100', '99.99'],
    ['cmi.core.score.raw', '60.01', '60.02'],
    ['cmi.core.score.raw', '99.999', '100.00'],
    ['cmi.core.score.max', '100', '99.99'],
    ['cmi.core.score.min', '0', '0.01'],
    ['cmi.core.lesson_status', 'passed', 'completed'],
    ['cmi.core.lesson_status', 'completed', 'incomplete'],
    ['cmi.core.lesson_status', 'failed', 'incomplete'],
    ['cmi.core.lesson_status', 'incomplete', 'browsed'],
    ['cmi.objectives.0.status', 'passed', 'completed'],
    ['cmi.objectives.0.status', 'not attempted', 'not attempted'],
    ['cmi.interactions.0.result', 'correct', 'neutral'],
    ['cmi.interactions.0.result', 'neutral', 'unanticipated'],
    ['cmi.interactions.0.type', 'choice', 'fill-in'],
    ['cmi.interactions.0.type', 'fill-in', 'choice'],
    ['cmi.interactions.0.weighting', '2', '0'],
    ['cmi.interactions.0.weighting', '0', '1'],
    ['cmi.interactions.0.student_response', 't', 'f'],
    ['cmi.interactions.0.student_response', 'f', 't'],
    ['cmi.interactions.0.student_response', 'Ada', 'Ada_'],
    ['cmi.interactions.0.student_response', 'x'.repeat(255), `${'x'.repeat(254)}_`],
    ['cmi.interactions.0.correct_responses.0.pattern', 'x'.repeat(255), `${'x'.repeat(254)}_`],
    ['cmi.interactions.0.id', 'Best', 'Best_'],
    ['cmi.core.lesson_location', 'quiz', 'quiz_'],
    ['cmi.core.exit', 'suspend', 'suspend'],
  ])('of %s = %s is %s', (element, value, beside) => {
    expect(neighbourOf(element, value)).toBe(beside);
  });
});

describe('the console', () => {
  test('gets each kind of refusal once', () => {
    const page = fakeWindow();
    const log = logOnce(page.window);
    const fault = {
      call: 'set',
      element: 'cmi.objectives.1.id',
      code: 351,
      text: 'No',
      kind: 'element',
    } as const;
    log(fault);
    log({ ...fault, element: 'cmi.objectives.12.id' });
    log({ ...fault, code: 401, text: '' });
    expect(page.warnings).toEqual([
      'LMS: set cmi.objectives.n.id failed with 351 No',
      'LMS: set cmi.objectives.n.id failed with 401',
    ]);
  });
});

describe('the status on show', () => {
  test('is told once to everybody who listens, and ends with closed', () => {
    const board = new StatusBoard();
    expect([board.access, board.learnerName, board.offer]).toEqual(['normal', '', null]);
    const heard: string[] = [];
    const stop = board.subscribe(() => heard.push(board.status.kind));
    board.leaveBy(() => board.show({ kind: 'closed', outcome: 'unsaved' }));
    board.show({ kind: 'saving' });
    board.show({ kind: 'saving' });
    board.welcome('normal', 'Ada');
    board.exit();
    board.show({ kind: 'saving' });
    expect(heard).toEqual(['saving', 'saving', 'closed']);
    expect(board.status).toEqual({ kind: 'closed', outcome: 'unsaved' });
    expect(board.learnerName).toBe('Ada');
    stop();
    board.welcome('review', '');
    expect([heard.length, board.access]).toEqual([3, 'review']);
  });
});
