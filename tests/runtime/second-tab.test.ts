import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LessonTabs } from '../../src/runtime/page/second-tab.js';
import { fakeTabs } from '../support/fake-tabs.js';
import { fakeWindow } from '../support/fake-window.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

/** Tabs of one browser; what each heard is kept beside it. */
function browser() {
  const around = fakeTabs();
  const open = (learner = 'ada', lesson = 'lesson', extra: object = {}) => {
    const heard: string[] = [];
    const { window } = fakeWindow({ ...around, ...extra });
    return { heard, tabs: new LessonTabs(window, lesson, learner, (text) => heard.push(text)) };
  };
  return { open, crash: around.crash };
}

async function isFree(tabs: LessonTabs): Promise<boolean> {
  const answer = tabs.isFree();
  await vi.advanceTimersByTimeAsync(200);
  return answer;
}

describe('a tab', () => {
  test('is alone where the browser knows no channel, or forbids it', async () => {
    const forbidden = (): never => {
      throw new DOMException('Forbidden');
    };
    for (const BroadcastChannel of [undefined, forbidden]) {
      const { window } = fakeWindow({ BroadcastChannel });
      const tabs = new LessonTabs(window, 'lesson', 'ada', () => undefined);
      expect(await tabs.isFree()).toBe(true);
      tabs.claim(() => 'text');
      tabs.share('text');
      tabs.catchUp();
      tabs.release();
    }
  });

  test('waits for the answer of another one', async () => {
    const { open } = browser();
    const first = open();
    expect(await isFree(first.tabs)).toBe(true);
    first.tabs.claim(() => 'record of the first');
    const second = open();
    expect(await isFree(second.tabs)).toBe(false);
    expect(second.heard).toEqual(['record of the first']);
  });

  test.each([
    ['another learner', 'bob', 'lesson', {}],
    ['another lesson', 'ada', 'other', {}],
    ['another course', 'ada', 'lesson', { location: { href: 'https://lms.example/8/index.html' } }],
  ])('does not mind %s', async (_, learner, lesson, extra) => {
    const { open } = browser();
    open().tabs.claim(() => 'text');
    expect(await isFree(open(learner, lesson, extra).tabs)).toBe(true);
  });

  test('minds the same course under an address that differs in the file only', async () => {
    const { open } = browser();
    open().tabs.claim(() => 'text');
    const location = { href: 'https://lms.example/content/7/other.html?b=2#x' };
    expect(await isFree(open('ada', 'lesson', { location }).tabs)).toBe(false);
  });

  test('gives way when two ask at once, and the other one does not', async () => {
    const { open } = browser();
    const [first, second] = [open(), open()];
    const answers = Promise.all([first.tabs.isFree(), second.tabs.isFree()]);
    await vi.advanceTimersByTimeAsync(200);
    expect([...(await answers)].sort()).toEqual([false, true]);
    expect([...first.heard, ...second.heard].join('')).toBe('');
  });

  test('hears what another one saved, and asks for it when it was away', async () => {
    const { open } = browser();
    const [first, second] = [open(), open()];
    first.tabs.claim(() => 'first now');
    second.tabs.claim(() => 'second now');
    first.tabs.share('first saved');
    await vi.advanceTimersByTimeAsync(0);
    second.tabs.catchUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(second.heard).toEqual(['first saved', 'first now']);
    expect(first.heard).toEqual([]);
  });

  test('that does not record asks for nothing and answers nothing', async () => {
    const { open } = browser();
    const [first, second] = [open(), open()];
    first.tabs.claim(() => 'first');
    second.tabs.catchUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(second.heard).toEqual([]);
    first.tabs.release();
    expect(await isFree(second.tabs)).toBe(true);
  });

  test('that only waits, or has not asked yet, is in the way of nobody', async () => {
    const { open } = browser();
    const [first, waiting] = [open(), open()];
    first.tabs.claim(() => 'first');
    expect(await isFree(waiting.tabs)).toBe(false);
    open();
    first.tabs.release();
    await vi.advanceTimersByTimeAsync(3000);
    expect(await isFree(open().tabs)).toBe(true);
  });

  test('that waits asks nothing while the other one goes on saving', async () => {
    const { open } = browser();
    const [first, second] = [open(), open()];
    first.tabs.claim(() => 'first now');
    void second.tabs.untilFree();
    first.tabs.share('first saved');
    await vi.advanceTimersByTimeAsync(1000);
    expect(second.heard).toEqual(['first saved']);
  });

  test('takes over at once when the other one is closed', async () => {
    const { open } = browser();
    const [first, second] = [open(), open()];
    first.tabs.claim(() => 'first');
    const free = vi.fn();
    void second.tabs.untilFree().then(free);
    await vi.advanceTimersByTimeAsync(1000);
    expect(free).not.toHaveBeenCalled();
    first.tabs.release();
    await vi.advanceTimersByTimeAsync(201);
    expect(free).toHaveBeenCalled();
  });

  test('takes over after a while when the other one crashed', async () => {
    const { open, crash } = browser();
    const [first, second] = [open(), open()];
    first.tabs.claim(() => 'first');
    const free = vi.fn();
    void second.tabs.untilFree().then(free);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(free).not.toHaveBeenCalled();
    crash();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(free).toHaveBeenCalled();
  });
});

test.each([
  [undefined],
  [null],
  [7],
  ['text'],
  [{}],
  [{ kind: 'me' }],
  [{ kind: 'record', text: 7 }],
  [{ kind: 'who' }],
  [{ kind: 'what', from: 'tab', text: 'text' }],
])('a message %j on the channel is nothing', async (data) => {
  const { BroadcastChannel } = fakeTabs();
  // The page's own class, of which the test needs one of its own.
  const Channel = BroadcastChannel as new (name: string) => {
    postMessage(data: unknown): void;
    onmessage: () => void;
  };
  const names: string[] = [];
  class Listening extends Channel {
    constructor(name: string) {
      super(name);
      names.push(name);
    }
  }
  const heard: string[] = [];
  const { window } = fakeWindow({ BroadcastChannel: Listening });
  const tabs = new LessonTabs(window, 'lesson', 'ada', (text) => heard.push(text));
  tabs.claim(() => 'text');
  const stranger = new Channel(names[0] ?? '');
  stranger.onmessage = () => heard.push('an answer');
  stranger.postMessage(data);
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([]);
});
