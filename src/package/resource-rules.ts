import { rule, type RuleText } from './rule-text.js';

const STRICT = 'Strict checkers, SCORM Cloud and Blackboard refuse the package.';

/** What can be wrong with resources, files, pass marks and navigation. */
export const RESOURCE_RULES = {
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
  'file-not-found': rule(
    'error',
    "ADL's checker refuses the package.",
    'Add the file, or remove it from the manifest.',
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
