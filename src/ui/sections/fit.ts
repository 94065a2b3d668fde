import type { Profile, Statement } from '../../core/byte.js';
import type { SelfCheck } from '../../core/lesson.js';
import type { LessonState } from '../../core/lesson-state.js';

/** What the judgements say about learner and career. */
export interface Fit {
  readonly fitting: readonly Statement[];
  readonly notFitting: readonly Statement[];
  /** How many statements were not judged yet. */
  readonly open: number;
  /** Percent of the judged statements that fit, whole; 0 before the first. */
  readonly percent: number;
  /** `null` until every statement is judged. */
  readonly profile: Profile | null;
}

/** Counts `judgements`: agreeing fits a statement that speaks for the career, disagreeing one against it. */
export function fitOf(
  { statements, profiles }: SelfCheck,
  judgements: LessonState['selfCheck'],
): Fit {
  const judged = statements.filter(({ id }) => judgements[id] !== undefined);
  const fits = ({ id, speaks }: Statement): boolean =>
    judgements[id] === (speaks === 'for' ? 'agree' : 'disagree');
  const fitting = judged.filter(fits);
  const percent = judged.length > 0 ? Math.round((100 * fitting.length) / judged.length) : 0;
  const open = statements.length - judged.length;
  const reached = profiles.filter(({ from }) => from <= percent);
  return {
    fitting,
    notFitting: judged.filter((statement) => !fits(statement)),
    open,
    percent,
    profile: open > 0 ? null : (reached.sort((a, b) => b.from - a.from)[0] ?? null),
  };
}
