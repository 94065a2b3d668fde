import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLError,
} from 'yaml';
import type { Result } from '../core/result.js';
import { decodeUtf8 } from './files.js';
import type { ContentFault, ContentProblem, Place } from './problems.js';

/** A step into nested content: a field's name or an entry's index. */
export type Path = readonly PropertyKey[];

/** The values of a content file, and where each of them is. */
export interface YamlFile {
  readonly data: unknown;
  /** Problems that leave the rest readable, such as a field given twice. */
  readonly problems: readonly ContentProblem[];
  /** Lines whose values `problems` are about, so that another complaint about them would repeat it. */
  readonly doubtful: ReadonlySet<number>;
  /** The place of the value at `path`, or of the nearest value around it. */
  placeOf(path: Path): Place;
  /** The place of the name of the field at `path`. */
  placeOfName(path: Path): Place;
}

/** Reads a YAML file from its bytes; `file` is its name in problems. */
export function readYaml(bytes: Uint8Array, file: string): Result<YamlFile, ContentProblem> {
  const fail = (fault: ContentFault): Result<YamlFile, ContentProblem> => ({
    ok: false,
    problems: [{ ...fault, at: { file, line: 1, column: 1 } }],
  });
  if (isUtf16(bytes)) return fail({ kind: 'utf16-text' });
  const source = decodeUtf8(bytes);
  if (source === null) return fail({ kind: 'not-utf8' });
  if (source.trim() === '') return fail({ kind: 'file-empty' });
  return parseYaml(source, file);
}

/** With a byte order mark, or with a zero in every second byte of its first letters. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first = -1, second = -1, third = -1, fourth = -1] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first === 0 && third === 0) || (second === 0 && fourth === 0);
}

/** Parses `original`, which `file` names in problems. */
export function parseYaml(original: string, file: string): Result<YamlFile, ContentProblem> {
  // Only very old editors end lines with a carriage return alone; the length stays the same.
  const source = original.replace(/\r(?!\n)/g, '\n');
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const text = new SourceText(source, counter, file);
  const slips = mergeMarks(text) ?? errorsOf(document, text);
  if (slips.length > 0) return { ok: false, problems: slips };
  const value = valuesOf(document, text);
  if (!value.ok) return value;
  if (value.value === null) {
    return { ok: false, problems: [{ kind: 'file-empty', at: text.placeAt(0) }] };
  }
  const suspicious = suspiciousOf(document, text);
  const place = (path: Path, name: boolean): Place =>
    text.placeAt(offsetOf(document, path, name) ?? 0);
  return {
    ok: true,
    value: {
      data: value.value,
      problems: [...duplicatesOf(document, text), ...suspicious.problems],
      doubtful: suspicious.lines,
      placeOf: (path) => place(path, false),
      placeOfName: (path) => place(path, true),
    },
  };
}

/** The lines of a file, for quoting them to their author. */
class SourceText {
  readonly source: string;
  readonly #lines: readonly string[];
  readonly #counter: LineCounter;
  readonly #file: string;

  constructor(source: string, counter: LineCounter, file: string) {
    this.source = source;
    this.#lines = source.split(/\r?\n/);
    this.#counter = counter;
    this.#file = file;
  }

  /** Starts at 1, as editors count. */
  lineNumber(offset: number): number {
    return Math.max(1, this.#counter.linePos(offset).line);
  }

  line(number: number): string {
    return this.#lines[number - 1] ?? '';
  }

  placeAt(offset: number): Place {
    const { line, col } = this.#counter.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** The place of the first character of a line that is not a space. */
  placeOfLine(number: number): Place {
    const column = this.line(number).search(/\S|$/) + 1;
    return { file: this.#file, line: number, column };
  }
}

/** Marks that a version control program writes between two versions of the same lines. */
function mergeMarks(text: SourceText): readonly ContentProblem[] | null {
  const offset = text.source.search(/^(<{7}|>{7}) /m);
  return offset < 0 ? null : [{ kind: 'merge-conflict', at: text.placeAt(offset) }];
}

function isQuoted({ type }: Scalar): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
}

/** Characters that look like a space, or like nothing, and are neither to YAML. */
const LOOKALIKE = /[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/;

/** Mistakes after which nothing of the file can be trusted: one for each line, and no consequences. */
function errorsOf(document: Document, text: SourceText): readonly ContentProblem[] {
  const errors = [...document.errors, ...document.warnings].filter(
    ({ code }) => code !== 'DUPLICATE_KEY',
  );
  const problems = new Map<number, ContentProblem>();
  for (const error of errors) {
    const problem = slipOf(error, text, document);
    if (!problems.has(problem.at.line)) problems.set(problem.at.line, problem);
  }
  const all = [...problems.values()];
  // A tab, a missing quotation mark or bracket makes YAML misread everything after it.
  const causes = all.filter(({ kind }) => CAUSES.has(kind));
  if (causes.length > 0) return causes;
  // After one slip the lines below it seem to be indented wrongly.
  return all.filter(({ kind }, index) => index === 0 || kind !== 'wrong-indent');
}

const CAUSES: ReadonlySet<string> = new Set(['tab-indent', 'lookalike-space', 'open-quote']);

/** A field on one line: what is before its value, and the value. */
const FIELD = /^(\s*(?:- +)*[^\s:#'"[{-][^:]*:[ \t]+)(\S.*)$/;

/** Explains a parser error as the author's slip, with the line to write instead. */
function slipOf(error: YAMLError, text: SourceText, document: Document): ContentProblem {
  const [offset] = error.pos;
  const number = text.lineNumber(offset);
  const written = text.line(number);
  const at = text.placeAt(offset);
  const lookalike = headOf(written).match(LOOKALIKE)?.[0];
  if (lookalike !== undefined) return lookalikeProblem(lookalike, number, text);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { kind: 'tab-indent', at };
    case 'MULTIPLE_DOCS':
      return { kind: 'second-document', at };
    case 'BAD_SCALAR_START':
    case 'TAG_RESOLVE_FAILED':
      return {
        kind: 'special-start',
        sign: signAt(text.source, offset),
        written,
        instead: quotedValue(written),
        at,
      };
    case 'BAD_DQ_ESCAPE':
      return {
        kind: 'bad-backslash',
        written,
        instead: written.includes("'") ? null : written.replace(/"(.*)"/, "'$1'"),
        at,
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return colonSlip(text, number, at);
    case 'MULTILINE_IMPLICIT_KEY':
      return keySlip(text, number, at);
    case 'BAD_INDENT':
      if (/end with a [\]}]/.test(error.message)) return openBracket(text, number);
      return wrongIndent(text, number);
    case 'MISSING_CHAR':
      if (error.message.includes('quote')) return openQuote(text, quoteBefore(document, offset));
      if (error.message.includes('sequence item') || error.message.includes('Sequence item')) {
        return wrongIndent(text, number);
      }
      return keySlip(text, number, at);
    case 'UNEXPECTED_TOKEN':
      return tokenSlip(error, text, at);
    default:
      if (text.source[offset] === '\t') return { kind: 'tab-indent', at };
      return { kind: 'yaml-syntax', message: sentence(error.message), written, at };
  }
}

/** The part of a line before its value: indentation, hyphens, the field's name and what follows its colon. */
function headOf(line: string): string {
  const start = /^[\s\u200b-\u200d\u2060\ufeff]*/.exec(line)?.[0] ?? '';
  const key = /^(?:- +)*[\w\u200b-\u200d\u2060\ufeff-]*:[\s\u200b-\u200d\u2060\ufeff]*/.exec(
    line.slice(start.length),
  )?.[0];
  return start + (key ?? '');
}

function lookalikeProblem(found: string, number: number, text: SourceText): ContentProblem {
  const written = text.line(number);
  const column = written.indexOf(found) + 1;
  return {
    kind: 'lookalike-space',
    code: found.codePointAt(0) ?? 0,
    written,
    instead: null,
    at: { ...text.placeOfLine(number), column },
  };
}

/** Something with a colon is where only a value can be. */
function colonSlip(text: SourceText, number: number, at: Place): ContentProblem {
  const written = text.line(number);
  const value = FIELD.exec(written)?.[2] ?? '';
  if (/^\s*-\s/.test(written) && !FIELD.test(written)) return wrongIndent(text, number);
  if (/:(\s|$)/.test(value)) {
    return { kind: 'colon-in-text', written, instead: quotedValue(written), at };
  }
  // The value is fine, and what follows is indented as if it belonged to it.
  const next = nextLine(text, number);
  return next === null
    ? { kind: 'yaml-syntax', message: 'a field is inside a text', written, at }
    : wrongIndent(text, next);
}

/** A line that should be a field is not. */
function keySlip(text: SourceText, number: number, at: Place): ContentProblem {
  const written = text.line(number);
  const entry = gluedEntry(text, number);
  if (entry) return entry;
  const glued = /^(\s*(?:- +)*[\w-]+):(\S.*)$/.exec(written);
  if (glued) {
    return { kind: 'missing-space', written, instead: `${glued[1] ?? ''}: ${glued[2] ?? ''}`, at };
  }
  const before = previousLine(text, number);
  if (before !== null && /[:\s-]\s*[>|][+-]?\s*$/.test(text.line(before))) {
    const instead = `${text.line(before).trim()}\n  ${written.trim()}`;
    return { kind: 'text-not-indented', written, instead, at: text.placeOfLine(number) };
  }
  if (FIELD.test(written)) {
    const next = nextLine(text, number);
    if (next !== null) return wrongIndent(text, next);
  }
  return {
    kind: 'missing-colon',
    written,
    instead: withColon(written),
    at: text.placeOfLine(number),
  };
}

/** `title The Gardener` and `title = The Gardener` as `title: The Gardener`. */
function withColon(line: string): string | null {
  const found = /^(\s*(?:- +)*)([A-Za-z][\w-]*)\s*[=：;]?\s*(.*)$/.exec(line);
  if (!found) return null;
  const [, start = '', name = '', value = ''] = found;
  return `${start}${name}:${value === '' ? '' : ` ${value}`}`;
}

/** An entry such as `-talk`. */
function gluedEntry(text: SourceText, number: number): ContentProblem | null {
  const written = text.line(number);
  if (!/^\s*-[^\s\d-]/.test(written)) return null;
  const instead = written.replace('-', '- ');
  return { kind: 'hyphen-without-space', written, instead, at: text.placeOfLine(number) };
}

function wrongIndent(text: SourceText, number: number): ContentProblem {
  const entry = gluedEntry(text, number);
  if (entry) return entry;
  const written = text.line(number);
  const spaces = written.search(/\S|$/);
  return {
    kind: 'wrong-indent',
    spaces,
    written: written.trimEnd(),
    instead: null,
    at: text.placeOfLine(number),
  };
}

function openQuote(text: SourceText, start: number): ContentProblem {
  const number = text.lineNumber(start);
  const written = text.line(number);
  const mark = text.source[start] ?? '"';
  const value = FIELD.exec(written)?.[2];
  const instead =
    value === undefined || mark === '"' ? `${written.trimEnd()}${mark}` : quotedValue(written);
  return { kind: 'open-quote', written, instead, at: text.placeAt(start) };
}

/** The start of the quoted text that ends at `offset`, where the parser noticed. */
function quoteBefore(document: Document, offset: number): number {
  let start = offset;
  visit(document, {
    Scalar: (_, node) => {
      const [from = 0, to = 0] = node.range ?? [];
      if (isQuoted(node) && from <= offset && to >= offset - 1) start = from;
    },
  });
  return start;
}

/** The parser notices on the first line that cannot be inside the brackets any more. */
function openBracket(text: SourceText, number: number): ContentProblem {
  let line = number;
  while (line > 1 && !/[[{]/.test(text.line(line))) line -= 1;
  const written = text.line(line);
  const column = Math.max(0, written.search(/[[{]/)) + 1;
  const close = written.includes('[') ? ']' : '}';
  return {
    kind: 'open-bracket',
    written,
    instead: close === '}' ? quotedValue(written) : `${written.trimEnd()}${close}`,
    at: { ...text.placeOfLine(line), column },
  };
}

function tokenSlip(error: YAMLError, text: SourceText, at: Place): ContentProblem {
  const written = text.line(at.line);
  const value = FIELD.exec(written)?.[2] ?? '';
  if (error.message.includes('block-seq-ind')) {
    const [, field = '', list = ''] = FIELD.exec(written) ?? [];
    const instead = `${field.trim()}\n  ${list}`;
    return { kind: 'list-beside-field', written, instead, at };
  }
  if (/^[>|]/.test(value)) {
    const [, field = '', block = ''] = FIELD.exec(written) ?? [];
    const [, sign = '', words = ''] = /^([>|][+-]?)\s*(.*)$/.exec(block) ?? [];
    const instead = `${field.trim()} ${sign === '>' ? '>-' : sign}\n  ${words}`;
    return { kind: 'text-beside-block', written, instead, at };
  }
  if (/^["'[{*&]/.test(value)) {
    return { kind: 'text-after-quote', written, instead: quotedValue(written), at };
  }
  return { kind: 'yaml-syntax', message: sentence(error.message), written, at };
}

/** The line with its whole value in quotation marks; `null` when the line has no field with a value. */
function quotedValue(line: string): string | null {
  const found = FIELD.exec(line);
  if (!found) return null;
  const [, start = '', value = ''] = found;
  return `${start}${quoted(value.trimEnd())}`;
}

/** `text` as a YAML string. Marks around it that do their job already are not doubled. */
function quoted(text: string): string {
  const bare = /^(?:[“”„](.*)[“”]|'(.*)'|‘(.*)’)$/.exec(text)?.slice(1).find(Boolean) ?? text;
  if (!bare.includes('"') && !bare.includes('\\')) return `"${bare}"`;
  return `'${bare.replaceAll("'", "''")}'`;
}

function signAt(source: string, offset: number): string {
  return source.slice(offset, offset + 1);
}

function sentence(message: string): string {
  return message.replace(/[.\s]+$/, '');
}

function nextLine(text: SourceText, number: number): number | null {
  return neighbor(text, number, 1);
}

function previousLine(text: SourceText, number: number): number | null {
  return neighbor(text, number, -1);
}

/** The nearest line in a direction that is neither empty nor a comment. */
function neighbor(text: SourceText, number: number, step: 1 | -1): number | null {
  const last = text.lineNumber(text.source.length);
  for (let line = number + step; line >= 1 && line <= last; line += step) {
    if (/^\s*[^\s#]/.test(text.line(line))) return line;
  }
  return null;
}

function duplicatesOf(document: Document, text: SourceText): readonly ContentProblem[] {
  const problems: ContentProblem[] = [];
  visit(document, {
    Map: (_, map) => {
      const lines = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const [offset] = key.range ?? [0];
        const field = String(key.value);
        const firstLine = lines.get(field);
        if (firstLine === undefined) lines.set(field, text.lineNumber(offset));
        else problems.push({ kind: 'duplicate-key', field, firstLine, at: text.placeAt(offset) });
      }
    },
  });
  return problems;
}

interface Suspicious {
  readonly problems: readonly ContentProblem[];
  readonly lines: ReadonlySet<number>;
}

/** Valid YAML that is hardly ever what its author means. */
function suspiciousOf(document: Document, text: SourceText): Suspicious {
  const problems: ContentProblem[] = [];
  const lines = new Set<number>();
  const add = (problem: ContentProblem | null, node: Scalar): void => {
    if (!problem) return;
    problems.push(problem);
    // The lines of a text that is only cut are all right.
    if (problem.kind !== 'cut-by-comment' && problem.kind !== 'smart-quotes') {
      lines.add(problem.at.line).add(text.lineNumber(node.range?.[0] ?? 0));
    }
  };
  const aliases = new Set<string>();
  visit(document, { Alias: (_, { source }) => void aliases.add(source) });
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key)) {
        const found = String(key.value).match(LOOKALIKE)?.[0];
        if (found !== undefined) {
          add(lookalikeProblem(found, text.lineNumber(key.range?.[0] ?? 0), text), key);
        }
      }
      if (isScalar(key) && isScalar(value)) {
        const unused = value.anchor !== undefined && !aliases.has(value.anchor);
        add(
          unused ? unusedAnchor(value, text) : suspiciousValue(String(key.value), value, text),
          value,
        );
      }
    },
    Seq: (_, { items }) => {
      for (const item of items) {
        if (!isScalar(item)) continue;
        add(suspiciousValue('', item, text), item);
      }
    },
  });
  return { problems, lines };
}

/** A text that starts with "&" loses its first word. */
function unusedAnchor(value: Scalar, text: SourceText): ContentProblem {
  const number = text.lineNumber(value.range?.[0] ?? 0);
  const written = text.line(number);
  const column = written.indexOf('&') + 1;
  const at = { ...text.placeOfLine(number), column };
  return { kind: 'special-start', sign: '&', written, instead: quotedValue(written), at };
}

/** Fields with names and codes: their own checks show what is wrong, and a note beside them is a note. */
const NAMES: ReadonlySet<string> = new Set([
  ...['id', 'name', 'section', 'correct', 'target', 'fact', 'kind', 'type', 'version', 'language'],
  ...['speaks', 'completion', 'feedback', 'statusWords'],
]);

/** Fields that may quote somebody. */
const SPEECH: ReadonlySet<string> = new Set([
  ...['text', 'intro', 'outro', 'prompt', 'statement', 'whenFits', 'whenNot', 'reason', 'note'],
  ...['explanation', 'claim', 'commentPrompt', 'true', 'false'],
]);

function suspiciousValue(field: string, value: Scalar, text: SourceText): ContentProblem | null {
  const [start, end] = value.range ?? [0, 0];
  const number = text.lineNumber(start);
  const written = text.line(number);
  const at = text.placeAt(start);
  if (value.type === 'PLAIN' && typeof value.value === 'string') {
    const source = text.source.slice(start, end);
    const [first = '', ...others] = source.split('\n');
    const glued = [first, ...others].findIndex((line) => /^-[^\s\d-]/.test(line.trim()));
    if (glued >= 0 && (others.length > 0 || !FIELD.test(written))) {
      return gluedEntry(text, number + glued);
    }
    const list = others.findIndex((line) => /^\s*- /.test(line));
    if (list >= 0 && field === '') return wrongIndent(text, number + list + 1);
    if (list >= 0) {
      const line = text.line(number + list + 1);
      const place = text.placeOfLine(number + list + 1);
      return { kind: 'two-values', field, written: line, instead: null, at: place };
    }
    if (!SPEECH.has(field) && !NAMES.has(field) && /^[“”„«‘].*[“”»’]$/s.test(source)) {
      const instead = others.length > 0 ? null : quotedValue(written);
      return { kind: 'smart-quotes', field, written, instead, at };
    }
  }
  if (value.type !== 'PLAIN' || NAMES.has(field)) return null;
  return cutByComment(value, text);
}

/** A comment on the line of a text; numbers and true or false have room for one. */
function cutByComment(value: Scalar, text: SourceText): ContentProblem | null {
  if (typeof value.value !== 'string' && value.value !== null) return null;
  const [start, end] = value.range ?? [0, 0];
  const number = text.lineNumber(Math.max(start, end - 1));
  const written = text.line(number);
  const column = written.search(/\s#/) + 1;
  if (column === 0 || text.lineNumber(end) < number) return null;
  const rest = written.slice(column);
  const before = written.slice(0, column);
  // Inside the value a "#" without a space before it is an ordinary character.
  if (value.value !== null && !before.trimEnd().endsWith(lastWord(value.value))) return null;
  const instead = quotedValue(written);
  const at = { ...text.placeOfLine(number), column: column + 1 };
  if (value.value === null) return { kind: 'text-is-comment', written, instead, at };
  return {
    kind: 'cut-by-comment',
    lost: rest.trim(),
    written,
    instead: text.lineNumber(start) === number ? instead : null,
    at,
  };
}

function lastWord(text: string): string {
  return /\S+$/.exec(text)?.[0] ?? '';
}

function valuesOf(document: Document, text: SourceText): Result<unknown, ContentProblem> {
  let alias: number | undefined;
  visit(document, {
    Alias: (_, node) => {
      if (alias === undefined && node.resolve(document) === undefined) alias = node.range?.[0];
    },
  });
  if (alias !== undefined) {
    const written = text.line(text.lineNumber(alias));
    const instead = quotedValue(written);
    const at = text.placeAt(alias);
    return { ok: false, problems: [{ kind: 'special-start', sign: '*', written, instead, at }] };
  }
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Thrown for aliases that multiply.
    const message = sentence(error instanceof Error ? error.message : String(error));
    const fault = { kind: 'yaml-syntax', message, written: text.line(1) } as const;
    return { ok: false, problems: [{ ...fault, at: text.placeAt(0) }] };
  }
}

function offsetOf(document: Document, path: Path, name: boolean): number | null {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [depth, part] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const child = childOf(node, part);
    if (child === undefined) return offset;
    if (isPair(child)) {
      const last = depth === path.length - 1;
      offset = (last && name ? null : startOf(child.value)) ?? startOf(child.key) ?? offset;
      node = child.value;
    } else {
      offset = startOf(child) ?? offset;
      node = child;
    }
  }
  return offset;
}

function childOf(node: unknown, part: PropertyKey): Node | Pair | undefined {
  if (isMap(node)) {
    // A key such as `true` is no string in YAML, but is one in the values.
    return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  }
  if (isSeq(node) && typeof part === 'number') return node.items[part] as Node | undefined;
  return undefined;
}

function startOf(node: unknown): number | null {
  return (node as Partial<Node> | null)?.range?.[0] ?? null;
}
