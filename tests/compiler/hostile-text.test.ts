import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import type { Byte } from '../../src/core/byte.js';
import { lessonOf } from '../../src/core/lesson.js';
import { SCORM_EDITIONS } from '../../manifest/editions.js';
import { manifestFor } from '../../manifest/manifest.js';
import { readIcons } from '../../scripts/packaging/program.js';
import { renderPage } from '../../src/compiler/render-page.js';
import { teacherFiles } from '../../src/compiler/teacher-files.js';
import { harmlessByte, hostileByte, HOSTILE_TEXTS } from '../support/hostile-byte.js';
import { parsePage } from '../support/parsed-page.js';
import { sampleSource } from '../support/sample-content.js';

const { byte, pictures } = await sampleSource();

const icons = await readIcons();

function pageOf(changed: Byte): Promise<string> {
  const lesson = lessonOf(changed, 'fingerprint');
  const program = { script: 'void 0', earlyScript: '', styles: 'a{}' };
  return renderPage({ byte: changed, lesson, pictures, icons, ...program });
}

/** Every element with the names of its attributes: what author text must not change. */
function shapeOf(html: string): readonly string[] {
  return parsePage(html).elements.map(({ tag, attributes }) =>
    [tag, ...Object.keys(attributes).sort()].join(' '),
  );
}

function xmlShapeOf(xml: string): readonly string[] {
  const document = XmlDocument.fromString(xml);
  try {
    return document.find('//* | //@*').map((node) => (node as unknown as { name: string }).name);
  } finally {
    document.dispose();
  }
}

const harmless = harmlessByte(byte);
const harmlessShape = shapeOf(await pageOf(harmless));

describe.each(HOSTILE_TEXTS)('an author who writes %j everywhere', (hostile) => {
  const changed = hostileByte(byte, hostile);

  test('adds nothing to the page but text', async () => {
    expect(shapeOf(await pageOf(changed))).toEqual(harmlessShape);
  });

  test('hands the program exactly the lesson', async () => {
    const data = parsePage(await pageOf(changed)).elements.find(
      ({ attributes }) => attributes['id'] === 'lesson',
    );
    expect(JSON.parse(data?.text ?? '')).toEqual(
      JSON.parse(JSON.stringify(lessonOf(changed, 'fingerprint'))),
    );
  });

  test('adds nothing to manifests but text', () => {
    for (const edition of SCORM_EDITIONS) {
      const manifest = (of: Byte): string =>
        manifestFor(edition, { byte: of, files: ['index.html'] });
      expect(xmlShapeOf(manifest(changed))).toEqual(xmlShapeOf(manifest(harmless)));
    }
  });

  test.each(['answers', 'report-key'])('adds nothing to the %s page but text', (name) => {
    const page = (of: Byte): string =>
      Buffer.from(teacherFiles(of).get(`sample-${name}.html`) ?? []).toString();
    expect(shapeOf(page(changed))).toEqual(shapeOf(page(harmless)));
  });
});

test('hostile text reaches the page in full', async () => {
  const [hostile = ''] = HOSTILE_TEXTS;
  const words = parsePage(await pageOf(hostileByte(byte, hostile))).elements.map(
    ({ text }) => text,
  );
  expect(words.filter((text) => text.includes(hostile)).length).toBeGreaterThan(60);
});
