import { secondsIn, type Cmi } from '../player/cmi.js';
import { recordOf } from '../store/attempt-record.js';
import { NO_MOMENT, type Moment } from '../store/attempt-writer.js';
import type { Cells } from './read-table.js';
import { wrong, type TableReader } from './table-format.js';

// Moodle keeps one row per attempt and element: in scorm_scoes_track until 4.2, in scorm_scoes_value
// since 4.3. The queries in docs/scale.md give both the same columns.

/** The name of this format. */
export const MOODLE_TABLES = "Moodle's database tables";

/** The columns that the queries give. */
export const TRACK_COLUMNS = [
  'activity',
  'lesson',
  'sco',
  'username',
  'email',
  'firstname',
  'lastname',
  'attempt',
  'element',
  'value',
  'timemodified',
] as const;

/** Whether a table holds Moodle's elements, one per row. */
export function isTracks(headings: Cells): boolean {
  return TRACK_COLUMNS.every((name, place) => headings[place] === name);
}

/** The columns that are the same in all rows of an attempt. */
export const ATTEMPT_COLUMNS = TRACK_COLUMNS.slice(0, 8);

/** An attempt's row once its elements are columns: these, then one per element. */
const FIXED_COLUMNS = [...ATTEMPT_COLUMNS, 'first', 'last'];

/** The elements that say something about an attempt's result, and those of its answers and objectives. */
const RESULT =
  /^cmi\.(core\.)?(lesson_status|completion_status|success_status|score\.\w+|total_time|progress_measure)$/;
const PART =
  /^cmi\.(interactions|objectives)\.\d{1,4}\.(id|type|description|student_response|learner_response|result|correct_responses\.0\.pattern|status|completion_status|success_status|score\.\w+)$/;

/** The element's name in the standard (Moodle writes `cmi.interactions_0.id` for 1.2); `null` if it is of no use here. */
export function elementName(moodleName: string): string | null {
  const name = moodleName.replace(/_(\d+)(?=\.)/g, '.$1');
  return RESULT.test(name) || PART.test(name) ? name : null;
}

/** Reads attempts whose elements are columns: {@link ATTEMPT_COLUMNS}, first, last, and `elements`. */
export function tracksReader(
  elements: readonly string[],
  title: string | null = null,
): TableReader {
  const names = elements.map((element) => elementName(element) ?? '');
  const parts = new Map<string, number[]>();
  const result: number[] = [];
  names.forEach((name, index) => {
    const place = FIXED_COLUMNS.length + index;
    const part = /^cmi\.(?:interactions|objectives)\.\d+/.exec(name)?.[0];
    if (part === undefined) result.push(place);
    else parts.set(part, [...(parts.get(part) ?? []), place]);
  });
  return {
    title,
    unknownColumns: [],
    notices: [],
    hasLearnerIds: true,
    groups: {
      learner: [3, 4, 5, 6],
      result: [7, ...result],
      first: [8],
      last: [9],
      answers: [...parts.values()],
    },
    read: (cells) => {
      const [, , , username = '', email = '', firstName, lastName, number = '', first, last] =
        cells;
      const learner = `${firstName} ${lastName}`.trim() || username;
      if (learner === '') return wrong('it names no learner.');
      if (!/^\d{1,6}$/.test(number)) return wrong(`"${number}" is no attempt number.`);
      const cmi: Record<string, string> = {};
      names.forEach((name, index) => {
        const value = cells[FIXED_COLUMNS.length + index] ?? '';
        if (value !== '') cmi[name] = value;
      });
      return {
        ok: true,
        value: {
          learner,
          code: email || username || learner,
          number: Number(number),
          record: recordOf(cmi),
          seconds: secondsOf(cmi),
          first: momentOf(first),
          last: momentOf(last),
          cmi: null,
        },
      };
    },
  };
}

function secondsOf(cmi: Cmi): number | null {
  const seconds = secondsIn(cmi['cmi.core.total_time'] ?? cmi['cmi.total_time'] ?? '');
  return seconds === null ? null : Math.round(seconds);
}

/** Moodle's times are seconds since 1970. */
function momentOf(text = ''): Moment {
  return /^\d{1,11}$/.test(text) ? { at: Number(text) * 1000, text: null } : NO_MOMENT;
}

/** Several lessons in one file: their figures must not be mixed. */
export function severalLessons(
  lessons: readonly { readonly lesson: string; readonly sco: string }[],
): string {
  const list = lessons.map(({ lesson, sco }) => `"${lesson}" (${sco})`).join(', ');
  return `it holds several lessons: ${list}. Export one at a time, so that their figures are not mixed`;
}

interface Track {
  readonly start: Cells;
  readonly values: Map<string, string>;
  first: number;
  last: number;
}

/** Brings the rows of each attempt together, in memory. Throws where there are several lessons. */
export async function collectTracks(
  ahead: readonly Cells[],
  rows: AsyncIterable<Cells>,
): Promise<{ readonly reader: TableReader; readonly attempts: readonly Cells[] }> {
  const tracks = new Map<string, Track>();
  const lessons = new Map<string, { readonly lesson: string; readonly sco: string }>();
  const elements = new Set<string>();
  const add = (cells: Cells): void => {
    if (cells.length < TRACK_COLUMNS.length) return;
    const start = cells.slice(0, ATTEMPT_COLUMNS.length);
    const [, lesson = '', sco = ''] = start;
    lessons.set(`${lesson}\n${sco}`, { lesson, sco });
    const [element = '', value = '', time = ''] = cells.slice(ATTEMPT_COLUMNS.length);
    const key = JSON.stringify(start);
    const at = Number(time);
    const track = tracks.get(key) ?? { start, values: new Map(), first: at, last: at };
    tracks.set(key, track);
    track.first = Math.min(track.first, at);
    track.last = Math.max(track.last, at);
    if (elementName(element) === null) return;
    elements.add(element);
    track.values.set(element, value);
  };
  ahead.forEach(add);
  for await (const cells of rows) add(cells);
  if (lessons.size > 1) throw new Error(severalLessons([...lessons.values()]));
  const names = [...elements].sort();
  return {
    reader: tracksReader(names, [...lessons.values()][0]?.lesson ?? null),
    attempts: [...tracks.values()].map(({ start, values, first, last }) => [
      ...start,
      String(first),
      String(last),
      ...names.map((name) => values.get(name) ?? ''),
    ]),
  };
}
