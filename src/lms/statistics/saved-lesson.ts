import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { decode, type Decoded } from '../../core/suspend-data.js';
import type { Lesson } from '../../core/lesson.js';
import type { LessonRecord } from '../../core/lesson-state.js';
import type { Database } from '../store/database.js';

/** What the saved text of one of our lessons says. */
export interface SavedState {
  readonly record: LessonRecord;
  /** All of it as names and values for people. */
  readonly lines: SavedLines;
}

type SavedLines = readonly (readonly [name: string, value: string])[];

/** Enough of a lesson to trust the rest; packages of other makers have no such element. */
const lessonShape = z.looseObject({
  id: z.string(),
  version: z.string(),
  fingerprint: z.string(),
  settings: z.looseObject({}),
  sections: z.array(z.looseObject({ id: z.string(), title: z.string() })),
});

/** Reads a package's own lesson out of its page; `null` where there is none. */
export async function lessonIn(page: string): Promise<Lesson | null> {
  const html = await readFile(page, 'utf8').catch(() => '');
  const json = /<script type="application\/json" id="lesson">([^<]*)<\/script>/.exec(html)?.[1];
  if (json === undefined) return null;
  try {
    const data = JSON.parse(json) as unknown;
    // The shape tells our page from others; whoever imitates it only spoils the view of their own attempt.
    return lessonShape.safeParse(data).success ? (data as Lesson) : null;
  } catch {
    return null;
  }
}

/** What `lesson` saved in each of `attempts`. */
export function savedStates(
  lesson: Lesson,
  database: Database,
  attempts: readonly { readonly id: number }[],
): ReadonlyMap<number, SavedState> {
  const ids = JSON.stringify(attempts.map(({ id }) => id));
  const rows = database.all<{ id: number; text: string | null }>(
    `select id, json_extract(cmi, '$."cmi.suspend_data"') as text
     from attempt where id in (select value from json_each(?))`,
    ids,
  );
  return new Map(
    rows.flatMap(({ id, text }) => {
      const saved = text === null ? null : savedState(lesson, text);
      return saved ? [[id, saved] as const] : [];
    }),
  );
}

/** Decodes suspend data with the lesson that wrote it; `null` when it is not of our making. */
export function savedState(lesson: Lesson, text: string): SavedState | null {
  try {
    const decoded = decode(lesson, text);
    return decoded && { record: decoded.record, lines: describe(lesson, decoded) };
  } catch {
    // A lesson that only looks like ours.
    return null;
  }
}

function describe(lesson: Lesson, { record, complete, sameContent }: Decoded): SavedLines {
  const titles = new Map(lesson.sections.map(({ id, title }) => [id, title]));
  const titleOf = (id: string): string => titles.get(id) ?? id;
  return [
    ['Stored text', complete ? 'whole' : 'damaged; what was valid is shown'],
    ['Written with', sameContent ? 'this content' : 'another version of the content'],
    ['Changes so far', String(record.revision)],
    ['Completed', record.completed ? 'yes' : 'no'],
    ['Sections seen', `${record.seen.size} of ${lesson.sections.length}`],
    ['Section opened last', record.position === null ? 'none' : titleOf(record.position)],
    ...quizLines(record),
    ['Actions ticked', [...record.ticked].join(', ') || 'none'],
    ['Feedback', record.feedback?.rating ?? 'none'],
  ];
}

function quizLines({ quiz }: LessonRecord): SavedLines {
  const { best, attempts, checked } = quiz;
  const score = best ? `${best.score} %, ${best.passed ? 'passed' : 'not passed'}` : 'none yet';
  return [
    ['Quiz attempts finished', String(attempts)],
    ['Best result', score],
    ['Answers checked in this attempt', String(checked.size)],
  ];
}
