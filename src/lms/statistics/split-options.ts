import type { ChosenOption } from './item-analysis.js';

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
