import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { jumpTo, takeQuiz, walkToTheEnd } from '../../scripts/lesson-driver.js';
import { ADL, MOODLE } from '../support/hostile-lms/quirks.js';
import {
  checkAnswer,
  killBrowser,
  NOT_SAVED_YET,
  offerIn,
  openQuiz,
  openSecondStep,
  PATIENCE,
  resultAt,
  SAVED,
  scenarioTest,
  startProfile,
  SCORM_12,
  SCORM_2004,
  storePass,
} from '../support/hostile-lms/scenario.js';
import type { LmsVisit } from '../support/hostile-lms/site.js';
import { translatePage } from '../support/hostile-lms/translate.js';

const test = scenarioTest();

/** What the line about saving says in a review or a preview. */
const ONLY_LOOKING = /review/i;

const finish = ({ frame, lesson }: LmsVisit): Promise<void> => walkToTheEnd(frame, lesson);

/** What the line about saving has said since it said "Saved" for the first time. */
async function saidAfterFirstSave(visit: LmsVisit): Promise<readonly string[]> {
  const said = await visit.said();
  return said.slice(said.findIndex((line) => SAVED.test(line)) + 1);
}

describe.each([SCORM_12, SCORM_2004])('the built $edition package', (names) => {
  const { edition, score, status } = names;

  describe.concurrent('tells the truth about saving', () => {
    test('while Moodle says "true" for a server that is away, and stores everything later', async ({
      start,
      expect,
    }) => {
      const site = await start(edition, { clock: true });
      const visit = await site.open();
      await visit.saving(SAVED);
      await openQuiz(visit);
      await checkAnswer(visit, 0);
      await visit.waitFor(SAVED);
      site.server = 'unreachable';
      await checkAnswer(visit, 1);
      await visit.waitFor(NOT_SAVED_YET);
      await checkAnswer(visit, 2);
      await visit.page.clock.fastForward(30_000);
      const said = await visit.said();
      const cut = said.findIndex((line) => NOT_SAVED_YET.test(line));
      expect(said.slice(cut).filter((line) => SAVED.test(line))).toEqual([]);
      site.server = 'answers';
      await visit.waitFor(SAVED);
      expect([0, 1, 2].map((index) => resultAt(site, index))).toEqual([
        'correct',
        'correct',
        'correct',
      ]);
      expect(await site.violations()).toEqual([]);
    });

    test('from the first moment that the server is away', async ({ start, expect }) => {
      const site = await start(edition);
      const visit = await site.open();
      await visit.saving(SAVED);
      await openQuiz(visit);
      site.server = 'unreachable';
      await checkAnswer(visit, 0);
      await visit.saving(NOT_SAVED_YET);
      const said = await saidAfterFirstSave(visit);
      // Opening the quiz was saved while the server was there.
      expect(said.filter((line) => SAVED.test(line)).length).toBeLessThanOrEqual(1);
    });

    test('when an answer about an older save arrives after a later save failed', async ({
      start,
      expect,
    }) => {
      const site = await start(edition);
      const visit = await site.open();
      await visit.saving(SAVED);
      await openQuiz(visit);
      const release = site.holdChecks();
      await checkAnswer(visit, 0);
      await expect.poll(() => site.heldChecks, PATIENCE).toBeGreaterThan(0);
      await site.setMoods({ ...MOODLE, failing: { commit: 'false' } });
      await checkAnswer(visit, 1);
      await visit.saving(NOT_SAVED_YET);
      const answered = visit.page.waitForResponse('**/save-check.txt');
      release();
      await (await answered).finished();
      await visit.frame.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      expect((await visit.said()).at(-1)).not.toMatch(SAVED);
      await site.setMoods(MOODLE);
      await visit.saving(SAVED);
      expect([resultAt(site, 0), resultAt(site, 1)]).toEqual(['correct', 'correct']);
    });

    test('when the window of the LMS is closed while its code still says "true"', async ({
      start,
    }) => {
      const site = await start(edition);
      const visit = await site.open({ placement: 'popup' });
      await visit.saving(SAVED);
      await openQuiz(visit);
      await visit.lms.close();
      await checkAnswer(visit, 0);
      await visit.saving(/Not saved|not being (recorded|saved)|isn’t being saved|closed/i);
      const again = await site.open();
      await offerIn(again);
    });

    test('on a page that the browser translates', async ({ start, expect }) => {
      const site = await start(edition);
      const visit = await site.open();
      await visit.saving(SAVED);
      await translatePage(visit.frame);
      await expect
        .poll(() => visit.frame.locator('body font').count(), PATIENCE)
        .toBeGreaterThan(50);
      site.server = 'unreachable';
      await openQuiz(visit);
      await checkAnswer(visit, 0);
      await visit.saving(NOT_SAVED_YET);
      const questions = visit.lesson.quiz?.questions.length ?? 0;
      await visit.frame
        .getByText(new RegExp(`\\b1 .*\\b${questions}\\b`))
        .first()
        .waitFor();
      site.server = 'answers';
      await visit.saving(SAVED);
    });

    test('to an LMS that says "True" and has no error calls', async ({ start, expect }) => {
      const site = await start(edition, {
        moods: { ...MOODLE, capitalizes: true, withoutErrorCalls: true },
      });
      const visit = await site.open();
      await visit.saving(SAVED);
      await openQuiz(visit);
      await checkAnswer(visit, 0);
      await visit.saving(SAVED);
      await expect.poll(() => resultAt(site, 0)).toBe('correct');
      expect((await visit.said()).filter((line) => NOT_SAVED_YET.test(line))).toEqual([]);
    });

    test('without alarm while every second Commit fails', async ({ start, expect }) => {
      const site = await start(edition, {
        moods: { ...MOODLE, failsEverySecondCommit: true },
        clock: true,
      });
      const visit = await site.open();
      await visit.waitFor(SAVED);
      await finish(visit);
      await visit.waitFor(SAVED);
      expect(site.attemptsOf().stored.get(score)).toBe('100');
      expect(site.attemptsOf().stored.get(status)).toBe('passed');
      const alarms = (await visit.said()).filter((line) => /teacher/i.test(line));
      expect(alarms).toEqual([]);
    });

    test('at Save and exit before the LMS has appeared', async ({ start, expect }) => {
      const site = await start(edition);
      const visit = await site.open({ appearsAfter: 1000 });
      await visit.frame.locator('#save-exit').click();
      const goodbye = visit.frame.locator('#goodbye');
      await goodbye.filter({ hasText: /^\s*Saved/ }).waitFor();
      const said = await visit.said();
      expect(said.filter((line) => /did not answer/.test(line))).toEqual([]);
    });
  });

  describe.concurrent('loses nothing', () => {
    test('that was done while the server was away and the window closed', async ({
      start,
      expect,
    }) => {
      const site = await start(edition);
      const visit = await site.open();
      await visit.saving(SAVED);
      await openQuiz(visit);
      site.server = 'unreachable';
      await checkAnswer(visit, 0);
      await visit.saving(NOT_SAVED_YET);
      // Nor does the last call of the page arrive, when the server is back by then.
      await site.setMoods({ ...MOODLE, failing: { commit: 'false', terminate: 'false' } });
      await visit.lms.close();
      await site.setMoods(MOODLE);
      site.server = 'answers';
      const again = await site.open();
      await offerIn(again);
      await again.frame.getByRole('button', { name: 'Bring it back' }).click();
      await expect.poll(() => resultAt(site, 0), PATIENCE).toBe('correct');
      await again.saving(SAVED);
      expect(await site.violations()).toEqual([]);
    });

    test('that was done while the server was away when the browser is killed', async ({
      start,
      expect,
    }) => {
      const site = await start(edition);
      const folder = await mkdtemp(join(tmpdir(), 'career-byte-profile-'));
      const killed = await startProfile(folder);
      const visit = await site.open({ context: killed });
      await visit.saving(SAVED);
      await openQuiz(visit);
      site.server = 'unreachable';
      await checkAnswer(visit, 0);
      await visit.saving(NOT_SAVED_YET);
      await killBrowser(killed);
      site.server = 'answers';
      const context = await startProfile(folder);
      const again = await site.open({ context });
      await offerIn(again);
      await again.frame.getByRole('button', { name: 'Bring it back' }).click();
      await expect.poll(() => resultAt(site, 0), PATIENCE).toBe('correct');
      await context.close();
      await rm(folder, { recursive: true });
    });

    test('that a returning learner does before the LMS has answered', async ({ start, expect }) => {
      const site = await start(edition);
      const [first, second] = site.lesson.checklist?.actions ?? [];
      const box = (visit: LmsVisit, id = '') =>
        visit.frame.locator(`byte-checklist input[value="${id}"]`);
      const earlier = await site.open();
      await jumpTo(earlier.frame, site.lesson.checklist?.id ?? '');
      await box(earlier, first?.id).press('Space');
      await earlier.saving(SAVED);
      await earlier.leave();
      const visit = await site.open({ appearsAfter: 2500 });
      await jumpTo(visit.frame, site.lesson.checklist?.id ?? '');
      await box(visit, second?.id).press('Space');
      await visit.saving(SAVED);
      expect(await box(visit, first?.id).isChecked()).toBe(true);
      expect(await box(visit, second?.id).isChecked()).toBe(true);
    });

    test('of the result where suspend data is refused', async ({ start, expect }) => {
      const site = await start(edition, {
        moods: { ...MOODLE, refusesSuspendData: true },
        clock: true,
      });
      const visit = await site.open();
      await finish(visit);
      await visit.page.clock.fastForward(70_000);
      await expect.poll(() => site.attemptsOf().stored.get(status)).toBe('passed');
      await visit.page.clock.fastForward(70_000);
      expect(site.attemptsOf().stored.get(status)).toBe('passed');
      expect(site.attemptsOf().stored.get(score)).toBe('100');
    });

    test('of the result where long suspend data is refused', async ({ start, expect }) => {
      const site = await start(edition, {
        moods: { ...MOODLE, longestSuspendData: 200 },
        clock: true,
      });
      const visit = await site.open();
      await finish(visit);
      await visit.waitFor(SAVED);
      const { stored } = site.attemptsOf();
      expect([stored.get(status), stored.get(score)]).toEqual(['passed', '100']);
      expect(stored.get('cmi.suspend_data')).not.toBe('');
    });

    test.for([
      ['line ends', { text: '\r\n', every: 20 }],
      ['blanks', { text: ' ', every: 10 }],
    ] as const)(
      'of an answer where the LMS puts %s into suspend data',
      async ([, inserts], { start, expect }) => {
        const site = await start(edition, { moods: { ...MOODLE, inserts } });
        const visit = await site.open();
        await visit.saving(SAVED);
        await openQuiz(visit);
        await checkAnswer(visit, 0);
        await expect.poll(() => resultAt(site, 0), PATIENCE).toBe('correct');
        await visit.leave();
        const again = await site.open();
        await again.saving(SAVED);
        await openQuiz(again);
        const question = site.lesson.quiz?.questions[0]?.id ?? '';
        const inputs = again.frame.locator(`#x_${question}_check`);
        expect(await inputs.count()).toBe(0);
        expect(await site.violations()).toEqual([]);
      },
    );

    test('of a quiz finished in a second tab that is left before the first', async ({
      start,
      expect,
    }) => {
      const site = await start(edition);
      const first = await site.open();
      await first.saving(SAVED);
      const second = await site.open();
      await second.saving(/another tab/);
      await finish(second);
      await second.leave();
      await expect.poll(() => site.attemptsOf().stored.get(score), PATIENCE).toBe('100');
      await first.leave();
      expect(site.attemptsOf().stored.get(status)).toBe('passed');
      expect(await site.violations()).toEqual([]);
    });
  });

  describe.concurrent('gives nobody the work of somebody else', () => {
    test.for([[''], ['null'], ['undefined']] as const)(
      'where the LMS says that the id of every learner is "%s"',
      async ([learnerId], { start, expect }) => {
        const site = await start(edition);
        const ada = await site.open({ learner: 'ada', learnerId });
        await ada.saving(SAVED);
        const bob = await site.open({ learner: 'bob', learnerId });
        await bob.saving(SAVED);
        await openQuiz(ada);
        await takeQuiz(ada.frame, ada.lesson);
        await expect.poll(() => site.attemptsOf('ada').stored.get(score), PATIENCE).toBe('100');
        await openQuiz(bob);
        await checkAnswer(bob, 0);
        await bob.saving(SAVED);
        await ada.leave();
        await expect
          .poll(() => site.attemptsOf('bob').stored.get('cmi.interactions.0.result'), PATIENCE)
          .toBe('correct');
        await bob.leave();
        expect(site.attemptsOf('bob').stored.get(score)).toBeUndefined();
        expect(site.attemptsOf('bob').stored.get(status)).not.toBe('passed');
      },
    );

    test('by an offer of unsaved work', async ({ start, expect }) => {
      const site = await start(edition);
      for (const learnerId of ['', 'null', 'ada']) {
        site.server = 'answers';
        const learner = `one with the id "${learnerId}"`;
        const visit = await site.open({ learner, learnerId });
        await visit.saving(SAVED);
        await openQuiz(visit);
        site.server = 'unreachable';
        await checkAnswer(visit, 0);
        await visit.saving(NOT_SAVED_YET);
        await visit.lms.close();
      }
      site.server = 'answers';
      for (const learnerId of ['', 'null', 'undefined', 'bob']) {
        const learner = `another with the id "${learnerId}"`;
        const visit = await site.open({ learner, learnerId });
        await visit.saving(SAVED);
        expect(await visit.frame.locator('.save-offer').textContent()).toBe('');
        await visit.lms.close();
      }
    });
  });

  describe.concurrent('in a visit that only looks', () => {
    test('leaves a fresh attempt in Moodle open after a preview', async ({ start, expect }) => {
      const site = await start(edition);
      const preview = await site.open({ preview: true });
      await preview.saving(/preview/i);
      await openSecondStep(preview);
      await preview.leave();
      const visit = await site.open();
      await visit.saving(SAVED);
      expect(site.attemptsOf().stored.get(score)).toBeUndefined();
      await openQuiz(visit);
      await checkAnswer(visit, 0);
      await expect.poll(() => resultAt(site, 0), PATIENCE).toBe('correct');
    });

    test('leaves a pass in Moodle as it is', async ({ start, expect }) => {
      const site = await start(edition);
      storePass(site, names);
      const before = new Map(site.attemptsOf().stored);
      for (const preview of [false, true]) {
        const visit = await site.open({ preview });
        await visit.saving(ONLY_LOOKING);
        await openSecondStep(visit);
        await visit.leave();
      }
      expect(site.attemptsOf().stored).toEqual(before);
      expect(await site.violations()).toEqual([]);
    });

    test('raises no alarm when Save and exit is pressed before the LMS has appeared', async ({
      start,
      expect,
    }) => {
      const site = await start(edition);
      storePass(site, names);
      const visit = await site.open({ appearsAfter: 2500 });
      await visit.frame.locator('#save-exit').click();
      const goodbye = visit.frame.locator('#goodbye');
      await goodbye.filter({ hasText: /look|review|stays|result|saved/i }).waitFor();
      expect(await goodbye.textContent()).not.toMatch(/not saved|did not answer/i);
    });
  });
});

describe.concurrent('ADL’s sequencer and the built scorm2004-4th package', () => {
  test.for(['review', 'browse'] as const)(
    'keep a pass after a %s',
    async (mode, { start, expect }) => {
      const site = await start('scorm2004-4th', { moods: ADL });
      storePass(site, SCORM_2004);
      const looking = await site.open({ mode });
      await looking.saving(ONLY_LOOKING);
      await looking.leave();
      const visit = await site.open();
      await visit.saving(SAVED);
      await visit.leave();
      await expect
        .poll(() => site.attemptsOf().course, PATIENCE)
        .toEqual({
          attempt: 1,
          satisfied: 'satisfied',
          measure: '1',
        });
      expect(await site.violations()).toEqual([]);
    },
  );
});
