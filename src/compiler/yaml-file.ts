import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import type { Result } from '../core/result.js';
import type { ContentFault, ContentProblem, Place } from './problems.js';

/** A step into nested content: a field's name or an entry's index. */
export type Path = readonly PropertyKey[];

/** The values of a content file, and where each of them stands. */
export interface YamlFile {
  readonly data: unknown;
  /** Problems that leave the rest readable, such as a field given twice. */
  readonly problems: readonly ContentProblem[];
  /** Where the value at `path` stands, or the nearest value around it that is there. */
  placeOf(path: Path): Place;
  /** Where the name of the field at `path` stands. */
  placeOfName(path: Path): Place;
}

/** Reads the YAML file at `path`; text that is not YAML is a list of problems. */
export async function readYaml(path: string): Promise<Result<YamlFile, ContentProblem>> {
  const file = displayPath(path);
  const fail = (fault: ContentFault): Result<YamlFile, ContentProblem> => ({
    ok: false,
    problems: [{ ...fault, at: { file, line: 1, column: 1 } }],
  });
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) return fail({ kind: 'file-missing' });
  const source = decodeUtf8(bytes);
  if (source === null) return fail({ kind: 'not-utf8' });
  if (source.trim() === '') return fail({ kind: 'file-empty' });
  return parseYaml(source, file);
}

/** Parses `source`, which `file` names in problems. */
export function parseYaml(source: string, file: string): Result<YamlFile, ContentProblem> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const starts = new Set<number>();
  const errors = withoutConsequences([...document.errors, ...document.warnings], source);
  const problems = errors.flatMap((error) => {
    const [offset] = error.pos;
    // What follows at the same place is only another way to say the same.
    if (starts.has(offset)) return [];
    starts.add(offset);
    return [{ ...yamlFault(error, source), at: placeAt(offset) }];
  });
  if (problems.some(({ kind }) => kind !== 'duplicate-key')) return { ok: false, problems };
  const start = placeAt(0);
  const value = valuesOf(document);
  if (!value.ok) {
    return { ok: false, problems: [{ kind: 'yaml-syntax', message: value.message, at: start }] };
  }
  if (value.data === null) return { ok: false, problems: [{ kind: 'file-empty', at: start }] };
  const place = (path: Path, name: boolean): Place => {
    const offset = offsetOf(document, path, name);
    return offset === null ? start : placeAt(offset);
  };
  return {
    ok: true,
    value: {
      data: value.data,
      problems,
      placeOf: (path) => place(path, false),
      placeOfName: (path) => place(path, true),
    },
  };
}

/** `path` as an author knows it: from the folder of the project, with forward slashes. */
export function displayPath(path: string): string {
  const inside = relative(process.cwd(), path);
  return (inside.startsWith('..') ? path : inside).split(sep).join('/');
}

/** The text of `bytes` without byte order mark; `null` when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function valuesOf(
  document: Document,
): { ok: true; data: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, data: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Thrown for an alias without anchor, and for aliases that multiply.
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A tab makes YAML misread what comes after it, so that only the tabs are worth telling. */
function withoutConsequences(errors: readonly YAMLError[], source: string): readonly YAMLError[] {
  const tabs = errors.filter((error) => yamlFault(error, source).kind === 'tab-indent');
  return tabs.length > 0 ? tabs : errors;
}

function yamlFault(error: YAMLError, source: string): ContentFault {
  const [from, to] = error.pos;
  if (error.code === 'TAB_AS_INDENT') return { kind: 'tab-indent' };
  if (error.code === 'MULTIPLE_DOCS') return { kind: 'second-document' };
  if (error.code === 'DUPLICATE_KEY') {
    const field = /^[^:\n]*/.exec(source.slice(from, Math.max(to, from + 80)))?.[0] ?? '';
    return { kind: 'duplicate-key', field: field.trim() };
  }
  if (source[from] === '\t') return { kind: 'tab-indent' };
  return { kind: 'yaml-syntax', message: error.message.replace(/[.\s]+$/, '') };
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
