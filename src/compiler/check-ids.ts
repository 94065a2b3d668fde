import type { Id } from '../core/byte.js';
import type { ParsedContent, Report } from './parsed-content.js';
import { isOwnId, ownWordsIn, pageIdsOf } from './page-ids.js';
import type { Path, YamlFile } from './yaml.js';

/** Checks that each id names one thing only. */
export function checkIds(content: ParsedContent, report: Report): void {
  const { file, sections, facts, credits } = content;
  // Sections and questions share one space: both name rows of a report.
  const rows = sections.flatMap(({ path, id, value }) => [
    { path: [...path, 'id'], id },
    ...(value?.kind === 'quiz'
      ? value.questions.map((question, index) => ({
          path: [...path, 'questions', index, 'id'],
          id: question.id,
        }))
      : []),
    ...(value?.kind === 'feedback' ? [{ path: [...path, 'id'], id: `${value.id}-comment` }] : []),
  ]);
  reportDuplicates(rows, file, report);
  checkPageIds(content, report);
  reportDuplicates(facts.map(atId), file, report);
  reportDuplicates(credits.map(atId), file, report);
  for (const { path, value } of sections) {
    if (value !== null) checkNestedIds(value, path, (list) => reportDuplicates(list, file, report));
  }
}

/** One page holds everything, and each of its elements needs an id of its own. */
function checkPageIds({ file, sections }: ParsedContent, report: Report): void {
  const placed = sections.flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]));
  const reserved = new Set<Path>();
  const first = new Map<Id, Path>();
  for (const { id, name, path } of pageIdsOf(placed)) {
    const earlier = first.get(id);
    if (isOwnId(id)) {
      if (!reserved.has(path)) report(path, { kind: 'reserved-id', id: name });
      reserved.add(path);
    } else if (earlier === undefined) first.set(id, path);
    else report(path, { kind: 'page-id-twice', id, firstLine: file.placeOf(earlier).line });
  }
  for (const { path, id } of placed.flatMap(ownWordsIn)) report(path, { kind: 'reserved-id', id });
}

function atId({ path, id }: { readonly path: Path; readonly id: Id | null }): Identified {
  return { path: [...path, 'id'], id };
}

interface Identified {
  readonly path: Path;
  readonly id: Id | null;
}

function reportDuplicates(list: readonly Identified[], file: YamlFile, report: Report): void {
  const first = new Map<Id, Path>();
  for (const { path, id } of list) {
    if (id === null) continue;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, path);
    else report(path, { kind: 'duplicate-id', id, firstLine: file.placeOf(earlier).line });
  }
}

/** Hands each list of things with ids inside `value` to `check`, except the questions, which are rows. */
function checkNestedIds(
  value: unknown,
  path: Path,
  check: (list: readonly Identified[]) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    const inside = [...path, Array.isArray(value) ? Number(name) : name];
    if (Array.isArray(child) && name !== 'questions') {
      const ids = child.map((entry: unknown) => (entry as { id?: unknown } | null)?.id);
      check(ids.map((id, index) => ({ path: [...inside, index, 'id'], id: textOrNull(id) })));
    }
    checkNestedIds(child, inside, check);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
