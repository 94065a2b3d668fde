import type { Report } from '../store/reports.js';

/** How a question did. */
export interface ItemAnalysis extends QuestionWords {
  /** How many attempts have an answer that was marked. */
  readonly tries: number;
  /** Mean share of the points, 0–1; `null` without marked answers. */
  readonly rightShare: number | null;
  /**
   * How much better those do on the other questions who get this one right: the
   * correlation of the answer's share with the points for all other questions,
   * −1 to 1 (item–rest correlation, the corrected point-biserial). `null` for
   * fewer than ten tries, for one question alone, or where all did the same.
   */
  readonly discrimination: number | null;
  /** The answers' parts, the most chosen first. */
  readonly options: readonly ChosenOption[];
}

export interface QuestionWords {
  readonly code: string;
  readonly description: string;
  readonly type: string;
  readonly rightAnswer: string;
}

export interface ChosenOption {
  readonly text: string;
  readonly count: number;
  /** Whether the right answer contains it; `null` where no right answer is known. */
  readonly right: boolean | null;
}

/** Fewer tries make the correlation a game of chance. */
const ENOUGH_TRIES = 10;
/** A question with free text may have as many answers as learners; the rarest are left out. */
const MOST_RESPONSES = 5_000;
/** Twelve things sorted into two groups have 24. */
const MOST_OPTIONS = 40;

/** What all marked answers to a question make together. */
interface Sums {
  readonly question: number;
  readonly tries: number;
  /** Share of the answer, its square, the rest of the points, their square, and the product. */
  readonly x: number;
  readonly xx: number;
  readonly y: number;
  readonly yy: number;
  readonly xy: number;
  /** The most marked answers that an attempt with this question has. */
  readonly most: number;
}

interface CountedResponse {
  readonly question: number;
  readonly response: string;
  readonly count: number;
  /** 1 where it was ever marked as fully right: a question may have several right answers. */
  readonly isRight: number;
}

const SUMS = `
-- Per question: marked answers, and the sums for the share of points and the discrimination
select question_id as question, count(*) as tries, sum(share) as x, sum(share * share) as xx,
  sum(points - share) as y, sum((points - share) * (points - share)) as yy,
  sum(share * (points - share)) as xy, max(answered) as most
from interaction join attempt on attempt.id = interaction.attempt_id
where attempt.course_id = ? and share is not null
group by question_id order by question_id`;

const RESPONSES = `
-- Per question: how often each answer was given, and whether it was ever marked as right
select question, response, count, isRight from (
  select question, response, count, isRight,
    row_number() over (partition by question order by count desc, response) as place
  from (
    select question_id as question, response, count(*) as count,
      max(case when share = 1 then 1 else 0 end) as isRight
    from interaction join attempt on attempt.id = interaction.attempt_id
    where attempt.course_id = ? and response <> ''
    group by question_id, response
  ) as counted
) as placed
where place <= ${MOST_RESPONSES} order by question, place`;

const QUESTIONS = `
-- The questions of the report, in their order
select id, code, description, type, right_answer as rightAnswer
from question where course_id = ? order by position`;

/** How each question of a report did. */
export async function itemAnalysis(report: Report): Promise<readonly ItemAnalysis[]> {
  const questions = await report.all<QuestionWords & { id: number }>(QUESTIONS, report.courseId);
  const sums = new Map(
    (await report.all<Sums>(SUMS, report.courseId)).map((row) => [row.question, row]),
  );
  const responses = new Map<number, CountedResponse[]>();
  for (const row of await report.all<CountedResponse>(RESPONSES, report.courseId)) {
    const known = responses.get(row.question);
    if (known) known.push(row);
    else responses.set(row.question, [row]);
  }
  return questions.map(({ id, code, description, type, rightAnswer }) => {
    const ofQuestion = sums.get(id);
    const words = { code, description, type, rightAnswer };
    return {
      ...words,
      tries: ofQuestion?.tries ?? 0,
      rightShare: ofQuestion ? ofQuestion.x / ofQuestion.tries : null,
      discrimination: ofQuestion ? correlation(ofQuestion) : null,
      options: options(responses.get(id) ?? [], words),
    };
  });
}

function correlation({ tries, x, xx, y, yy, xy, most }: Sums): number | null {
  if (tries < ENOUGH_TRIES || most < 2) return null;
  const spread = (tries * xx - x * x) * (tries * yy - y * y);
  // Rounding leaves a trace where there is no spread at all.
  return spread <= 1e-6 ? null : (tries * xy - x * y) / Math.sqrt(spread);
}

function options(
  responses: readonly CountedResponse[],
  { type, rightAnswer }: QuestionWords,
): readonly ChosenOption[] {
  const counts = new Map<string, number>();
  const right = new Set(partsOf(rightAnswer, type, rightAnswer));
  for (const { response, count, isRight } of responses) {
    for (const part of partsOf(response, type, rightAnswer)) {
      counts.set(part, (counts.get(part) ?? 0) + count);
      if (isRight === 1) right.add(part);
    }
  }
  const isKnown = right.size > 0;
  return [...counts.entries()]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_OPTIONS)
    .map(([text, count]) => ({ text, count, right: isKnown ? right.has(text) : null }));
}

/**
 * What an answer is made of: 2004 separates by `[,]`, 1.2 by commas. Where the
 * type is not known, a comma in the right answer tells that answers are lists.
 */
export function partsOf(answer: string, type: string, rightAnswer: string): readonly string[] {
  if (answer === '') return [];
  if (answer.includes('[,]')) return answer.split('[,]');
  const isList =
    /^(choice|matching|sequencing)$/.test(type) ||
    (type === '' && /^\S+(,\S+)+$/.test(rightAnswer));
  return isList ? answer.split(',').map((part) => part.trim()) : [answer];
}

/** Answers shown at once; questions that sort many things have dozens. */
const AT_ONCE = 8;

/** Chosen answers in the order in which a teacher needs them. */
export interface SplitOptions {
  /** What went wrong, most often first, then what was rarely right. */
  readonly shown: readonly ChosenOption[];
  /** What is left over; nothing wrong is ever in here. */
  readonly folded: readonly ChosenOption[];
}

/** Orders `options`, which have the most chosen first; where nothing is right or wrong they stay so. */
export function splitOptions(options: readonly ChosenOption[]): SplitOptions {
  const wrong = options.filter(({ right }) => right === false);
  const right = options.filter((option) => option.right === true).reverse();
  const ordered = [...wrong, ...right, ...options.filter((option) => option.right === null)];
  const place = Math.max(AT_ONCE, wrong.length);
  return { shown: ordered.slice(0, place), folded: ordered.slice(place) };
}
