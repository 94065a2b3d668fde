import type { MatchingQuestion, MultipleChoiceQuestion, Question } from './question.js';
import type { Quiz } from './lesson.js';
import type { Answer, Answers } from './lesson-state.js';
import { assertNever } from './result.js';

/**
 * The share of a question's weight that `answer` earns, 0–1. No answer, and an
 * answer of another question type, earn nothing.
 */
export function shareEarned(question: Question, answer: Answer | undefined): number {
  switch (question.type) {
    case 'single-choice':
      return answer?.type === question.type && answer.option === question.correct ? 1 : 0;
    case 'true-false':
      return answer?.type === question.type && answer.value === question.correct ? 1 : 0;
    case 'multiple-choice':
      return answer?.type === question.type ? shareOfPicks(question, answer.options) : 0;
    case 'matching':
      return answer?.type === question.type ? shareOfPairs(question, answer.targets) : 0;
    default:
      return assertNever(question);
  }
}

/** A wrong pick cancels a right one, so that picking everything earns nothing extra. */
function shareOfPicks(question: MultipleChoiceQuestion, picks: readonly string[]): number {
  const correct = new Set(question.correct);
  const right = question.correct.filter((id) => picks.includes(id)).length;
  const wrong = question.options.filter(({ id }) => picks.includes(id) && !correct.has(id)).length;
  return Math.max(0, right - wrong) / correct.size;
}

function shareOfPairs(
  question: MatchingQuestion,
  targets: Readonly<Record<string, string>>,
): number {
  const right = question.items.filter(({ id, target }) => targets[id] === target).length;
  return right / question.items.length;
}

/** The quiz's score in percent: weighted, a whole number 0–100, rounded once. */
export function scoreOf(quiz: Quiz, answers: Answers): number {
  const total = sum(quiz.questions.map(({ weight }) => weight));
  if (total === 0) return 0;
  const earned = sum(
    quiz.questions.map((question) => question.weight * shareEarned(question, answers[question.id])),
  );
  // A sum of thirds can be just below a half; a score that reads 79.5 must round like 79.5.
  return Math.round(Number(((100 * earned) / total).toFixed(6)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The answer that earns everything. */
export function rightAnswer(question: Question): Answer {
  switch (question.type) {
    case 'single-choice':
      return { type: 'single-choice', option: question.correct };
    case 'multiple-choice':
      return { type: 'multiple-choice', options: question.correct };
    case 'true-false':
      return { type: 'true-false', value: question.correct };
    case 'matching':
      return {
        type: 'matching',
        targets: Object.fromEntries(question.items.map(({ id, target }) => [id, target])),
      };
  }
}

/** Whether `answer` says something about every part of `question`, so that it can be checked. */
export function isAnswered(question: Question, answer: Answer | undefined): boolean {
  switch (question.type) {
    case 'single-choice':
    case 'true-false':
      return answer?.type === question.type;
    case 'multiple-choice':
      return answer?.type === question.type && answer.options.length > 0;
    case 'matching':
      return (
        answer?.type === question.type &&
        question.items.every(({ id }) => answer.targets[id] !== undefined)
      );
  }
}

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
