import { randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { describeFinding } from '../../src/package/findings.js';
import { LIMITS } from '../../src/package/zip.js';
import { rawEntries, rawZip, type RawEntry } from '../support/raw-zip.js';
import { findingsOf, samplePackage } from '../support/sample-package.js';

const linesFor = async (zip: Buffer): Promise<string> =>
  (await findingsOf(zip)).map(describeFinding).join('\n');

/** The good package with an entry more, or with another one in its place. */
async function withEntry(entry: RawEntry): Promise<Buffer> {
  const good = rawEntries(await samplePackage('scorm12'));
  return rawZip([...good.filter(({ name }) => name !== entry.name), entry]);
}

const goodZip = async (): Promise<Buffer> => rawZip(rawEntries(await samplePackage('scorm12')));

describe('a file that is not a zip is reported', () => {
  test.each([
    ['when it is empty', Buffer.alloc(0)],
    ['when it is text', Buffer.from('<html>Please log in</html>'.repeat(100))],
    ['when it is zeros', Buffer.alloc(100_000)],
  ])('%s', async (_, data) => {
    expect(await linesFor(data)).toMatchSnapshot();
  });

  test('when its second half is missing', async () => {
    const good = await goodZip();
    expect(await linesFor(good.subarray(0, good.length / 2))).toMatchSnapshot();
  });

  test('when its list of contents is overwritten', async () => {
    const good = await goodZip();
    const start = good.readUInt32LE(good.length - 6);
    good.fill(0xaa, start, start + 40);
    expect(await linesFor(good)).toMatchSnapshot();
  });
});

// Tens of thousands of files take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const zeros = Buffer.alloc(10_000_000);
const x = Buffer.from('x');

describe('an entry is reported', () => {
  test.each<readonly [string, RawEntry]>([
    ['that is a bomb', { name: 'index.html', data: zeros }],
    ['that is more than it claims', { name: 'index.html', data: zeros, claims: { size: 10 } }],
    ['that is less than it claims', { name: 'index.html', data: x, claims: { size: 100 } }],
    ['with a wrong checksum', { name: 'index.html', data: x, claims: { crc: 1 } }],
    ['that is encrypted', { name: 'index.html', data: x, claims: { flags: 0x801 } }],
    [
      'that is compressed with another method',
      { name: 'index.html', data: x, claims: { method: 14 } },
    ],
    [
      'whose data is not deflated',
      { name: 'index.html', data: zeros.subarray(0, 50), claims: { packedSize: 3, size: 50 } },
    ],
    [
      'that is a link',
      { name: 'index.html', data: Buffer.from('/etc/passwd'), claims: { mode: 0o120777 } },
    ],
    ['with a zero byte in its name', { name: 'index.html\0.png', data: x }],
    ['with terminal codes in its name', { name: '\u001b[2Jx.html', data: x }],
    [
      'with a name in another encoding',
      { name: Buffer.from('gr\xf6\xdfe.css', 'latin1'), data: x, claims: { flags: 0 } },
    ],
    ['with a very long name', { name: 'x'.repeat(65_000), data: x }],
  ])('%s', async (_, entry) => {
    expect(await linesFor(await withEntry(entry))).toMatchSnapshot();
  });

  test('that shares its bytes with another one', async () => {
    const zip = rawZip([
      { name: 'a.txt', data: randomBytes(1000) },
      { name: 'b.txt', data: x },
    ]);
    // The second entry of the list of contents gets the place and sizes of the first.
    const list = zip.readUInt32LE(zip.length - 6);
    const second = list + 46 + 'a.txt'.length;
    zip.copy(zip, second + 14, list + 14, list + 28);
    zip.copy(zip, second + 42, list + 42, list + 46);
    const damaged = (await findingsOf(zip)).filter(({ rule }) => rule === 'entry-damaged');
    expect(damaged.map(({ place }) => place)).toEqual(['b.txt']);
  });
});

describe('a zip is not unpacked', () => {
  test.each([
    ['that holds 60,000 files', 60_000],
    // 100,000 does not fit into the zip's own counter, which then says 34,464.
    ['that holds more files than its counter says', 100_000],
  ])('%s', async (_, count) => {
    const many = rawZip(Array.from({ length: count }, (_, index) => ({ name: `f${index}` })));
    expect(await linesFor(many)).toBe(
      'error upload.zip: the zip holds more than 20000 files. The local LMS refuses the package, and servers run out of time while unpacking it. Zip only what the lesson needs. [zip-too-many]',
    );
  });

  test('that claims 2 GB', async () => {
    const claims = { size: 2 ** 31 };
    expect(await linesFor(rawZip([{ name: 'big.mp4', data: x, claims }]))).toBe(
      'error upload.zip: the files claim 2147483648 bytes unpacked, and 1000000000 are the most. The local LMS refuses the package, and servers run out of space while unpacking it. Zip only what the lesson needs. [zip-too-large]',
    );
  });

  test('whose few names need tens of thousands of folders', async () => {
    const names = Array.from({ length: 600 }, (_, n) => `${n}/${'a/'.repeat(LIMITS.depth - 1)}x`);
    const findings = await findingsOf(rawZip(names.map((name) => ({ name, data: x }))));
    expect(findings.map(({ rule }) => rule)).toContain('zip-too-many');
  });

  test('that holds nothing', async () => {
    expect(await linesFor(rawZip([]))).toMatchSnapshot();
  });
});

describe('a manifest', () => {
  test('of many megabytes is not parsed', async () => {
    const manifest = Buffer.from(randomBytes(4_500_000).toString('base64'));
    expect(await linesFor(await withEntry({ name: 'imsmanifest.xml', data: manifest }))).toBe(
      'error imsmanifest.xml: the manifest has 6000000 bytes. The local LMS refuses the package. Check what wrote it; a manifest has a few kilobytes. [manifest-too-big]',
    );
  });

  test('with deep nesting is refused', async () => {
    const data = Buffer.from(`<manifest>${'<a>'.repeat(100_000)}`);
    expect(await linesFor(await withEntry({ name: 'imsmanifest.xml', data }))).toMatchSnapshot();
  });

  test('with thousands of items, resources and files is checked in full', async () => {
    const good = (await samplePackage('scorm12')).get('imsmanifest.xml')?.toString() ?? '';
    const numbers = Array.from({ length: 3_000 }, (_, index) => index);
    const items = numbers.map(
      (n) => `<item identifier="i${n}" identifierref="r${n}x"><title>t</title></item>`,
    );
    const files = numbers.map((n) => `<file href="f${n}"/>`);
    const resources = numbers.map(
      (n) => `<resource identifier="r${n}" type="webcontent" href="index.html"/>`,
    );
    const manifest = good
      .replace('</item>', `</item>${items.join('')}`)
      .replace('</resource>', `${files.join('')}</resource>${resources.join('')}`);
    const entry = { name: 'imsmanifest.xml', data: Buffer.from(manifest) };
    const findings = await findingsOf(await withEntry(entry));
    expect(findings.filter(({ rule }) => rule === 'resource-unknown')).toHaveLength(3_000);
    expect(findings.filter(({ rule }) => rule === 'file-not-found')).toHaveLength(3_000);
  });
});
