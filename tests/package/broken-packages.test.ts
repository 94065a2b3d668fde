import { describe, expect, test } from 'vitest';
import type { ScormEdition } from '../../manifest/editions.js';
import { rawEntries } from '../support/raw-zip.js';
import {
  edit,
  findingsAfter,
  plus,
  renamed,
  without,
  withFile,
  rewrite,
  rewritten,
  type Break,
} from '../support/sample-package.js';

const data = Buffer.from('x');
const other = (name: string): Break => plus({ name, data });

/** What can break in every edition. */
const BROKEN: readonly (readonly [string, Break])[] = [
  ['no manifest', without('imsmanifest.xml')],
  ['everything in a folder', renamed((name) => `lesson/${name}`)],
  ['a manifest in capitals', renamed((name) => name.replace('imsmanifest', 'IMSManifest'))],
  [
    'a manifest that is a folder',
    (files) => [
      ...rawEntries(new Map([...files].filter(([name]) => name !== 'imsmanifest.xml'))),
      { name: 'imsmanifest.xml/' },
    ],
  ],
  ['a manifest that breaks off', edit(/<\/resources>[^]*/, '')],
  [
    'a manifest with entities',
    edit('<manifest', '<!DOCTYPE manifest [<!ENTITY a "b">]>\n<manifest'),
  ],
  ['a manifest in an encoding of its own', edit('UTF-8', 'UTF-16')],
  [
    'a manifest with broken letters',
    withFile('imsmanifest.xml', Buffer.from('<manifest>\xff', 'latin1')),
  ],
  ['a byte order mark', edit(/^/, '\ufeff')],
  [
    'a document type in UTF-16',
    (files) =>
      withFile(
        'imsmanifest.xml',
        Buffer.from('\ufeff<!DOCTYPE m [<!ENTITY a "b">]><m>&a;</m>', 'utf16le'),
      )(files),
  ],
  ['the encoding windows-1252', edit('UTF-8', 'windows-1252')],
  ['an encoding that no one knows', edit('UTF-8', 'x-nothing')],
  ['another root', (files) => withFile('imsmanifest.xml', '<html/>')(files)],
  ['no namespace', edit(/ xmlns="[^"]*"/, '')],
  ['a foreign default namespace', edit(/xmlns="[^"]*"/, 'xmlns="urn:other"')],
  ['no metadata', edit(/<metadata>[^]*<\/metadata>/, '')],
  ['no schemaversion', edit(/<schemaversion>.*<\/schemaversion>/, '')],
  [
    'the 2nd edition',
    edit(/<schemaversion>.*<\/schemaversion>/, '<schemaversion>2004 2nd Edition</schemaversion>'),
  ],
  ['a blank in the schemaversion', edit('<schemaversion>', '<schemaversion> ')],
  ['another schema', edit('<schema>ADL SCORM', '<schema>IMS Content')],
  ['no default organization', edit(/ default="[^"]*"/, '')],
  ['a default organization that is not there', edit(/ default="[^"]*"/, ' default="other"')],
  ['no organization', edit(/<organization [^]*<\/organization>/, '')],
  ['an organization without items', edit(/<item [^]*<\/item>/, '')],
  ['an organization without title', edit(/<title>[^<]*<\/title>/, '')],
  ['a blank title', edit(/<title>[^<]*<\/title>/, '<title> </title>')],
  ['a title too long', edit(/<title>[^<]*<\/title>/, `<title>${'long '.repeat(41)}</title>`)],
  ['an item with another title', edit(/(?<=<item [^>]*>\s*)<title>[^<]*/, '<title>Other')],
  ['an item that opens nothing', edit(/ identifierref="[^"]*"/, '')],
  ['an item that names no resource', edit(/ identifierref="[^"]*"/, ' identifierref="other"')],
  [
    'an identifier twice',
    edit('identifier="career-byte-sample-course"', 'identifier="career-byte-sample"'),
  ],
  ['a dot in an identifier', edit(/identifier="career-byte-sample"/, 'identifier="career.byte"')],
  ['no SCO', edit(/ adlcp:scorm[tT]ype="sco"/, '')],
  ['a SCO in capitals', edit(/="sco"/, '="SCO"')],
  ['a resource of another type', edit('type="webcontent"', 'type="text/html"')],
  ['a SCO without page', edit(/(?<=<resource [^>]*) href="[^"]*"/, '')],
  ['a page that is not there', edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="start.html"')],
  ['a page in other letter case', edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="Index.html"')],
  [
    'a page elsewhere',
    edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="https://example.org/x.html"'),
  ],
  ['a page from the root', edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="/index.html"')],
  ['a page above the top', edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="../index.html"')],
  [
    'a page with a backslash',
    edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="pages\\index.html"'),
  ],
  ['a page with a query', edit(/(?<=<resource [^>]*) href="[^"]*"/, ' href="index.html?x=1"')],
  ['a page that is not listed', edit('<file href="index.html"/>', '')],
  ['a page without content', withFile('index.html', '')],
  [
    'a page without ending',
    (files) =>
      renamed((name) => name.replace('index.html', 'index'))(
        rewritten(files, (xml) => xml.replaceAll('index.html', 'index')),
      ),
  ],
  ['a listed file that is not there', without('notice.txt')],
  ['a file that is not listed', other('extra.css')],
  [
    'an asset before the SCO',
    edit(
      '<resources>',
      '<resources>\n<resource identifier="first" type="webcontent" href="notice.txt"><file href="notice.txt"/></resource>',
    ),
  ],
  ['a misspelt element', edit(/<resources>/, '<resurces/><resources>')],
  ['a misspelt attribute', edit('identifierref=', 'identiferref=')],
  [
    'elements in the wrong order',
    rewrite((xml) => xml.replace(/(<metadata>[^]*<\/metadata>)([^]*)(?=<\/manifest>)/, '$2$1')),
  ],
  [
    'an unusual prefix',
    rewrite((xml) => xml.replaceAll('adlcp:', 'adl:').replace('xmlns:adlcp', 'xmlns:adl')),
  ],
  [
    'a prefix at the root',
    rewrite((xml) =>
      xml.replace(/<(\/?)manifest/g, '<$1cp:manifest').replace('xmlns=', 'xmlns:cp='),
    ),
  ],
  [
    'a manifest inside the manifest',
    edit(
      '</resources>',
      '</resources>\n<manifest identifier="inner"><organizations/><resources/></manifest>',
    ),
  ],
  ['no schemaLocation', edit(/ xsi:schemaLocation="[^"]*"/, '')],
  ['an extension', edit('</manifest>', '<x:more xmlns:x="urn:more"/>\n</manifest>')],
  [
    'a metadata file that is not there',
    edit(/<\/schemaversion>/, '</schemaversion>\n<adlcp:location>lom.xml</adlcp:location>'),
  ],
  [
    'a schema that binds the namespace of XML',
    plus({
      name: 'other.xsd',
      data: Buffer.from('<schema xmlns="http://www.w3.org/XML/1998/namespace"/>'),
    }),
  ],
  [
    'leftovers of a Mac',
    plus({ name: '__MACOSX/._index.html', data }, { name: '.DS_Store', data }),
  ],
  ['leftovers of Windows', other('Thumbs.db')],
  ['letters beyond ASCII in a name', other('größe.css')],
  ['a blank in a name', other('my style.css')],
  ['a tilde in a name', other('style~1.css')],
  ['two files with one base name', other('more/index.html')],
  ['two names that differ in case', other('Index.html')],
  ['a name twice', other('index.html')],
  ['a backslash between folders', other('css\\style.css')],
  ['a name that climbs out', other('../../evil.html')],
  ['a name from the root', other('/etc/evil')],
  ['a name from a disk', other('C:/evil.html')],
  ['an entry without name', other('')],
  ['the name of a Windows device', other('con.css')],
  ['a name that Windows cannot store', other('a:b.css')],
  ['a name that ends with a period', other('css./style.css')],
  ['a name of 500 characters', other(`${'a/'.repeat(250)}x`)],
  [
    'a file with the name of a folder',
    (files) => [...rawEntries(files), { name: 'css', data }, { name: 'css/a.css', data }],
  ],
  ['a module script', other('lesson.mjs')],
];

const EDITIONS: readonly ScormEdition[] = ['scorm12', 'scorm2004-3rd', 'scorm2004-4th'];

describe.each(EDITIONS)('a %s package', (edition) => {
  test.each(BROKEN)('with %s gets a finding that says what to do', async (_, change) => {
    const lines = await findingsAfter(edition, change);
    expect(lines).not.toBe('');
    expect(lines).toMatchSnapshot();
  });
});
