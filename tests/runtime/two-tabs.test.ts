import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LessonRecord } from '../../src/core/lesson-state.js';
import { encode } from '../../src/core/suspend-data.js';
import { ownNames } from '../../src/runtime/scorm/own-names.js';
import { fakeTabs } from '../support/fake-tabs.js';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { answering, play, rightAnswers, seeingAll, smallLesson } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const whole = play(...seeingAll, ...answering(rightAnswers)).record;

/** An LMS that Ada was at before, and the tabs of her browser. */
function setUp() {
  const lms = hostileLms(
    'scorm12',
    {},
    {
      'cmi.core.student_id': 'ada',
      'cmi.suspend_data': encode(smallLesson, whole),
      'cmi.core.score.raw': '100',
    },
  );
  const tabs = fakeTabs();
  const open = () => openLesson('scorm12', { ...lms.launch(), ...tabs });
  /** A tab that is no lesson, but hears and says what a lesson would. */
  const stranger = (window: Window) => {
    const Channel = tabs.BroadcastChannel as new (name: string) => {
      postMessage(data: unknown): void;
      onmessage: (event: { readonly data: unknown }) => void;
    };
    const heard: unknown[] = [];
    const channel = new Channel(ownNames(window, smallLesson.id, 'ada').key);
    channel.onmessage = ({ data }) => heard.push(data);
    return { heard, say: (data: unknown) => channel.postMessage(data) };
  };
  return { lms, open, stranger };
}

describe('a second tab', () => {
  test('takes over at once when the first one is left by Save and exit', async () => {
    const { open } = setUp();
    const [first, second] = [await open(), await open()];
    expect(second.recorder.status).toEqual({ kind: 'unrecorded', reason: 'second-tab' });
    first.recorder.exit();
    await second.wait(2000);
    expect(second.recorder.status.kind).toBe('saved');
  });

  test('that takes over says everything again, because the first one wrote meanwhile', async () => {
    const { lms, open } = setUp();
    const [first, second] = [await open(), await open()];
    first.page.leave();
    await second.wait(2000);
    const set = lms.calls.filter((call) => call.startsWith('LMSSetValue('));
    expect(set.some((call) => call.includes('cmi.core.score.raw, 100'))).toBe(true);
    expect(set.some((call) => call.includes('cmi.suspend_data'))).toBe(true);
  });
});

describe('the tab that records', () => {
  const more: LessonRecord = { ...whole, ticked: new Set(['talk']), revision: 90 };

  test('asks the others for what they have when it is seen again', async () => {
    const { open, stranger } = setUp();
    const visit = await open();
    const other = stranger(visit.page.window);
    visit.page.hide();
    visit.page.show();
    await visit.wait(0);
    expect(other.heard).toMatchObject([{ kind: 'who' }]);
    other.say({ kind: 'me', text: encode(smallLesson, more) });
    await visit.wait(2000);
    expect(visit.store.state.record.ticked).toEqual(new Set(['talk']));
  });

  test('saves nothing and says nothing where another one tells it what it knows', async () => {
    const { lms, open, stranger } = setUp();
    const visit = await open();
    const other = stranger(visit.page.window);
    const [calls, record] = [lms.calls.length, visit.store.state.record];
    other.say({ kind: 'record', text: encode(smallLesson, record) });
    await visit.wait(5000);
    expect([lms.calls.length, other.heard]).toEqual([calls, []]);
  });

  test.each(['', 'nonsense'])('takes the text %j for no record', async (text) => {
    const { open, stranger } = setUp();
    const visit = await open();
    const { record } = visit.store.state;
    stranger(visit.page.window).say({ kind: 'record', text });
    await visit.wait(5000);
    expect(visit.store.state.record).toBe(record);
  });
});

test.each([true, false])('a lesson opened to be learned keeps its lock: %j', async (lockSteps) => {
  const lms = hostileLms('scorm12');
  const lesson = { ...smallLesson, settings: { ...smallLesson.settings, lockSteps } };
  const visit = await openLesson('scorm12', lms.launch(), lesson);
  expect(visit.store.lesson.settings.lockSteps).toBe(lockSteps);
});
