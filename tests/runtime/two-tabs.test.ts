import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LessonEvent } from '../../src/core/reduce.js';
import { decode, encode } from '../../src/core/suspend-data.js';
import { learnerOf } from '../../src/runtime/opening/learner.js';
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
function setUp(
  held: Readonly<Record<string, string>> = {
    'cmi.suspend_data': encode(smallLesson, whole),
    'cmi.core.score.raw': '100',
    'cmi.core.lesson_status': 'passed',
  },
) {
  const lms = hostileLms('scorm12', {}, { 'cmi.core.student_id': 'ada', ...held });
  const tabs = fakeTabs();
  const open = () => openLesson('scorm12', { ...lms.launch(), ...tabs });
  /** A tab that is no lesson, but hears and says what a lesson would. */
  const stranger = (window: Window) => {
    const Channel = tabs.BroadcastChannel as new (name: string) => {
      postMessage(data: unknown): void;
      onmessage: (event: { readonly data: unknown }) => void;
    };
    const heard: unknown[] = [];
    const channel = new Channel(learnerOf(window, smallLesson.id, 'ada')?.key ?? '');
    channel.onmessage = ({ data }) => heard.push(data);
    return { heard, say: (data: unknown) => channel.postMessage(data) };
  };
  return { lms, open, stranger, crash: tabs.crash };
}

const tick = (actionId: string, ticked: boolean): LessonEvent => ({
  type: 'action-ticked',
  actionId,
  ticked,
});

describe('a second tab', () => {
  test('takes over at once when the first one is left by Save and exit', async () => {
    const { open } = setUp();
    const [first, second] = [await open(), await open()];
    expect(second.recorder.status).toEqual({ kind: 'unrecorded', reason: 'second-tab' });
    first.recorder.exit();
    await second.wait(2000);
    expect(second.recorder.status.kind).toBe('saved');
  });

  test('that takes over sets everything again, because the first one wrote meanwhile', async () => {
    const { lms, open } = setUp();
    const [first, second] = [await open(), await open()];
    first.page.leave();
    await second.wait(2000);
    const set = lms.calls.filter((call) => call.startsWith('LMSSetValue('));
    expect(set.some((call) => call.includes('cmi.core.score.raw, 100'))).toBe(true);
    expect(set.some((call) => call.includes('cmi.suspend_data'))).toBe(true);
  });

  test('has its work saved by the first one, and moves no page', async () => {
    const { lms, open } = setUp();
    const [first, second] = [await open(), await open()];
    await second.act({ type: 'step-opened', step: 'take-action' }, tick('talk', true));
    expect(first.store.state.step).toBe('welcome');
    expect(first.store.state.record).toMatchObject({
      position: 'take-action',
      ticked: new Set(['talk']),
    });
    await first.act(tick('talk', false));
    expect([...second.store.state.record.ticked]).toEqual([]);
    await second.act(tick('visit', true));
    second.page.leave();
    await first.wait(6000);
    const { record } = decode(smallLesson, lms.stored.get('cmi.suspend_data') ?? '') ?? {};
    expect(record?.ticked).toEqual(new Set(['visit']));
    expect(lms.violations).toEqual([]);
  });

  test('in which the quiz is finished, and which is left before the first, loses nothing', async () => {
    const { lms, open } = setUp({});
    const [first, second] = [await open(), await open()];
    await second.act(...seeingAll, ...answering(rightAnswers));
    second.page.leave();
    expect(lms.count('terminate')).toBe(1);
    await first.wait(6000);
    expect(first.store.state.record.quiz.best?.score).toBe(100);
    expect(lms.stored.get('cmi.core.score.raw')).toBe('100');
    expect(lms.stored.get('cmi.core.lesson_status')).toBe('passed');
  });

  test('that is left after the first one crashed brings its work to the LMS itself', async () => {
    const { lms, open, crash } = setUp({});
    const [, second] = [await open(), await open()];
    crash();
    for (const event of [...seeingAll, ...answering(rightAnswers)]) second.store.dispatch(event);
    second.page.leave();
    expect(lms.stored.get('cmi.core.lesson_status')).toBe('passed');
    expect(lms.stored.get('cmi.core.exit')).toBe('suspend');
  });

  test('says nothing of the private self-check', async () => {
    const { open, stranger } = setUp();
    const [first, second] = [await open(), await open()];
    const { heard } = stranger(second.page.window);
    await second.act({ type: 'statement-judged', statementId: 'people', judgement: 'agree' });
    expect(heard).toEqual([]);
    expect(first.store.state.selfCheck).toEqual({});
  });

  test('asks again after ten seconds, because the first one may have crashed', async () => {
    const { open, crash } = setUp();
    const [first, second] = [await open(), await open()];
    first.page.die();
    crash();
    expect(second.recorder.status.kind).toBe('unrecorded');
    await second.wait(17_000);
    expect(second.recorder.status.kind).toBe('saved');
  });
});

describe('of two tabs, after the browser had frozen the one that recorded', () => {
  test('only the other one records, and the first one follows it', async () => {
    const { lms, open } = setUp({});
    const first = await open();
    first.page.hide();
    first.page.freeze();
    const second = await open();
    await second.act(...seeingAll);
    expect(second.recorder.status.kind).toBe('saved');
    first.page.thaw();
    first.page.show();
    await first.wait(2000);
    expect(first.recorder.status).toEqual({ kind: 'unrecorded', reason: 'second-tab' });
    await first.act(tick('talk', true));
    expect(second.store.state.record.ticked).toEqual(new Set(['talk']));
    first.page.leave();
    await second.wait(6000);
    const { record } = decode(smallLesson, lms.stored.get('cmi.suspend_data') ?? '') ?? {};
    expect([record?.seen.size, record?.ticked.size]).toEqual([5, 1]);
  });

  test('the first one goes on where there is no other', async () => {
    const { lms, open } = setUp({});
    const first = await open();
    first.page.hide();
    first.page.freeze();
    await first.wait(60_000);
    first.page.thaw();
    first.page.show();
    await first.act(tick('talk', true));
    expect(first.recorder.status.kind).toBe('saved');
    expect(lms.violations).toEqual([]);
  });

  test('the older one gives way where both believe that they record', async () => {
    const { open, stranger } = setUp();
    const visit = await open();
    const other = stranger(visit.page.window);
    other.say({ kind: 'me', from: 'other', since: Date.now() - 90_000_000 });
    await visit.wait(10);
    expect(other.heard).toMatchObject([{ kind: 'me' }]);
    expect(visit.recorder.status.kind).toBe('saved');
    other.say({ kind: 'me', from: 'other', since: Date.now() + 1 });
    await visit.wait(100);
    other.say({ kind: 'me', from: 'other', since: Date.now() + 1 });
    await visit.wait(200);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'second-tab' });
  });
});

describe('two people at one browser', () => {
  test.each(['', ' ', 'null', 'undefined', 'NULL'])(
    'whom an LMS names %j are strangers: each is recorded, and neither sees the other',
    async (id) => {
      const tabs = fakeTabs();
      const stored = new Map<string, string>();
      const open = async () => {
        const lms = hostileLms('scorm12', {}, { 'cmi.core.student_id': id });
        const visit = await openLesson('scorm12', { ...lms.launch(), ...tabs });
        return { lms, visit };
      };
      const [ada, bob] = [await open(), await open()];
      await ada.visit.act(...seeingAll, ...answering(rightAnswers));
      ada.lms.moods = { failing: { commit: 'false' } };
      await ada.visit.act(tick('talk', true));
      expect([bob.visit.recorder.status.kind, bob.visit.recorder.offer]).toEqual(['saved', null]);
      expect(bob.visit.store.state.record.quiz.best).toBeNull();
      ada.visit.page.leave();
      await bob.visit.wait(20_000);
      expect(bob.lms.stored.get('cmi.core.score.raw')).toBeUndefined();
      expect([...stored, ...ada.visit.page.stored]).toEqual([]);
    },
  );
});

describe('what anything on the site says on the channel', () => {
  test.each([
    null,
    7,
    'who',
    {},
    { kind: 'record', from: 'x', since: 1, text: '', by: '', heard: 0 },
    { kind: 'record', from: 'x', since: 1, text: 'nonsense', by: '', heard: 0 },
    { kind: 'did', from: 'x', number: 0, event: null, text: 'nonsense' },
    { kind: 'did', from: 'x', number: 0, event: { type: 'answer-chosen' }, text: '' },
    { kind: 'did', from: 'x', number: 0, event: { type: 'unheard-of' }, text: '' },
  ])('such as %j changes nothing', async (message) => {
    const { open, stranger } = setUp();
    const visit = await open();
    const { record } = visit.store.state;
    stranger(visit.page.window).say(message);
    await visit.wait(5000);
    expect(visit.store.state.record).toBe(record);
  });

  test('and adds nothing to what the tab knows makes no traffic', async () => {
    const { lms, open, stranger } = setUp();
    const visit = await open();
    const calls = lms.calls.length;
    const text = encode(smallLesson, visit.store.state.record);
    stranger(visit.page.window).say({
      kind: 'record',
      from: 'x',
      since: 1,
      text,
      by: '',
      heard: 0,
    });
    await visit.wait(5000);
    expect(lms.calls.length).toBe(calls);
  });
});

test.each([true, false])('a lesson opened to be learned keeps its lock: %j', async (lockSteps) => {
  const lms = hostileLms('scorm12');
  const lesson = { ...smallLesson, settings: { ...smallLesson.settings, lockSteps } };
  const visit = await openLesson('scorm12', lms.launch(), lesson);
  expect(visit.store.lesson.settings.lockSteps).toBe(lockSteps);
});
