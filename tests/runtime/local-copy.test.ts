import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decode, encode } from '../../src/core/suspend-data.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { learnerOf } from '../../src/runtime/opening/learner.js';
import { BrowserCopy } from '../../src/runtime/opening/local-copy.js';
import { fakeWindow, type FakeWindow } from '../support/fake-window.js';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson, type Visit } from '../support/lesson-visit.js';
import { answering, play, rightAnswers, seeingAll, smallLesson } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const LEARNER = { 'cmi.core.student_id': 'ada' };

/** The copy of Ada's work in her browser. */
function copyOf({ window }: FakeWindow, learner = 'ada', lesson = smallLesson.id): BrowserCopy {
  const found = learnerOf(window, lesson, learner);
  if (!found) throw new Error(`"${learner}" is nobody.`);
  return new BrowserCopy(window, found);
}

/** A visit of Ada, in whose browser the work of `events` was kept an hour ago. */
async function visitAfter(
  events: readonly LessonEvent[],
  values: Readonly<Record<string, string>> = LEARNER,
  seconds = 0,
) {
  const lms = hostileLms('scorm12', {}, values);
  const browser = fakeWindow();
  const copy = copyOf(browser);
  copy.write(encode(smallLesson, { ...play(...events).record, seconds }));
  const at = Date.now();
  vi.advanceTimersByTime(3_600_000);
  const shared = { localStorage: Reflect.get(browser.window, 'localStorage') as unknown };
  const visit = await openLesson('scorm12', { ...lms.launch(), ...shared });
  const kept = async (): Promise<string> => (await copy.read())?.text ?? '';
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
    expect(await kept()).not.toBe('');
    visit.recorder.answerOffer(true);
    expect([visit.recorder.offer, best(visit)]).toEqual([null, 100]);
    await visit.wait(3000);
    expect([lms.stored.get('cmi.core.score.raw'), await kept()]).toEqual(['100', '']);
  });

  test('is gone once the learner does not want it, and nothing else is', async () => {
    const { visit, kept } = await visitAfter(work);
    visit.recorder.answerOffer(false);
    expect([await kept(), visit.recorder.offer, best(visit)]).toEqual(['', null, undefined]);
    visit.recorder.answerOffer(true);
    expect(best(visit)).toBeUndefined();
  });

  test('is kept for the next visit by a learner who leaves without a decision', async () => {
    const { visit, kept } = await visitAfter(work);
    visit.recorder.exit();
    await visit.wait(20_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect(decode(smallLesson, await kept())?.record.quiz.best?.score).toBe(100);
  });

  test('is joined with the work of this visit where that cannot be saved either', async () => {
    const { lms, visit, kept } = await visitAfter(answering(rightAnswers));
    lms.moods = { failing: { commit: 'false' } };
    await visit.act({ type: 'step-opened', step: 'for-you' });
    const { record } = decode(smallLesson, await kept()) ?? {};
    expect([record?.quiz.best?.score, record?.seen.has('for-you')]).toEqual([100, true]);
    visit.recorder.answerOffer(false);
    await visit.wait(60_000);
    expect(decode(smallLesson, await kept())?.record.quiz.best).toBeNull();
    lms.moods = {};
    await visit.wait(60_000);
    expect(await kept()).toBe('');
  });

  test('is not offered where it is nothing but time, and is removed', async () => {
    const { visit, kept } = await visitAfter([], LEARNER, 60);
    expect([visit.recorder.offer, await kept()]).toEqual([null, '']);
  });

  test.each(['nonsense', ''])('that reads %j is no work, and the visit goes on', async (text) => {
    const lms = hostileLms('scorm12', {}, LEARNER);
    const browser = fakeWindow();
    copyOf(browser).write(text);
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
    expect(await kept()).not.toBe('');
  });
});

describe('a copy in the browser', () => {
  test('belongs to a learner, a lesson and a course', async () => {
    const browser = fakeWindow();
    const copy = copyOf(browser);
    expect(await copy.read()).toBeNull();
    copy.write('text');
    expect((await copy.read())?.text).toBe('text');
    expect(await copyOf(browser, 'bob').read()).toBeNull();
    expect(await copyOf(browser, 'ada', 'other').read()).toBeNull();
    const elsewhere = fakeWindow({
      localStorage: browser.window.localStorage,
      location: { href: 'https://b.example/' },
    });
    expect(await copyOf(elsewhere).read()).toBeNull();
    copy.remove();
    expect([await copy.read(), browser.stored.size]).toEqual([null, 0]);
  });

  test('is the same for another visit of the same course', async () => {
    const browser = fakeWindow();
    copyOf(browser).write('text');
    const location = { href: 'https://lms.example/content/7/other.html?back=/a/b#step' };
    const next = fakeWindow({ localStorage: browser.window.localStorage, location });
    expect((await copyOf(next).read())?.text).toBe('text');
  });

  test('tells nothing about the learner', () => {
    const browser = fakeWindow();
    copyOf(browser, 'ada.lovelace@example.org').write('text');
    expect(JSON.stringify([...browser.stored])).not.toContain('lovelace');
  });

  test.each([['', 'null', ' undefined ', 'NULL', 'NaN', '[object Object]']].flat())(
    'does not exist for the id %j, which names nobody',
    (id) => {
      expect(learnerOf(fakeWindow().window, smallLesson.id, id)).toBeNull();
    },
  );

  test('is deleted from the storage after thirty days, whoever comes next', async () => {
    const browser = fakeWindow();
    copyOf(browser).write('text');
    browser.stored.set('other.site', 'stays');
    browser.stored.set('career-byte.broken', 'nonsense');
    const localStorage = Reflect.get(browser.window, 'localStorage') as unknown;
    const openAsBob = async () => {
      const lms = hostileLms('scorm12', {}, { 'cmi.core.student_id': 'bob' });
      const visit = await openLesson('scorm12', { ...lms.launch(), localStorage });
      visit.page.leave();
      return [...browser.stored.keys()].length;
    };
    vi.advanceTimersByTime(29 * 86_400_000);
    expect(await openAsBob()).toBe(2);
    vi.advanceTimersByTime(86_400_000);
    expect(await copyOf(browser).read()).toBeNull();
    await openAsBob();
    expect([...browser.stored.keys()]).toEqual(['other.site']);
  });

  test('of version 1.0.0, which named its owner in clear, is still offered', async () => {
    const browser = fakeWindow();
    const learner = learnerOf(browser.window, smallLesson.id, 'ada');
    const copy = { owner: 'ada\nhttps://lms.example/content/7/', at: Date.now(), text: 'text' };
    browser.stored.set(learner?.key ?? '', JSON.stringify(copy));
    expect((await copyOf(browser).read())?.text).toBe('text');
  });

  test.each([['nonsense'], ['null'], ['7'], ['{}'], ['{"owner":"x","at":0,"text":"t"}']])(
    'that reads %s is none',
    async (text) => {
      const browser = fakeWindow();
      copyOf(browser).write('text');
      for (const key of browser.stored.keys()) browser.stored.set(key, text);
      expect(await copyOf(browser).read()).toBeNull();
    },
  );

  test('of another learner is none, even in the place of the own one', async () => {
    const browser = fakeWindow();
    copyOf(browser).write('text');
    const [value = ''] = [...browser.stored.values()];
    copyOf(browser, 'bob').write('other');
    for (const key of browser.stored.keys()) browser.stored.set(key, value);
    expect([await copyOf(browser, 'bob').read(), (await copyOf(browser).read())?.text]).toEqual([
      null,
      'text',
    ]);
  });

  test('without a text or time of its own is none', async () => {
    const browser = fakeWindow();
    copyOf(browser).write('text');
    const [key = '', value = ''] = [...browser.stored][0] ?? [];
    const whole = JSON.parse(value) as Readonly<Record<string, unknown>>;
    for (const broken of [{ text: 7 }, { at: 'now' }, { at: String(whole['at']) }]) {
      browser.stored.set(key, JSON.stringify({ ...whole, ...broken }));
      expect(await copyOf(browser).read()).toBeNull();
    }
  });
});
