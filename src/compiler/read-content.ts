import type { z } from 'zod';
import type { Byte, Credit, Fact, Id, Section } from '../core/byte.js';
import type { Result } from '../core/result.js';
import { checkContent } from './check-content.js';
import { credit, fact, head, section, settings } from './content-model.js';
import type { Files } from './files.js';
import type { Entry } from './parsed-content.js';
import { readPictures } from './pictures.js';
import {
  closest,
  inOrder,
  isError,
  type ContentFault,
  type ContentProblem,
  type Place,
} from './problems.js';
import { readingTime, wholeMinutes } from './texts.js';
import { readYaml, type Path, type YamlFile } from './yaml.js';

/** A checked lesson and its checked pictures: SVG text by name. */
export interface Source {
  readonly byte: Byte;
  readonly pictures: ReadonlyMap<string, string>;
}

/** The result of reading a Byte's files. */
export interface Content {
  /** `null` when a problem is an error. */
  readonly source: Source | null;
  /** All errors and warnings, in the order of the files. */
  readonly problems: readonly ContentProblem[];
  /** The sections that have an id, with the line each starts at; none when the file is not YAML. */
  readonly outline: readonly OutlineEntry[];
  /** Finds the place of a value in the lesson's file. */
  readonly placeOf: (path: Path) => Place;
}

/** Where a section starts in the lesson's file. */
export interface OutlineEntry {
  readonly id: Id;
  readonly line: number;
}

/** The file with every word of a lesson. */
const LESSON = 'en.yaml';

/** Reads and checks the lesson in `files`, which lie in `folder`, such as `content/nurse`. */
export function readContent(files: Files, folder: string): Content {
  const path = `${folder}/${LESSON}`;
  const bytes = files.get(LESSON);
  if (!bytes) {
    const others = [...files.keys()].filter((name) => /^[^/]+\.ya?ml$/i.test(name));
    const at = { file: path, line: 1, column: 1 };
    const problems = [{ kind: 'file-missing', others, at }] as const;
    return { source: null, problems, outline: [], placeOf: () => at };
  }
  const yaml = readYaml(bytes, path);
  if (!yaml.ok) {
    const at = { file: path, line: 1, column: 1 };
    return { source: null, problems: yaml.problems, outline: [], placeOf: () => at };
  }
  return readLesson(yaml.value, files, folder);
}

function readLesson(file: YamlFile, files: Files, folder: string): Content {
  const parts = readParts(file);
  const entries = { sections: parts.sections.entries, facts: parts.facts.entries };
  const pictures = readPictures(files, folder, entries.sections, file);
  const fields = [
    ...(parts.head.ok ? [] : parts.head.problems),
    ...parts.sections.problems,
    ...parts.facts.problems,
    ...parts.credits.problems,
  ];
  const isBroken = parts.sections.problems.length > 0 || parts.sections.entries.length === 0;
  const problems = inOrder([
    ...file.problems,
    ...fields.filter(({ at }) => !file.doubtful.has(at.line)),
    ...checkContent({
      file,
      folder: folder.slice(folder.lastIndexOf('/') + 1),
      head: parts.head.ok ? parts.head.value : null,
      ...entries,
      credits: parts.credits.entries,
      complete: parts.sections.problems.length === 0,
    }),
    ...pictures.problems,
    ...unknownFiles(files, folder, isBroken ? null : pictures.used),
  ]);
  const outline = entries.sections.flatMap(({ id, path }) =>
    id === null ? [] : [{ id, line: file.placeOf(path).line }],
  );
  const placeOf = (at: Path): Place => file.placeOf(at);
  if (problems.some(isError) || !parts.head.ok) {
    return { source: null, problems, outline, placeOf };
  }
  const lists = {
    sections: valuesOf(parts.sections.entries),
    facts: valuesOf(parts.facts.entries),
    credits: valuesOf(parts.credits.entries),
  };
  const byte: Byte = {
    ...(withoutAbsent(parts.head.value) as Omit<Byte, keyof typeof lists>),
    ...lists,
  };
  return { source: { byte, pictures: pictures.files }, problems, outline, placeOf };
}

/** Files that editors and operating systems leave behind, and the authors' notes. */
const IGNORED = /(^|\/)(\.[^/]+|Thumbs\.db|desktop\.ini|[^/]+\.md)$|(^|\/)\.[^/]+\//i;

/** Files that nothing shows; `used` is `null` where a broken section may be what uses them. */
function unknownFiles(
  files: Files,
  folder: string,
  used: ReadonlySet<string> | null,
): readonly ContentProblem[] {
  const known = [...(used ?? [])];
  return [...files.keys()].flatMap((path): readonly ContentProblem[] => {
    const isPicture = /^media\/[^/]+\.svg$/.test(path);
    if (path === LESSON || IGNORED.test(path) || known.includes(path)) return [];
    if (isPicture && used === null) return [];
    const at = { file: `${folder}/${path}`, line: 1, column: 1 };
    return [{ kind: 'unknown-file', path, known: known.filter((one) => !files.has(one)), at }];
  });
}

interface Parts {
  readonly head: Result<z.output<typeof head>, ContentProblem>;
  readonly sections: Entries<Section>;
  readonly facts: Entries<Fact>;
  readonly credits: Entries<Credit>;
}

interface Entries<Value> {
  readonly entries: readonly Entry<Value>[];
  readonly problems: readonly ContentProblem[];
}

/** Lists are read entry by entry, so that one bad entry does not hide problems elsewhere. */
function readParts(file: YamlFile): Parts {
  const sections = readEntries<Section>(file, 'sections', section);
  return {
    head: readPart(head, { file, data: withoutEmpty(file.data), path: [] }),
    sections: { ...sections, entries: sections.entries.map(withMinutes) },
    facts: readEntries<Fact>(file, 'facts', fact),
    credits: readEntries<Credit>(file, 'credits', credit),
  };
}

/** An author may leave the minutes out. */
function withMinutes(entry: Entry<Section>): Entry<Section> {
  const { value } = entry;
  if (value === null || 'minutes' in value) return entry;
  // A cast: `minutes` is the one field of a section that the model lets an author leave out.
  const rest = value as Section;
  return { ...entry, value: { ...rest, minutes: wholeMinutes(readingTime(rest)) } };
}

/**
 * `data` without the optional fields that an author named and left empty, so
 * that they get the value they have when they are left out.
 */
function withoutEmpty(data: unknown): unknown {
  if (!isGroup(data)) return data;
  const kept = without(data, ['settings', 'facts', 'credits']);
  const own = kept['settings'];
  if (!isGroup(own)) return kept;
  const { support } = own;
  const isEmpty = isGroup(support) && ['text', 'href'].every((name) => isBlank(support[name]));
  const given = isEmpty ? { ...own, support: null } : own;
  return { ...kept, settings: without(given, Object.keys(settings.shape)) };
}

type Group = Readonly<Record<string, unknown>>;

function isGroup(data: unknown): data is Group {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function without(group: Group, names: readonly string[]): Group {
  return Object.fromEntries(
    Object.entries(group).filter(([name, value]) => value !== null || !names.includes(name)),
  );
}

function readEntries<Value>(file: YamlFile, list: string, schema: z.ZodType): Entries<Value> {
  const data = (file.data as Record<string, unknown> | null)?.[list];
  const problems: ContentProblem[] = [];
  const entries = (Array.isArray(data) ? data : []).map((entry: unknown, index): Entry<Value> => {
    const path: Path = [list, index];
    const read = readPart(schema, { file, data: entry, path });
    if (!read.ok) problems.push(...read.problems);
    // The model's schemas mirror core's types; tests hold the two together.
    const value = read.ok ? (withoutAbsent(read.value) as Value) : null;
    return { path, id: idOf(entry), value };
  });
  return { entries, problems };
}

function valuesOf<Value>(entries: readonly Entry<Value>[]): readonly Value[] {
  return entries.flatMap(({ value }) => (value === null ? [] : [value]));
}

function idOf(entry: unknown): string | null {
  const id = (entry as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}

/** An absent field is left out instead of being `undefined`, as core's types ask. */
function withoutAbsent<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** A part of a file and its place. */
interface Part {
  readonly file: YamlFile;
  readonly data: unknown;
  readonly path: Path;
}

/** Reads one part of a content file; every mistake in it becomes a problem with its place. */
function readPart<Schema extends z.ZodType>(
  schema: Schema,
  part: Part,
): Result<z.output<Schema>, ContentProblem> {
  const result = schema.safeParse(part.data, { error: (issue) => knownFields(issue.inst) });
  if (result.success) return { ok: true, value: result.data };
  const { issues } = result.error;
  const misspelled = issues.flatMap(misspelledFields);
  const others = issues.filter(({ code, path }) => {
    return code !== 'invalid_type' || !misspelled.includes(path.join('/'));
  });
  return { ok: false, problems: others.flatMap((issue) => problemsOf(issue, part)) };
}

/** The paths of fields that are not missing but misspelled: one problem is enough. */
function misspelledFields(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  return issue.keys.flatMap((key) => {
    const name = closest(key, issue.message.split(','));
    return name === null ? [] : [[...issue.path, name].join('/')];
  });
}

function problemsOf(issue: z.core.$ZodIssue, part: Part): readonly ContentProblem[] {
  const { file } = part;
  const path = [...part.path, ...issue.path];
  const field = fieldName(path);
  const found = valueAt(part.data, issue.path);
  const at = file.placeOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        kind: 'unknown-field',
        field: key,
        known: issue.message.split(','),
        at: file.placeOfName([...path, key]),
      }));
    case 'custom':
      return [{ ...faultOf(issue, field), at }];
    case 'too_small':
      return [{ kind: 'too-few', field, least: Number(issue.minimum), at }];
    case 'too_big':
      return [{ kind: 'too-many', field, most: Number(issue.maximum), at }];
    default:
      if (found === undefined) return [{ kind: 'missing-field', field, at }];
      if (found === null && typeof path.at(-1) === 'number') {
        return [{ kind: 'empty-entry', field, number: Number(path.at(-1)) + 1, at }];
      }
      return [{ ...valueFault(issue, field, found), at }];
  }
}

function valueFault(issue: z.core.$ZodIssue, field: string, found: unknown): ContentFault {
  const allowed = offered(issue);
  if (allowed.length > 0 && (typeof found !== 'object' || found === null)) {
    return { kind: 'not-offered', field, value: JSON.stringify(found), allowed };
  }
  const expected =
    issue.code === 'invalid_type' ? (EXPECTED[issue.expected] ?? issue.expected) : '';
  return { kind: 'wrong-type', field, expected, found: described(found) };
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list, each entry on its own line after a hyphen',
  object: 'fields with their values, one per line',
};

function offered(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  const { options } = issue as { readonly options?: readonly unknown[] };
  return (options ?? []).map(String);
}

function faultOf(issue: z.core.$ZodIssueCustom, field: string): ContentFault {
  const fault = issue.params?.['fault'] as ContentFault;
  return 'field' in fault ? { ...fault, field } : fault;
}

/** Hands the names of a strict object's fields to the problem, since the issue lacks them. */
function knownFields(schema: unknown): string | undefined {
  const shape = (schema as { readonly shape?: object } | undefined)?.shape;
  return shape ? Object.keys(shape).join(',') : undefined;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part],
    data,
  );
}

/** The innermost field that has a name, `''` for the whole file: entries of a list go by the list's name. */
function fieldName(path: Path): string {
  return path.findLast((part) => typeof part === 'string') ?? '';
}

function described(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return value.length > 20 ? 'text' : `the text "${value}"`;
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return `the value ${value}`;
    default:
      return 'a group of fields';
  }
}
