import { describe, expect, test } from 'vitest';
import type { ScormEdition } from '../../manifest/editions.js';
import {
  edit,
  findingsAfter,
  rewrite,
  samplePackage,
  withFile,
  without,
  type Break,
} from '../support/sample-package.js';

async function expectFindings(edition: ScormEdition, change: Break): Promise<void> {
  const lines = await findingsAfter(edition, change);
  expect(lines).not.toBe('');
  expect(lines).toMatchSnapshot();
}

const afterItemTitle = (element: string): Break =>
  edit(/(?<=<item [^]*?<\/title>)/, `\n${element}`);

describe('a SCORM 1.2 package', () => {
  test.each([
    ['a pass mark', afterItemTitle('<adlcp:masteryscore>80</adlcp:masteryscore>')],
    ['a pass mark in words', afterItemTitle('<adlcp:masteryscore>eighty</adlcp:masteryscore>')],
    ['a pass mark above 100', afterItemTitle('<adlcp:masteryscore>101</adlcp:masteryscore>')],
    ['a time limit', afterItemTitle('<adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>')],
    [
      'launch data too long',
      afterItemTitle(`<adlcp:datafromlms>${'x'.repeat(256)}</adlcp:datafromlms>`),
    ],
    ['the attribute of 2004', edit('adlcp:scormtype', 'adlcp:scormType')],
    ['the schemaversion of 2004', edit('>1.2<', '>2004 3rd Edition<')],
    [
      'a misspelt metadata element',
      rewrite((xml) => xml.replaceAll('imsmd:keyword', 'imsmd:keywords')),
    ],
    [
      'a metadata element twice',
      edit('<imsmd:educational>', '<imsmd:educational/><imsmd:educational>'),
    ],
    [
      'a long description',
      edit(/(?<=<imsmd:description>\s*<imsmd:langstring[^>]*>)/, 'word '.repeat(200)),
    ],
    ['an unknown language mark', edit('xml:lang="en"', 'xml:lang="in English"')],
    ['no schema files', without('imscp_rootv1p1p2.xsd', 'adlcp_rootv1p2.xsd')],
  ])('with %s gets a finding that says what to do', (_, change) =>
    expectFindings('scorm12', change),
  );
});

const BROKEN_2004: readonly (readonly [string, Break])[] = [
  ['nothing to choose', edit('choice="true" flow="true"', 'choice="false" flow="false"')],
  ['no measure', edit(/<imsss:minNormalizedMeasure>.*<\/imsss:minNormalizedMeasure>/, '')],
  ['a measure above 1', edit(/(?<=<imsss:minNormalizedMeasure>)[^<]*/, '75')],
  ['a measure with a comma', edit(/(?<=<imsss:minNormalizedMeasure>)[^<]*/, '0,75')],
  [
    'completion set by the LMS',
    edit('completionSetByContent="true"', 'completionSetByContent="false"'),
  ],
  ['no delivery controls', edit(/<imsss:deliveryControls[^>]*>/, '')],
  [
    'no way out',
    edit(
      '</adlnav:navigationInterface>',
      '<adlnav:hideLMSUI>exit</adlnav:hideLMSUI><adlnav:hideLMSUI>suspendAll</adlnav:hideLMSUI></adlnav:navigationInterface>',
    ),
  ],
  ['an unknown button', edit('>previous<', '>back<')],
  ['a misspelt navigation element', rewrite((xml) => xml.replaceAll('hideLMSUI', 'hideLmsUi'))],
  [
    'a time limit',
    edit(
      '<imsss:objectives>',
      '<imsss:limitConditions attemptAbsoluteDurationLimit="PT30M"/>\n<imsss:objectives>',
    ),
  ],
  [
    'sequencing in the wrong order',
    edit(
      /(<imsss:objectives>[^]*<\/imsss:objectives>)\s*(<imsss:deliveryControls[^>]*>)/,
      '<imsss:deliveryControls/><imsss:objectives/>',
    ),
  ],
  ['the attribute of 1.2', edit('adlcp:scormType', 'adlcp:scormtype')],
  ['the schemaversion of 1.2', edit(/(?<=<schemaversion>)[^<]*/, '1.2')],
  ['no part of the sequencing schema', without('imsss_v1p0seqrule.xsd', 'xml.xsd')],
];

describe.each(['scorm2004-3rd', 'scorm2004-4th'] as const)('a %s package', (edition) => {
  test.each(BROKEN_2004)('with %s gets a finding that says what to do', (_, change) =>
    expectFindings(edition, change),
  );

  test('with the schema files of the other edition gets a finding that says what to do', async () => {
    const other = await samplePackage(
      edition === 'scorm2004-3rd' ? 'scorm2004-4th' : 'scorm2004-3rd',
    );
    const adlcp = other.get('adlcp_v1p3.xsd') ?? '';
    await expectFindings(edition, withFile('adlcp_v1p3.xsd', adlcp));
  });
});

test('a 3rd edition package with the threshold of the 4th gets a finding that says what to do', async () => {
  const change = edit(
    /<adlcp:completionThreshold>[^<]*<\/adlcp:completionThreshold>/,
    '<adlcp:completionThreshold completedByMeasure="true"/>',
  );
  await expectFindings('scorm2004-3rd', change);
});

test.each([
  ['a threshold above 1', edit('minProgressMeasure="1.0"', 'minProgressMeasure="2"')],
  [
    'a metadata file without schemas',
    (files) => [
      ...edit(
        /<\/schemaversion>/,
        '</schemaversion>\n<adlcp:location>lom.xml</adlcp:location>',
      )(files),
      { name: 'lom.xml', data: Buffer.from('<lom xmlns="http://ltsc.ieee.org/xsd/LOM"/>') },
    ],
  ],
  ['a misspelt threshold', edit('adlcp:completionThreshold', 'adlcp:completionTreshold')],
])('a 4th edition package with %s gets a finding that says what to do', (_, change) =>
  expectFindings('scorm2004-4th', change),
);
