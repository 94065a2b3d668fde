import { format } from 'prettier';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hostileLms, type HostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';
import { everyStep, realLesson } from '../support/real-lesson.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const calls = ['initialize', 'get', 'set', 'commit', 'terminate'] as const;

function row(name: string, lms: HostileLms, actions: number): string {
  const counts = calls.map((call) => String(lms.count(call)));
  const longest = Math.max(
    ...lms.calls.map((line) => /suspend_data, (\S*)\)/.exec(line)?.[1]?.length ?? 0),
  );
  return `| ${[name, actions, ...counts, longest].join(' | ')} |`;
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
    await visit.act(...steps);
    visit.page.leave();
    rows.push(row(`${standard}, whole lesson`, lms, actions));
    expect(lms.violations).toEqual([]);
    expect(lms.count('commit')).toBe(actions + 1);
    expect(visit.page.fetches).toBe(2);

    const again = await openLesson(edition, lms.launch(), lesson);
    again.page.leave();
    rows.push(row(`${standard}, opened again`, lms, 0));
  }
  const table = [
    '# Calls to the LMS',
    '',
    'Counted by `tests/runtime/call-counts.test.ts` with the shipped content: every section',
    'opened, every question chosen and checked, every action ticked, feedback given, with',
    'time between them: a check within a second of the choice goes with its Commit. Beside',
    'the calls the package asks twice whether the server answers: at the start, and when the',
    'quiz is finished and with it the lesson.',
    '',
    '| visit | actions | Initialize | GetValue | SetValue | Commit | Terminate | suspend data, characters |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  process.stdout.write(`${table}\n`);
  // As the formatter of the project writes tables.
  const formatted = await format(table, { parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot('call-counts.md');
});
