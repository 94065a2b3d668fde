import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import type { Byte } from '../../src/core/byte.js';
import { SCORM_EDITIONS, type ScormEdition } from '../../manifest/editions.js';
import { identifiersOf } from '../../manifest/manifest-input.js';
import { manifestFor } from '../../manifest/manifest.js';
import { readControlFiles } from '../../scripts/packaging/control-files.js';
import { schemaErrors } from '../../src/package/schemas.js';
import { sampleSource } from '../support/sample-content.js';

const { byte } = await sampleSource();
const files = ['index.html', 'save-check.txt', 'notice.txt'];

function manifestOf(edition: ScormEdition, changes: Partial<Byte> = {}): string {
  return manifestFor(edition, { byte: { ...byte, ...changes }, files });
}

/** What the schemas say, and nothing when the XML is right. */
async function complaints(edition: ScormEdition, xml: string): Promise<readonly unknown[]> {
  const document = XmlDocument.fromString(xml);
  try {
    return await schemaErrors(document, edition, readControlFiles);
  } finally {
    document.dispose();
  }
}

const settings = (changes: Partial<Byte['settings']>): Partial<Byte> => ({
  settings: { ...byte.settings, ...changes },
});

describe.each(SCORM_EDITIONS)('the manifest of %s', (edition) => {
  test.each<readonly [string, Partial<Byte>]>([
    ['the sample', {}],
    ['a lesson without quiz', { sections: byte.sections.filter(({ kind }) => kind !== 'quiz') }],
    ['a pass mark of 0', settings({ passMark: 0 })],
    ['a pass mark of 7', settings({ passMark: 7, masteryScoreInManifest: true })],
    ['a pass mark of 100', settings({ passMark: 100, masteryScoreInManifest: true })],
    ['a title of markup', { title: '</title><item identifier="x">"\'&amp;' }],
    ['a title of 200 characters', { title: '字'.repeat(200) }],
    [
      'texts with characters that XML forbids',
      { title: 'a\u0000\u0007\ufffe\ud800b', author: 'x\u001b' },
    ],
    ['another language', { language: 'pt-BR' }],
    ['an author with marks of a vCard', { author: 'Doe; Jane, Dr. \\ BEGIN:VCARD' }],
  ])('of %s is valid', async (_, changes) => {
    expect(await complaints(edition, manifestOf(edition, changes))).toEqual([]);
  });

  test('shows a title as the author wrote it, without what XML forbids', () => {
    const title = '</title> & "quoted" \u0000\u0007<b>bold</b> 🙂';
    const document = XmlDocument.fromString(manifestOf(edition, { title }));
    const titles = document.find('//*[local-name()="title"]').map(({ content }) => content.trim());
    document.dispose();
    const shown = '</title> & "quoted" <b>bold</b> 🙂';
    expect(new Set(titles)).toEqual(new Set([shown]));
  });

  test('lists every file, the page first', () => {
    const listed = [...manifestOf(edition).matchAll(/<file href="([^"]*)"/g)].map(
      ([, href]) => href,
    );
    expect(listed).toEqual(files);
  });

  test('is known by identifiers that neither title nor version nor language changes', () => {
    const changes = { title: 'Other', version: '9.9.9', language: 'de', description: 'Other' };
    expect(identifiersIn(manifestOf(edition, changes))).toEqual(identifiersIn(manifestOf(edition)));
  });

  test('shares no identifier with the manifest of another Byte', () => {
    const own = identifiersIn(manifestOf(edition));
    const others = identifiersIn(manifestOf(edition, { id: 'sample-two' }));
    expect(own.filter((one) => others.includes(one))).toEqual([]);
    expect(own).toHaveLength(4);
  });
});

function identifiersIn(xml: string): readonly string[] {
  return [...xml.matchAll(/ identifier="([^"]*)"/g)].map(([, identifier]) => identifier ?? '');
}

test('identifiers are those of published packages, for good', () => {
  expect(identifiersOf({ id: 'it-project-manager' })).toEqual({
    manifest: 'career-byte-it-project-manager',
    organization: 'career-byte-it-project-manager-course',
    item: 'career-byte-it-project-manager-lesson',
    resource: 'career-byte-it-project-manager-page',
  });
});

describe('a pass mark', () => {
  test('stands in a SCORM 1.2 manifest only when the author asks for it', () => {
    expect(manifestOf('scorm12')).not.toContain('masteryscore');
    const asked = manifestOf('scorm12', settings({ masteryScoreInManifest: true }));
    expect(asked).toContain('<adlcp:masteryscore>75</adlcp:masteryscore>');
  });

  test.each(['scorm2004-3rd', 'scorm2004-4th'] as const)(
    'stands in a %s manifest as a share',
    (edition) => {
      expect(manifestOf(edition)).toContain(
        '<imsss:minNormalizedMeasure>0.75</imsss:minNormalizedMeasure>',
      );
    },
  );
});

test.each(['scorm2004-3rd', 'scorm2004-4th'] as const)(
  'the manifest of %s names no metadata file, whose schemas ADL’s checker would ask for',
  (edition) => {
    expect(manifestOf(edition)).not.toContain('adlcp:location');
  },
);

test('the 1.2 manifest is as it was reviewed', () => {
  expect(manifestOf('scorm12')).toMatchSnapshot();
});

test('the 2004 manifests are as they were reviewed', () => {
  expect(manifestOf('scorm2004-3rd')).toMatchSnapshot();
  expect(manifestOf('scorm2004-4th')).toMatchSnapshot();
});
