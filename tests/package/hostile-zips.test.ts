import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeFinding } from '../../src/package/finding.js';
import { verifyPackage } from '../../src/package/verify-package.js';
import { rawEntries, rawZip, type RawEntry } from '../support/raw-zip.js';
import { samplePackage } from '../support/sample-package.js';

const told = async (source: string | Buffer): Promise<string> =>
  (await verifyPackage(source, 'upload.zip')).map(describeFinding).join('\n');

/** The good package with an entry more, or with another one in its place. */
async function withEntry(entry: RawEntry): Promise<Buffer> {
  const good = rawEntries(await samplePackage('scorm12'));
  return rawZip([...good.filter(({ name }) => name !== entry.name), entry]);
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'career-byte-zips-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a file that is no zip', () => {
  test('because it is not there', async () => {
    expect(await told(join(folder, 'nothing.zip'))).toBe(
      'error upload.zip: there is no such file. There is nothing to check. Correct the path.',
    );
  });

  test('because it is a folder', async () => {
    expect(await told(folder)).toBe(
      'error upload.zip: this is a folder. There is nothing to check. Correct the path.',
    );
  });

  test.each([
    ['of 0 bytes', Buffer.alloc(0)],
    ['of text', Buffer.from('<html>Please log in</html>'.repeat(100))],
    ['of zeros', Buffer.alloc(100_000)],
  ])('%s', async (_, data) => {
    expect(await told(data)).toMatchSnapshot();
  });

  test('because it broke off', async () => {
    const path = join(folder, 'half.zip');
    const good = rawZip(rawEntries(await samplePackage('scorm12')));
    await writeFile(path, good);
    await truncate(path, Math.floor(good.length / 2));
    expect(await told(path)).toMatchSnapshot();
  });

  test('because its list of contents is overwritten', async () => {
    const good = rawZip(rawEntries(await samplePackage('scorm12')));
    const start = good.readUInt32LE(good.length - 6);
    good.fill(0xaa, start, start + 40);
    expect(await told(good)).toMatchSnapshot();
  });
});

const zeros = Buffer.alloc(10_000_000);

describe('a zip with an entry', () => {
  test.each<readonly [string, RawEntry]>([
    ['that is a bomb', { name: 'index.html', data: zeros }],
    ['that is more than it claims', { name: 'index.html', data: zeros, claims: { size: 10 } }],
    [
      'that is less than it claims',
      { name: 'index.html', data: Buffer.from('x'), claims: { size: 100 } },
    ],
    ['with a wrong checksum', { name: 'index.html', data: Buffer.from('x'), claims: { crc: 1 } }],
    ['that is encrypted', { name: 'index.html', data: Buffer.from('x'), claims: { flags: 0x801 } }],
    [
      'packed with another method',
      { name: 'index.html', data: Buffer.from('x'), claims: { method: 14 } },
    ],
    [
      'that is no deflated data',
      { name: 'index.html', data: zeros.subarray(0, 50), claims: { packedSize: 3, size: 50 } },
    ],
    [
      'that is a link',
      { name: 'index.html', data: Buffer.from('/etc/passwd'), claims: { mode: 0o120777 } },
    ],
    ['with a zero byte in its name', { name: 'index.html\0.png', data: Buffer.from('x') }],
    ['with terminal codes in its name', { name: '\u001b[2Jx.html', data: Buffer.from('x') }],
    [
      'with a name in another encoding',
      {
        name: Buffer.from('gr\xf6\xdfe.css', 'latin1'),
        data: Buffer.from('x'),
        claims: { flags: 0 },
      },
    ],
    ['with a very long name', { name: 'x'.repeat(65_000), data: Buffer.from('x') }],
  ])('%s is told what to do', async (_, entry) => {
    expect(await told(await withEntry(entry))).toMatchSnapshot();
  });

  test('count that no lesson has is not read any further', async () => {
    const many = rawZip(Array.from({ length: 60_000 }, (_, index) => ({ name: `f${index}` })));
    expect(await told(many)).toBe(
      'error upload.zip: the zip claims 60000 files, and 20000 are the most. LMSs run out of time while unpacking. Pack only what the lesson needs.',
    );
  });

  test('count that is more than the zip says is not trusted', async () => {
    // 100,000 does not fit into the zip's own counter, which then says 34,464.
    const many = rawZip(Array.from({ length: 100_000 }, (_, index) => ({ name: `f${index}` })));
    expect(await told(many)).toMatchSnapshot();
  });

  test('that claims 2 GB is not unpacked', async () => {
    const claims = { size: 2 ** 31 };
    expect(await told(rawZip([{ name: 'big.mp4', data: Buffer.from('x'), claims }]))).toBe(
      'error upload.zip: the files claim 2147483648 bytes unpacked, and 1000000000 are the most. LMSs run out of space while unpacking. Pack only what the lesson needs.',
    );
  });

  test('count of none is told what to do', async () => {
    expect(await told(rawZip([]))).toMatchSnapshot();
  });
});

test('a manifest of many megabytes is not parsed', async () => {
  const manifest = Buffer.from(randomBytes(4_500_000).toString('base64'));
  expect(await told(await withEntry({ name: 'imsmanifest.xml', data: manifest }))).toBe(
    'error imsmanifest.xml: the manifest has 6000000 bytes. LMSs give up reading it. Check what wrote it; a manifest has a few kilobytes.',
  );
});

test('a manifest of deep nesting is refused and not followed', async () => {
  const manifest = Buffer.from(`<manifest>${'<a>'.repeat(100_000)}`);
  expect(
    await told(await withEntry({ name: 'imsmanifest.xml', data: manifest })),
  ).toMatchSnapshot();
});

test('a manifest of many thousand items and files is answered all the same', async () => {
  const good = (await samplePackage('scorm12')).get('imsmanifest.xml')?.toString() ?? '';
  const numbers = Array.from({ length: 3_000 }, (_, index) => index);
  const items = numbers.map(
    (n) => `<item identifier="i${n}" identifierref="r${n}"><title>t</title></item>`,
  );
  const files = numbers.map((n) => `<file href="f${n}"/>`);
  const manifest = good
    .replace('</item>', `</item>${items.join('')}`)
    .replace('</resource>', `${files.join('')}</resource>`);
  const entry = { name: 'imsmanifest.xml', data: Buffer.from(manifest) };
  const findings = await verifyPackage(await withEntry(entry), 'upload.zip');
  expect(findings.filter(({ rule }) => rule === 'resource-unknown')).toHaveLength(3_000);
  expect(findings.filter(({ rule }) => rule === 'file-not-found')).toHaveLength(3_000);
});
