import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decode, encode } from '../../src/core/suspend-data.js';
import { hostileLms, type HostileLms, type Moods } from '../support/hostile-lms/hostile-lms.js';
import { openLesson, type Visit } from '../support/lesson-visit.js';
import {
  answering,
  mixedAnswers,
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
  { edition: 'scorm12', standard: 'scorm12', prefix: 'cmi.core.' },
  { edition: 'scorm2004-4th', standard: 'scorm2004', prefix: 'cmi.' },
] as const;

/** The seconds of the next `seconds` in which a Commit was made. */
async function commitTimes(visit: Visit, lms: HostileLms, seconds: number): Promise<number[]> {
  const times: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const before = lms.count('commit');
    await visit.wait(1000);
    if (lms.count('commit') > before) times.push(second);
  }
  return times;
}

describe.each(editions)('a whole lesson in $edition', ({ edition, standard, prefix }) => {
  const score = `${prefix}score.raw`;
  const status = standard === 'scorm12' ? `${prefix}lesson_status` : 'cmi.success_status';
  const start = (moods: Moods = {}, preset: Record<string, string> = {}) => {
    const lms = hostileLms(standard, moods, preset);
    return { lms, open: () => openLesson(edition, lms.launch()) };
  };

  test('is taken by an LMS that checks every value like Moodle', async () => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...whole, {
      type: 'feedback-given',
      feedback: { rating: 'yes', comment: '{a}\n100 % & [,] more' },
    });
    visit.page.leave();
    expect(lms.violations).toEqual([]);
    expect(visit.page.warnings).toEqual([]);
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.stored.get(status)).toBe('passed');
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('is resumed where every read gives nothing', async () => {
    const { lms, open } = start({ amnesiac: /./ });
    const visit = await open();
    await visit.act(...whole);
    visit.page.leave();
    expect(lms.violations).toEqual([]);
    expect(lms.stored.get(status)).toBe('passed');
  });

  test('keeps what a failed Commit took along', async () => {
    const { lms, open } = start({ forgetsFailed: true });
    const visit = await open();
    await visit.act(...seeingAll);
    lms.moods.failing = { commit: 'false' };
    await visit.act(...answering(mixedAnswers));
    await visit.wait(130_000);
    expect(visit.recorder.status.kind).not.toBe('saved');
    lms.moods.failing = {};
    await visit.wait(70_000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('60');
    expect(lms.stored.get('cmi.interactions.1.id')).toMatch(/^A_typical_day$|^typical_day$/);
    expect(lms.violations).toEqual([]);
  });

  test('finds out that a Commit lied while offline', async () => {
    const { lms, open } = start({ forgetsFailed: true });
    const visit = await open();
    await visit.act(...seeingAll);
    lms.moods.offline = true;
    visit.page.server = 'silent';
    await visit.act(...answering(rightAnswers));
    expect(visit.recorder.status.kind).toBe('retrying');
    expect(lms.stored.get(score)).toBeUndefined();
    lms.moods.offline = false;
    visit.page.server = 'answers';
    await visit.wait(70_000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.stored.get(status)).toBe('passed');
    expect(lms.violations).toEqual([]);
  });

  test('never says that something is saved while the browser is offline', async () => {
    const { lms, open } = start({ forgetsFailed: true });
    const visit = await open();
    lms.moods.offline = true;
    visit.page.server = 'silent';
    await visit.act(...seeingAll.slice(0, 1));
    expect(visit.recorder.status.kind).toBe('retrying');
    await visit.wait(200_000);
    expect(visit.recorder.status.kind).toBe('retrying');
  });

  test('is saved as soon as the browser is online again', async () => {
    const { lms, open } = start({ forgetsFailed: true });
    const visit = await open();
    lms.moods.offline = true;
    visit.page.server = 'silent';
    await visit.act(...seeingAll);
    await visit.wait(200_000);
    lms.moods.offline = false;
    visit.page.goOnline();
    await visit.wait(7000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.violations).toEqual([]);
  });

  test('sends nothing where the browser comes online and nothing has failed', async () => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...seeingAll);
    const commits = lms.count('commit');
    visit.page.goOnline();
    await visit.wait(5000);
    expect(lms.count('commit')).toBe(commits);
  });

  test('does not blame the course while its server answers nothing', async () => {
    const { lms, open } = start();
    const visit = await open();
    lms.moods.failing = { commit: 'false' };
    visit.page.server = 'broken';
    await visit.act(...seeingAll);
    await visit.wait(200_000);
    expect(visit.recorder.status.kind).toBe('retrying');
  });

  test.each([
    ['false', 'false'],
    ['throws', 'throws'],
    ['null', 'null'],
    ['number', 'number'],
  ] as const)('goes on when every call answers %s', async (_, failure) => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...seeingAll);
    lms.moods.failing = { get: failure, set: failure, commit: failure, terminate: failure };
    await visit.act(...answering(rightAnswers));
    await visit.wait(30_000);
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'refused' });
    expect(visit.store.state.record.quiz.best?.score).toBe(100);
    lms.moods.failing = {};
    await visit.wait(130_000);
    expect(visit.recorder.status.kind).toBe('saved');
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.violations).toEqual([]);
  });

  test('retries after 1, 2, 5, 15 and then every 60 seconds, in 1.2 with decoys before', async () => {
    const { lms, open } = start({ failing: { commit: 'false' } });
    const visit = await open();
    await visit.wait(200_000);
    const commits = await commitTimes(visit, lms, 200);
    const pauses = commits.map((time, index) => time - (commits[index - 1] ?? 0)).slice(1);
    expect(Math.max(...pauses)).toBe(60);
    // One or two decoy Commits, a second apart, go before each try.
    if (standard === 'scorm12') expect(pauses.slice(0, 6)).toEqual([1, 60, 1, 1, 60, 1]);
    else expect(pauses.slice(0, 2)).toEqual([60, 60]);
  });

  test('has no score before the quiz is finished, and score and status in one Commit', async () => {
    const { lms, open } = start();
    const visit = await open();
    const answers = answering(rightAnswers);
    await visit.act(...seeingAll, ...answers.slice(0, -1));
    expect(lms.calls.some((call) => /SetValue.*score/.test(call))).toBe(false);
    await visit.act(...answers.slice(-1));
    const last = lms.calls.slice(lms.calls.findLastIndex((call) => call.includes('score.min')));
    expect(last.findIndex((call) => call.includes(score))).toBeLessThan(
      last.findIndex((call) => call.includes(status)),
    );
    expect(last.filter((call) => call.includes('Commit'))).toHaveLength(1);
  });

  test('is resumed after a killed browser by an LMS that wipes after any other exit', async () => {
    const { lms, open } = start({ wipesUnlessSuspend: true });
    const killed = await open();
    await killed.act(...whole);
    killed.page.die();
    const again = await open();
    expect(again.store.state.record.quiz.best?.score).toBe(100);
    expect(lms.violations).toEqual([]);
  });

  test('leaves nothing for the end, where everything may fail', async () => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...whole);
    lms.moods = { failing: { set: 'throws', commit: 'throws', terminate: 'throws' } };
    visit.page.leave();
    expect(lms.stored.get(score)).toBe('100');
    expect(lms.stored.get(status)).toBe('passed');
  });

  test('sends less to an LMS that was seen to cut', async () => {
    const { lms, open } = start();
    const visit = await open();
    await visit.act(...whole.slice(0, -1));
    lms.moods.cutAt = 120;
    await visit.act(...whole.slice(-1));
    expect(encode(smallLesson, visit.store.state.record).length).toBeGreaterThan(120);
    await visit.wait(5000);
    expect(visit.recorder.status.kind).toBe('saved');
    const kept = lms.stored.get('cmi.suspend_data') ?? '';
    expect(kept.length).toBeLessThanOrEqual(120);
    expect(decode(smallLesson, kept)?.complete).toBe(true);
    visit.page.leave();
    const again = await open();
    expect(again.store.state.record.quiz.best?.score).toBe(100);
  });

  test('never believes a status that is read back', async () => {
    const { lms, open } = start({ forgetsStatus: true });
    const visit = await open();
    await visit.act(...whole);
    visit.page.leave();
    const again = await open();
    await again.act({ type: 'step-opened', step: 'for-you' });
    again.page.leave();
    expect(lms.stored.get(status)).toBe('passed');
    expect(lms.violations).toEqual([]);
  });

  test('needs no more of the model than suspend data and status', async () => {
    const { lms, open } = start({ unknown: /^(?!cmi\.suspend_data|.*_status$)/ });
    const visit = await open();
    await visit.act(...whole);
    expect(visit.recorder.status.kind).toBe('saved');
    visit.page.leave();
    expect(lms.stored.get(status)).toBe('passed');
    expect((await open()).store.state.record.quiz.best?.score).toBe(100);
  });

  test('goes on beside an LMS that says yes to everything and stores nothing', async () => {
    const { open } = start({ optimistic: true });
    const visit = await open();
    await visit.act(...whole);
    expect(visit.recorder.status.kind).toBe('saved');
    visit.page.server = 'login';
    await visit.act({ type: 'quiz-restarted', seed: 3 }, ...answering(rightAnswers));
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'session-ended' });
  });

  test('is not taken for kept where the LMS makes other text of it', async () => {
    const { open } = start({ garbles: () => 'NaN' });
    const visit = await open();
    await visit.wait(10_000);
    expect(visit.recorder.status).toEqual({ kind: 'retrying', reason: 'failing' });
  });

  test('is taken for kept where a slow proxy shows an earlier text of ours', async () => {
    const { lms, open } = start();
    const visit = await open();
    const earlier = lms.stored.get('cmi.suspend_data') ?? '';
    lms.moods = { garbles: () => earlier };
    await visit.act({ type: 'step-opened', step: 'for-you' });
    expect(visit.recorder.status.kind).toBe('saved');
  });

  test('asks nothing about the session of a page that is only shown', async () => {
    const { lms, open } = start();
    const visit = await open();
    const calls = lms.calls.length;
    visit.page.comeBack(false);
    await visit.wait(5000);
    expect(lms.calls.length).toBe(calls);
  });

  test('is told at once where a Commit says that the session is over', async () => {
    const { lms, open } = start();
    const visit = await open();
    lms.moods = { failing: { commit: 'false' }, errorCode: standard === 'scorm12' ? 301 : 143 };
    await visit.act({ type: 'step-opened', step: 'for-you' });
    expect(visit.recorder.status).toEqual({ kind: 'unrecorded', reason: 'session-ended' });
  });
});
