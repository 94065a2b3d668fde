import type { ListedLearner } from '../store/attempt-record.js';
import type { Report } from '../store/reports.js';

// Who of a class list has not begun, has begun, has finished or has passed.

/** A learner of a report, over all attempts. */
export interface SeenLearner {
  readonly code: string;
  readonly name: string;
  readonly state: LearnerState;
  /** When the first attempt that counts was last open, in milliseconds; `null` for none or not known. */
  readonly doneAt: number | null;
}

/** The furthest that a learner has come in any attempt. */
export type LearnerState = 'begun' | 'finished' | 'passed' | 'failed' | 'not known';

/** What a class list and a report say together of one learner. */
export interface ListedState {
  readonly learner: ListedLearner;
  readonly match: Match;
  readonly state: LearnerState | 'not begun';
  /** Finished after the due date, or not finished although it is over. */
  readonly late: boolean;
}

/** How a line of the list was found in the report. */
export type Match =
  | { readonly by: 'id' | 'email' | 'name'; readonly seen: SeenLearner }
  /** Nobody for certain; those that it may be. */
  | { readonly by: 'nothing'; readonly maybe: readonly SeenLearner[] };

/** Every learner of a course with the furthest state. */
export async function learnersOf(report: Report): Promise<readonly SeenLearner[]> {
  const rows = await report.all<{
    code: string;
    name: string;
    status: string;
    success: string;
    lastAt: number | null;
  }>(
    `select learner_code as code, learner_name as name, status, success, last_at as lastAt
     from attempt where course_id = ? order by learner_code, number, id`,
    report.courseId,
  );
  const learners = new Map<string, SeenLearner>();
  for (const { code, name, status, success, lastAt } of rows) {
    const state = stateOf(status, success);
    const before = learners.get(code);
    if (before && ORDER.indexOf(before.state) >= ORDER.indexOf(state)) continue;
    const isDone = state === 'finished' || state === 'passed';
    learners.set(code, { code, name, state, doneAt: isDone ? lastAt : null });
  }
  return [...learners.values()];
}

/** The better state comes later. */
const ORDER: readonly LearnerState[] = ['not known', 'begun', 'failed', 'finished', 'passed'];

function stateOf(status: string, success: string): LearnerState {
  if (success === 'passed' || status === 'passed') return 'passed';
  if (['incomplete', 'not attempted', 'browsed'].includes(status)) return 'begun';
  if (success === 'failed' || status === 'failed') return 'failed';
  return status === 'completed' ? 'finished' : 'not known';
}

/**
 * Finds each line of a list in a report: by id, then by e-mail address, then by name, whatever the
 * order of its parts. A name that two learners have, or that is only nearly the same, is a doubt and no match.
 */
export function compareList(
  list: readonly ListedLearner[],
  seen: readonly SeenLearner[],
  due: number | null,
  now: number,
): readonly ListedState[] {
  const byCode = new Map(seen.map((one) => [one.code.toLowerCase(), one]));
  const byName = new Map<string, SeenLearner[]>();
  for (const one of seen) {
    const key = nameKey(one.name);
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  const namesInList = new Map<string, number>();
  for (const { name } of list) {
    const key = nameKey(name);
    namesInList.set(key, (namesInList.get(key) ?? 0) + 1);
  }
  const certain = list.map((learner): Match => {
    const own = learner.id === '' ? undefined : byCode.get(learner.id.toLowerCase());
    if (own) return { by: 'id', seen: own };
    const mail = learner.email === '' ? undefined : byCode.get(learner.email.toLowerCase());
    if (mail) return { by: 'email', seen: mail };
    const key = nameKey(learner.name);
    const named = key === '' ? [] : (byName.get(key) ?? []);
    const [only] = named;
    return named.length === 1 && only && namesInList.get(key) === 1
      ? { by: 'name', seen: only }
      : { by: 'nothing', maybe: named };
  });
  const taken = new Set(
    certain.flatMap((match) => (match.by === 'nothing' ? [] : [match.seen.code])),
  );
  const free = seen.filter(({ code }) => !taken.has(code));
  return list.map((learner, place) => {
    const found = certain[place] ?? { by: 'nothing', maybe: [] };
    const match: Match =
      found.by === 'nothing' && found.maybe.length === 0
        ? {
            by: 'nothing',
            maybe: free.filter(({ name }) => isNear(learner.name, name)).slice(0, 3),
          }
        : found;
    const state = match.by === 'nothing' ? 'not begun' : match.seen.state;
    const doneAt = match.by === 'nothing' ? null : match.seen.doneAt;
    const isDone = state === 'finished' || state === 'passed';
    const late =
      due !== null &&
      (isDone ? doneAt !== null && doneAt > due : state !== 'not known' && now > due);
    return { learner, match, state, late };
  });
}

/** The parts of a name without accents and titles, in one order, so that "Müller, Jörg" is "Jorg Muller". */
function nameKey(name: string): string {
  return partsOf(name).sort().join(' ');
}

function partsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter((part) => part !== '' && !/^(?:dr|mr|mrs|ms|prof)$/.test(part));
}

/** One part more, or a few letters that differ: near enough to ask, too far to count. */
function isNear(a: string, b: string): boolean {
  const [short = [], long = []] = [partsOf(a), partsOf(b)].sort((x, y) => x.length - y.length);
  if (short.length === 0) return false;
  const contains = short.length >= 2 && short.every((part) => long.includes(part));
  return contains || distance(short.sort().join(' '), long.sort().join(' ')) <= 2;
}

/** How many letters have to be changed, added or left out (Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
