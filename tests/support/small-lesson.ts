import { createStore, type Store } from '../../src/core/store.js';
import type { Answer } from '../../src/core/lesson-state.js';
import { newRecord, openingState, type LessonState } from '../../src/core/lesson-state.js';
import type { Lesson, SectionOutline } from '../../src/core/lesson.js';
import type { Question } from '../../src/core/question.js';
import { reduce, type LessonEvent } from '../../src/core/reduce.js';

const nothing = [] as const;

const base = (id: string, label: string, weight = 1) => ({
  id,
  label,
  prompt: `${label}: which is it?`,
  section: 'what-it-is',
  weight,
  explanation: nothing,
});

const option = (id: string, label: string) => ({ id, label, text: `${label}.`, feedback: nothing });

/** One question of each type. */
export const questions: readonly Question[] = [
  {
    ...base('best-fit', 'Who fits best', 2),
    type: 'single-choice',
    options: [option('peter', 'Peter'), option('samantha', 'Samantha'), option('rachel', 'Rachel')],
    correct: 'samantha',
  },
  {
    ...base('typical-day', 'A typical day'),
    type: 'multiple-choice',
    options: [
      option('plan', 'Make a plan'),
      option('meet', 'Meet people'),
      option('paint', 'Paint walls'),
      option('budget', 'Watch the budget'),
    ],
    correct: ['plan', 'meet', 'budget'],
  },
  {
    ...base('alone', 'Works alone'),
    type: 'true-false',
    correct: false,
    feedback: { true: nothing, false: nothing },
  },
  {
    ...base('traits', 'Sort the traits'),
    type: 'matching',
    targets: [
      { id: 'fits', text: 'fits', label: 'fits' },
      { id: 'against', text: 'works against', label: 'works against' },
    ],
    items: [
      { id: 'tidy', text: 'Tidy', label: 'tidy', target: 'fits', feedback: nothing },
      { id: 'shy', text: 'Shy', label: 'shy', target: 'against', feedback: nothing },
      { id: 'calm', text: 'Calm', label: 'calm', target: 'fits', feedback: nothing },
    ],
  },
];

const section = (id: string, kind: SectionOutline['kind'], title: string): SectionOutline => ({
  id,
  kind,
  title,
  label: title,
  minutes: 1,
});

/** A lesson with one section of each kind that does something, and one to read. */
export const smallLesson: Lesson = {
  id: 'small-lesson',
  version: '1.0.0',
  fingerprint: 'abc12345',
  language: 'en',
  title: 'A small lesson',
  settings: {
    completion: 'both',
    passMark: 80,
    attempts: null,
    shuffle: false,
    feedback: 'each',
    statusWords: 'passed/incomplete',
    masteryScoreInManifest: false,
    lockSteps: false,
  },
  sections: [
    section('what-it-is', 'story', 'What it is'),
    section('for-you', 'self-check', 'Is it for you'),
    section('fit-quiz', 'quiz', 'Pick the future manager'),
    section('take-action', 'checklist', 'Take action'),
    section('your-view', 'feedback', 'Your view'),
  ],
  quiz: { id: 'fit-quiz', questions },
  selfCheck: {
    id: 'for-you',
    statements: [{ id: 'people', text: 'People', speaks: 'for', whenFits: 'a', whenNot: 'b' }],
    profiles: [{ id: 'low', from: 0, title: 'Low', text: nothing }],
  },
  checklist: {
    id: 'take-action',
    actions: [
      { id: 'talk', text: nothing },
      { id: 'visit', text: nothing },
    ],
  },
  feedback: {
    id: 'your-view',
    statement: 'This lesson helped me understand the topic.',
    scale: ['no', 'rather-no', 'between', 'rather-yes', 'yes'].map((id) => ({
      id,
      text: id.replace('-', ' '),
    })),
    commentPrompt: 'What else?',
  },
};

/** Right answers to every question. */
export const rightAnswers: Readonly<Record<string, Answer>> = {
  'best-fit': { type: 'single-choice', option: 'samantha' },
  'typical-day': { type: 'multiple-choice', options: ['plan', 'meet', 'budget'] },
  alone: { type: 'true-false', value: false },
  traits: { type: 'matching', targets: { tidy: 'fits', shy: 'against', calm: 'fits' } },
};

/** Answers of which some are right: 2 of 5 points for the first question, nothing for the third. */
export const mixedAnswers: Readonly<Record<string, Answer>> = {
  'best-fit': { type: 'single-choice', option: 'samantha' },
  'typical-day': { type: 'multiple-choice', options: ['plan', 'meet', 'paint'] },
  alone: { type: 'true-false', value: true },
  traits: { type: 'matching', targets: { tidy: 'fits', shy: 'fits', calm: 'fits' } },
};

/** Choosing and checking every one of `answers`. */
export function answering(answers: Readonly<Record<string, Answer>>): readonly LessonEvent[] {
  return Object.entries(answers).flatMap(([questionId, answer]) => [
    { type: 'answer-chosen', questionId, answer },
    { type: 'answer-checked', questionId },
  ]);
}

/** Opening every section in order. */
export const seeingAll: readonly LessonEvent[] = smallLesson.sections.map(({ id }) => ({
  type: 'step-opened',
  step: id,
}));

/** The state after `events`, from a new record with the seed 7. */
export function play(...events: readonly LessonEvent[]): LessonState {
  return events.reduce(
    (state, event) => reduce(smallLesson, state, event),
    openingState(newRecord(7)),
  );
}

/** A store at the start of `lesson`, with the seed 7. */
export function newStore(lesson: Lesson = smallLesson): Store {
  return createStore(lesson, openingState(newRecord(7)));
}
