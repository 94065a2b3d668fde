import { format } from 'prettier';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hostileLms, type HostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson, type Visit } from '../support/lesson-visit.js';
import { everyStep, realLesson } from '../support/real-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const calls = ['initialize', 'get', 'set', 'commit', 'terminate'] as const;

function row(name: string, lms: HostileLms, { page }: Visit, actions: number): string {
  const counts = calls.map((call) => String(lms.count(call)));
  const longest = Math.max(
    ...lms.calls.map((line) => /suspend_data, (\S*)\)/.exec(line)?.[1]?.length ?? 0),
  );
  return `| ${[name, actions, ...counts, page.fetches, longest].join(' | ')} |`;
}

test('a whole lesson needs as many calls as the committed table says', async () => {
  const lesson = await realLesson();
  const steps = everyStep(lesson);
  const actions = steps.length;
  const rows: string[] = [];
  for (const [edition, standard] of [
    ['scorm12', 'scorm12'],
    ['scorm2004-4th', 'scorm2004'],
  ] as const) {
    const lms = hostileLms(standard);
    const visit = await openLesson(edition, lms.launch(), lesson);
    for (const step of steps) {
      visit.store.dispatch(step);
      await visit.wait(2500);
    }
    visit.page.leave();
    rows.push(row(`${standard}, whole lesson`, lms, visit, actions));
    expect(lms.violations).toEqual([]);
    expect(lms.count('commit')).toBe(actions + 1);
    expect(visit.page.fetches).toBeLessThanOrEqual(20);

    const again = await openLesson(edition, lms.launch(), lesson);
    again.page.leave();
    rows.push(row(`${standard}, opened again`, lms, again, 0));
  }
  const table = [
    '# Calls to the LMS',
    '',
    'Counted by `tests/runtime/call-counts.test.ts` with the shipped content: every section',
    'opened, every question chosen and checked, every action ticked, feedback given, with',
    '2.5 seconds between them: a check within a second of the choice goes with its Commit.',
    'A proof is a request for a small file of the package, at most one in five seconds while',
    'something is not proved to be saved, and none otherwise.',
    '',
    '| visit | actions | Initialize | GetValue | SetValue | Commit | Terminate | proofs | suspend data, characters |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  process.stdout.write(`${table}\n`);
  // As the formatter of the project writes tables.
  const formatted = await format(table, { parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot('call-counts.md');
});
