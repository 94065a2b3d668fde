import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hostileLms } from '../support/hostile-lms/hostile-lms.js';
import { openLesson } from '../support/lesson-visit.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

const location = (search: string) => ({
  href: `https://lms.example/content/7/index.html${search}`,
  protocol: 'https:',
  search,
});

test('?debug=1 traces calls, answers and saving decisions, and names no learner', async () => {
  const lms = hostileLms(
    'scorm12',
    {},
    { 'cmi.core.student_id': 'ada-4711', 'cmi.core.student_name': 'Lovelace, Ada' },
  );
  const visit = await openLesson('scorm12', { ...lms.launch(), location: location('?debug=1') });
  await visit.act({ type: 'step-opened', step: 'for-you' });
  const trace = visit.recorder.trace?.() ?? '';
  expect(trace).toMatch(/^\d+\.\d{3} found scorm12 in own window, opened early$/m);
  expect(trace).toMatch(/^\d+\.\d{3} LMSSetValue\("cmi\.core\.exit", "suspend"\) = true$/m);
  expect(trace).toMatch(/transaction 1: committed\n[\s\S]*proof for 1: yes/);
  expect(trace).toContain('LMSGetValue("cmi.core.student_name") = (13 characters)');
  expect(trace).not.toMatch(/Lovelace|4711/);
  expect(`${visit.page.infos.join('\n')}\n`).toBe(trace);
});

test('without ?debug=1 there is no trace', async () => {
  const lms = hostileLms('scorm12');
  const visit = await openLesson('scorm12', { ...lms.launch(), location: location('?debug=0') });
  expect([visit.recorder.trace, visit.page.infos]).toEqual([null, []]);
});
