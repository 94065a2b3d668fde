import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { FOREIGN_PAGE, foreignManifest, zipOf } from './support/foreign-package.js';
import { runningLms, type TestLms } from './support/running-lms.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let lms: TestLms;
beforeAll(async () => {
  lms = await runningLms();
});
afterAll(async () => lms.close());

describe('another user of this computer', () => {
  test.each(['/', '/courses/1', '/courses/1/attempts', '/attempts/1/calls.json', '/launch.js'])(
    'cannot read %s',
    async (path) => {
      expect((await fetch(lms.origins.main + path)).status).toBe(403);
      expect((await fetch(`${lms.origins.main}${path}?key=${'0'.repeat(32)}`)).status).toBe(403);
    },
  );

  test('cannot change anything', async () => {
    const before = await (await lms.get('/')).text();
    for (const path of ['/learners', '/courses/1/delete', '/courses/1/launches']) {
      const body = new URLSearchParams({ name: 'Intruder', 'new-learner': 'Intruder' });
      expect((await fetch(lms.origins.main + path, { method: 'POST', body })).status).toBe(403);
    }
    expect(await (await lms.get('/')).text()).toBe(before);
  });

  test('does not guess where the files of a package are', async () => {
    const guessed = `${lms.origins.packages}/content/${'0'.repeat(40)}/start.html`;
    expect((await fetch(guessed)).status).toBe(404);
  });
});

describe('the address that is printed', () => {
  test('puts the key into a cookie and out of the address', async () => {
    const answer = await fetch(lms.address, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toContain(lms.cookie);
  });
});

describe('a package', () => {
  /** The status of a page asked for under a host name, with hundreds of kilobytes of cookies. */
  function statusAt(
    host: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(lms.origins.packages);
      request(
        { port, path, host: '127.0.0.1', headers: { Host: `${host}:${port}`, ...headers } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      )
        .on('error', reject)
        .end();
    });
  }

  test('is served at its own host name and not at that of another package', async () => {
    const [one, two] = await Promise.all([1, 2].map((id) => lms.launch(id, { learner: '1' })));
    const labels = [one, two].map((settings) => settings?.launchUrl.split('/')[2] ?? '');
    const path = one?.launchUrl ?? '';
    expect(await statusAt(`${labels[0]}.localhost`, path)).toBe(200);
    expect(await statusAt(`${labels[1]}.localhost`, path)).toBe(404);
    expect(await statusAt('evil.localhost', path)).toBe(421);
  });

  test('cannot lock anybody out with its cookies', async () => {
    const Cookie = Array.from({ length: 180 }, (_, n) => `c${n}=${'x'.repeat(4000)}`).join('; ');
    const { launchUrl } = await lms.launch(1, { learner: '1' });
    expect(await statusAt('127.0.0.1', launchUrl, { Cookie })).toBe(200);
    expect((await lms.get('/', { Cookie: `${Cookie}; ${lms.cookie}` })).status).toBe(200);
  });

  test('cannot make the page of calls fail or grow without end', async () => {
    const settings = await lms.launch(1, { learner: '1', attempt: 'new' });
    const call = { method: 'SetValue', answer: 'true', error: 0, milliseconds: 1 };
    const log = async (calls: unknown): Promise<number> => {
      const body = JSON.stringify(calls);
      return (await fetch(lms.origins.packages + settings.callsUrl, { method: 'POST', body }))
        .status;
    };
    // A moment that no calendar knows would make every later look at the page fail.
    expect(await log([{ ...call, at: 9e15, arguments: [] }])).toBe(400);
    const long = 'x'.repeat(64_000);
    for (let n = 0; n < 10; n += 1) {
      const calls = Array.from({ length: 50 }, (_, m) => ({
        ...call,
        at: n * 50 + m,
        arguments: ['cmi.suspend_data', m === 0 ? long : `value ${n} ${m}`],
      }));
      expect(await log(calls)).toBe(204);
    }
    const [, attempt] =
      /\/attempts\/(\d+)"/.exec(await (await lms.get('/courses/1/attempts')).text()) ?? [];
    const page = await (await lms.get(`/attempts/${attempt}/calls`)).text();
    expect(page).toContain('500 of 500 calls; page 1 of 3');
    expect(page).toContain('… (64000 characters)');
    expect(page.length).toBeLessThan(200_000);
    const found = await (await lms.get(`/attempts/${attempt}/calls?text=value+9+49`)).text();
    expect(found).toContain('1 of 500 calls');
    const marked = await (await lms.get(`/attempts/${attempt}/calls?marked=1&page=3`)).text();
    expect(marked).toContain('500 of 500 calls; page 3 of 3');
  });

  test('cannot break a page with the name of a question', async () => {
    const settings = await lms.launch(1, { learner: '1', attempt: 'new' });
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const elements: readonly (readonly [string, string])[] = names.flatMap((name, n) => [
      [`cmi.interactions.${n}.id`, name] as const,
      [`cmi.interactions.${n}.student_response`, name] as const,
      [`cmi.objectives.${n}.id`, name] as const,
    ]);
    expect(await lms.commit(settings, Object.fromEntries(elements))).toBe(true);
    const report = await (await lms.get('/courses/1/attempts')).text();
    for (const [, path] of report.matchAll(/href="(\/attempts\/\d+)"/g)) {
      expect((await lms.get(path ?? '')).status).toBe(200);
    }
    for (const path of [
      'questions',
      'overview',
      'attempts',
      'attempts.csv',
      'grades.csv',
      'attempts.xlsx',
    ]) {
      expect([path, (await lms.get(`/courses/1/${path}`)).status]).toEqual([path, 200]);
    }
  });

  test('cannot show a title without end', async () => {
    const manifest = foreignManifest('1.2').replaceAll(
      'Foreign &amp; simple',
      'long '.repeat(30_000),
    );
    const zip = await zipOf({ 'imsmanifest.xml': manifest, 'start.html': FOREIGN_PAGE });
    const answer = await lms.upload('/packages', 'long.zip', zip);
    expect(answer.status).toBe(303);
    expect((await (await lms.get('/')).text()).length).toBeLessThan(50_000);
  });

  test('with thousands of items and resources does not keep other pages waiting', async () => {
    const items = Array.from(
      { length: 2_000 },
      (_, n) => `<item identifier="I${n}" identifierref="R${n}"><title>t</title></item>`,
    );
    const resources = Array.from(
      { length: 2_000 },
      (_, n) =>
        `<resource identifier="R${n}" type="webcontent" adlcp:scormtype="sco" href="start.html"/>`,
    );
    const manifest = foreignManifest('1.2')
      .replace(/<item .*<\/item>/s, items.join(''))
      .replace('</resources>', `${resources.join('')}</resources>`);
    const zip = await zipOf({ 'imsmanifest.xml': manifest, 'start.html': FOREIGN_PAGE });
    const events: string[] = [];
    const upload = lms.upload('/packages', 'big.zip', zip).then(({ status }) => {
      events.push(`uploaded ${status}`);
    });
    await lms.get('/courses/1').then(({ status }) => events.push(`page ${status}`));
    await upload;
    expect(events).toEqual(['page 200', 'uploaded 303']);
  });
});

describe('too much at once', () => {
  test('gets an answer that says so', async () => {
    const answer = await lms.post('/learners', { name: 'x'.repeat(20_000) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('More was sent than this form takes.');
  });
});
