import type { Answer } from '../../src/core/lesson-state.js';
import type { Lesson } from '../../src/core/lesson.js';
import type { MatchingQuestion, Question } from '../../src/core/question.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { ByteMatching } from '../../src/ui/quiz/byte-matching.js';
import { ByteMultipleChoice } from '../../src/ui/quiz/byte-multiple-choice.js';
import { ByteSingleChoice } from '../../src/ui/quiz/byte-single-choice.js';
import { ByteTrueFalse } from '../../src/ui/quiz/byte-true-false.js';
import type { QuestionElement } from '../../src/ui/quiz/question-element.js';
import { paragraph, sampleLesson } from './sample-lesson.js';

/** A question with more targets than two, and choices that are no people. */
export const threeTargets: MatchingQuestion = {
  id: 'seasons',
  type: 'matching',
  prompt: 'When is what done?',
  label: 'Seasons',
  section: 'day',
  weight: 1,
  explanation: paragraph('The year decides.'),
  targets: ['spring', 'summer', 'winter'].map((id) => ({ id, text: `In ${id}`, label: id })),
  items: [
    { id: 'swarm', text: 'Swarm', label: 'Swarm', target: 'spring', feedback: paragraph('May.') },
    { id: 'rest', text: 'Rest', label: 'Rest', target: 'winter', feedback: paragraph('Cold.') },
  ],
};
export const plainChoice: Question = {
  id: 'colour',
  type: 'single-choice',
  prompt: 'Which colour calms bees?',
  label: 'Colour',
  section: 'day',
  weight: 1,
  explanation: paragraph('They mistake dark for a bear.'),
  correct: 'white',
  options: ['white', 'black', 'brown'].map((id) => ({
    id,
    text: id,
    label: id,
    feedback: paragraph(`About ${id}.`),
  })),
};
/** The sample lesson with these two as well. */
export const lesson: Lesson = {
  ...sampleLesson,
  quiz: {
    id: 'quiz',
    questions: [...(sampleLesson.quiz?.questions ?? []), threeTargets, plainChoice],
  },
};

const makers = {
  'single-choice': () => new ByteSingleChoice(),
  'multiple-choice': () => new ByteMultipleChoice(),
  'true-false': () => new ByteTrueFalse(),
  matching: () => new ByteMatching(),
} satisfies Readonly<Record<Question['type'], () => unknown>>;

/** The element for the question `id`, ready to be mounted. */
export function elementFor(id: string): QuestionElement<Question> {
  const question = lesson.quiz?.questions.find((found) => found.id === id);
  if (!question) throw new Error(`The lesson has no question "${id}".`);
  // The makers and the questions go by the same types.
  const element = makers[question.type]() as unknown as QuestionElement<Question>;
  element.question = question;
  return element;
}

export const chosen = (questionId: string, answer: Answer): LessonEvent => ({
  type: 'answer-chosen',
  questionId,
  answer,
});
export const checked = (questionId: string, answer: Answer): readonly LessonEvent[] => [
  chosen(questionId, answer),
  { type: 'answer-checked', questionId },
];
export const single = (option: string): Answer => ({ type: 'single-choice', option });
export const several = (...options: readonly string[]): Answer => ({
  type: 'multiple-choice',
  options,
});
export const matched = (targets: Readonly<Record<string, string>>): Answer => ({
  type: 'matching',
  targets,
});
