import type { Lesson } from '../../core/lesson.js';
import type { LessonRecord } from '../../core/lesson-state.js';
import { reportOf } from '../../core/report.js';
import type { Dialect, Elements, Opening } from '../lms/lms-session.js';
import { objectivePlaces } from './objective-places.js';
import type { Restored } from '../opening/restore.js';

/** What an LMS is told of `record`: the element table of its dialect. */
export function elementsOf(
  dialect: Dialect,
  opening: Opening,
  content: { readonly lesson: Lesson; readonly record: LessonRecord },
  sent: { readonly suspendData: string; readonly seconds: number },
): Elements {
  const report = reportOf(content.lesson, content.record);
  return dialect.elements({
    report,
    statusWords: content.lesson.settings.statusWords,
    suspendData: sent.suspendData,
    seconds: sent.seconds,
    floor: opening.floor,
    objectiveRows: objectivePlaces(dialect, report.objectives, opening.objectiveRows),
  });
}

/**
 * What an earlier session has told already, so that a relaunch sends little.
 * Status and exit are not counted on: an LMS may have changed the one and
 * forgets the other.
 */
export function toldBefore(
  dialect: Dialect,
  opening: Opening,
  lesson: Lesson,
  restored: Restored,
): Elements {
  const told = new Map<string, string>();
  for (const [id, row] of opening.objectiveRows) told.set(`cmi.objectives.${row}.id`, id);
  // What every LMS starts with need not be said.
  if (opening.floor.success === 'unknown') told.set('cmi.success_status', 'unknown');
  if (!restored.intact || !restored.record || !holdsScore(opening, restored.record)) return told;
  const { suspendData } = opening;
  const content = { lesson, record: restored.record };
  const elements = elementsOf(dialect, opening, content, { suspendData, seconds: 0 });
  for (const [element, value] of elements) {
    if (isCountedOn(dialect, opening, elements, element)) told.set(element, value);
  }
  return told;
}

/**
 * Whether the LMS shows the score that our text knows. Where it does not, the
 * text arrived and what went with it was lost, so all of it is told again.
 */
function holdsScore({ floor }: Opening, { quiz }: LessonRecord): boolean {
  return quiz.best === null || quiz.best.score === floor.score;
}

function isCountedOn(
  dialect: Dialect,
  opening: Opening,
  elements: Elements,
  element: string,
): boolean {
  const { names } = dialect;
  if (element === names.sessionTime || element.endsWith('exit')) return false;
  if (names.statuses.includes(element)) return false;
  const [, list, row] = element.split('.');
  if (list === 'interactions') {
    const rows = [...elements.keys()].filter(
      (key) => key.startsWith('cmi.interactions.') && key.endsWith('.id'),
    );
    return opening.interactionCount === null || opening.interactionCount >= rows.length;
  }
  return list !== 'objectives' || [...opening.objectiveRows.values()].includes(Number(row));
}
