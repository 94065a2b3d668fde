import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEarly } from '../../src/runtime/opening/early-opening.js';
import { startRecording } from '../../src/runtime/recorder.js';
import { fakeWindow } from '../support/fake-window.js';
import { hostileLms, type Moods } from '../support/hostile-lms/hostile-lms.js';
import { newStore } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const editions = [
  { edition: 'scorm12', standard: 'scorm12' },
  { edition: 'scorm2004-4th', standard: 'scorm2004' },
] as const;

describe.each(editions)(
  'a session opened while a $edition page arrives',
  ({ edition, standard }) => {
    const arrive = (moods: Moods = {}) => {
      const lms = hostileLms(standard, moods);
      const { window } = fakeWindow(lms.launch());
      return { lms, window, opening: openEarly(window, standard) };
    };

    test('waits for the paint, because an LMS may block the page', async () => {
      const { lms, opening } = arrive();
      expect(lms.count('initialize')).toBe(0);
      await vi.advanceTimersByTimeAsync(100);
      expect(lms.count('initialize')).toBe(1);
      expect((await opening)?.opened).toBe(true);
    });

    test('is asked for with the empty text that the standard wants', async () => {
      const got: unknown[] = [];
      const open = (...values: unknown[]) => got.push(...values);
      const api = {
        LMSInitialize: open,
        LMSSetValue: () => 'true',
        Initialize: open,
        SetValue: () => 'true',
      };
      const { window } = fakeWindow({ API: api, API_1484_11: api });
      void openEarly(window, standard);
      await vi.advanceTimersByTimeAsync(100);
      expect(got).toEqual(['']);
    });

    test('is the one that the lesson goes on with', async () => {
      const { lms, window } = arrive();
      const recorder = startRecording(newStore(), { edition, window });
      await vi.advanceTimersByTimeAsync(2500);
      expect(recorder.status.kind).toBe('saved');
      expect(lms.count('initialize')).toBe(1);
    });

    test('is tried again by the lesson where the LMS refused', async () => {
      const { lms, window } = arrive({ failing: { initialize: 'throws' } });
      await vi.advanceTimersByTimeAsync(100);
      lms.moods.failing = {};
      const recorder = startRecording(newStore(), { edition, window });
      await vi.advanceTimersByTimeAsync(2500);
      expect(recorder.status.kind).toBe('saved');
      expect(lms.count('initialize')).toBe(2);
    });
  },
);

test('there is no session yet where no LMS is found at once', async () => {
  const { window } = fakeWindow();
  const opening = openEarly(window, 'scorm12');
  await vi.advanceTimersByTimeAsync(100);
  expect(await opening).toBeNull();
});
