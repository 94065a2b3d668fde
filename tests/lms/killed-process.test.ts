import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/lms/store/open-database.js';
import { Reports } from '../../src/lms/store/reports.js';
import { importReport } from '../../src/lms/import-report.js';
import { writeForeignPackage } from './support/foreign-package.js';
import { fileOf, settingsIn } from './support/running-lms.js';
import type { Origins } from '../../src/lms/web/origins.js';

const SERVE = fileURLToPath(new URL('./support/serve.ts', import.meta.url));

interface Server {
  readonly process: ChildProcess;
  readonly origins: Origins & { readonly cookie: string };
}

async function serverIn(folder: string): Promise<Server> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', SERVE, join(folder, 'data'), join(folder, 'packages')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, origins: JSON.parse(line) as Origins & { readonly cookie: string } };
  }
  throw new Error('The server ended before it answered.');
}

async function openPlayer(
  { main, packages, cookie }: Origins & { readonly cookie: string },
  learner: number,
): Promise<string> {
  const launched = await fetch(`${main}/courses/1/launches`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: main, Cookie: cookie },
    body: new URLSearchParams({ learner: String(learner), attempt: 'new' }),
  });
  const token = (launched.headers.get('location') ?? '').split('/').at(-1) ?? '';
  const settings = settingsIn(await (await fetch(`${packages}/play/${token}`)).text());
  return packages + settings.commitUrl;
}

test('keeps all that was acknowledged when the process is killed amid commits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'local-lms-kill-'));
  await mkdir(join(folder, 'packages'));
  await writeForeignPackage(join(folder, 'packages', 'a.zip'), '1.2');
  const server = await serverIn(folder);
  const urls: string[] = [];
  // One after the other, so that the attempts are in the order of the players.
  for (const learner of [1, 2, 1]) urls.push(await openPlayer(server.origins, learner));
  const killed = once(server.process, 'exit');
  const acknowledged = await Promise.all(
    urls.map(async (url, player) =>
      commitUntilGone(url, player, () => server.process.kill('SIGKILL')),
    ),
  );
  await killed;
  const database = openDatabase(join(folder, 'data'));
  const rows = database.all<{ cmi: string }>('select cmi from attempt order by id');
  const stored = rows.map(({ cmi }) => JSON.parse(cmi) as Record<string, string>);
  database.close();
  await rm(folder, { recursive: true });
  acknowledged.forEach((last, player) => {
    const [whose, text] = (stored[player]?.['cmi.suspend_data'] ?? '').split('/');
    expect(whose).toBe(`player ${player}`);
    // The commit under way may have arrived without its answer.
    expect([last, last + 1]).toContain(Number(text));
  });
}, 60_000);

/** Commits one after the other; the first player kills the server amid its fortieth. Gives the last acknowledged. */
async function commitUntilGone(url: string, player: number, kill: () => void): Promise<number> {
  let acknowledged = 0;
  try {
    for (let n = 1; ; n += 1) {
      const text = `player ${player}/${n}`;
      const body = JSON.stringify({
        'cmi.core.lesson_status': 'incomplete',
        'cmi.suspend_data': text,
      });
      const commit = fetch(url, { method: 'POST', body });
      if (player === 0 && n === 40) kill();
      if ((await commit).ok) acknowledged = n;
    }
  } catch {
    return acknowledged;
  }
}

test('forgets a report that was being read in when the process died', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'local-lms-half-'));
  const before = openDatabase(folder);
  before.run(
    "insert into course (kind, title, source, added_at, state) values ('import', 'half', 'h', 0, 'loading')",
  );
  before.close();
  const after = openDatabase(folder);
  const moodle = 'Name,Attempt,Started on,Last accessed on,Score\nSam,1,-,-,5\n';
  const read = await importReport(new Reports(after), await fileOf('r.csv', moodle), 'r.csv');
  expect(after.all('select title, state from course')).toEqual([
    { title: 'r.csv', state: 'ready' },
  ]);
  expect(read.ok).toBe(true);
  after.close();
});
