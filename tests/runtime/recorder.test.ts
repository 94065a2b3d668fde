import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startRecording } from '../../src/runtime/recorder.js';
import { fakeWindow } from '../support/fake-window.js';
import { scormAgainLms } from '../support/scorm-again-lms.js';
import { answering, newStore, rightAnswers, seeingAll } from '../support/small-lesson.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const editions = [
  { edition: 'scorm12', standard: 'scorm12' },
  { edition: 'scorm2004-3rd', standard: 'scorm2004' },
  { edition: 'scorm2004-4th', standard: 'scorm2004' },
] as const;

describe.each(editions)('a lesson in $edition', ({ edition, standard }) => {
  test('is recorded from the first click to the result and resumed', async () => {
    const lms = scormAgainLms(standard);
    const page = fakeWindow(lms.launch());
    const store = newStore();
    const recorder = startRecording(store, { edition, window: page.window });
    await vi.advanceTimersByTimeAsync(4000);
    for (const event of [...seeingAll, ...answering(rightAnswers)]) {
      store.dispatch(event);
      await vi.advanceTimersByTimeAsync(3000);
    }
    await vi.advanceTimersByTimeAsync(3000);
    expect(recorder.status.kind).toBe('saved');
    page.leave();
    expect(page.warnings).toEqual([]);
    expect(lms.calls.filter((call) => !call.endsWith('= true') && /Set|Commit/.test(call))).toEqual(
      [],
    );

    const next = fakeWindow(lms.launch());
    const resumed = newStore();
    startRecording(resumed, { edition, window: next.window });
    await vi.advanceTimersByTimeAsync(4000);
    expect({ ...resumed.state.record, seconds: 0 }).toEqual(store.state.record);
    expect(lms.calls.filter((call) => call.includes('Set'))).toEqual(
      standard === 'scorm12'
        ? [
            'LMSSetValue(cmi.core.lesson_status, passed) = true',
            'LMSSetValue(cmi.core.session_time, 00:00:02) = true',
            'LMSSetValue(cmi.core.exit, suspend) = true',
          ]
        : [
            'SetValue(cmi.completion_status, completed) = true',
            'SetValue(cmi.success_status, passed) = true',
            'SetValue(cmi.session_time, PT0H0M2S) = true',
            'SetValue(cmi.exit, suspend) = true',
          ],
    );
  });
});
