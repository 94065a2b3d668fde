import { describe } from 'vitest';
import { walkToTheEnd } from '../../scripts/lesson-driver.js';
import { MOODLE } from '../support/hostile-lms/quirks.js';
import {
  NOT_SAVED_YET,
  offerIn,
  openSecondStep,
  PATIENCE,
  SAVED,
  scenarioTest,
  SCORM_12,
  SCORM_2004,
} from '../support/hostile-lms/scenario.js';

const test = scenarioTest();

describe.concurrent.each([SCORM_12, SCORM_2004])('the built $edition package', (names) => {
  const { edition, score, status, endsSession } = names;

  test('is accepted whole by an LMS that checks every value like Moodle', async ({
    start,
    expect,
  }) => {
    const site = await start(edition);
    const visit = await site.open();
    await walkToTheEnd(visit.frame, visit.lesson, () => 'right');
    await visit.saving(SAVED);
    expect(site.attemptsOf().stored.get(score)).toBe('100');
    expect(site.attemptsOf().stored.get(status)).toBe('passed');
    expect(await site.violations()).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  test.for([
    ['through a frame of another site', { placement: 'foreign-frame' }],
    ['from a popup', { placement: 'popup' }],
    ['beside a broken API of the other standard', { besideBroken: true }],
    ['where it offers the other standard only', { otherStandard: true }],
    ['that appears late', { appearsAfter: 1500 }],
  ] as const)('finds the LMS %s', async ([, options], { start, expect }) => {
    const site = await start(edition);
    const visit = await site.open(options);
    await visit.saving(SAVED);
    expect(await site.violations()).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  test('works without an LMS and says that nothing is recorded', async ({ start, expect }) => {
    const site = await start(edition, { clock: true });
    const visit = await site.open({ appearsAfter: null });
    await openSecondStep(visit);
    await visit.waitFor(/outside a course|isn’t open in a course/);
    expect(visit.complaints).toEqual([]);
  });

  test('works in a sandbox that keeps it from the LMS and from storage', async ({
    start,
    expect,
  }) => {
    const site = await start(edition);
    const visit = await site.open({ placement: 'sandbox' });
    await openSecondStep(visit);
    expect(visit.complaints).toEqual([]);
  });

  test('works beside an LMS that takes three seconds for a Commit', async ({ start, expect }) => {
    const site = await start(edition, { moods: { failing: { commit: 'hangs' } } });
    const visit = await site.open();
    await openSecondStep(visit);
    expect(visit.complaints).toEqual([]);
  });

  test('ends its session once when its frame is taken away', async ({ start, expect }) => {
    const site = await start(edition);
    const visit = await site.open();
    await visit.saving(SAVED);
    await visit.lms.evaluate(() => document.querySelector('iframe')?.remove());
    const calls = await visit.calls();
    expect(calls.filter((call) => endsSession.test(call))).toHaveLength(1);
    expect(await site.violations()).toEqual([]);
  });

  test('offers back what the browser kept while nothing could be saved', async ({
    start,
    expect,
  }) => {
    const site = await start(edition);
    const visit = await site.open();
    await visit.saving(SAVED);
    await site.setMoods({ ...MOODLE, failing: { commit: 'false', terminate: 'false' } });
    await openSecondStep(visit);
    await visit.saving(NOT_SAVED_YET);
    await visit.lms.close();
    await site.setMoods(MOODLE);
    const again = await site.open();
    await offerIn(again);
    await again.frame.getByRole('button', { name: 'Bring it back' }).click();
    await expect.poll(() => again.frame.evaluate(() => localStorage.length), PATIENCE).toBe(0);
    expect(await again.frame.locator('.save-offer').textContent()).toBe('Your work is back.');
    expect(await site.violations()).toEqual([]);
  });

  test('finds out that a Commit lied, and saves once the server answers again', async ({
    start,
    expect,
  }) => {
    const site = await start(edition);
    const visit = await site.open();
    await visit.saving(SAVED);
    site.server = 'unreachable';
    await walkToTheEnd(visit.frame, visit.lesson, () => 'right');
    await visit.saving(NOT_SAVED_YET);
    expect(site.attemptsOf().stored.get(score)).toBeUndefined();
    site.server = 'answers';
    await visit.saving(SAVED);
    expect(site.attemptsOf().stored.get(score)).toBe('100');
    expect(await site.violations()).toEqual([]);
  });

  test('says so when the window of the LMS goes to another page', async ({ start, expect }) => {
    const site = await start(edition);
    const visit = await site.open({ placement: 'popup' });
    await visit.saving(SAVED);
    await visit.leave();
    await openSecondStep(visit);
    await visit.saving(/Not saved|not being (recorded|saved)|isn’t being saved|closed/i);
    expect(visit.complaints).toEqual([]);
  });

  test('tells a learner whose login has ended', async ({ start, expect }) => {
    const site = await start(edition);
    const visit = await site.open();
    await visit.saving(SAVED);
    await expect.poll(() => site.answeredChecks, PATIENCE).toBeGreaterThan(0);
    site.server = 'login';
    await openSecondStep(visit);
    await visit.saving(/ended/i);
  });
});
