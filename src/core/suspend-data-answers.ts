import { acceptAnswer } from './accept-answer.js';
import type { Id } from './byte.js';
import { checksum } from './checksum.js';
import type { Answer } from './lesson-state.js';
import type { Question } from './question.js';

/** Characters that stand for a question, a section or an action. */
export const KEY_LENGTH = 4;
/** Characters that stand for one part of a question; they need to differ only within it. */
const PART_LENGTH = 3;

/** The short form of a permanent id: made from the id alone, so it survives any reordering. */
export function keyOf(id: Id): string {
  return checksum(id, KEY_LENGTH);
}

function partOf(id: Id): string {
  return checksum(id, PART_LENGTH);
}

/** `answer` in letters and digits, readable with the help of its question only. */
export function packAnswer(answer: Answer): string {
  switch (answer.type) {
    case 'single-choice':
      return `s${partOf(answer.option)}`;
    case 'multiple-choice':
      return `m${answer.options.map(partOf).join('')}`;
    case 'true-false':
      return answer.value ? 't1' : 't0';
    case 'matching':
      return `x${Object.entries(answer.targets)
        .map(([item, target]) => partOf(item) + partOf(target))
        .join('')}`;
  }
}

/**
 * Reads what {@link packAnswer} wrote, as far as `question` still offers it;
 * `null` when nothing of it is left.
 */
export function unpackAnswer(question: Question, packed: string): Answer | null {
  const parts = packed.slice(1).match(/.{3}/g) ?? [];
  const answer = answerOf(question, packed.charAt(0), parts, packed);
  return answer && acceptAnswer(question, answer);
}

function answerOf(
  question: Question,
  type: string,
  parts: readonly string[],
  packed: string,
): Answer | null {
  if (type === 't') return { type: 'true-false', value: packed === 't1' };
  if (type === 's' && question.type === 'single-choice') {
    const option = question.options.find(({ id }) => partOf(id) === parts[0]);
    return option ? { type: 'single-choice', option: option.id } : null;
  }
  if (type === 'm' && question.type === 'multiple-choice') {
    const options = question.options.filter(({ id }) => parts.includes(partOf(id)));
    return { type: 'multiple-choice', options: options.map(({ id }) => id) };
  }
  if (type === 'x' && question.type === 'matching') {
    return { type: 'matching', targets: Object.fromEntries(pairsOf(question, parts)) };
  }
  return null;
}

function pairsOf(
  question: Question & { readonly type: 'matching' },
  parts: readonly string[],
): readonly (readonly [Id, Id])[] {
  const targets = new Map<string | undefined, Id>(
    question.targets.map(({ id }) => [partOf(id), id] as const),
  );
  return question.items.flatMap(({ id }) => {
    const at = parts.findIndex((part, index) => index % 2 === 0 && part === partOf(id));
    const target = at < 0 ? undefined : targets.get(parts[at + 1]);
    return target === undefined ? [] : [[id, target] as const];
  });
}

/** The most characters that {@link packAnswer} needs for any answer to `question`. */
export function packedAnswerLimit(question: Question): number {
  switch (question.type) {
    case 'single-choice':
      return 1 + PART_LENGTH;
    case 'multiple-choice':
      return 1 + PART_LENGTH * question.options.length;
    case 'true-false':
      return 2;
    case 'matching':
      return 1 + 2 * PART_LENGTH * question.items.length;
  }
}

/** The ids of `question` that would be mistaken for another one of it when stored. */
export function clashingParts(question: Question): readonly Id[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return clashing(question.options, partOf);
    case 'true-false':
      return [];
    case 'matching':
      return [...clashing(question.targets, partOf), ...clashing(question.items, partOf)];
  }
}

/** The ids whose short form is already that of an earlier one. */
export function clashing(
  things: readonly { readonly id: Id }[],
  shortOf: (id: Id) => string,
): readonly Id[] {
  const shorts = things.map(({ id }) => shortOf(id));
  return things.filter(({ id }, index) => shorts.indexOf(shortOf(id)) < index).map(({ id }) => id);
}
