import { EDITION_FACTS, NAMESPACE, schemaLocation } from './editions.js';
import {
  identifiersOf,
  LICENCE_TEXT,
  typicalLearningTime,
  vcard,
  type ManifestInput,
} from './manifest-input.js';
import { element, toXml, type XmlElement } from './xml.js';

/** The `imsmanifest.xml` of a SCORM 1.2 package. */
export function scorm12Manifest(input: ManifestInput): string {
  const { byte, files } = input;
  const ids = identifiersOf(byte);
  return toXml(
    element(
      'manifest',
      {
        identifier: ids.manifest,
        version: byte.version,
        xmlns: NAMESPACE.content12,
        'xmlns:adlcp': NAMESPACE.adlcp12,
        'xmlns:imsmd': NAMESPACE.metadata12,
        'xmlns:xsi': NAMESPACE.xsi,
        'xsi:schemaLocation': schemaLocation('scorm12'),
      },
      [
        element('metadata', {}, [
          element('schema', {}, ['ADL SCORM']),
          element('schemaversion', {}, [EDITION_FACTS.scorm12.schemaVersion]),
          learningObject(input),
        ]),
        element('organizations', { default: ids.organization }, [
          element('organization', { identifier: ids.organization }, [
            element('title', {}, [byte.title]),
            element('item', { identifier: ids.item, identifierref: ids.resource }, [
              element('title', {}, [byte.title]),
              masteryScore(input),
            ]),
          ]),
        ]),
        element('resources', {}, [
          element(
            'resource',
            {
              identifier: ids.resource,
              type: 'webcontent',
              'adlcp:scormtype': 'sco',
              href: files[0] ?? '',
            },
            files.map((href) => element('file', { href })),
          ),
        ]),
      ],
    ),
  );
}

/**
 * Only if the author asks for it: with it, Moodle turns an unfinished quiz into
 * a failed one (docs/scorm.md, Who overrides the status).
 */
function masteryScore({ byte }: ManifestInput): XmlElement | null {
  const { masteryScoreInManifest, passMark } = byte.settings;
  return masteryScoreInManifest ? element('adlcp:masteryscore', {}, [String(passMark)]) : null;
}

function learningObject({ byte, files }: ManifestInput): XmlElement {
  const text = (value: string): XmlElement =>
    element('imsmd:langstring', { 'xml:lang': byte.language }, [value]);
  return element('imsmd:lom', {}, [
    element('imsmd:general', {}, [
      element('imsmd:title', {}, [text(byte.title)]),
      element('imsmd:catalogentry', {}, [
        element('imsmd:catalog', {}, ['Career Byte']),
        element('imsmd:entry', {}, [text(byte.id)]),
      ]),
      element('imsmd:language', {}, [byte.language]),
      element('imsmd:description', {}, [text(byte.description)]),
      ...byte.keywords.map((keyword) => element('imsmd:keyword', {}, [text(keyword)])),
    ]),
    element('imsmd:lifecycle', {}, [
      element('imsmd:version', {}, [text(byte.version)]),
      element('imsmd:status', {}, vocabulary('Final')),
      element('imsmd:contribute', {}, [
        element('imsmd:role', {}, vocabulary('Author')),
        element('imsmd:centity', {}, [element('imsmd:vcard', {}, [vcard(byte.author)])]),
      ]),
    ]),
    element('imsmd:metametadata', {}, [
      element('imsmd:metadatascheme', {}, ['ADL SCORM 1.2']),
      element('imsmd:language', {}, [byte.language]),
    ]),
    element('imsmd:technical', {}, [
      element('imsmd:format', {}, ['text/html']),
      element('imsmd:location', { type: 'URI' }, [files[0] ?? '']),
    ]),
    element('imsmd:educational', {}, [
      element('imsmd:typicallearningtime', {}, [
        element('imsmd:datetime', {}, [typicalLearningTime(byte)]),
      ]),
    ]),
    element('imsmd:rights', {}, [
      element('imsmd:cost', {}, vocabulary('no')),
      element('imsmd:copyrightandotherrestrictions', {}, vocabulary('yes')),
      element('imsmd:description', {}, [text(LICENCE_TEXT)]),
    ]),
  ]);
}

/** A value of LOM's own vocabulary; `x-none` is how LOM 1.2 says that it has no language. */
function vocabulary(value: string): readonly XmlElement[] {
  const word = (text: string): XmlElement =>
    element('imsmd:langstring', { 'xml:lang': 'x-none' }, [text]);
  return [
    element('imsmd:source', {}, [word('LOMv1.0')]),
    element('imsmd:value', {}, [word(value)]),
  ];
}
