import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { afterPaint } from '../../src/runtime/page/timing.js';
import { Trace } from '../../src/runtime/lms/trace.js';
import { checkServer } from '../../src/runtime/saving/save-check.js';
import { StatusBoard } from '../../src/runtime/saving/status-board.js';
import { startVisibleTime } from '../../src/runtime/page/visible-time.js';
import { fakeWindow } from '../support/fake-window.js';

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

describe('the console', () => {
  test('gets each kind of refusal once', () => {
    const page = fakeWindow();
    const trace = new Trace(page.window);
    const fault = {
      call: 'set',
      element: 'cmi.objectives.1.id',
      code: 351,
      text: 'No',
      kind: 'element',
    } as const;
    trace.warn(fault);
    trace.warn({ ...fault, element: 'cmi.objectives.12.id' });
    trace.warn({ ...fault, code: 401, text: '' });
    expect(page.warnings).toEqual([
      'LMS: set cmi.objectives.n.id failed with 351 No',
      'LMS: set cmi.objectives.n.id failed with 401',
    ]);
  });
});

describe('the status on show', () => {
  test('is told once to everybody who listens, and ends with closed', () => {
    const board = new StatusBoard(new Trace(fakeWindow().window));
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
