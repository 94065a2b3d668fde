import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decode } from '../../src/core/suspend-data.js';
import { ApiCalls } from '../../src/runtime/lms/api-calls.js';
import { LessonWriter } from '../../src/runtime/saving/lesson-writer.js';
import { readOpening } from '../../src/runtime/opening/opening.js';
import { scorm12 } from '../../src/runtime/scorm/scorm12.js';
import { startVisibleTime } from '../../src/runtime/page/visible-time.js';
import { fakeWindow } from '../support/fake-window.js';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { answering, newStore, rightAnswers, smallLesson } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

/** A writer to a SCORM 1.2 LMS that has the start of the lesson already. */
function started() {
  const lms = hostileLms('scorm12');
  const api = lms.launch()['API'] as Readonly<Record<string, unknown>>;
  const calls = new ApiCalls(api, scorm12);
  calls.initialize();
  const store = newStore();
  // Out of sight no time passes, which would make each text another one.
  const page = fakeWindow();
  page.hide();
  const writer = new LessonWriter({
    store,
    calls,
    opening: readOpening(calls),
    restored: { record: null, intact: false },
    time: startVisibleTime(page.window),
    log: () => undefined,
  });
  writer.save();
  /** One more try, a second later: its outcome, and what was set by it. */
  const save = () => {
    vi.advanceTimersByTime(1000);
    const before = lms.calls.length;
    const { kind } = writer.save();
    const sets = lms.calls.slice(before).flatMap((call) => {
      const [, element = '', value = ''] = /^LMSSetValue\((.*?), (.*)\) = /.exec(call) ?? [];
      return element === '' ? [] : [[element, value] as const];
    });
    return { kind, sent: Object.fromEntries(sets) };
  };
  return { lms, store, save };
}

describe('after a Commit that failed in SCORM 1.2', () => {
  const failedOnce = () => {
    const parts = started();
    parts.store.dispatch({ type: 'step-opened', step: 'for-you' });
    parts.lms.moods = { failing: { commit: 'false' } };
    return { ...parts, failed: parts.save() };
  };

  test('other values of what was lost go first, and then the truth', () => {
    const { lms, save, failed } = failedOnce();
    expect(failed.kind).toBe('failed');
    lms.moods = {};
    const beside = save();
    expect(beside.kind).toBe('again');
    expect(beside.sent['cmi.core.lesson_location']).toBe('for-you_');
    expect(Object.keys(beside.sent).sort()).toEqual(Object.keys(failed.sent).sort());
    const truth = save();
    expect(truth.kind).toBe('saved');
    expect(truth.sent['cmi.core.lesson_location']).toBe('for-you');
  });

  test('the record goes as another text each time, which says the same', () => {
    const { lms, store, save, failed } = failedOnce();
    const tries = [failed, save(), save()];
    lms.moods = {};
    tries.push(save(), save());
    expect(tries.map(({ kind }) => kind)).toEqual(['failed', 'failed', 'failed', 'again', 'saved']);
    const texts = tries.map(({ sent }) => sent['cmi.suspend_data'] ?? '');
    for (const [index, text] of texts.entries()) expect(text).not.toBe(texts[index - 1]);
    for (const text of texts) {
      expect(decode(smallLesson, text)?.complete).toBe(true);
      expect(decode(smallLesson, text)?.record.position).toBe(store.state.record.position);
    }
  });

  test('what came since waits for the truth', () => {
    const { lms, store, save } = failedOnce();
    for (const event of answering(rightAnswers)) store.dispatch(event);
    lms.moods = {};
    const isNew = (element: string) => /score|interactions/.test(element);
    expect(Object.keys(save().sent).filter(isNew)).toEqual([]);
    expect(Object.keys(save().sent).filter(isNew)).toContain('cmi.core.score.raw');
    expect(lms.stored.get('cmi.core.score.raw')).toBe('100');
  });
});
