import { describe, expect, test } from 'vitest';
import { CONTROL_FILES } from '../../manifest/control-files.js';
import { EDITION_FACTS, SCORM_EDITIONS } from '../../manifest/editions.js';
import { readControlFiles, sha256 } from '../../scripts/packaging/control-files.js';

describe.each(SCORM_EDITIONS)('the schema files of %s', (edition) => {
  test('are exactly those that were looked at', async () => {
    const files = [...(await readControlFiles(edition))];
    expect(Object.fromEntries(files.map(([name, data]) => [name, sha256(data)]))).toEqual(
      CONTROL_FILES[edition],
    );
  });

  test('hold every file that the manifest says where to find', () => {
    const named = EDITION_FACTS[edition].schemaLocations.map(([, file]) => file);
    expect(Object.keys(CONTROL_FILES[edition])).toEqual(expect.arrayContaining(named));
  });

  test('bind no prefix to the namespace of XML, at which Xerces stops', async () => {
    for (const [name, data] of await readControlFiles(edition)) {
      expect([name, data.toString()]).not.toEqual([
        name,
        expect.stringMatching(/xmlns(:(?!xml)\w+)?="http:\/\/www\.w3\.org\/XML\/1998\/namespace"/),
      ]);
    }
  });

  test('need no file that is not among them', async () => {
    const files = await readControlFiles(edition);
    const needed = [...files].flatMap(([, data]) =>
      [...data.toString().matchAll(/(?:import|include)\s[^>]*schemaLocation\s*=\s*"([^"]*)"/g)].map(
        ([, file]) => file,
      ),
    );
    // One comment shows how to import xml.xsd from the W3C.
    const own = needed.filter((file) => !file?.startsWith('http'));
    expect([...files.keys()]).toEqual(expect.arrayContaining(own));
  });
});
