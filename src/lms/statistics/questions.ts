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

/** One answer of an attempt, as far as the analysis needs it. */
export interface TalliedAnswer {
  readonly code: string;
  readonly response: string;
  readonly share: number | null;
}

/** Fewer tries make the correlation a game of chance. */
const ENOUGH_TRIES = 10;
/** A question with free text may have as many answers as learners; later ones are not counted. */
const MOST_RESPONSES = 5_000;
/** Twelve things sorted into two groups have 24. */
const MOST_OPTIONS = 40;

interface Sums {
  tries: number;
  /** Share of the answer, its square, the rest of the points, their square, and the product. */
  x: number;
  xx: number;
  y: number;
  yy: number;
  xy: number;
  /** The most marked answers that an attempt with this question has. */
  most: number;
  readonly responses: Map<string, CountedResponse>;
}

interface CountedResponse {
  count: number;
  /** Whether it was ever marked as fully right: a question may have several right answers. */
  right: boolean;
}

/**
 * Counts answers attempt by attempt, in memory that grows with the questions
 * and not with the attempts.
 */
export class ItemTally {
  readonly #sums = new Map<string, Sums>();

  /** Adds all answers of one attempt. */
  add(answers: readonly TalliedAnswer[]): void {
    let points = 0;
    let marked = 0;
    for (const { share } of answers) {
      if (share === null) continue;
      points += share;
      marked += 1;
    }
    for (const { code, response, share } of answers) {
      const sums = this.#sumsOf(code);
      countResponse(sums.responses, response, share === 1);
      if (share === null) continue;
      const rest = points - share;
      sums.tries += 1;
      sums.x += share;
      sums.xx += share * share;
      sums.y += rest;
      sums.yy += rest * rest;
      sums.xy += share * rest;
      sums.most = Math.max(sums.most, marked);
    }
  }

  /** The analysis of the given questions, in their order. */
  items(questions: readonly QuestionWords[]): readonly ItemAnalysis[] {
    return questions.map((question) => {
      const sums = this.#sumsOf(question.code);
      return {
        ...question,
        tries: sums.tries,
        rightShare: sums.tries === 0 ? null : sums.x / sums.tries,
        discrimination: correlation(sums),
        options: options(sums.responses, question),
      };
    });
  }

  #sumsOf(code: string): Sums {
    const known = this.#sums.get(code);
    if (known) return known;
    const sums = { tries: 0, x: 0, xx: 0, y: 0, yy: 0, xy: 0, most: 0, responses: new Map() };
    this.#sums.set(code, sums);
    return sums;
  }
}

function countResponse(
  responses: Map<string, CountedResponse>,
  response: string,
  right: boolean,
): void {
  if (response === '') return;
  const counted = responses.get(response);
  if (counted) {
    counted.count += 1;
    counted.right ||= right;
  } else if (responses.size < MOST_RESPONSES) {
    responses.set(response, { count: 1, right });
  }
}

function correlation({ tries, x, xx, y, yy, xy, most }: Sums): number | null {
  if (tries < ENOUGH_TRIES || most < 2) return null;
  const spread = (tries * xx - x * x) * (tries * yy - y * y);
  // Rounding leaves a trace where there is no spread at all.
  return spread <= 1e-6 ? null : (tries * xy - x * y) / Math.sqrt(spread);
}

function options(
  responses: ReadonlyMap<string, CountedResponse>,
  { type, rightAnswer }: QuestionWords,
): readonly ChosenOption[] {
  const counts = new Map<string, number>();
  const right = new Set(partsOf(rightAnswer, type, rightAnswer));
  for (const [response, counted] of responses) {
    for (const part of partsOf(response, type, rightAnswer)) {
      counts.set(part, (counts.get(part) ?? 0) + counted.count);
      if (counted.right) right.add(part);
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
