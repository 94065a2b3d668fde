import type { z } from 'zod';
import type { ContentFault, ContentProblem } from './problems.js';
import type { Path, YamlFile } from './yaml-file.js';

/** What `schema` makes of `data`, which stands at `path` in `file`. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

/** Where a part of a file was found. */
export interface Part {
  readonly file: YamlFile;
  readonly data: unknown;
  readonly path: Path;
}

/** Reads one part of a content file; every mistake in it becomes a problem with its place. */
export function readPart<Schema extends z.ZodType>(
  schema: Schema,
  part: Part,
): Read<z.output<Schema>> {
  const result = schema.safeParse(part.data, { error: (issue) => knownFields(issue.inst) });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue, part)) };
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
      return [
        typeof found === 'string'
          ? { kind: 'too-long', field, length: found.length, most: Number(issue.maximum), at }
          : { kind: 'too-many', field, most: Number(issue.maximum), at },
      ];
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

/** The innermost field that has a name, `''` for the whole file: entries of a list are called after the list. */
function fieldName(path: Path): string {
  return path.findLast((part) => typeof part === 'string') ?? '';
}

function described(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return `the value ${value}`;
    default:
      return 'a group of fields';
  }
}
