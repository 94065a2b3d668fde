import { describe } from 'vitest';
import { walkToTheEnd } from '../../scripts/lesson-driver.js';
import { SAVED, scenarioTest } from '../support/hostile-lms/scenario.js';
import type { LmsSite, LmsVisit, VisitOptions } from '../support/hostile-lms/site.js';

const test = scenarioTest();

interface Watched {
  readonly visit: LmsVisit;
  /** Requests to anywhere but the LMS; they are stopped. */
  readonly outside: readonly string[];
  /** What the page's content security policy refused. */
  readonly refused: readonly string[];
}

async function openWatched(site: LmsSite, options: VisitOptions = {}): Promise<Watched> {
  const outside: string[] = [];
  const refused: string[] = [];
  await site.context.route(
    ({ origin }) => origin !== site.url,
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  site.context.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) refused.push(line.text());
  });
  return { visit: await site.open(options), outside, refused };
}

describe.concurrent.each(['scorm12', 'scorm2004-3rd', 'scorm2004-4th'] as const)(
  'the %s lesson',
  (edition) => {
    test.for([
      ['a plain frame', 'frame'],
      ['a sandboxed frame of the same origin', 'sandbox-same-origin'],
      ['a window of its own', 'popup'],
    ] as const)(
      'in %s asks only the LMS for anything, keeps its policy, and is recorded',
      async ([, placement], { start, expect }) => {
        const site = await start(edition);
        const { visit, outside, refused } = await openWatched(site, { placement });
        await walkToTheEnd(visit.frame, visit.lesson);
        await visit.saving(SAVED);
        const status = edition === 'scorm12' ? 'cmi.core.lesson_status' : 'cmi.success_status';
        expect(site.attemptsOf().stored.get(status)).toBe('passed');
        expect([outside, refused, visit.complaints]).toEqual([[], [], []]);
      },
    );
  },
);

test('a request elsewhere and an inline style would be noticed', async ({ start, expect }) => {
  const { visit, refused } = await openWatched(await start('scorm12'));
  await visit.frame.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="https://elsewhere.example/x.png" onerror="window.ran = true"><p style="color:red">',
    );
  });
  await expect.poll(() => refused.join('\n')).toContain('https://elsewhere.example/x.png');
  expect(refused.join('\n')).toContain('inline style');
  expect(await visit.frame.evaluate(() => 'ran' in window)).toBe(false);
});
