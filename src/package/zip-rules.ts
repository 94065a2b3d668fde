import { rule, type RuleText } from './rule-text.js';

const EVERY_LMS = 'No LMS can open it.';
const REPACK = 'Pack the files again with a zip program, from inside their folder.';

/** What can be wrong with the zip itself and with the names in it. */
export const ZIP_RULES = {
  'file-missing': rule('error', 'There is nothing to check.', 'Correct the path.'),
  'zip-empty': rule('error', EVERY_LMS, 'Upload or download the package again.'),
  'zip-unreadable': rule(
    'error',
    EVERY_LMS,
    'Upload or download the package again, or pack it again.',
  ),
  'zip-too-many': rule(
    'error',
    'LMSs run out of time while unpacking.',
    'Pack only what the lesson needs.',
  ),
  'zip-too-large': rule(
    'error',
    'LMSs run out of space while unpacking.',
    'Pack only what the lesson needs.',
  ),
  'zip-bomb': rule(
    'error',
    'Unpacking it may stop the server.',
    'Do not upload it; ask where it comes from.',
  ),
  'entry-encrypted': rule('error', EVERY_LMS, 'Pack the files without a password.'),
  'entry-method': rule(
    'error',
    'Most LMSs unpack only deflated and stored files.',
    'Pack the files with the method "deflate".',
  ),
  'entry-damaged': rule('error', 'The file is unusable after unpacking.', REPACK),
  'entry-link': rule(
    'error',
    'LMSs refuse links because they may lead out of the course.',
    'Pack the file itself instead of a link.',
  ),
  'name-unsafe': rule(
    'error',
    'LMSs refuse the package because the file would land outside the course.',
    REPACK,
  ),
  'name-backslash': rule(
    'error',
    'Open edX and servers on Linux take it for one long file name.',
    'Pack the files again with a program that writes "/" between folders.',
  ),
  'name-twice': rule(
    'error',
    'Which of the two files is used depends on the LMS.',
    'Keep one of the two.',
  ),
  'name-case': rule(
    'warning',
    'Servers on Windows keep only one of the two files.',
    'Give the files names that differ in more than letter case.',
  ),
  'name-not-ascii': rule(
    'warning',
    "ADL's checker and older LMSs read such names wrongly and miss the file.",
    'Use the letters a–z, digits, ".", "_" and "-".',
  ),
  'name-odd': rule(
    'warning',
    'Chamilo rewrites such names, and the file is not found.',
    'Use the letters a–z, digits, ".", "_" and "-".',
  ),
  'base-name-twice': rule(
    'warning',
    'Open edX finds files by their base name and mixes the two up.',
    'Give each file its own base name.',
  ),
  'type-unserved': rule(
    'warning',
    'Moodle serves such files with a type that browsers refuse.',
    'Ship scripts as .js.',
  ),
  'junk-file': rule(
    'warning',
    'It is no part of the lesson, and strict checkers complain.',
    'Remove it from the package.',
  ),
} satisfies Readonly<Record<string, RuleText>>;
