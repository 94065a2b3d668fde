import { readFile, readdir, rm, writeFile, mkdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rawZip } from '../support/raw-zip.js';
import { FOREIGN_PAGE, foreignManifest, zipOf } from './support/foreign-package.js';
import { lmsIn, runningLms, type TestLms } from './support/running-lms.js';

// Files and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let lms: TestLms;
beforeAll(async () => {
  lms = await runningLms();
});
afterAll(async () => lms.close());

const FILES = { 'imsmanifest.xml': foreignManifest('1.2'), 'start.html': FOREIGN_PAGE };

/** Uploads a package and gives the number of its course. */
async function added(files: Readonly<Record<string, string | Buffer>>): Promise<number> {
  const answer = await lms.upload('/packages', 'own.zip', await zipOf(files));
  const [, id] = /^\/courses\/(\d+)$/.exec(answer.headers.get('location') ?? '') ?? [];
  if (id === undefined) throw new Error(`${answer.status} ${await answer.text()}`);
  return Number(id);
}

/** The files of packages on the disk, with the folders of the packages. */
async function filesOnDisk(): Promise<readonly string[]> {
  const found = await readdir(join(lms.folder, 'data', 'packages'), { recursive: true });
  return found.map((name) => name.replaceAll('\\', '/'));
}

/** Where the files of a course are served. */
async function contentOf(course: number): Promise<string> {
  const { launchUrl } = await lms.launch(course, { learner: '1' });
  return lms.origins.packages + launchUrl.slice(0, launchUrl.lastIndexOf('/') + 1);
}

describe('a package', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`f/${n}.txt`, `${n}`]));

  test('is whole for both who upload it within the same second', async () => {
    const zip = await zipOf({ ...FILES, ...many });
    const answers = await Promise.all(
      ['a.zip', 'b.zip'].map((name) => lms.upload('/packages', name, zip)),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const found = await filesOnDisk();
    expect(found.filter((name) => /\/f\/\d+\.txt$/.test(name))).toHaveLength(300);
  });

  test('is repaired by the next upload when files of it are lost', async () => {
    const id = await added({ ...FILES, 'lost.txt': 'here' });
    const lost = (await filesOnDisk()).find((name) => name.endsWith('/lost.txt')) ?? '';
    await rm(join(lms.folder, 'data', 'packages', lost));
    expect(await added({ ...FILES, 'lost.txt': 'here' })).toBe(id);
    expect(await filesOnDisk()).toContain(lost);
  });

  test('is deleted with its files and attempts', async () => {
    const id = await added({ ...FILES, 'deleted.txt': 'here' });
    const settings = await lms.launch(id, { learner: '1' });
    await lms.commit(settings, { 'cmi.core.lesson_status': 'passed' });
    expect(await (await lms.get(`/courses/${id}/delete`)).text()).toContain('cannot be undone');
    expect((await lms.post(`/courses/${id}/delete`, {})).headers.get('location')).toBe('/');
    expect((await lms.get(`/courses/${id}`)).status).toBe(404);
    expect((await filesOnDisk()).filter((name) => name.endsWith('/deleted.txt'))).toEqual([]);
    expect(await lms.commit(settings, { 'cmi.core.lesson_status': 'failed' })).toBe(false);
  });
});

describe('deleting', () => {
  test('a learner takes the attempts along and leaves those of others', async () => {
    const id = await added({ ...FILES, 'x.txt': 'learners' });
    for (const name of ['Gone Girl', 'Staying Boy']) {
      await lms.commit(await lms.launch(id, { 'new-learner': name }), {
        'cmi.core.exit': 'suspend',
      });
    }
    const page = await (await lms.get('/')).text();
    const [, learner] =
      /\/learners\/(\d+)\/delete">Delete<span class="hidden"> Gone Girl/.exec(page) ?? [];
    await lms.post(`/learners/${learner}/delete`, {});
    const report = await (await lms.get(`/courses/${id}/attempts`)).text();
    expect(report).not.toContain('Gone Girl');
    expect(report).toContain('Staying Boy');
  });

  test('an attempt leaves the other attempts of the learner', async () => {
    const id = await added({ ...FILES, 'x.txt': 'attempts' });
    for (const attempt of ['continue', 'new']) {
      await lms.launch(id, { learner: '1', attempt });
    }
    const links = async (): Promise<readonly string[]> =>
      [
        ...(await (await lms.get(`/courses/${id}/attempts`)).text()).matchAll(
          /href="\/attempts\/(\d+)"/g,
        ),
      ].map(([, number]) => number ?? '');
    const [first = '', ...others] = await links();
    await lms.post(`/attempts/${first}/delete`, {});
    expect(await links()).toEqual(others);
    expect((await lms.get(`/attempts/${first}`)).status).toBe(404);
  });
});

describe('a file of a package', () => {
  const film = randomBytes(1000);
  let base = '';
  beforeAll(async () => {
    base = await contentOf(
      await added({ ...FILES, 'film.mp4': film, 'page.htm': 'x', 'data.unknown': 'x' }),
    );
  });
  const part = async (range: string): Promise<Response> =>
    fetch(`${base}film.mp4`, { headers: { Range: range } });

  test.each([
    ['bytes=0-1', 0, 2],
    ['bytes=10-19', 10, 20],
    ['bytes=990-', 990, 1000],
    ['bytes=-5', 995, 1000],
    ['bytes=500-4000', 500, 1000],
  ])('is served in part for %s', async (range, start, end) => {
    const answer = await part(range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/1000`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(film.subarray(start, end));
  });

  test('is refused in part beyond its end', async () => {
    const answer = await part('bytes=1000-');
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  });

  test.each(['bytes=a-b', 'bytes=5-1', 'bytes=0-1,5-6', 'lines=0-1'])(
    'is served whole for %s',
    async (range) => {
      const answer = await part(range);
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength).toBe(1000);
    },
  );

  test('comes without a charset that could differ from its own', async () => {
    expect((await fetch(`${base}page.htm`)).headers.get('content-type')).toBe('text/html');
    expect((await fetch(`${base}data.unknown`)).headers.get('content-type')).toBe(
      'application/octet-stream',
    );
  });

  test.each([
    ['UTF-8 without its flag', Buffer.from('größe.txt')],
    ['CP437', Buffer.from([0x67, 0x72, 0x94, 0xe1, 0x65, 0x2e, 0x74, 0x78, 0x74])],
  ])('is found under its name when the zip has it in %s', async (encoding, name) => {
    const files = Object.entries({ ...FILES, 'which.txt': encoding });
    const zip = rawZip([
      ...files.map(([path, text]) => ({ name: path, data: Buffer.from(text) })),
      { name, data: Buffer.from('x'), claims: { flags: 0 } },
    ]);
    const answer = await lms.upload('/packages', 'names.zip', zip);
    const course = Number(answer.headers.get('location')?.split('/').at(-1));
    expect((await fetch(`${await contentOf(course)}gr%C3%B6%C3%9Fe.txt`)).status).toBe(200);
  });
});

describe('a package with several items', () => {
  const item = (n: number): string =>
    `<item identifier="I${n}" identifierref="R"><title>Part ${n}</title></item>`;
  const manifest = foreignManifest('1.2').replace(
    /<item .*<\/item>/s,
    [1, 2, 3].map(item).join(''),
  );

  test('keeps an attempt for each of them and lists them beside the lesson', async () => {
    const id = await added({ ...FILES, 'imsmanifest.xml': manifest });
    const launched = await lms.post(`/courses/${id}/launches`, { learner: '1' });
    const first = launched.headers.get('location') ?? '';
    const { packages } = lms.origins;
    const opened = async (path: string): Promise<string> => (await fetch(packages + path)).text();
    const chosen = async (path: string, item: string): Promise<string> => {
      const body = new URLSearchParams({ item });
      const request = { method: 'POST', body, redirect: 'manual' } as const;
      return (await fetch(`${packages}${path}/items`, request)).headers.get('location') ?? '';
    };
    expect(await opened(first)).toMatch(/aria-current="page">Part 1<\/button>/);
    const settings = await lms.settings(first.split('/').at(-1) ?? '');
    await lms.commit(settings, { 'cmi.core.lesson_status': 'passed', 'cmi.suspend_data': 'one' });

    const second = await chosen(first, '1');
    const page = await opened(second);
    expect(page).toMatch(/aria-current="page">Part 2<\/button>/);
    expect(page).toMatch(/Part 1<\/button>\s*<span class="quiet">passed/);
    const other = await lms.settings(second.split('/').at(-1) ?? '');
    expect(other.cmi).not.toHaveProperty(['cmi.suspend_data']);

    const again = await chosen(second, '0');
    const back = await lms.settings(again.split('/').at(-1) ?? '');
    expect(back.cmi).toMatchObject({ 'cmi.suspend_data': 'one' });
  });
});

describe('the first page', () => {
  test('lists 200 packages and finds one by its title or file', async () => {
    const folder = join(lms.folder, 'many');
    await mkdir(join(folder, 'packages'), { recursive: true });
    for (let n = 0; n < 200; n += 1) {
      const title = foreignManifest('1.2').replaceAll('Foreign &amp; simple', `Lesson ${n}`);
      await writeFile(
        join(folder, 'packages', `p${n}.zip`),
        await zipOf({ ...FILES, 'imsmanifest.xml': title }),
      );
    }
    const first = await lmsIn(folder);
    const page = await (await first.get('/')).text();
    expect(page.match(/Lesson \d+<\/a>/g)).toHaveLength(200);
    const found = await (await first.get('/?search=lesson+123')).text();
    expect(found.match(/Lesson \d+<\/a>/g)).toEqual(['Lesson 123</a>']);
    expect(await (await first.get('/?search=P77.ZIP')).text()).toContain('Lesson 77</a>');
    await first.stop();
    // The next start reads only what has changed.
    await utimes(join(folder, 'packages', 'p5.zip'), new Date(), new Date());
    const next = await lmsIn(folder);
    expect((await (await next.get('/')).text()).match(/Lesson \d+<\/a>/g)).toHaveLength(200);
    await next.stop();
  });
});

test('what a stopped program left behind is gone after the next start, and nothing else', async () => {
  const folder = join(lms.folder, 'left');
  const data = join(folder, 'data');
  const upload = join(data, 'uploads', '00000000-0000-4000-8000-000000000000');
  await mkdir(join(data, 'packages', 'f'.repeat(64)), { recursive: true });
  await mkdir(join(data, 'packages', 'my-work'), { recursive: true });
  await mkdir(join(data, 'uploads'), { recursive: true });
  await mkdir(join(folder, 'packages'), { recursive: true });
  await writeFile(upload, 'names of learners');
  const started = await lmsIn(folder);
  await expect(stat(upload)).rejects.toThrow('ENOENT');
  expect(await readdir(join(data, 'packages'))).toEqual(['my-work']);
  await started.stop();
});

test('only the owner may read what the program keeps', async () => {
  const modes = await Promise.all(
    ['lms.sqlite', 'lms.sqlite-wal', 'access-key', 'packages'].map(async (name) => {
      const { mode } = await stat(join(lms.folder, 'data', name));
      return [name, mode & 0o077];
    }),
  );
  expect(modes).toEqual([
    ['lms.sqlite', 0],
    ['lms.sqlite-wal', 0],
    ['access-key', 0],
    ['packages', 0],
  ]);
  expect((await readFile(join(lms.folder, 'data', 'access-key'), 'utf8')).trim()).toMatch(
    /^[0-9a-f]{32}$/,
  );
});
