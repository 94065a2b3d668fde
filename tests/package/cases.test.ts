import { describe, expect, test } from 'vitest';
import type { PackageManifest } from '../../src/package/manifest.js';
import { verifyPackage, type PackageReport } from '../../src/package/verify.js';
import { readControlFiles } from '../../scripts/packaging/control-files.js';
import { rawEntries, rawZip } from '../support/raw-zip.js';

interface Parts {
  readonly head?: string;
  readonly manifest?: string;
  readonly item?: string;
  readonly itemAttributes?: string;
  readonly resources?: string;
  readonly resource?: string;
  readonly href?: string;
  readonly file?: string;
}

/** A small 1.2 package as many tools write it, with the parts that a case is about. */
async function read(
  parts: Parts = {},
  encode: (xml: string) => Buffer = (xml) => Buffer.from(xml),
): Promise<PackageReport> {
  const { href = 'index.html', file = 'index.html', resource = '', resources = '' } = parts;
  const xml = `${parts.head ?? '<?xml version="1.0" encoding="UTF-8"?>\n'}<manifest identifier="M" ${
    parts.manifest ??
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
  }>
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>Prüfung</title>
<item identifier="I" identifierref="R" ${parts.itemAttributes ?? ''}><title>Prüfung</title>${parts.item ?? ''}</item></organization></organizations>
<resources${resources}><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="${href}"${resource}><file href="${href}"/></resource></resources></manifest>`;
  const files = new Map([
    ['imsmanifest.xml', encode(xml)],
    [file, Buffer.from('<!doctype html>')],
  ]);
  return verifyPackage(rawZip(rawEntries(files)), {
    name: 'case.zip',
    controlFiles: readControlFiles,
  });
}

async function manifestOf(
  parts: Parts,
  encode?: (xml: string) => Buffer,
): Promise<PackageManifest> {
  const { manifest, findings } = await read(parts, encode);
  if (!manifest) throw new Error(JSON.stringify(findings));
  return manifest;
}

const rulesOf = ({ findings }: PackageReport): readonly string[] =>
  findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule);

describe('xml:base', () => {
  const both =
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"';
  test.each<readonly [string, Parts, string]>([
    ['on resources', { resources: ' xml:base="content/"' }, 'content/index.html'],
    ['on a resource', { resource: ' xml:base="content/"' }, 'content/index.html'],
    ['on the manifest', { manifest: `${both} xml:base="content/"` }, 'content/index.html'],
    [
      'on all three',
      {
        manifest: `${both} xml:base="a/"`,
        resources: ' xml:base="b/"',
        resource: ' xml:base="c/"',
      },
      'a/b/c/index.html',
    ],
    ['with ./ in front', { resources: ' xml:base="./content/"' }, 'content/index.html'],
    ['that climbs and returns', { resources: ' xml:base="a/../content/"' }, 'content/index.html'],
  ])('%s is resolved as a URL', async (_, parts, path) => {
    const report = await read({ ...parts, file: path });
    expect(report.manifest?.items.map((item) => item.path)).toEqual([path]);
    expect(rulesOf(report)).toEqual([]);
  });

  test('that leads out of the package is reported', async () => {
    const report = await read({ resources: ' xml:base="../content/"' });
    expect(report.manifest).toBeNull();
    expect(rulesOf(report)).toContain('href-absolute');
  });
});

describe('the encoding of a manifest', () => {
  test.each<readonly [string, Parts, (xml: string) => Buffer]>([
    [
      'UTF-16 with little end first',
      { head: '<?xml version="1.0" encoding="UTF-16"?>' },
      (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le'),
    ],
    [
      'UTF-16 with big end first',
      { head: '<?xml version="1.0" encoding="UTF-16"?>' },
      (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16(),
    ],
    [
      'ISO-8859-1',
      { head: '<?xml version="1.0" encoding="ISO-8859-1"?>' },
      (xml) => Buffer.from(xml, 'latin1'),
    ],
    ['UTF-8 with a mark', {}, (xml) => Buffer.from(`\ufeff${xml}`)],
  ])('%s is read', async (_, parts, encode) => {
    const { manifest, findings } = await read(parts, encode);
    expect(manifest?.title).toBe('Prüfung');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('what is launched', () => {
  test('gets its launch data to the letter', async () => {
    const text = ' key=one\nnext=two  spaces\n{"a":1} ';
    const manifest = await manifestOf({ item: `<adlcp:datafromlms>${text}</adlcp:datafromlms>` });
    expect(manifest.items[0]?.launchData).toBe(text);
  });

  test.each<readonly [string, Parts, string]>([
    ['a percent sign in its name', { href: '100%.html', file: '100%.html' }, '100%25.html'],
    ['an encoded space in its href', { href: 'a%20b.html', file: 'a b.html' }, 'a%20b.html'],
    ['a file called a%20b.html', { href: 'a%20b.html', file: 'a%20b.html' }, 'a%2520b.html'],
    [
      'another Unicode form in the zip',
      { href: '\u00dcb.html', file: 'U\u0308b.html' },
      'U%CC%88b.html',
    ],
    [
      'a query and parameters',
      { href: 'index.html?a=1#x', itemAttributes: 'parameters="?b=2"' },
      'index.html?a=1&b=2#x',
    ],
    ['parameters that are a fragment', { itemAttributes: 'parameters="#x"' }, 'index.html#x'],
  ])('has the right address with %s', async (_, parts, href) => {
    expect((await manifestOf(parts)).items[0]?.href).toBe(href);
  });

  test('has a title of bounded length', async () => {
    const long = `<title>${'long '.repeat(10_000)}</title>`;
    const xml = (text: string): Buffer =>
      Buffer.from(text.replaceAll(/<title>[^<]*<\/title>/g, long));
    const { title, items } = await manifestOf({}, xml);
    expect(title.length).toBeLessThan(400);
    expect(items[0]?.title.length).toBeLessThan(400);
  });

  test('is each item that opens a page, with the items around it', async () => {
    const inner = '<item identifier="J" identifierref="R"><title>Inner</title></item>';
    const { items } = await manifestOf({ item: inner });
    expect(items.map(({ identifier, within }) => [identifier, within])).toEqual([
      ['I', []],
      ['J', ['Prüfung']],
    ]);
  });
});

test('a manifest without namespace is played and not called an error', async () => {
  const { manifest, findings } = await read({ manifest: 'xmlns:adlcp="x"' });
  expect(manifest?.edition).toBe('scorm12');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a 1.2 manifest without metadata is played and not called an error', async () => {
  const without = (xml: string): Buffer => Buffer.from(xml.replace(/<metadata>.*<\/metadata>/, ''));
  const { manifest, findings } = await read({}, without);
  expect(manifest?.edition).toBe('scorm12');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a manifest in a folder is reported with the name of the folder', async () => {
  const zip = rawZip([{ name: 'my lesson/imsmanifest.xml', data: Buffer.from('<manifest/>') }]);
  const { refusals } = await verifyPackage(zip, { name: 'a.zip', controlFiles: readControlFiles });
  expect(refusals.map(({ what }) => what)).toEqual(['the manifest is in the folder "my lesson"']);
});
