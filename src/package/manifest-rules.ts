import { rule, type RuleText } from './rule-text.js';

const STRICT = 'Strict checkers, SCORM Cloud and Blackboard refuse the package.';

/** What can be wrong with the manifest as a file, and with its organizations and items. */
export const MANIFEST_RULES = {
  // The manifest as a file
  'manifest-missing': rule(
    'error',
    'No LMS accepts the zip as a SCORM package.',
    'Put imsmanifest.xml at the top of the zip.',
  ),
  'manifest-nested': rule(
    'error',
    'Moodle and ADL refuse a manifest inside a folder.',
    'Pack the contents of the folder, not the folder.',
  ),
  'manifest-case': rule(
    'error',
    'LMSs look for the name in small letters.',
    'Call it imsmanifest.xml.',
  ),
  'manifest-too-big': rule(
    'error',
    'LMSs give up reading it.',
    'Check what wrote it; a manifest has a few kilobytes.',
  ),
  'manifest-doctype': rule(
    'error',
    'LMSs refuse it, because entities can exhaust the server.',
    'Remove the document type.',
  ),
  'manifest-encoding': rule(
    'error',
    'LMSs misread titles or refuse the file.',
    'Save it as UTF-8.',
  ),
  'manifest-bom': rule(
    'warning',
    'Some LMSs stumble over the invisible mark at the start.',
    'Save it as UTF-8 without byte order mark.',
  ),
  'manifest-malformed': rule('error', 'Every LMS refuses it.', 'Correct the XML in this place.'),
  'manifest-root': rule('error', 'Every LMS refuses it.', 'Use the manifest of a SCORM package.'),
  'schema-invalid': rule('error', STRICT, 'Correct the element or attribute.'),
  'schema-unchecked': rule(
    'note',
    'An LMS that does not know the extension ignores it.',
    'Check these elements with the tool that wrote them.',
  ),

  // What the manifest says
  'schema-name': rule(
    'error',
    'LMSs do not take it for SCORM.',
    'Write <schema>ADL SCORM</schema>.',
  ),
  'schema-version': rule(
    'error',
    'Moodle runs any other text as SCORM 1.2, and saving then fails silently.',
    'Write exactly 1.2, 2004 3rd Edition or 2004 4th Edition.',
  ),
  'schema-mismatch': rule(
    'error',
    'The LMS offers the wrong interface, and nothing is saved.',
    'Use the namespaces of the version in schemaversion.',
  ),
  'root-prefixed': rule(
    'error',
    'Open edX finds nothing in it.',
    'Make the content packaging namespace the default one.',
  ),
  'prefix-unusual': rule(
    'error',
    'Moodle matches the prefixes literally and overlooks these elements.',
    'Use the prefixes adlcp, adlseq, adlnav, imsss and imsmd.',
  ),
  'organization-missing': rule(
    'error',
    'The LMS has nothing to show in its table of contents.',
    'Add an organization with one item.',
  ),
  'organization-default': rule(
    'error',
    'LMSs do not know which course to open.',
    'Let the attribute "default" name an organization.',
  ),
  'title-missing': rule(
    'error',
    'Open edX fails, and other LMSs show a blank line.',
    'Give the organization and each item one title.',
  ),
  'title-long': rule('warning', 'LMSs cut it.', 'Keep titles to 200 characters.'),
  'title-differs': rule(
    'note',
    'Moodle shows both, one above the other.',
    'Give a single item the title of its organization.',
  ),
  'item-without-resource': rule(
    'error',
    'Nothing opens when a learner clicks it.',
    'Let identifierref name a resource.',
  ),
  'item-with-both': rule(
    'warning',
    'ADL allows resources only for items without items of their own.',
    'Remove identifierref or the inner items.',
  ),
  'resource-unknown': rule(
    'error',
    'Nothing opens when a learner clicks it.',
    'Let identifierref name a resource of this manifest.',
  ),
  'identifier-twice': rule(
    'error',
    'LMSs mix the two up, and attempts get lost.',
    'Give each element its own identifier.',
  ),
  'identifier-odd': rule(
    'warning',
    'Some LMSs cut or refuse identifiers with other characters.',
    'Start with a letter and use letters, digits, "_" and "-".',
  ),
} satisfies Readonly<Record<string, RuleText>>;
