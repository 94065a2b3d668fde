import { EDITION_FACTS, NAMESPACE, schemaLocation, type ScormEdition } from './editions.js';
import { identifiersOf, type ManifestInput } from './manifest-input.js';
import { element, toXml, type XmlElement } from './xml.js';

/** The editions of SCORM 2004 that are built. */
export type Scorm2004Edition = Exclude<ScormEdition, 'scorm12'>;

/**
 * LMS buttons that make no sense with a single page; exit and suspend stay, so
 * that a learner can always leave the LMS's frame.
 */
const HIDDEN_BUTTONS = ['previous', 'continue', 'abandon', 'abandonAll'] as const;

/** The `imsmanifest.xml` of a SCORM 2004 package. */
export function scorm2004Manifest(edition: Scorm2004Edition, input: ManifestInput): string {
  const { byte, files } = input;
  const ids = identifiersOf(byte);
  return toXml(
    element(
      'manifest',
      {
        identifier: ids.manifest,
        version: byte.version,
        xmlns: NAMESPACE.content2004,
        'xmlns:adlcp': NAMESPACE.adlcp2004,
        'xmlns:adlseq': NAMESPACE.adlseq,
        'xmlns:adlnav': NAMESPACE.adlnav,
        'xmlns:imsss': NAMESPACE.imsss,
        'xmlns:xsi': NAMESPACE.xsi,
        'xsi:schemaLocation': schemaLocation(edition),
      },
      [
        element('metadata', {}, [
          element('schema', {}, ['ADL SCORM']),
          element('schemaversion', {}, [EDITION_FACTS[edition].schemaVersion]),
        ]),
        element('organizations', { default: ids.organization }, [
          element('organization', { identifier: ids.organization }, [
            element('title', {}, [byte.title]),
            item(edition, input),
            element('imsss:sequencing', {}, [
              // ADL refuses a course in which nothing can be chosen.
              element('imsss:controlMode', { choice: 'true', flow: 'true' }),
            ]),
          ]),
        ]),
        element('resources', {}, [
          element(
            'resource',
            {
              identifier: ids.resource,
              type: 'webcontent',
              'adlcp:scormType': 'sco',
              href: files[0] ?? '',
            },
            files.map((href) => element('file', { href })),
          ),
        ]),
      ],
    ),
  );
}

function item(edition: Scorm2004Edition, { byte }: ManifestInput): XmlElement {
  const ids = identifiersOf(byte);
  return element('item', { identifier: ids.item, identifierref: ids.resource }, [
    element('title', {}, [byte.title]),
    completionThreshold(edition),
    element('imsss:sequencing', {}, [
      passMark(byte),
      // Without these an LMS may decide that an abandoned lesson is done (docs/scorm.md, Who overrides the status).
      element('imsss:deliveryControls', {
        tracked: 'true',
        completionSetByContent: 'true',
        objectiveSetByContent: 'true',
      }),
    ]),
    element('adlnav:presentation', {}, [
      element(
        'adlnav:navigationInterface',
        {},
        HIDDEN_BUTTONS.map((button) => element('adlnav:hideLMSUI', {}, [button])),
      ),
    ]),
  ]);
}

/** The lesson reports a progress of 1 exactly when it is complete. */
function completionThreshold(edition: Scorm2004Edition): XmlElement {
  return edition === 'scorm2004-3rd'
    ? element('adlcp:completionThreshold', {}, ['1.0'])
    : element('adlcp:completionThreshold', {
        completedByMeasure: 'true',
        minProgressMeasure: '1.0',
        progressWeight: '1.0',
      });
}

/** Without a quiz there is no score to measure by. */
function passMark({ sections, settings }: ManifestInput['byte']): XmlElement | null {
  if (!sections.some(({ kind }) => kind === 'quiz')) return null;
  return element('imsss:objectives', {}, [
    element('imsss:primaryObjective', { satisfiedByMeasure: 'true' }, [
      element('imsss:minNormalizedMeasure', {}, [String(settings.passMark / 100)]),
    ]),
  ]);
}
