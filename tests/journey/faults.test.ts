import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { goTo, lessonIn, walkToTheEnd } from '../../scripts/bench/drive-lesson.js';
import {
  startHostileJourney,
  type HostileJourney,
} from '../support/hostile-lms/hostile-journey.js';
import { startBrowser } from '../support/lesson-page.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const SAVED = /Saved \d/;
const lookAround = async ({ frame }: HostileJourney): Promise<void> => {
  const lesson = await lessonIn(frame);
  await goTo(frame, lesson, lesson.sections[1]?.id ?? '');
};
const finish = async ({ frame }: HostileJourney): Promise<void> =>
  walkToTheEnd(frame, await lessonIn(frame), () => 'right');

describe.each([
  { edition: 'scorm12', score: 'cmi.core.score.raw', learnerId: 'cmi.core.student_id' },
  { edition: 'scorm2004-3rd', score: 'cmi.score.raw', learnerId: 'cmi.learner_id' },
  { edition: 'scorm2004-4th', score: 'cmi.score.raw', learnerId: 'cmi.learner_id' },
] as const)('the built $edition package', ({ edition, score, learnerId }) => {
  const start = async (
    changes: Parameters<typeof startHostileJourney>[2] = {},
  ): Promise<HostileJourney> => {
    const made = await startHostileJourney(browser, edition, changes);
    onTestFinished(() => made.close());
    return made;
  };

  test('is taken whole by an LMS that checks every value like Moodle', async () => {
    const learner = await start();
    await finish(learner);
    await learner.status(SAVED);
    expect((await learner.stored())[score]).toBe('100');
    expect(await learner.violations()).toEqual([]);
    expect(learner.complaints).toEqual([]);
  });

  test('ends its session once when its frame is taken away', async () => {
    const learner = await start();
    await learner.status(SAVED);
    await learner.frame.locator('#start').click();
    await learner.lms.evaluate(() => document.querySelector('iframe')?.remove());
    const calls = await learner.calls();
    expect(calls.filter((call) => /^(LMSFinish|Terminate)/.test(call))).toHaveLength(1);
    expect(await learner.violations()).toEqual([]);
  });

  test('waits for an LMS that appears late', async () => {
    const learner = await start({ appearsAfter: 1500 });
    await learner.frame.locator('#start').click();
    await learner.status(SAVED);
    expect(await learner.violations()).toEqual([]);
  });

  test('offers back what the browser kept while nothing could be saved', async () => {
    const learner = await start({ preset: { [learnerId]: 'ada' } });
    await learner.status(SAVED);
    await learner.lms.evaluate(() => (window.hostile.moods = { failing: { commit: 'false' } }));
    await lookAround(learner);
    await learner.status(/Not saved yet/);
    await learner.lms.reload();
    const again = learner.lms.frameLocator('iframe');
    await again.locator('.save-offer', { hasText: 'has kept work of yours' }).waitFor();
    await again.getByRole('button', { name: 'Bring it back' }).click();
    await again.locator('#save-exit').waitFor();
    await expect.poll(() => learner.lms.evaluate(() => localStorage.length)).toBe(0);
    expect(await again.locator('.save-offer').textContent()).toBe('Your work is back.');
    expect(await learner.violations()).toEqual([]);
  });

  test('works without an LMS and says that nothing is recorded', async () => {
    const learner = await start({ appearsAfter: null });
    await lookAround(learner);
    await learner.status(/not (being )?recorded|nothing is recorded/i);
    expect(learner.complaints).toEqual([]);
  });

  test.each([
    ['through a frame of another site', { placement: 'inside-foreign-frame' }],
    ['from a popup', { placement: 'popup' }],
    ['beside a broken API of the other standard', { withBroken: true }],
    ['where it offers the other standard only', { otherStandard: true }],
  ] as const)('finds the LMS %s', async (_, changes) => {
    const learner = await start(changes);
    await learner.status(SAVED);
    expect(await learner.violations()).toEqual([]);
  });

  test('works in a sandbox that keeps it from the LMS and from storage', async () => {
    const learner = await start({ placement: 'sandboxed' });
    await lookAround(learner);
    expect(learner.complaints).toEqual([]);
  });

  test('loses its LMS window and says so without an error', async () => {
    const learner = await start({ placement: 'popup' });
    await learner.status(SAVED);
    await learner.lms.goto('about:blank');
    await lookAround(learner);
    await learner.status(/Not saved|not being recorded/i);
    expect(learner.complaints).toEqual([]);
  });

  test('finds out that a Commit lied, and saves once the server answers again', async () => {
    const learner = await start({ moods: { forgetsFailed: true } });
    await learner.status(SAVED);
    await learner.lms.evaluate(() => {
      window.hostile.moods = { forgetsFailed: true, offline: true };
    });
    learner.server = 'silent';
    await finish(learner);
    await learner.status(/Not saved yet/);
    expect((await learner.stored())[score]).toBeUndefined();
    await learner.lms.evaluate(() => {
      window.hostile.moods = { forgetsFailed: true };
    });
    learner.server = 'answers';
    await learner.status(SAVED);
    expect((await learner.stored())[score]).toBe('100');
    expect(await learner.violations()).toEqual([]);
  });

  test('tells a learner whose login has ended', async () => {
    const learner = await start();
    await learner.status(SAVED);
    await learner.lms.evaluate(() => {
      window.hostile.moods = { expired: true };
    });
    learner.server = 'login';
    await lookAround(learner);
    await learner.frame
      .locator('.save-line', { hasText: /ended|log|session/i })
      .waitFor({ timeout: 20_000 });
  });

  test('stays usable beside an LMS that takes three seconds for a Commit', async () => {
    const learner = await start({ moods: { failing: { commit: 'hangs' } } });
    await lookAround(learner);
    expect(learner.complaints).toEqual([]);
  });
});
