import type { Database } from '../store/database.js';
import { statusWords } from './attempt-list.js';
import {
  scoreBins,
  statusCounts,
  timeline,
  type ScoreBin,
  type StatusCounts,
  type TimePoint,
} from './distribution.js';
import {
  ItemTally,
  type ItemAnalysis,
  type QuestionWords,
  type TalliedAnswer,
} from './item-analysis.js';

/** What all attempts of a course say together. */
export interface CourseSummary extends StatusCounts {
  readonly bins: readonly ScoreBin[];
  readonly timeline: readonly TimePoint[];
  readonly items: readonly ItemAnalysis[];
  /** The status and success words that occur, for the filter. */
  readonly words: readonly string[];
}

/**
 * The summary of a course. It is kept with the course's revision and counted
 * anew only after an attempt has changed, so that a page never waits for it twice.
 */
export function courseSummary(database: Database, courseId: number): CourseSummary {
  const kept = database.get<{ content: string }>(
    `select content from summary join course on course.id = course_id
     where course_id = ? and summary.revision = course.revision`,
    courseId,
  );
  // `keepSummary` wrote it.
  if (kept) return JSON.parse(kept.content) as CourseSummary;
  return keepSummary(database, courseId, tallyOf(database, courseId));
}

/** Counts everything but the answers, which were tallied before, and keeps the whole. */
export function keepSummary(database: Database, courseId: number, tally: ItemTally): CourseSummary {
  const questions = database.all<QuestionWords>(
    `select code, description, type, right_answer as rightAnswer
     from question where course_id = ? order by position`,
    courseId,
  );
  const summary: CourseSummary = {
    ...statusCounts(database, courseId),
    bins: scoreBins(database, courseId),
    timeline: timeline(database, courseId),
    items: tally.items(questions),
    words: statusWords(database, courseId),
  };
  database.run(
    `insert or replace into summary (course_id, revision, content)
     select id, revision, ? from course where id = ?`,
    JSON.stringify(summary),
    courseId,
  );
  return summary;
}

/** Reads the answers of a course again, a thousand attempts at a time. */
function tallyOf(database: Database, courseId: number): ItemTally {
  const tally = new ItemTally();
  for (let after = 0; ;) {
    const attempts = database.all<{ id: number }>(
      'select id from attempt not indexed where course_id = ? and id > ? order by id limit 1000',
      courseId,
      after,
    );
    const last = attempts.at(-1);
    if (!last) return tally;
    const answers = database.all<TalliedAnswer & { attempt: number }>(
      `select attempt_id as attempt, code, response, share
       from interaction join question on question.id = question_id
       where attempt_id > ? and attempt_id <= ? and course_id = ? order by attempt_id, n`,
      after,
      last.id,
      courseId,
    );
    for (const ofOne of byAttempt(answers)) tally.add(ofOne);
    after = last.id;
  }
}

function* byAttempt<Answer extends { readonly attempt: number }>(
  answers: readonly Answer[],
): Generator<readonly Answer[]> {
  let from = 0;
  for (let to = 1; to <= answers.length; to += 1) {
    if (answers[to]?.attempt === answers[from]?.attempt) continue;
    yield answers.slice(from, to);
    from = to;
  }
}
