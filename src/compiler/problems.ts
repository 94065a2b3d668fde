import { assertNever } from '../core/result.js';

/** Where in a content file an author has to look; lines and columns start at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What can be wrong with content, without the place. */
export type ContentFault =
  | { readonly kind: 'file-missing' }
  | { readonly kind: 'file-empty' }
  | { readonly kind: 'not-utf8' }
  | { readonly kind: 'tab-indent' }
  | { readonly kind: 'duplicate-key'; readonly field: string }
  | { readonly kind: 'second-document' }
  | { readonly kind: 'yaml-syntax'; readonly message: string }
  | { readonly kind: 'missing-field'; readonly field: string }
  | { readonly kind: 'unknown-field'; readonly field: string; readonly known: readonly string[] }
  | {
      readonly kind: 'wrong-type';
      readonly field: string;
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly kind: 'not-offered';
      readonly field: string;
      readonly value: string;
      readonly allowed: readonly string[];
    }
  | { readonly kind: 'empty-entry'; readonly field: string; readonly number: number }
  | { readonly kind: 'empty-text'; readonly field: string }
  | { readonly kind: 'control-character'; readonly field: string; readonly code: number }
  | { readonly kind: 'line-break'; readonly field: string }
  | { readonly kind: 'bad-id'; readonly value: string }
  | { readonly kind: 'bad-version'; readonly value: string }
  | { readonly kind: 'bad-language'; readonly value: string }
  | {
      readonly kind: 'out-of-range';
      readonly field: string;
      readonly value: string;
      readonly rule: string;
    }
  | { readonly kind: 'too-few'; readonly field: string; readonly least: number }
  | { readonly kind: 'too-many'; readonly field: string; readonly most: number }
  | {
      readonly kind: 'too-long';
      readonly field: string;
      readonly length: number;
      readonly most: number;
    }
  | { readonly kind: 'markdown'; readonly field: string; readonly what: string }
  | { readonly kind: 'bad-link'; readonly href: string }
  | { readonly kind: 'other-folder'; readonly id: string; readonly folder: string }
  | { readonly kind: 'reserved-id'; readonly id: string }
  | { readonly kind: 'duplicate-id'; readonly id: string; readonly firstLine: number }
  | { readonly kind: 'page-id-twice'; readonly id: string; readonly firstLine: number }
  | {
      readonly kind: 'unknown-reference';
      readonly what: string;
      readonly id: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'given-twice'; readonly field: string; readonly id: string }
  | { readonly kind: 'second-of-kind'; readonly section: string; readonly firstLine: number }
  | { readonly kind: 'no-quiz'; readonly completion: string }
  | {
      readonly kind: 'no-messages';
      readonly language: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'unregistered-figure'; readonly figure: string }
  | { readonly kind: 'profile-start'; readonly lowest: number }
  | { readonly kind: 'profile-twice'; readonly from: number }
  | { readonly kind: 'some-personas' }
  | { readonly kind: 'amount-missing' }
  | { readonly kind: 'label-without-words'; readonly label: string }
  | { readonly kind: 'label-twice'; readonly label: string; readonly firstLine: number }
  | { readonly kind: 'response-too-long'; readonly length: number; readonly most: number }
  | { readonly kind: 'state-too-long'; readonly length: number; readonly most: number }
  | { readonly kind: 'clashing-id'; readonly id: string }
  | { readonly kind: 'picture-missing'; readonly name: string }
  | { readonly kind: 'picture-malformed'; readonly message: string }
  | { readonly kind: 'picture-unsafe'; readonly what: string }
  | { readonly kind: 'picture-no-view-box' }
  | { readonly kind: 'picture-id-twice'; readonly id: string; readonly other: string }
  | { readonly kind: 'picture-too-big'; readonly bytes: number; readonly most: number };

/** A mistake in content that its author can repair. */
export type ContentProblem = ContentFault & { readonly at: Place };

/** The one line that tells an author where, what is wrong, and what to do. */
export function describeProblem(problem: ContentProblem): string {
  const { file, line, column } = problem.at;
  return `${file}:${line}:${column}: ${faultText(problem)}`;
}

// One case per fault: splitting the catalogue would only hide it.
function faultText(fault: ContentFault): string {
  switch (fault.kind) {
    case 'file-missing':
      return 'the file is not there. Create it, or correct the name of the folder.';
    case 'file-empty':
      return 'the file is empty. Write the lesson into it; content/README.md shows every field.';
    case 'not-utf8':
      return 'the file is not UTF-8 text. Save it again with the encoding UTF-8.';
    case 'tab-indent':
      return 'the line is indented with a tab, which YAML forbids. Use blanks.';
    case 'duplicate-key':
      return `the field "${fault.field}" stands here a second time. Keep one of the two.`;
    case 'second-document':
      return 'a line "---" starts a second part here. A file holds one lesson; remove the line.';
    case 'yaml-syntax':
      return `this is not YAML: ${fault.message}. Check indentation, colons and quotes around here.`;
    case 'missing-field':
      return `the field "${fault.field}" is missing. Add it.`;
    case 'unknown-field':
      return `there is no field "${fault.field}" here. Use one of: ${fault.known.join(', ')}.`;
    case 'wrong-type':
      return `${fault.field === '' ? 'the file' : `"${fault.field}"`} is ${fault.found}. ${expectation(fault.expected)}`;
    case 'not-offered':
      return `"${fault.field}" cannot be ${fault.value}. Use one of: ${fault.allowed.join(', ')}.`;
    case 'empty-entry':
      return `entry ${fault.number} of "${fault.field}" is empty. Write it, or remove its hyphen.`;
    case 'empty-text':
      return `"${fault.field}" is empty. Write its text.`;
    case 'control-character':
      return `"${fault.field}" holds the invisible character ${unicode(fault.code)}. Remove it.`;
    case 'line-break':
      return `"${fault.field}" has a line break. Write it on one line, or fold it with ">-".`;
    case 'bad-id':
      return `"${fault.value}" is no id. Use small letters a–z and digits in groups with one hyphen between them, start with a letter, and keep it to 60 characters.`;
    case 'bad-version':
      return `"${fault.value}" is no version. Write three numbers, such as "1.0.0".`;
    case 'bad-language':
      return `"${fault.value}" is no language tag. Write one such as "en" or "pt-BR".`;
    case 'out-of-range':
      return `"${fault.field}" is ${fault.value}. Use ${fault.rule}.`;
    case 'too-few':
      return `"${fault.field}" has too few entries. Give at least ${fault.least}.`;
    case 'too-many':
      return `"${fault.field}" has too many entries. Give at most ${fault.most}.`;
    case 'too-long':
      return `"${fault.field}" has ${fault.length} characters. Keep it to ${fault.most}.`;
    case 'markdown':
      return `"${fault.field}" uses ${fault.what}. Use only paragraphs, *emphasis*, **strong**, [links](https://…) and "- " lists.`;
    case 'bad-link':
      return `the link "${fault.href}" leads nowhere safe. Use a full address that starts with https:// or mailto:.`;
    case 'other-folder':
      return `the lesson calls itself "${fault.id}" but lies in the folder "${fault.folder}". Make the two the same.`;
    case 'reserved-id':
      return `the name "${fault.id}" is taken by the page itself. Choose another one.`;
    case 'duplicate-id':
      return `the id "${fault.id}" is already used in line ${fault.firstLine}. Choose another id.`;
    case 'page-id-twice':
      return `the page needs the name "${fault.id}" for this, and for line ${fault.firstLine} too. Choose another one here.`;
    case 'unknown-reference':
      return `there is no ${fault.what} with the id "${fault.id}". ${known(fault.known)}`;
    case 'given-twice':
      return `"${fault.field}" names "${fault.id}" twice. Remove one of the two.`;
    case 'second-of-kind':
      return `a lesson has at most one section of the kind "${fault.section}", and line ${fault.firstLine} has it. Merge the two or choose another kind.`;
    case 'no-quiz':
      return `completion is "${fault.completion}" and so depends on a quiz, but no section is one. Add a quiz, or set completion to "sections".`;
    case 'no-messages':
      return `the page has no words in the language "${fault.language}", only in: ${fault.known.join(', ')}. Use one of these, or first translate src/i18n/en.ts.`;
    case 'unregistered-figure':
      return `the figure "${fault.figure}" stands in no claim of the fact register. Add a fact with it, or take it out.`;
    case 'profile-start':
      return `the lowest profile starts at ${fault.lowest}. Let one profile start at 0, so that every learner has one.`;
    case 'profile-twice':
      return `two profiles start at ${fault.from}. Give each its own start.`;
    case 'some-personas':
      return 'some options have a persona and some have none. Give one to every option or to none.';
    case 'amount-missing':
      return 'a bar cannot be drawn without an amount. Add "amount" to the value.';
    case 'label-without-words':
      return `the label "${fault.label}" leaves nothing for a report. Use the letters a–z and digits.`;
    case 'label-twice':
      return `the label "${fault.label}" reads in a report like the one in line ${fault.firstLine}. Choose other words.`;
    case 'response-too-long':
      return `the answer's labels joined have ${fault.length} characters, and SCORM 1.2 takes ${fault.most}. Shorten the labels.`;
    case 'state-too-long':
      return `a learner's record may grow to ${fault.length} characters, and SCORM 1.2 is sure to keep ${fault.most}. Use fewer questions or actions.`;
    case 'clashing-id':
      return `the id "${fault.id}" cannot be told from another one in a learner's record. Choose another id.`;
    case 'picture-missing':
      return `the picture "${fault.name}" is not there. Put ${fault.name}.svg into the folder media.`;
    case 'picture-malformed':
      return `the picture is not well-formed SVG: ${fault.message}. Export it again.`;
    case 'picture-unsafe':
      return `the picture has ${fault.what}, which may run or load something. Remove it.`;
    case 'picture-no-view-box':
      return 'the picture has no viewBox, so it cannot scale. Add viewBox="0 0 width height" to <svg>.';
    case 'picture-id-twice':
      return `the picture uses the id "${fault.id}", and so does ${fault.other}. Start each id with the picture's name.`;
    case 'picture-too-big':
      return `the picture has ${fault.bytes} bytes. Simplify it to at most ${fault.most}.`;
    default:
      return assertNever(fault);
  }
}

function expectation(expected: string): string {
  return expected === 'text'
    ? 'Write text; put numbers and dates in quotes.'
    : `Write ${expected}.`;
}

function known(ids: readonly string[]): string {
  return ids.length > 0 ? `Use one of: ${ids.join(', ')}.` : 'Add one first.';
}

function unicode(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
