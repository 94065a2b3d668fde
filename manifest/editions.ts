/** The kinds of package that one lesson is built as. */
export const EDITIONS = ['scorm12', 'scorm2004-3rd', 'scorm2004-4th', 'web'] as const;

export type Edition = (typeof EDITIONS)[number];

/** The editions with a manifest, for an LMS. */
export type ScormEdition = Exclude<Edition, 'web'>;

/** The editions with a manifest. */
export const SCORM_EDITIONS: readonly ScormEdition[] = [
  'scorm12',
  'scorm2004-3rd',
  'scorm2004-4th',
];

/** What tells one edition from another; README.md shows the same as a table. */
export interface EditionFacts {
  /** For people. */
  readonly title: string;
  /** The text of `schemaversion`: LMSs choose the SCORM version by it. */
  readonly schemaVersion: string;
  /** The folder of the control files inside the package they are taken from. */
  readonly controlFolder: string;
  /** Where `xsi:schemaLocation` finds each namespace that the manifest uses. */
  readonly schemaLocations: readonly (readonly [namespace: string, file: string])[];
}

export const NAMESPACE = {
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  content12: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
  adlcp12: 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
  metadata12: 'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1',
  content2004: 'http://www.imsglobal.org/xsd/imscp_v1p1',
  adlcp2004: 'http://www.adlnet.org/xsd/adlcp_v1p3',
  adlseq: 'http://www.adlnet.org/xsd/adlseq_v1p3',
  adlnav: 'http://www.adlnet.org/xsd/adlnav_v1p3',
  imsss: 'http://www.imsglobal.org/xsd/imsss',
} as const;

const LOCATIONS_2004 = [
  [NAMESPACE.content2004, 'imscp_v1p1.xsd'],
  [NAMESPACE.adlcp2004, 'adlcp_v1p3.xsd'],
  [NAMESPACE.adlseq, 'adlseq_v1p3.xsd'],
  [NAMESPACE.adlnav, 'adlnav_v1p3.xsd'],
  [NAMESPACE.imsss, 'imsss_v1p0.xsd'],
] as const;

export const EDITION_FACTS: Readonly<Record<ScormEdition, EditionFacts>> = {
  scorm12: {
    title: 'SCORM 1.2',
    schemaVersion: '1.2',
    controlFolder: 'scorm12edition',
    schemaLocations: [
      [NAMESPACE.content12, 'imscp_rootv1p1p2.xsd'],
      [NAMESPACE.metadata12, 'imsmd_rootv1p2p1.xsd'],
      [NAMESPACE.adlcp12, 'adlcp_rootv1p2.xsd'],
    ],
  },
  'scorm2004-3rd': {
    title: 'SCORM 2004 3rd Edition',
    schemaVersion: '2004 3rd Edition',
    controlFolder: 'scorm20043rdedition',
    schemaLocations: LOCATIONS_2004,
  },
  'scorm2004-4th': {
    title: 'SCORM 2004 4th Edition',
    schemaVersion: '2004 4th Edition',
    controlFolder: 'scorm20044thedition',
    schemaLocations: LOCATIONS_2004,
  },
};

/** The value of `xsi:schemaLocation`. */
export function schemaLocation(edition: ScormEdition): string {
  return EDITION_FACTS[edition].schemaLocations.flat().join(' ');
}

/** The name of the zip that holds the lesson `id`. */
export function zipName(id: string, edition: Edition): string {
  return `${id}-${edition}.zip`;
}
