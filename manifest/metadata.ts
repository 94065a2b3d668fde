import { LICENCE_TEXT, typicalLearningTime, vcard } from './manifest-input.js';
import type { Byte } from '../src/core/byte.js';
import { element, toXml, type XmlElement } from './xml.js';

/** The name of the metadata's file in the zip; the manifest of SCORM 2004 points there. */
export const METADATA_FILE = 'metadata.xml';

const LOM = 'http://ltsc.ieee.org/xsd/LOM';

/**
 * The lesson's metadata (IEEE 1484.12.3) as a file of its own. Inside a SCORM
 * 2004 manifest a strict checker would ask for schema files that may not be
 * had; the manifest only says where the file is.
 */
export function metadataFile(byte: Byte): string {
  const text = (value: string): XmlElement =>
    element('string', { language: byte.language }, [value]);
  return toXml(
    element('lom', { xmlns: LOM }, [
      element('general', {}, [
        element('identifier', {}, [
          element('catalog', {}, ['Career Byte']),
          element('entry', {}, [byte.id]),
        ]),
        element('title', {}, [text(byte.title)]),
        element('language', {}, [byte.language]),
        element('description', {}, [text(byte.description)]),
        ...byte.keywords.map((keyword) => element('keyword', {}, [text(keyword)])),
      ]),
      element('lifeCycle', {}, [
        element('version', {}, [text(byte.version)]),
        element('status', {}, vocabulary('final')),
        element('contribute', {}, [
          element('role', {}, vocabulary('author')),
          element('entity', {}, [vcard(byte.author)]),
        ]),
      ]),
      element('technical', {}, [element('format', {}, ['text/html'])]),
      element('educational', {}, [
        element('typicalLearningTime', {}, [element('duration', {}, [typicalLearningTime(byte)])]),
      ]),
      element('rights', {}, [
        element('cost', {}, vocabulary('no')),
        element('copyrightAndOtherRestrictions', {}, vocabulary('yes')),
        element('description', {}, [text(LICENCE_TEXT)]),
      ]),
    ]),
  );
}

function vocabulary(value: string): readonly XmlElement[] {
  return [element('source', {}, ['LOMv1.0']), element('value', {}, [value])];
}
