import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decode, encode } from '../../src/core/suspend-data.js';
import { fakeTabs } from '../support/fake-tabs.js';
import { hostileLms, type HostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import {
  answering,
  mixedAnswers,
  play,
  rightAnswers,
  seeingAll,
  smallLesson,
} from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const whole = [...seeingAll, ...answering(rightAnswers)];
const editions = [
  {
    edition: 'scorm12',
    standard: 'scorm12',
    mode: 'cmi.core.lesson_mode',
    credit: 'cmi.core.credit',
    learner: 'cmi.core.student_id',
    name: 'cmi.core.student_name',
    passMark: { 'cmi.student_data.mastery_score': '60' },
    completed: { 'cmi.core.lesson_status': 'completed' },
    score: 'cmi.core.score.raw',
  },
  {
    edition: 'scorm2004-4th',
    standard: 'scorm2004',
    mode: 'cmi.mode',
    credit: 'cmi.credit',
    learner: 'cmi.learner_id',
    name: 'cmi.learner_name',
    passMark: { 'cmi.scaled_passing_score': '0.6' },
    completed: { 'cmi.completion_status': 'completed' },
    score: 'cmi.score.raw',
  },
] as const;

describe('a lesson outside any LMS', () => {
  test('built for the web says so at once', async () => {
    const visit = await openLesson('web', {});
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'no-lms' });
    await visit.act(...whole);
    expect(visit.store.state.record.completed).toBe(true);
  });

  test('waits ten seconds for an LMS and then says so', async () => {
    const visit = await openLesson('scorm12', {});
    expect(visit.recorder.status).toEqual({ kind: 'connecting' });
    await visit.wait(9000);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'no-lms' });
    visit.recorder.exit();
    expect(visit.recorder.status).toEqual({
      kind: 'closed',
      outcome: 'unrecorded',
      reason: 'no-lms',
    });
  });

  test('left while it still waits for an LMS says that it tries, and then the truth', async () => {
    const visit = await openLesson('scorm12', {});
    visit.recorder.exit();
    expect(visit.recorder.status).toEqual({ kind: 'saving' });
    await visit.wait(12_000);
    expect(visit.recorder.status).toEqual({
      kind: 'closed',
      outcome: 'unrecorded',
      reason: 'no-lms',
    });
  });
});

describe.each(editions)('a visit in $edition', (names) => {
  const { edition, standard, score } = names;
  /** In 2004 a visit that is not suspended ends the attempt. */
  const onlyExit = standard === 'scorm12' ? [] : ['SetValue(cmi.exit, suspend) = true'];
  const sets = (lms: HostileLms) => lms.calls.filter((call) => call.includes('SetValue'));

  test('writes nothing while the LMS cannot say what it holds, because it could be more', async () => {
    const lms = hostileLms(standard);
    const first = await openLesson(edition, lms.launch());
    await first.act(...whole);
    first.page.leave();
    lms.moods = { failing: { get: 'throws' } };
    const again = await openLesson(edition, lms.launch());
    await again.act(...answering(mixedAnswers));
    expect(again.recorder.status).toEqual({ kind: 'retrying', reason: 'failing' });
    expect(lms.count('set')).toBe(0);
    lms.moods = {};
    await again.wait(30_000);
    expect(again.recorder.status.kind).toBe('saved');
    expect([lms.stored.get(score), lms.violations]).toEqual(['100', []]);
  });

  test('starts with an LMS that appears late, and keeps what was done before', async () => {
    const lms = hostileLms(standard);
    const around: Record<string, unknown> = {};
    const visit = await openLesson(edition, around);
    await visit.act({ type: 'step-opened', step: 'for-you' });
    Object.assign(visit.page.window, lms.launch());
    await visit.wait(3000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get('cmi.suspend_data')).toBe(
      encode(smallLesson, { ...visit.store.state.record, seconds: 0 }),
    );
    expect(lms.violations).toEqual([]);
  });

  test('left before the LMS has answered is saved as soon as it does', async () => {
    const lms = hostileLms(standard, { failing: { get: 'throws' } });
    const visit = await openLesson(edition, lms.launch());
    await visit.act(...whole);
    visit.recorder.exit();
    expect(visit.recorder.status).toEqual({ kind: 'saving' });
    await visit.wait(9000);
    expect(visit.recorder.status).toEqual({ kind: 'retrying', reason: 'failing' });
    lms.moods = {};
    await visit.wait(30_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect([lms.stored.get(score), lms.count('terminate'), lms.violations]).toEqual(['100', 1, []]);
  });

  test('takes over the pass mark, and shows the name as it is', async () => {
    const preset = { ...names.passMark, [names.name]: '<b>Ada</b>, Lovelace' };
    const lms = hostileLms(standard, {}, preset);
    const visit = await openLesson(edition, lms.launch());
    expect(visit.recorder.learnerName).toBe('<b>Ada</b>, Lovelace');
    expect(visit.store.lesson.settings.passMark).toBe(60);
    await visit.act(...seeingAll, ...answering(mixedAnswers));
    expect(visit.store.state.record.quiz.best).toMatchObject({ score: 60, passed: true });
  });

  test.each(['review', 'browse'] as const)(
    'for a %s reads, writes nothing of the lesson, and ends once',
    async (mode) => {
      const record = { ...play(...whole).record, revision: 50 };
      const preset = { 'cmi.suspend_data': encode(smallLesson, record), [names.mode]: mode };
      const lms = hostileLms(standard, {}, { ...preset, ...names.completed });
      const locked = { ...smallLesson, settings: { ...smallLesson.settings, lockSteps: true } };
      const visit = await openLesson(edition, lms.launch(), locked);
      expect(visit.recorder.access).toBe(mode);
      expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: mode });
      expect(visit.store.lesson.settings.lockSteps).toBe(false);
      expect(visit.store.state.record.quiz.best?.score).toBe(100);
      await visit.act({ type: 'quiz-restarted', seed: 3 }, ...answering(mixedAnswers));
      visit.page.hide();
      visit.page.show();
      visit.page.leave(true);
      expect(lms.count('terminate')).toBe(0);
      visit.page.comeBack();
      visit.page.leave();
      expect([sets(lms), lms.count('commit'), lms.count('terminate')]).toEqual([onlyExit, 0, 1]);
      expect(lms.violations).toEqual([]);
    },
  );

  test('for a review ends by Save and exit too, and says that nothing had to be saved', async () => {
    const lms = hostileLms(standard, {}, { [names.mode]: 'review', ...names.completed });
    const visit = await openLesson(edition, lms.launch());
    visit.recorder.exit();
    visit.page.leave();
    expect(visit.recorder.status).toEqual({
      kind: 'closed',
      outcome: 'unrecorded',
      reason: 'review',
    });
    expect(lms.count('terminate')).toBe(1);
  });

  test('without credit writes nothing of the lesson, and says so', async () => {
    const lms = hostileLms(standard, {}, { [names.credit]: 'no-credit', ...names.completed });
    const visit = await openLesson(edition, lms.launch());
    await visit.act(...whole);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'no-credit' });
    visit.page.leave();
    expect([sets(lms), lms.count('commit'), lms.count('terminate')]).toEqual([onlyExit, 0, 1]);
  });

  test.each(['', 'not attempted'])(
    'that only looks leaves Finish out in 1.2 where the status is %j, because an LMS would complete it',
    async (status) => {
      const preset = { [names.mode]: 'browse', 'cmi.core.lesson_status': status };
      const lms = hostileLms(standard, {}, preset);
      const visit = await openLesson(edition, lms.launch());
      visit.page.leave();
      expect(lms.count('terminate')).toBe(standard === 'scorm12' ? 0 : 1);
    },
  );

  test('saves a choice a moment later, together with those that follow it', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    const choose = (value: boolean): void =>
      visit.store.dispatch({
        type: 'answer-chosen',
        questionId: 'alone',
        answer: { type: 'true-false', value },
      });
    for (const value of [true, false, true, false]) {
      choose(value);
      await visit.wait(200);
    }
    expect(lms.count('commit')).toBe(1);
    await visit.wait(200);
    expect(lms.count('commit')).toBe(2);
    expect(lms.stored.get('cmi.suspend_data')).toContain('ot0-');
    await visit.wait(60_000);
    expect(lms.count('commit')).toBe(2);
  });

  test('saves an action at once, and the choice before it along with it', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    for (const event of answering({ alone: { type: 'true-false', value: true } }))
      visit.store.dispatch(event);
    await visit.wait(100);
    expect(lms.count('commit')).toBe(2);
    await visit.wait(60_000);
    expect(lms.count('commit')).toBe(2);
  });

  test('saves a choice when the page goes out of sight, and nothing when nothing changed', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    visit.store.dispatch({
      type: 'answer-chosen',
      questionId: 'alone',
      answer: { type: 'true-false', value: true },
    });
    expect(lms.count('commit')).toBe(1);
    visit.page.hide();
    expect(lms.count('commit')).toBe(2);
    expect(lms.stored.get('cmi.suspend_data')).toContain('ot1-');
    visit.page.show();
    visit.page.hide();
    await visit.wait(5000);
    expect(lms.count('commit')).toBe(2);
  });

  test('commits visible time when the page goes out of sight after a while', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    await visit.wait(60_000);
    visit.page.hide();
    expect(lms.count('commit')).toBe(2);
    await visit.wait(60_000);
    visit.page.show();
    await visit.wait(1000);
    visit.page.leave();
    expect(lms.calls.findLast((call) => call.includes('session_time'))).toMatch(
      /00:01:0[3-5]|PT0H1M[3-5]S/,
    );
    const kept = decode(smallLesson, lms.stored.get('cmi.suspend_data') ?? '');
    expect(kept?.record.seconds).toBeOneOf([63, 64, 65]);
  });

  test('waits with the Commit of a quick leave until a second has passed', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    visit.store.dispatch({ type: 'step-opened', step: 'for-you' });
    await visit.wait(100);
    expect(lms.count('commit')).toBe(2);
    visit.store.dispatch({ type: 'step-opened', step: 'fit-quiz' });
    visit.page.hide();
    expect(lms.count('commit')).toBe(2);
    expect(lms.calls.at(-1)).toMatch(/SetValue\(cmi\.suspend_data/);
    await visit.wait(1000);
    expect(lms.count('commit')).toBe(3);
    expect(lms.violations).toEqual([]);
  });

  test('ends once, whatever leaves it first', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    visit.recorder.exit();
    visit.recorder.exit();
    visit.page.leave();
    await visit.wait(20_000);
    visit.page.leave();
    visit.page.hide();
    visit.recorder.exit();
    expect(lms.count('terminate')).toBe(1);
    expect(lms.violations).toEqual([]);
  });

  test('of a learner whose session ended says so and keeps a copy for that learner alone', async () => {
    const lms = hostileLms(standard, {}, { [names.learner]: 'ada' });
    const visit = await openLesson(edition, lms.launch());
    lms.moods = { expired: true };
    visit.page.server = 'login';
    await visit.act(...whole);
    expect(visit.recorder.status).toEqual({
      kind: 'unrecorded',
      reason: 'session-ended',
      kept: true,
    });
    expect([...visit.page.stored.keys()]).toHaveLength(1);
    visit.page.leave();
    const kept = Date.now();
    lms.moods = {};
    const stranger = hostileLms(standard, {}, { [names.learner]: 'bob' });
    const shared = { localStorage: Reflect.get(visit.page.window, 'localStorage') as unknown };
    const other = await openLesson(edition, { ...stranger.launch(), ...shared });
    expect(other.store.state.record.quiz.best).toBeNull();
    expect(other.recorder.offer).toBeNull();
    const again = await openLesson(edition, { ...lms.launch(), ...shared });
    expect(again.recorder.offer).toBe(kept);
    again.recorder.answerOffer(true);
    await again.wait(6000);
    expect(lms.stored.get(score)).toBe('100');
    expect([...visit.page.stored.keys()]).toEqual([]);
  });

  test('does without storage that is forbidden', async () => {
    const lms = hostileLms(standard, {}, { [names.learner]: 'ada' });
    const around = Object.defineProperty({ ...lms.launch() }, 'localStorage', {
      enumerable: true,
      get() {
        throw new DOMException('Access is denied for this document.');
      },
    });
    const visit = await openLesson(edition, around);
    lms.moods = { failing: { commit: 'false' } };
    await visit.act(...seeingAll);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'refused' });
  });

  test('that the browser puts aside and shows again goes on, or starts over once', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    visit.page.leave(true);
    expect(lms.count('terminate')).toBe(0);
    visit.page.comeBack();
    await visit.act(...seeingAll);
    expect(visit.recorder.status.kind).toBe('saved');
    lms.moods = { failing: { get: 'throws' } };
    visit.page.leave(true);
    visit.page.comeBack();
    visit.page.leave(true);
    visit.page.comeBack();
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'session-ended' });
    expect(visit.page.reloads).toBe(1);
  });

  test('in a second tab waits, follows the first, and takes over when it closes', async () => {
    const lms = hostileLms(standard, {}, { [names.learner]: 'ada' });
    const tabs = fakeTabs();
    const first = await openLesson(edition, { ...lms.launch(), ...tabs });
    const second = await openLesson(edition, { ...lms.launch(), ...tabs });
    expect(second.recorder.status).toEqual({ kind: 'unrecorded', reason: 'second-tab' });
    await first.act(...whole);
    expect(sets(lms)).toEqual(onlyExit);
    expect(second.store.state.record.quiz.best?.score).toBe(100);
    first.page.leave();
    await second.wait(5000);
    expect(second.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('100');
  });
});
