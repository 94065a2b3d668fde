import { rule, type RuleText } from './rule-text.js';

const STRICT = 'Strict checkers, SCORM Cloud and Blackboard refuse the package.';

/** What can be wrong with the manifest, and between it and the zip. */
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
    'Nobody, if the LMS knows the extension.',
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
  'no-sco': rule(
    'error',
    'Moodle marks the lesson complete when it is opened and offers no way to save.',
    'Mark the resource of the page as a SCO.',
  ),
  'first-resource': rule(
    'warning',
    'Open edX opens the first resource that has an href.',
    'Put the page that starts the lesson first.',
  ),
  'scorm-type-name': rule(
    'error',
    'LMSs overlook the attribute and save nothing.',
    'Write adlcp:scormtype in 1.2 and adlcp:scormType in 2004.',
  ),
  'scorm-type-value': rule(
    'error',
    'LMSs overlook the value and save nothing.',
    'Write sco or asset in small letters.',
  ),
  'resource-type': rule('error', STRICT, 'Write type="webcontent".'),
  'href-missing': rule(
    'error',
    'The LMS opens an empty page.',
    'Let href name the page that starts the lesson.',
  ),
  'href-not-found': rule(
    'error',
    'Moodle accepts the package and opens an empty page.',
    'Add the file, or correct the path.',
  ),
  'href-case': rule(
    'error',
    'Servers on Linux do not find the file.',
    'Write the name as it is in the zip.',
  ),
  'href-external': rule(
    'error',
    'ADL refuses it, and the lesson depends on another server.',
    'Put the file into the package.',
  ),
  'href-absolute': rule(
    'error',
    'The file is looked for outside the course.',
    'Write the path from the top of the zip, without "/" or ".." at its start.',
  ),
  'href-backslash': rule('error', 'Only Windows takes "\\" for a folder.', 'Write "/".'),
  'href-query': rule(
    'warning',
    'Some LMSs look for a file with the question mark in its name.',
    'Put what follows the "?" into the attribute "parameters" of the item.',
  ),
  'href-no-extension': rule(
    'warning',
    'Servers guess the type by the ending, and ADL asks for one.',
    'Add the ending, such as .html.',
  ),
  'href-unlisted': rule(
    'error',
    'ADL refuses a page that is not among the files of its resource.',
    'Add a <file> with the same href.',
  ),
  'page-empty': rule('error', 'The learner sees an empty page.', 'Pack the page again.'),
  'file-unlisted': rule(
    'warning',
    "ADL's checker warns of it, and some LMSs leave the file out.",
    'Add a <file> for it, or remove it.',
  ),
  'metadata-missing': rule(
    'error',
    'Strict checkers look for the file.',
    'Add the file, or remove adlcp:location.',
  ),
  'schema-file-missing': rule(
    'error',
    "ADL's checker refuses the package.",
    'Add the schema file to the top of the zip.',
  ),
  'schema-location': rule(
    'warning',
    "ADL's checker cannot tell which schemas to use.",
    'Add xsi:schemaLocation with every namespace and its file.',
  ),
  'schema-file-other': rule(
    'warning',
    'A checker that uses the files of the package applies the wrong rules.',
    'Take the schema files of the edition in schemaversion.',
  ),
  'sub-manifest': rule(
    'warning',
    'ADL does not support manifests inside a manifest.',
    'Move its items and resources to the outer one.',
  ),

  // Rules about grades and navigation
  'mastery-score': rule('error', 'LMSs grade by chance.', 'Write a whole number from 0 to 100.'),
  'mastery-locks': rule(
    'note',
    'Moodle turns a quiz left unfinished into a failed one, and the learner is locked out.',
    'Leave masteryscore out unless you need it.',
  ),
  'measure-missing': rule(
    'warning',
    'Moodle takes 100 % for the pass mark.',
    'Add imsss:minNormalizedMeasure.',
  ),
  'set-by-content': rule(
    'warning',
    'LMSs mark an abandoned lesson as completed and passed.',
    'Set completionSetByContent and objectiveSetByContent to true.',
  ),
  'no-navigation': rule(
    'error',
    'ADL refuses a course in which nothing can be chosen.',
    'Set choice or flow to true.',
  ),
  'no-way-out': rule(
    'warning',
    "Learners cannot leave the LMS's frame in SCORM Cloud.",
    'Do not hide both exit and suspendAll.',
  ),
  'time-limit': rule(
    'warning',
    'LMSs handle time limits differently, and some end the lesson at once.',
    'Do not declare a time limit.',
  ),
  'description-long': rule(
    'warning',
    'SCORM Cloud cuts it.',
    'Keep the description to 1,000 characters.',
  ),
} satisfies Readonly<Record<string, RuleText>>;
