import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { ZipArchive } from 'archiver';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../src/package/zip.js';
import { rawZip } from '../support/raw-zip.js';
import { FOREIGN_PAGE, foreignManifest, zipOf } from './support/foreign-package.js';
import { runningLms, type TestLms } from './support/running-lms.js';

// Files and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 30_000 });

let lms: TestLms;
beforeAll(async () => {
  lms = await runningLms();
}, 30_000);
afterAll(async () => lms.close());

const GOOD = { 'imsmanifest.xml': foreignManifest('1.2'), 'start.html': FOREIGN_PAGE };

/** What the first page says about an upload. */
async function refusalOf(data: Buffer | string): Promise<string> {
  const answer = await lms.upload('/packages', 'bad.zip', data);
  expect(answer.status).toBe(400);
  const page = await answer.text();
  return (
    /role="alert">([^<]*)</.exec(page)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&') ??
    page
  );
}

/** A zip whose entry `from` is renamed to `to`, which has the same length. */
async function renamed(from: string, to: string): Promise<Buffer> {
  const zip = await zipOf({ ...GOOD, [from]: 'x' });
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('an upload is refused', () => {
  test.each([
    ['aa/evil.txt', '../evil.txt', /climbs out of its folder/],
    ['aetc/passwd', '/etc/passwd', /starts at the root of a disk/],
    ['aa-evil.txt', 'a\\evilx.txt', /has a backslash/],
    ['aa-evil.txt', 'C:/evil.txt', /starts at the root of a disk/],
    ['aa-evil.txt', 'a/evil.tx:t', /one of the characters/],
    ['aaa/evil.js', 'con/evil.js', /"con" is the name of a device/],
    ['aaaaaaa.txt', 'LPT1....txt', /is the name of a device/],
    ['aa/evil.txt', 'a./evil.txt', /ends with a period or a space/],
  ])('when %s is called %s', async (from, to, sentence) => {
    expect(await refusalOf(await renamed(from, to))).toMatch(sentence);
  });

  test('when a file is a link', async () => {
    const zip = new ZipArchive();
    const zipped = buffer(zip);
    zip.append(GOOD['imsmanifest.xml'], { name: 'imsmanifest.xml' });
    zip.symlink('start.html', '/etc/passwd');
    await zip.finalize();
    expect(await refusalOf(await zipped)).toContain('the file is a link to another file');
  });

  test('when it would unpack to far more than it is', async () => {
    const zip = await zipOf({ ...GOOD, 'bomb.txt': Buffer.alloc(30_000_000) });
    expect(await refusalOf(zip)).toMatch(/bomb\.txt: \d+ packed bytes claim to be 30000000 bytes/);
  });

  test('when it holds too many files', async () => {
    const names = Array.from({ length: LIMITS.entries + 1 }, (_, n) => ({ name: `f${n}` }));
    expect(await refusalOf(rawZip(names))).toContain('the zip holds more than 20000 files');
  });

  test('when a few deep names would make tens of thousands of folders', async () => {
    const deep = Array.from({ length: 20 }, (_, n) => ({ name: `${n}/${'a/'.repeat(1_800)}x` }));
    expect(await refusalOf(rawZip(deep))).toContain('characters in 1801 folders');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['no manifest', { 'start.html': '' }, 'the zip has no imsmanifest.xml'],
    [
      'a manifest in a folder',
      { 'a/imsmanifest.xml': GOOD['imsmanifest.xml'] },
      'the manifest is in the folder "a"',
    ],
    [
      'a folder in the place of the manifest',
      { 'imsmanifest.xml/a.txt': '' },
      'imsmanifest.xml is a folder',
    ],
    [
      'entities',
      { 'imsmanifest.xml': '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m>&x;</m>' },
      'the manifest has a document type',
    ],
    ['broken XML', { 'imsmanifest.xml': '<manifest>' }, 'this is not well-formed XML'],
    [
      'nothing to launch',
      { 'imsmanifest.xml': '<manifest/>' },
      'no item opens a page of the package',
    ],
    [
      'a launch file that is not there',
      { 'imsmanifest.xml': GOOD['imsmanifest.xml'] },
      '"start.html" is not in the zip',
    ],
    [
      'a launch file outside',
      { 'imsmanifest.xml': GOOD['imsmanifest.xml'].replaceAll('start.html', '../../lms.sqlite') },
      '"../../lms.sqlite" is not a path inside the zip',
    ],
  ])('with %s', async (_, files, sentence) => {
    expect(await refusalOf(await zipOf(files))).toContain(sentence);
  });

  test('when it is no zip, or no file at all', async () => {
    expect(await refusalOf('hello, this is no zip')).toContain('It cannot be unpacked.');
    const answer = await lms.post('/packages', {});
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Choose a file first.');
  });

  test('and leaves nothing behind', async () => {
    expect(await readdir(join(lms.folder, 'data', 'uploads'))).toEqual([]);
    const kept = await readdir(join(lms.folder, 'data', 'packages'));
    expect(kept.filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
    expect(kept).toHaveLength(2);
  });
});

describe('names that a package or a learner brings', () => {
  test('stay text on every page', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const manifest = foreignManifest('1.2').replaceAll(
      'Foreign &amp; simple',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
    );
    const answer = await lms.upload(
      '/packages',
      'x.zip',
      await zipOf({ ...GOOD, 'imsmanifest.xml': manifest }),
    );
    const course = answer.headers.get('location') ?? '';
    const settings = await lms.launch(Number(course.split('/').at(-1)), { 'new-learner': name });
    await lms.commit(settings, {
      'cmi.core.lesson_status': name,
      'cmi.comments': name,
      'cmi.interactions.0.id': name,
    });
    for (const path of ['/', course, `${course}/attempts`, `${course}/questions`, '/attempts/1']) {
      const page = await (await lms.get(path)).text();
      expect(page).not.toMatch(/<img src=x|<script>alert/);
    }
  });
});

describe('the servers', () => {
  /** `fetch` sets the Host header itself, so this goes one floor deeper. */
  async function statusFor(
    origin: string,
    path: string,
    headers: Record<string, string>,
    method = 'GET',
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      request(new URL(path, origin), { method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  }

  test('answer only at their own names', async () => {
    const { main, packages } = lms.origins;
    for (const origin of [main, packages]) {
      expect(await statusFor(origin, '/', { Host: 'evil.example' })).toBe(421);
      expect(await statusFor(origin, '/', { Host: 'evil.example:80' })).toBe(421);
    }
    const Host = `localhost:${new URL(main).port}`;
    expect(await statusFor(main, '/', { Host, Cookie: lms.cookie })).toBe(200);
  });

  test('let no other site change anything', async () => {
    const { main, packages } = lms.origins;
    for (const Origin of ['http://evil.example', 'null', packages]) {
      expect(await statusFor(main, '/learners', { Origin }, 'POST')).toBe(403);
    }
    expect(await statusFor(main, '/learners', { 'Sec-Fetch-Site': 'same-site' }, 'POST')).toBe(403);
    expect(await statusFor(packages, '/visits/x/commit', { Origin: main }, 'POST')).toBe(403);
  });

  test('send a policy without exceptions for scripts on every page', async () => {
    const settings = await lms.launch(2, { learner: '1' });
    const pages = [
      '/',
      '/courses/1',
      '/courses/1/attempts',
      '/courses/1/questions',
      '/courses/1/overview',
      '/attempts/1',
      '/attempts/1/calls',
      '/nowhere',
      '/lms.css',
    ];
    for (const path of pages) {
      const { headers } = await lms.get(path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';(?!.*unsafe)/,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const content = await fetch(lms.origins.packages + settings.launchUrl);
    expect(content.headers.get('content-security-policy')).toContain("form-action 'self' https:");
  });

  test('serve files of packages and nothing beside them', async () => {
    const { launchUrl } = await lms.launch(1, { learner: '1' });
    const base = lms.origins.packages + launchUrl.replace(/start\.html$/, '');
    expect((await fetch(`${base}start.html`)).status).toBe(200);
    for (const path of [
      '',
      '.',
      '..%2f..%2flms.sqlite',
      '..%2F',
      '%2fetc%2fpasswd',
      'a%00b',
      '..%5c..%5clms.sqlite',
    ]) {
      expect([path, (await fetch(base + path)).status]).toEqual([path, 404]);
    }
    expect(
      (await fetch(`${base}start.html`, { headers: { 'Service-Worker': 'script' } })).status,
    ).toBe(403);
  });

  test('take commits for a known visit only, and only so much', async () => {
    const settings = await lms.launch(1, { learner: '1', attempt: 'new' });
    expect(
      await lms.commit({ ...settings, commitUrl: '/visits/0123/commit' }, { 'cmi.location': 'x' }),
    ).toBe(false);
    expect(await lms.commit(settings, { foo: 'x' })).toBe(false);
    expect(await lms.commit(settings, { 'cmi.suspend_data': 'x'.repeat(5_000_000) })).toBe(false);
    expect(await lms.commit(settings, { 'cmi.suspend_data': 'x'.repeat(64_000) })).toBe(true);
  });
});
