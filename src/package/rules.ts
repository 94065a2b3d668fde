export type Severity = 'error' | 'warning' | 'note';

/** What a rule says beside what it found; docs/verify.md says where it comes from. */
export interface RuleText {
  /**
   * `error`: an LMS that was run or read refuses the package, or the lesson does not
   * open or save in it. `warning`: a checker or a single LMS objects. `note`: worth knowing.
   */
  readonly severity: Severity;
  /** Who is affected, and how. */
  readonly effect: string;
  /** What to do. */
  readonly fix: string;
}

const error = (effect: string, fix: string): RuleText => ({ severity: 'error', effect, fix });
const warning = (effect: string, fix: string): RuleText => ({ severity: 'warning', effect, fix });
const note = (effect: string, fix: string): RuleText => ({ severity: 'note', effect, fix });

const ADL = "ADL's checker refuses the package.";
const REPACK = 'Zip the files again, from inside their folder.';
const PLAIN_NAME = 'Use the letters a–z, digits, ".", "_" and "-".';
const ONLY_WHAT_IT_NEEDS = 'Zip only what the lesson needs.';
const NO_LINKS = 'Links may lead out of the course, so the local LMS refuses the package.';

const ZIP_RULES = {
  'file-missing': error('There is nothing to check.', 'Correct the path.'),
  'zip-empty': error('There is nothing to play.', 'Upload or download the package again.'),
  'zip-unreadable': error(
    'It cannot be unpacked.',
    'Upload or download the package again, or zip it again.',
  ),
  'zip-too-many': error(
    'The local LMS refuses the package, and servers run out of time while unpacking it.',
    ONLY_WHAT_IT_NEEDS,
  ),
  'zip-too-large': error(
    'The local LMS refuses the package, and servers run out of space while unpacking it.',
    ONLY_WHAT_IT_NEEDS,
  ),
  'zip-bomb': error(
    'Unpacking it may stop the server.',
    'Do not upload it; ask where it comes from.',
  ),
  'entry-encrypted': error(
    'An LMS does not ask for the password.',
    'Zip the files without a password.',
  ),
  'entry-method': error(
    'Only deflated and stored files can be unpacked everywhere.',
    'Zip the files with the method "deflate".',
  ),
  'entry-damaged': error('The file is unusable after unpacking.', REPACK),
  'entry-link': error(NO_LINKS, 'Zip the file itself instead of a link.'),
  'name-unsafe': error(
    'The file would land outside the course, so the local LMS refuses the package.',
    REPACK,
  ),
  'name-backslash': error(
    'Open edX and servers on Linux take it for one long file name.',
    'Zip the files with a program that writes "/" between folders.',
  ),
  'name-windows': error(
    'Windows cannot store a file of this name, so the local LMS refuses the package.',
    PLAIN_NAME,
  ),
  'name-long': error(
    'File systems refuse such names, and so does the local LMS.',
    'Use shorter names and fewer folders.',
  ),
  'name-twice': error('LMSs disagree on which of the two they use.', 'Keep one of the two.'),
  'name-case': warning(
    'Servers on Windows keep only one of the two files.',
    'Give the files names that differ in more than letter case.',
  ),
  'name-not-ascii': warning(
    "ADL's checker reads such names wrongly and misses the file.",
    PLAIN_NAME,
  ),
  'name-odd': warning('Chamilo rewrites such names, and the file is not found.', PLAIN_NAME),
  'base-name-twice': warning(
    'Open edX finds files by their base name and mixes the two up.',
    'Give each file its own base name.',
  ),
  'type-unserved': warning(
    'Moodle serves such files with a type that browsers refuse.',
    'Ship scripts as .js.',
  ),
  'junk-file': warning(
    "It is not part of the lesson, and ADL's checker warns of it.",
    'Remove it from the package.',
  ),
} satisfies Readonly<Record<string, RuleText>>;

const MANIFEST_RULES = {
  'nothing-to-launch': error(
    'There is nothing that an LMS could open.',
    'Let an item name a resource, and the resource a page of the zip.',
  ),

  // The manifest as a file
  'manifest-missing': error(
    "Moodle and ADL's checker refuse the zip.",
    'Put imsmanifest.xml at the top of the zip.',
  ),
  'manifest-nested': error(
    "Moodle and ADL's checker refuse the zip.",
    'Zip what is in that folder, not the folder itself.',
  ),
  'manifest-case': error('Moodle refuses the zip.', 'Call it imsmanifest.xml, in small letters.'),
  'manifest-too-big': error(
    'The local LMS refuses the package.',
    'Check what wrote it; a manifest has a few kilobytes.',
  ),
  'manifest-doctype': error(
    'Entities can exhaust a server, so the local LMS refuses the package.',
    'Remove the document type.',
  ),
  'manifest-encoding': error(
    'An XML reader stops at the first character that does not fit.',
    'Save it as UTF-8.',
  ),
  'manifest-not-utf8': note(
    'An XML reader must know UTF-8 and UTF-16; other encodings depend on the LMS.',
    'Save it as UTF-8.',
  ),
  'manifest-bom': note(
    'The invisible mark at the start is legal and often overlooked when files are compared.',
    'Save it as UTF-8 without a byte order mark.',
  ),
  'manifest-malformed': error(
    'Moodle refuses the package, and XML readers have to.',
    'Correct the XML in this place.',
  ),
  'manifest-root': error(
    'No course can be found in it.',
    'Use the imsmanifest.xml of a SCORM package.',
  ),
  'manifest-namespace': warning(
    `LMSs that look only at the names of elements play it; ${ADL}`,
    'Use the namespaces of the SCORM version in schemaversion.',
  ),
  'schema-invalid': warning(
    `${ADL} SCORM Cloud has been reported to refuse such packages, too.`,
    'Correct the element or attribute.',
  ),
  'schema-unchecked': note(
    'An LMS that does not know the extension ignores it.',
    'Check these elements with the tool that wrote them.',
  ),

  // What the manifest says
  'schema-name': warning(ADL, 'Write <schema>ADL SCORM</schema>.'),
  'schema-version': error(
    'Moodle plays any text it does not know as SCORM 1.2, and Open edX as 2004; saving then fails silently.',
    'Write exactly 1.2, 2004 3rd Edition or 2004 4th Edition.',
  ),
  'schema-version-missing': warning(
    'Moodle plays the package as SCORM 1.2, which it is; Open edX takes it for 2004.',
    'Add <metadata> with <schema>ADL SCORM</schema> and <schemaversion>1.2</schemaversion>.',
  ),
  'schema-mismatch': error(
    'The LMS offers the wrong interface, and nothing is saved.',
    'Use the namespaces of the version in schemaversion.',
  ),
  'root-prefixed': error(
    'Open edX finds nothing in it.',
    'Make the content packaging namespace the default one.',
  ),
  'prefix-unusual': error(
    'Moodle matches the prefixes literally and overlooks these elements.',
    'Use the prefixes adlcp, adlseq, adlnav, imsss and imsmd.',
  ),
  'organization-missing': error(
    'The LMS has nothing to show in its table of contents.',
    'Add an organization with one item.',
  ),
  'organization-default': warning(
    `Moodle and the local LMS take the first organization; ${ADL}`,
    'Let the attribute "default" name an organization.',
  ),
  'title-missing': error(
    'Open edX fails, and other LMSs show a blank line.',
    'Give the organization and each item one title.',
  ),
  'title-long': warning(
    `The limit of the standard is 200 characters; ${ADL}`,
    'Keep titles to 200 characters.',
  ),
  'title-differs': note(
    'Moodle shows both, one above the other.',
    'Give a single item the title of its organization.',
  ),
  'item-without-resource': warning(
    'Nothing opens when a learner selects it.',
    'Let identifierref name a resource.',
  ),
  'item-with-both': warning(
    `Only items without inner items may open something; ${ADL}`,
    'Remove identifierref or the inner items.',
  ),
  'resource-unknown': error(
    'Nothing opens when a learner selects it.',
    'Let identifierref name a resource of this manifest.',
  ),
  'identifier-twice': warning(
    `${ADL} An LMS that files attempts by identifier mixes the two up.`,
    'Give each element its own identifier.',
  ),
  'identifier-odd': warning(
    'LMSs have been reported to cut or refuse identifiers with other characters.',
    'Start with a letter and use letters, digits, "_" and "-".',
  ),
} satisfies Readonly<Record<string, RuleText>>;

const RESOURCE_RULES = {
  'no-sco': warning(
    'Moodle counts the lesson as completed once it is opened and offers no way to save.',
    'Mark the resource of the page as a SCO, if it saves anything.',
  ),
  'first-resource': warning(
    'Open edX opens the first resource that has an href.',
    'Put the page that starts the lesson first.',
  ),
  'scorm-type-name': warning(
    `An LMS that goes by the exact name saves nothing; ${ADL}`,
    'Write adlcp:scormtype in 1.2 and adlcp:scormType in 2004.',
  ),
  'scorm-type-value': warning(
    `An LMS that goes by the exact word saves nothing; ${ADL}`,
    'Write sco or asset in small letters.',
  ),
  'resource-type': warning(ADL, 'Write type="webcontent".'),
  'href-missing': error(
    'The LMS opens an empty page.',
    'Let href name the page that starts the lesson.',
  ),
  'href-not-found': error(
    'Moodle accepts the package and opens an empty page.',
    'Add the file, or correct the path.',
  ),
  'file-not-found': warning(ADL, 'Add the file, or remove it from the manifest.'),
  'href-case': error(
    'Servers on Linux do not find the file.',
    'Write the name exactly as it is in the zip.',
  ),
  'href-unicode': warning(
    'Servers that compare names byte by byte do not find the file.',
    'Write the name in the zip and in the manifest in the same way, best in ASCII.',
  ),
  'href-external': error(
    'Browsers keep a page of another server from the LMS, so nothing is saved.',
    'Put the page into the package.',
  ),
  'file-external': warning(ADL, 'Put the file into the package, or remove it from the manifest.'),
  'href-absolute': error(
    'The file is looked for outside the course.',
    'Write the path from the top of the zip, without "/" or ".." at its start.',
  ),
  'href-backslash': warning(
    'Only Windows takes "\\" for a folder; browsers help out.',
    'Write "/".',
  ),
  'href-query': warning(
    "ADL's checker looks for a file with the question mark in its name.",
    'Put what follows the "?" into the attribute "parameters" of the item.',
  ),
  'href-no-extension': warning(
    'Servers guess the type of a file by its extension, and ADL asks for one.',
    'Add the extension, such as .html.',
  ),
  'href-unlisted': warning(ADL, 'Add a <file> with the same href.'),
  'page-empty': error('The learner sees an empty page.', 'Zip the page again.'),
  'file-unlisted': warning("ADL's checker warns of it.", 'Add a <file> for it, or remove it.'),
  'metadata-missing': warning(ADL, 'Add the file, or remove adlcp:location.'),
  'metadata-schema': error(
    "ADL's checker of the 4th edition refuses the package (REQUIRED_FILES_AT_ROOT).",
    'Remove adlcp:location and the file, or add the schemas and an xsi:schemaLocation.',
  ),
  'schema-xml-namespace': warning(
    "Xerces, which ADL's checker and most Java programs use, stops with a fatal error there.",
    'Delete this attribute from the file.',
  ),
  'schema-file-missing': warning(ADL, 'Add the schema file to the top of the zip.'),
  'schema-location': note(
    "ADL's checker cannot tell which schemas to use.",
    'Add xsi:schemaLocation with every namespace and its file.',
  ),
  'schema-file-other': warning(
    'A checker that uses the files of the package applies the wrong rules.',
    'Take the schema files of the edition in schemaversion.',
  ),
  'sub-manifest': warning(
    'ADL does not support manifests inside a manifest.',
    'Move its items and resources to the outer one.',
  ),

  // Grades and navigation
  'mastery-score': error(
    'Each LMS treats such a pass mark differently.',
    'Write a whole number from 0 to 100.',
  ),
  'mastery-locks': note(
    'Moodle turns a quiz left unfinished into a failed one, and the learner is locked out.',
    'Leave masteryscore out unless you need it.',
  ),
  'measure-missing': warning(
    'Moodle takes 100 % for the pass mark.',
    'Add imsss:minNormalizedMeasure.',
  ),
  'set-by-content': warning(
    "ADL's sequencer marks an abandoned lesson as completed and passed.",
    'Set completionSetByContent and objectiveSetByContent to true.',
  ),
  'no-navigation': error(
    'An LMS that follows sequencing opens nothing, and ADL refuses the course.',
    'Set choice or flow to true.',
  ),
  'no-way-out': warning(
    "Learners cannot leave the LMS's frame in SCORM Cloud.",
    'Do not hide both exit and suspendAll.',
  ),
  'time-limit': warning(
    'What happens at the limit differs from LMS to LMS; some end the lesson at once.',
    'Do not declare a time limit.',
  ),
  'description-long': note('SCORM Cloud cuts it.', 'Keep the description to 1,000 characters.'),
} satisfies Readonly<Record<string, RuleText>>;

/** Every rule that a package is checked by. */
export const RULES = { ...ZIP_RULES, ...MANIFEST_RULES, ...RESOURCE_RULES };

/** The id of a rule. Ids are permanent: people search for them and scripts filter by them. */
export type Rule = keyof typeof RULES;
