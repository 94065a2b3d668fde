/**
 * The short codes from which stored text is made: ids, answers, free text and
 * numbers in `[A-Za-z0-9_-]`, the alphabet that every LMS leaves alone.
 */
import type { Id } from './byte.js';
import { checksum } from './checksum.js';
import type { Answer } from './lesson-state.js';
import type { Question } from './question.js';
import { acceptAnswer } from './scoring.js';

/** Length of the code of a question, section, action or scale step. */
export const KEY_LENGTH = 4;
/** Length of the code of one option, item or target; it only has to differ within its question. */
const PART_LENGTH = 3;
const ESCAPE_LENGTH = 4;

/** The code of a permanent id. It depends on the id alone, so it survives any reordering. */
export function keyOf(id: Id): string {
  return checksum(id, KEY_LENGTH);
}

function partOf(id: Id): string {
  return checksum(id, PART_LENGTH);
}

/** Packs `answer`; only its question can read it back. */
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

/** Reads what {@link packAnswer} wrote, as far as `question` still offers it, or `null`. */
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

/** The ids within `question` whose code is already that of another one. */
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

/** The ids whose code is already that of an earlier one. */
export function clashing(
  things: readonly { readonly id: Id }[],
  codeOf: (id: Id) => string,
): readonly Id[] {
  const codes = things.map(({ id }) => codeOf(id));
  return things.filter(({ id }, index) => codes.indexOf(codeOf(id)) < index).map(({ id }) => id);
}

/**
 * Packs free text: letters and digits stay, a space becomes `_`, any other
 * UTF-16 unit becomes `-` and four digits in base 36.
 */
export function packText(text: string): string {
  return Array.from({ length: text.length }, (_, index) => packUnit(text.charAt(index))).join('');
}

function packUnit(unit: string): string {
  if (/[A-Za-z0-9]/.test(unit)) return unit;
  if (unit === ' ') return '_';
  return `-${unit.charCodeAt(0).toString(36).padStart(ESCAPE_LENGTH, '0')}`;
}

/** The most characters that {@link packText} needs for `length` UTF-16 units. */
export function packedTextLimit(length: number): number {
  return length * (ESCAPE_LENGTH + 1);
}

/** Reads what {@link packText} wrote, or `null`. */
export function unpackText(packed: string): string | null {
  if (!/^(?:[A-Za-z0-9_]|-[0-9a-z]{4})*$/.test(packed)) return null;
  return packed.replace(/_|-([0-9a-z]{4})/g, (_, code: string | undefined) =>
    code === undefined ? ' ' : String.fromCharCode(Number.parseInt(code, 36)),
  );
}

/** Packs a whole number that is not negative in base 36; anything else counts as 0. */
export function packNumber(value: number): string {
  return Number.isSafeInteger(value) && value > 0 ? value.toString(36) : '0';
}

/** Reads what {@link packNumber} wrote, or `null`, also for nothing at all. */
export function unpackNumber(packed = ''): number | null {
  if (!/^[0-9a-z]{1,11}$/.test(packed)) return null;
  const value = Number.parseInt(packed, 36);
  return Number.isSafeInteger(value) ? value : null;
}
