import { basename, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { Byte, Credit, Fact, Section } from '../core/byte.js';
import type { Result } from '../core/result.js';
import { checkContent, type Entry } from './check-content.js';
import { credit, fact, head, section, settings } from './content-schema.js';
import { readPictures } from './pictures.js';
import type { ContentProblem } from './problems.js';
import { readPart, type Read } from './schema-problems.js';
import { readYaml, type Path, type YamlFile } from './yaml-file.js';

/** A checked lesson and its checked pictures: SVG text by name. */
export interface Source {
  readonly byte: Byte;
  readonly pictures: ReadonlyMap<string, string>;
}

/** Reads and checks the lesson in `directory`; the problems are all there are, in the file's order. */
export async function loadContent(directory: string): Promise<Result<Byte, ContentProblem>> {
  const source = await loadSource(directory);
  return source.ok ? { ok: true, value: source.value.byte } : source;
}

/** Like {@link loadContent}, with the pictures. */
export async function loadSource(directory: string): Promise<Result<Source, ContentProblem>> {
  const yaml = await readYaml(join(directory, 'en.yaml'));
  if (!yaml.ok) return yaml;
  const file = yaml.value;
  const parts = readParts(file);
  const entries = { sections: parts.sections.entries, facts: parts.facts.entries };
  const pictures = await readPictures(join(directory, 'media'), entries.sections, file);
  const problems = [
    ...file.problems,
    ...(parts.head.ok ? [] : parts.head.problems),
    ...parts.sections.problems,
    ...parts.facts.problems,
    ...parts.credits.problems,
    ...checkContent({
      file,
      folder: basename(resolve(directory)),
      head: parts.head.ok ? parts.head.value : null,
      ...entries,
      credits: parts.credits.entries,
      complete: parts.sections.problems.length === 0,
    }),
    ...pictures.problems,
  ];
  if (problems.length > 0 || !parts.head.ok) return { ok: false, problems: inOrder(problems) };
  const lists = {
    sections: valuesOf(parts.sections.entries),
    facts: valuesOf(parts.facts.entries),
    credits: valuesOf(parts.credits.entries),
  };
  const byte: Byte = {
    ...(withoutAbsent(parts.head.value) as Omit<Byte, keyof typeof lists>),
    ...lists,
  };
  return { ok: true, value: { byte, pictures: pictures.files } };
}

interface Parts {
  readonly head: Read<z.output<typeof head>>;
  readonly sections: Entries<Section>;
  readonly facts: Entries<Fact>;
  readonly credits: Entries<Credit>;
}

interface Entries<Value> {
  readonly entries: readonly Entry<Value>[];
  readonly problems: readonly ContentProblem[];
}

/** Lists are read entry by entry, so that one bad entry does not hide what is wrong elsewhere. */
function readParts(file: YamlFile): Parts {
  return {
    head: readPart(head, { file, data: withoutEmpty(file.data), path: [] }),
    sections: readEntries<Section>(file, 'sections', section),
    facts: readEntries<Fact>(file, 'facts', fact),
    credits: readEntries<Credit>(file, 'credits', credit),
  };
}

/**
 * `data` without the fields that have a value of their own when the author says
 * nothing, where the author wrote their name and nothing behind it.
 */
function withoutEmpty(data: unknown): unknown {
  if (!isGroup(data)) return data;
  const kept = without(data, ['settings', 'facts', 'credits']);
  const own = kept['settings'];
  if (!isGroup(own)) return kept;
  const { support } = own;
  const isEmpty = isGroup(support) && ['text', 'href'].every((name) => isBlank(support[name]));
  const said = isEmpty ? { ...own, support: null } : own;
  return { ...kept, settings: without(said, Object.keys(settings.shape)) };
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
    // The schemas mirror the content model; tests hold the two together.
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

/** An absent field is left out instead of being `undefined`, as the model asks. */
function withoutAbsent<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function inOrder(problems: readonly ContentProblem[]): readonly ContentProblem[] {
  return [...problems].sort(({ at: a }, { at: b }) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  });
}
