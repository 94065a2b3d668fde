import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runningLms } from './support/running-lms.js';

// Files, processes and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

test('everything about a learner is one page and one file, and can be deleted for good', async () => {
  const lms = await runningLms();
  const report =
    'Name,Email address,Attempt,Started on,Last accessed on,Score,L,Response 0\n' +
    'Zenobia Quartz,ZQ@x.org,1,-,-,5,5/10,her own words\n' +
    'Zenobia Quartz,zq@x.org,-,-,-,-,-,-\n' +
    'Bo Li,bo@x.org,1,-,-,6,6/10,b\n';
  await lms.upload('/imports', 'report.csv', report);
  const address = '/learner-file?code=zq%40x.org';
  const words = (await (await lms.get(address)).text())
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(words).toContain('Everything about Zenobia Quartz');
  expect(words).toContain('her own words');
  expect(words).not.toContain('Bo Li');
  const file = (await (await lms.get(address.replace('file?', 'file.json?'))).json()) as {
    attempts: unknown[];
  };
  expect(file.attempts).toMatchObject([{ course: 'L', learner: 'Zenobia Quartz', score: 50 }]);

  expect((await lms.post('/learner-file/delete', { code: 'zq@x.org' })).status).toBe(303);
  expect((await lms.get(address)).status).toBe(404);
  const overview = await (await lms.get('/courses/3/overview')).text();
  expect(overview).not.toContain('Zenobia');
  expect(overview).toContain('1 attempt.');
  expect(await (await lms.get('/courses/3/attempts')).text()).toContain('Bo Li');
  for (const name of ['lms.sqlite', 'lms.sqlite-wal']) {
    const bytes = await readFile(join(lms.folder, 'data', name)).catch(() => Buffer.alloc(0));
    expect([name, bytes.includes('Zenobia'), bytes.includes('her own words')]).toEqual([
      name,
      false,
      false,
    ]);
  }
  expect((await lms.post('/learner-file/delete', { code: 'nobody' })).status).toBe(404);
  await lms.close();
});
