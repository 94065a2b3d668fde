import type { ReportedObjective } from '../../core/report.js';
import type { Dialect } from '../lms/lms-session.js';

/** A row for each of `objectives`: the one it has at the LMS, or the next free one, in order. */
export function objectivePlaces(
  dialect: Dialect,
  objectives: readonly ReportedObjective[],
  existing: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const rows = new Map(existing);
  const taken = new Set(existing.values());
  for (const objective of objectives) {
    const id = dialect.objectiveId(objective);
    if (rows.has(id)) continue;
    let free = 0;
    while (taken.has(free)) free += 1;
    rows.set(id, free);
    taken.add(free);
  }
  return rows;
}
