import { distance } from 'fastest-levenshtein';

/** Where in a content file an author has to look; lines and columns start at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Field {
  readonly field: string;
}

/** A line that is not YAML as its author wrote it, and a line that is; `null` where nobody can guess it. */
export interface Rewrite {
  readonly written: string;
  readonly instead: string | null;
}

/**
 * Everything that can be wrong with content, by its stable code: what is wrong
 * and what to do, in words for people who do not program. docs/problems.md
 * explains each code.
 */
const CATALOGUE = {
  // The file as a whole.
  'file-missing': ({ others, folders }: Others) =>
    `the file is not there. ${whereElse(others, folders)}`,
  'file-empty': () =>
    'the file is empty. Write the lesson into it; content/README.md explains every field.',
  'not-utf8': () =>
    'the file is not UTF-8 text, so letters such as é cannot be read. Save it again with the encoding UTF-8.',
  'utf16-text': () =>
    'the file is saved as UTF-16 (some editors call it "Unicode"). Save it again with the encoding UTF-8.',
  'unknown-file': ({ path, known }: { readonly path: string; readonly known: readonly string[] }) =>
    `nothing in the lesson uses the file ${path}.${didYouMean(path, known)} Use it, correct its name or remove it.`,

  // YAML.
  'tab-indent': () => 'the line is indented with a tab. Use spaces: two for each level.',
  'lookalike-space': ({ code, ...line }: { readonly code: number } & Rewrite) =>
    `there is a character here that looks like a space, or like nothing, and is neither (${unicode(code)}); it often comes with copied text. Delete it and type a normal space where one belongs.${rewrite(line)}`,
  'missing-colon': (line: Rewrite) =>
    `a colon is missing. Write the name of the field, a colon and a space, then its value.${rewrite(line)}`,
  'missing-space': (line: Rewrite) => `a space is missing after the colon.${rewrite(line)}`,
  'colon-in-text': (line: Rewrite) =>
    `this text has a colon with a space after it, so YAML reads it as another field. Put the text in quotation marks.${rewrite(line)}`,
  'wrong-indent': ({ spaces, ...line }: { readonly spaces: number } & Rewrite) =>
    `the line starts with ${count(spaces, 'space')} and fits nothing above it. Fields that belong together start in the same column. What belongs to a field starts two spaces further in, and that field has no other value.${rewrite(line)}`,
  'hyphen-without-space': (line: Rewrite) =>
    `a space is missing after the hyphen of a list entry.${rewrite(line)}`,
  'list-beside-field': (line: Rewrite) =>
    `a list begins on the line of its field. Put each entry on a line of its own below the field.${rewrite(line)}`,
  'two-values': ({ field, ...line }: Field & Rewrite) =>
    `"${field}" has a text and a list. Keep one of the two; if the hyphen belongs to the text, put the whole text in quotation marks.${rewrite(line)}`,
  'open-quote': (line: Rewrite) =>
    `the quotation mark that opens here is never closed. Add the closing one, or remove this one.${rewrite(line)}`,
  'open-bracket': (line: Rewrite) =>
    `the bracket that opens here is never closed on its line. Close it, or put each entry on a line of its own after a hyphen.${rewrite(line)}`,
  'text-after-quote': (line: Rewrite) =>
    `the value ends before its line does, because of a quotation mark, bracket or star. Put the whole text in quotation marks of the other kind.${rewrite(line)}`,
  'special-start': ({ sign, ...line }: { readonly sign: string } & Rewrite) =>
    `a text cannot start with "${sign}", which means something else in YAML. Put the text in quotation marks.${rewrite(line)}`,
  'text-beside-block': (line: Rewrite) =>
    `the text has to start on the line below ">-" or "|", indented.${rewrite(line)}`,
  'text-not-indented': (line: Rewrite) =>
    `the text below ">-" or "|" has to be indented further than its field.${rewrite(line)}`,
  'bad-backslash': (line: Rewrite) =>
    `a backslash inside double quotation marks has a meaning of its own. Use single quotation marks.${rewrite(line)}`,
  'duplicate-key': ({ field, firstLine }: Field & { readonly firstLine: number }) =>
    `the field "${field}" is here a second time; line ${firstLine} has it too. Keep one of the two.`,
  'merge-conflict': () =>
    'the file has two versions of the same lines here, because two people changed it. Keep one version, and remove the lines that start with <<<<<<<, ======= and >>>>>>>.',
  'second-document': () =>
    'a line "---" starts a second document here. A file holds one lesson; remove the line.',
  'yaml-syntax': ({ message, written }: { readonly message: string; readonly written: string }) =>
    `this line is not YAML. Check its indentation, colons and quotation marks, and those of the line above. (The parser says: ${message}.)${rewrite({ written, instead: null })}`,
  'cut-by-comment': ({ lost, ...line }: { readonly lost: string } & Rewrite) =>
    `" #" starts a note to yourself, so learners will not see "${lost}". If it is part of the text, put the text in quotation marks.${rewrite(line)}`,
  'text-is-comment': (line: Rewrite) =>
    `"#" starts a note to yourself, so the field is empty. If it is the text, put it in quotation marks.${rewrite(line)}`,
  'smart-quotes': ({ field, ...line }: Field & Rewrite) =>
    `the curly quotation marks around "${field}" will be shown as part of the text. YAML needs straight ones, or none.${rewrite(line)}`,

  // Fields and values.
  'missing-field': ({ field }: Field) => `the field "${field}" is missing. Add it.`,
  'unknown-field': ({ field, known }: Field & { readonly known: readonly string[] }) =>
    `there is no field "${field}" here.${didYouMean(field, known)} Use one of: ${known.join(', ')}.`,
  'wrong-type': ({
    field,
    expected,
    found,
  }: Field & { readonly expected: string; readonly found: string }) =>
    `${field === '' ? 'the file' : `"${field}"`} is ${found}. ${expectation(expected)}`,
  'not-offered': ({
    field,
    value,
    allowed,
  }: Field & { readonly value: string; readonly allowed: readonly string[] }) =>
    `"${field}" cannot be ${value}.${didYouMean(value.replace(/^"|"$/g, ''), allowed)} ${allowed.length === 1 ? 'It has to be' : 'Use one of'}: ${allowed.join(', ')}.`,
  'empty-entry': ({ field, number }: Field & { readonly number: number }) =>
    `entry ${number} of "${field}" is empty. Write it, or remove its hyphen.`,
  'empty-text': ({ field }: Field) => `"${field}" is empty. Write its text.`,
  'control-character': ({ field, code }: Field & { readonly code: number }) =>
    `"${field}" contains the invisible character ${unicode(code)}. Remove it.`,
  'line-break': ({ field }: Field) =>
    `"${field}" has a line break. Write it on one line, or fold it with ">-".`,
  'bad-id': ({
    value,
    suggestion,
  }: {
    readonly value: string;
    readonly suggestion: string | null;
  }) =>
    `"${value}" cannot be an id.${suggestion === null ? '' : ` "${suggestion}" could.`} Use small letters a–z, digits and single hyphens, start with a letter, and keep it to 60 characters.`,
  'bad-version': ({ value }: { readonly value: string }) =>
    `"${value}" is not a version. Write three numbers, such as 1.0.0.`,
  'bad-language': ({ value }: { readonly value: string }) =>
    `"${value}" is not a language code. Write one such as en or pt-BR.`,
  'out-of-range': ({
    field,
    value,
    rule,
  }: Field & { readonly value: string; readonly rule: string }) =>
    `"${field}" is ${value}. Use ${rule}.`,
  'too-few': ({ field, least }: Field & { readonly least: number }) =>
    `"${field}" has too few entries. Give at least ${least}.`,
  'too-many': ({ field, most }: Field & { readonly most: number }) =>
    `"${field}" has too many entries. Give at most ${most}.`,
  'too-long': ({ field, length, most }: Field & Excess) =>
    `"${field}" has ${grouped(length)} characters. Keep it to ${grouped(most)}.`,
  'wrong-minutes': ({
    minutes,
    words,
    computed,
  }: {
    readonly minutes: number;
    readonly words: number;
    readonly computed: number;
  }) =>
    `"minutes" is ${minutes}, but at 200 words a minute the ${count(words, 'word')} of this section take about ${computed}. Write ${computed}, or leave "minutes" out.`,

  // Text and links.
  markdown: ({ field, what }: Field & { readonly what: string }) =>
    `"${field}" has ${what}. Use only paragraphs, *emphasis*, **strong**, [links](https://…) and "- " lists.`,
  'bad-link': ({ href }: { readonly href: string }) =>
    `the link "${href}" does not work from inside a lesson. Use a full address that starts with https:// or mailto:.`,

  // Between one part of the lesson and another.
  'other-folder': ({ id, folder }: { readonly id: string; readonly folder: string }) =>
    `the lesson's id is "${id}", but its folder is "${folder}". Make the two the same.`,
  'reserved-id': ({ id }: { readonly id: string }) =>
    `the page itself uses the name "${id}". Choose another one.`,
  'duplicate-id': ({ id, firstLine }: Twice) =>
    `the id "${id}" is already used in line ${firstLine}. Choose another id.`,
  'page-id-twice': ({ id, firstLine }: Twice) =>
    `the page needs the name "${id}" for this, and for line ${firstLine} too. Choose another one here.`,
  'unknown-reference': ({
    what,
    id,
    known,
  }: {
    readonly what: string;
    readonly id: string;
    readonly known: readonly string[];
  }) =>
    `there is no ${what} with the id "${id}".${didYouMean(id, known)} ${known.length > 0 ? `Use one of: ${known.join(', ')}.` : 'Add one first.'}`,
  'given-twice': ({ field, id }: Field & { readonly id: string }) =>
    `"${field}" names "${id}" twice. Remove one of the two.`,
  'second-of-kind': ({
    section,
    firstLine,
  }: {
    readonly section: string;
    readonly firstLine: number;
  }) =>
    `a lesson has at most one section of the kind "${section}", and line ${firstLine} has it. Merge the two or choose another kind.`,
  'no-quiz': ({ completion }: { readonly completion: string }) =>
    `completion is "${completion}" and depends on a quiz, but no section is one. Add a quiz, or set completion to sections.`,
  'no-messages': ({
    language,
    known,
  }: {
    readonly language: string;
    readonly known: readonly string[];
  }) =>
    `the buttons and messages of a lesson are not translated into "${language}" yet, only into: ${known.join(', ')}. Use one of these, or ask the developers to translate src/i18n.`,
  'unregistered-figure': ({ figure }: { readonly figure: string }) =>
    `no claim in the fact register has the figure "${figure}". Add a fact with it, or take it out.`,
  'profile-start': ({ lowest }: { readonly lowest: number }) =>
    `the lowest profile starts at ${lowest}. Let one profile start at 0, so that every learner gets one.`,
  'profile-twice': ({ from }: { readonly from: number }) =>
    `two profiles start at ${from}. Give each its own start.`,
  'some-personas': () =>
    'some options have a persona and some do not. Give one to every option or to none.',
  'amount-missing': () => 'a bar needs an amount. Add "amount" with the bare number.',

  // Reports and records.
  'label-without-words': ({ label }: { readonly label: string }) =>
    `nothing of the label "${label}" can be shown in a report. Use letters from a to z and digits.`,
  'label-twice': ({ label, firstLine }: { readonly label: string; readonly firstLine: number }) =>
    `a report could not tell the label "${label}" from the one in line ${firstLine}. Choose other words.`,
  'response-too-long': ({ length, most }: Excess) =>
    `the labels of one whole answer have ${length} characters together, and SCORM 1.2 takes ${most}. Shorten the labels.`,
  'state-too-long': ({ length, most }: Excess) =>
    `a learner's saved progress may grow to ${grouped(length)} characters, and SCORM 1.2 is sure to keep only ${grouped(most)}. Use fewer questions or actions.`,
  'clashing-id': ({ id }: { readonly id: string }) =>
    `saved progress could not tell the id "${id}" from another one. Choose another id.`,

  // Pictures.
  'picture-missing': ({
    name,
    known,
    photo,
  }: {
    readonly name: string;
    readonly known: readonly string[];
    /** A file of that name in a format that lessons cannot show. */
    readonly photo: string | null;
  }) =>
    photo === null
      ? `there is no picture "${name}" in the folder media.${didYouMean(name, known)} Put ${name}.svg there.`
      : `the picture "${name}" is there as ${photo}, and a lesson can only show SVG drawings. Draw or export it as ${name}.svg.`,
  'picture-other-format': ({ format }: { readonly format: string }) =>
    `the file is a ${format}, whatever its name says. Renaming does not turn it into an SVG; export or draw the picture as one.`,
  'picture-malformed': ({ message }: { readonly message: string }) =>
    `the picture is not valid SVG, so no browser can draw it. Export it again. (The parser says: ${message}.)`,
  'picture-unsafe': ({ what }: { readonly what: string }) =>
    `the picture has ${what}, which a lesson cannot carry. Remove it, or export the picture as "plain" or "optimized" SVG.`,
  'picture-no-view-box': () =>
    'the picture has no viewBox, so it cannot scale. Add viewBox="0 0 width height" to <svg>.',
  'picture-id-twice': ({ id, other }: { readonly id: string; readonly other: string }) =>
    `the picture uses the id "${id}", and so does ${other}. Start each id with the picture's name.`,
  'picture-too-big': ({ bytes, most }: { readonly bytes: number; readonly most: number }) =>
    `the picture has ${grouped(bytes)} bytes. Simplify it to at most ${grouped(most)}.`,
};

interface Others {
  /** Files that are there and may be the one that is meant. */
  readonly others: readonly string[];
  /** The other lessons' folders, where the whole folder is missing. */
  readonly folders?: readonly string[];
}

interface Excess {
  readonly length: number;
  readonly most: number;
}

interface Twice {
  readonly id: string;
  readonly firstLine: number;
}

/** The stable code of a problem. */
export type ProblemCode = keyof typeof CATALOGUE;

export const PROBLEM_CODES = Object.keys(CATALOGUE) as readonly ProblemCode[];

/** What is wrong, without the place. */
export type ContentFault = {
  [Code in ProblemCode]: { readonly kind: Code } & (Parameters<
    (typeof CATALOGUE)[Code]
  > extends readonly [infer Details]
    ? Details
    : unknown);
}[ProblemCode];

/** A mistake in content that its author can repair. */
export type ContentProblem = ContentFault & { readonly at: Place };

const WARNINGS: ReadonlySet<ProblemCode> = new Set([
  'unknown-file',
  'cut-by-comment',
  'smart-quotes',
]);

/** Whether the Byte cannot be built as long as the problem is there. */
export function isError({ kind }: ContentFault): boolean {
  return !WARNINGS.has(kind);
}

/** Where, what is wrong and what to do. YAML slips add the line as written and the line to write. */
export function describeProblem(problem: ContentProblem): string {
  const { file, line, column } = problem.at;
  const warning = isError(problem) ? '' : 'warning: ';
  const [first = '', ...rest] = faultText(problem).split('\n');
  return [`${file}:${line}:${column}: ${warning}${first} [${problem.kind}]`, ...rest].join('\n');
}

/** The words of a fault, without its place and code. */
export function faultText(fault: ContentFault): string {
  // A cast: TypeScript cannot see that the words and the fault belong to the same code.
  return (CATALOGUE[fault.kind] as (fault: ContentFault) => string)(fault);
}

/** Sorts by file, line and column. */
export function inOrder(problems: readonly ContentProblem[]): readonly ContentProblem[] {
  return [...problems].sort(({ at: a }, { at: b }) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  });
}

/** ` Did you mean "title"?` where one of `known` is a typing error away from `value`. */
function didYouMean(value: string, known: readonly string[]): string {
  const name = closest(value, known);
  return name === null ? '' : ` Did you mean "${name}"?`;
}

/** The one of `known` that `value` is a typing error away from: two letters, or one in a short word. */
export function closest(value: string, known: readonly string[]): string | null {
  const [best] = known
    .map((name) => ({ name, steps: distance(value.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= (name.length > 3 ? 2 : name.length > 1 ? 1 : 0))
    .sort((one, other) => one.steps - other.steps);
  return best?.name ?? null;
}

function whereElse(others: readonly string[], folders: readonly string[] | undefined): string {
  const [other] = others;
  if (other !== undefined) return `There is ${other}; rename it to en.yaml.`;
  if (folders === undefined) return 'Create it.';
  return folders.length > 0
    ? `Create it, or correct the name of the folder: there are ${folders.join(', ')}.`
    : 'Create it with: npm run new -- my-career';
}

function rewrite({ written, instead }: Rewrite): string {
  const line = `\n    as written:  ${written.trim()}`;
  if (instead === null) return line;
  const indent = /^ */.exec(instead)?.[0] ?? '';
  const lines = instead.split('\n').map((one) => one.replace(indent, ''));
  return `${line}\n    write:       ${lines.join('\n                 ')}`;
}

function expectation(expected: string): string {
  return expected === 'text'
    ? 'Write text; put numbers and dates in quotation marks.'
    : `Write ${expected}.`;
}

function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

function unicode(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
