import type { Question } from './question.js';
import type { Answer } from './lesson-state.js';

/**
 * The part of `answer` that `question` offers, in the question's own order and
 * always written alike, so that equal answers have equal JSON; `null` when
 * nothing is left of it or it answers another type of question.
 */
export function acceptAnswer(question: Question, answer: Answer): Answer | null {
  if (answer.type === 'single-choice' && question.type === 'single-choice') {
    const { option } = answer;
    return question.options.some(({ id }) => id === option)
      ? { type: 'single-choice', option }
      : null;
  }
  if (answer.type === 'multiple-choice' && question.type === 'multiple-choice') {
    const options = question.options
      .map(({ id }) => id)
      .filter((id) => answer.options.includes(id));
    return { type: 'multiple-choice', options };
  }
  if (answer.type === 'true-false' && question.type === 'true-false') {
    return { type: 'true-false', value: answer.value };
  }
  if (answer.type === 'matching' && question.type === 'matching') {
    const known = new Set(question.targets.map(({ id }) => id));
    const pairs = question.items.flatMap(({ id }) => {
      const target = answer.targets[id];
      return target !== undefined && known.has(target) ? [[id, target] as const] : [];
    });
    return pairs.length > 0 ? { type: 'matching', targets: Object.fromEntries(pairs) } : null;
  }
  return null;
}
