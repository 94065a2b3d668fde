import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { answering, rightAnswers, seeingAll } from '../support/small-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const whole = [...seeingAll, ...answering(rightAnswers)];
const editions = [
  {
    edition: 'scorm12',
    standard: 'scorm12',
    learner: 'cmi.core.student_id',
    score: 'cmi.core.score.raw',
    terminate: 'LMSFinish',
  },
  {
    edition: 'scorm2004-4th',
    standard: 'scorm2004',
    learner: 'cmi.learner_id',
    score: 'cmi.score.raw',
    terminate: 'Terminate',
  },
] as const;

describe.each(editions)('Save and exit in $edition', (names) => {
  const { edition, standard, learner, score, terminate } = names;

  test('ends with the truth', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    await visit.act(...whole);
    visit.recorder.exit();
    expect(visit.recorder.status).toEqual({ kind: 'saving' });
    await visit.wait(3000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect(lms.calls.some((call) => call.includes('adl.nav.request, suspendAll'))).toBe(
      standard === 'scorm2004',
    );
    const calls = lms.calls.length;
    await visit.act({ type: 'action-ticked', actionId: 'talk', ticked: true });
    visit.page.hide();
    expect(lms.calls.length).toBe(calls);
  });

  test.each([
    ['the LMS refuses', { failing: { commit: 'false' } }, 'answers'],
    ['nothing arrives', { offline: true, forgetsFailed: true }, 'silent'],
  ] as const)('goes on trying when %s, and ends once it is saved', async (_, moods, server) => {
    const lms = hostileLms(standard, {}, { [learner]: 'ada' });
    const visit = await openLesson(edition, lms.launch());
    lms.moods = moods;
    visit.page.server = server;
    await visit.act(...whole);
    visit.recorder.exit();
    await visit.wait(30_000);
    expect(visit.recorder.status).toMatchObject({ kind: 'closed', outcome: 'retrying' });
    expect(lms.count('terminate')).toBe(0);
    expect([...visit.page.stored.values()].join()).toContain('cb1.');
    lms.moods = {};
    visit.page.goOnline();
    await visit.wait(10_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect([lms.stored.get(score), lms.count('terminate')]).toEqual(['100', 1]);
    expect([visit.page.stored.size, lms.violations]).toEqual([0, []]);
  });

  test('ends once when the window is closed while it goes on trying', async () => {
    const lms = hostileLms(standard, { failing: { commit: 'false' } }, { [learner]: 'ada' });
    const visit = await openLesson(edition, lms.launch());
    await visit.act(...seeingAll);
    visit.recorder.exit();
    await visit.wait(30_000);
    visit.page.leave();
    expect(lms.count('terminate')).toBe(1);
    expect([...visit.page.stored.values()].join()).toContain('cb1.');
    const calls = lms.calls.length;
    visit.page.goOnline();
    await visit.wait(200_000);
    expect(lms.calls.length).toBe(calls);
  });

  test('sends again what went with a Commit that only seemed to arrive', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    await visit.act(...whole.slice(0, -1));
    lms.moods = { offline: true, forgetsFailed: true };
    visit.page.server = 'silent';
    for (const event of whole.slice(-1)) visit.store.dispatch(event);
    visit.recorder.exit();
    await visit.wait(5000);
    expect(visit.recorder.status).toMatchObject({ kind: 'closed', outcome: 'retrying' });
    lms.moods = { forgetsFailed: true };
    visit.page.goOnline();
    await visit.wait(10_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    expect([lms.stored.get(score), lms.violations]).toEqual(['100', []]);
  });

  test('waits longer with each try that fails', async () => {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch());
    lms.moods = { failing: { commit: 'false' } };
    const tries: number[] = [];
    visit.recorder.exit();
    for (const wait of [30_000, 60_000, 60_000]) {
      const before = lms.count('commit');
      await visit.wait(wait);
      tries.push(lms.count('commit') - before);
    }
    expect(tries).toEqual([5, 1, 1]);
  });

  test('does not go on trying where the LMS says that the session is over', async () => {
    const lms = hostileLms(standard, {}, { [learner]: 'ada' });
    const around = lms.launch();
    const visit = await openLesson(edition, around);
    await visit.act(...seeingAll);
    for (const api of Object.values(around)) {
      const end = Reflect.get(api as object, terminate) as (nothing: string) => string;
      end.call(api, '');
    }
    visit.recorder.exit();
    await visit.wait(5000);
    expect(visit.recorder.status).toMatchObject({ kind: 'closed', outcome: 'unsaved' });
    expect([...visit.page.stored.values()].join()).toContain('cb1.');
  });

  test('says that nothing was saved when the learner was logged out', async () => {
    const lms = hostileLms(standard, {}, { [learner]: 'ada' });
    const visit = await openLesson(edition, lms.launch());
    await visit.act(...seeingAll);
    lms.moods = { offline: true };
    visit.page.server = 'login';
    visit.recorder.exit();
    await visit.wait(30_000);
    expect(visit.recorder.status).toMatchObject({ kind: 'closed', outcome: 'unsaved' });
    expect(lms.count('terminate')).toBe(1);
    expect([...visit.page.stored.values()].join()).toContain('cb1.');
  });
});
