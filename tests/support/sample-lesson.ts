import type { Byte, Card, Picture, Section, Settings } from '../../src/core/byte.js';
import { lessonOf } from '../../src/core/lesson.js';
import type { Lesson } from '../../src/core/lesson.js';
import type { Answer } from '../../src/core/lesson-state.js';
import type { Question } from '../../src/core/question.js';
import type { RichText } from '../../src/core/rich-text.js';

/**
 * A small complete Byte about beekeeping: every section kind once and every
 * type of question once, so that a test needs no real content.
 */

/** One paragraph without formatting. */
export function paragraph(text: string): RichText {
  return [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }];
}

function picture(name: string): Picture {
  return { name, alt: `A drawing of ${name}` };
}

function card(id: string, title: string): Card {
  return { id, title, text: paragraph(`About ${title.toLowerCase()}.`) };
}

export const sampleSettings: Settings = {
  completion: 'both',
  passMark: 80,
  attempts: null,
  shuffle: false,
  feedback: 'each',
  statusWords: 'passed/incomplete',
  masteryScoreInManifest: false,
  lockSteps: false,
  support: { text: 'Write to the school library', href: 'mailto:library@example.org' },
};

/** Weights 2, 1, 1 and 2. */
export const sampleQuestions: readonly Question[] = [
  {
    id: 'best-fit',
    type: 'single-choice',
    prompt: 'Who would make the best beekeeper?',
    label: 'Best fit',
    section: 'day',
    weight: 2,
    explanation: paragraph('A beekeeper stays calm.'),
    correct: 'ada',
    options: [
      {
        id: 'ada',
        text: 'Ada',
        label: 'Ada',
        feedback: paragraph('Ada fits.'),
        persona: {
          picture: picture('ada'),
          traits: [
            { id: 'ada-calm', text: 'Stays calm', fits: true, reason: 'Bees notice haste.' },
            { id: 'ada-early', text: 'Rises early', fits: true, reason: 'Hives are quiet then.' },
          ],
        },
      },
      {
        id: 'bob',
        text: 'Bob',
        label: 'Bob',
        feedback: paragraph('Bob does not fit.'),
        persona: {
          picture: picture('bob'),
          traits: [
            { id: 'bob-indoors', text: 'Stays indoors', fits: false, reason: 'Hives do not.' },
          ],
        },
      },
    ],
  },
  {
    id: 'typical-day',
    type: 'multiple-choice',
    prompt: 'Which of these belong to a typical day?',
    label: 'Typical day',
    section: 'day',
    weight: 1,
    explanation: paragraph('Three of the four do.'),
    correct: ['smoke', 'frames', 'notes'],
    options: [
      { id: 'smoke', text: 'Light the smoker', label: 'Smoker', feedback: paragraph('Yes.') },
      { id: 'frames', text: 'Lift the frames', label: 'Frames', feedback: paragraph('Yes.') },
      { id: 'fly', text: 'Fly out', label: 'Flying', feedback: paragraph('Only bees do.') },
      { id: 'notes', text: 'Take notes', label: 'Notes', feedback: paragraph('Yes.') },
    ],
  },
  {
    id: 'works-alone',
    type: 'true-false',
    prompt: 'A beekeeper never meets anybody.',
    label: 'Works alone',
    section: 'voices',
    weight: 1,
    explanation: paragraph('Neighbours and customers come by.'),
    correct: false,
    feedback: { true: paragraph('Not so.'), false: paragraph('Right.') },
  },
  {
    id: 'tools',
    type: 'matching',
    prompt: 'Sort the things.',
    label: 'Tools',
    section: 'work',
    weight: 2,
    explanation: paragraph('Tools serve, products are sold.'),
    targets: [
      { id: 'tool', text: 'A tool', label: 'Tool' },
      { id: 'product', text: 'A product', label: 'Product' },
    ],
    items: [
      {
        id: 'smoker',
        text: 'Smoker',
        label: 'Smoker',
        target: 'tool',
        feedback: paragraph('Tool.'),
      },
      {
        id: 'honey',
        text: 'Honey',
        label: 'Honey',
        target: 'product',
        feedback: paragraph('Sold.'),
      },
      { id: 'wax', text: 'Wax', label: 'Wax', target: 'product', feedback: paragraph('Sold.') },
    ],
  },
];

const sections: readonly Section[] = [
  {
    kind: 'story',
    id: 'what',
    title: 'What a beekeeper is',
    label: 'What it is',
    minutes: 1,
    picture: picture('hive'),
    intro: [
      {
        kind: 'paragraph',
        inlines: [
          { kind: 'text', text: 'You look after ' },
          { kind: 'strong', inlines: [{ kind: 'text', text: 'bees' }] },
          { kind: 'text', text: '.' },
        ],
      },
    ],
    outro: paragraph('That is all.'),
    points: [card('care', 'Care'), card('harvest', 'Harvest')],
  },
  {
    kind: 'cards',
    id: 'work',
    title: 'What the work is made of',
    label: 'The work',
    minutes: 2,
    picture: picture('frame'),
    intro: paragraph('Two groups.'),
    groups: [
      { id: 'tasks', title: 'Tasks', cards: [card('feeding', 'Feeding')] },
      { id: 'duties', title: 'Duties', cards: [card('records', 'Records')] },
    ],
  },
  {
    kind: 'timeline',
    id: 'day',
    title: 'A day in the life',
    label: 'A day',
    minutes: 2,
    picture: picture('sun'),
    intro: paragraph('From dawn on.'),
    events: [card('dawn', 'Dawn'), card('noon', 'Noon')],
  },
  {
    kind: 'voices',
    id: 'voices',
    title: 'How two of them describe it',
    label: 'Voices',
    minutes: 1,
    picture: picture('people'),
    intro: paragraph('In their words.'),
    voices: [
      {
        id: 'city',
        role: 'A city beekeeper',
        organization: 'Roof Honey',
        text: paragraph('She likes the view.'),
      },
    ],
  },
  {
    kind: 'self-check',
    id: 'for-you',
    title: 'Is it for you?',
    label: 'For you',
    minutes: 2,
    picture: picture('mirror'),
    intro: paragraph('Only you see this.'),
    statements: [
      {
        id: 'outdoors',
        text: 'I like to be outdoors.',
        speaks: 'for',
        whenFits: 'Hives stand outdoors.',
        whenNot: 'Think of the rain.',
      },
      {
        id: 'stings',
        text: 'I could not bear a sting.',
        speaks: 'against',
        whenFits: 'Stings happen.',
        whenNot: 'Stings happen all the same.',
      },
    ],
    profiles: [
      { id: 'low', from: 0, title: 'Perhaps not', text: paragraph('Other work may suit you.') },
      { id: 'high', from: 60, title: 'A good fit', text: paragraph('Visit a hive.') },
    ],
  },
  {
    kind: 'quiz',
    id: 'quiz',
    title: 'Pick the future beekeeper',
    label: 'Quiz',
    minutes: 3,
    picture: picture('badge'),
    intro: paragraph('Four questions.'),
    questions: sampleQuestions,
  },
  {
    kind: 'figures',
    id: 'pay',
    title: 'Does it pay the bills?',
    label: 'Pay',
    minutes: 1,
    picture: picture('coins'),
    intro: paragraph('It depends.'),
    charts: [
      {
        id: 'salary',
        title: 'Average pay a year',
        kind: 'bars',
        note: paragraph('Before tax.'),
        values: [
          { id: 'north', label: 'North', shown: '30,000', amount: 30_000, fact: 'pay-north' },
          { id: 'south', label: 'South', shown: '40,000', amount: 40_000, fact: 'pay-south' },
        ],
      },
    ],
  },
  {
    kind: 'terms',
    id: 'titles',
    title: 'Other job titles',
    label: 'Job titles',
    minutes: 1,
    picture: picture('signs'),
    intro: paragraph('Two more.'),
    terms: [
      { id: 'apiarist', term: 'Apiarist' },
      { id: 'qb', term: 'QB', meaning: 'Queen breeder' },
    ],
  },
  {
    kind: 'checklist',
    id: 'plan',
    title: 'Take action',
    label: 'Plan',
    minutes: 1,
    picture: picture('boots'),
    intro: paragraph('Pick one.'),
    actions: [
      {
        id: 'visit',
        text: [
          {
            kind: 'paragraph',
            inlines: [
              { kind: 'text', text: 'Visit ' },
              {
                kind: 'link',
                href: 'https://example.org/hives',
                inlines: [{ kind: 'text', text: 'a hive' }],
              },
            ],
          },
        ],
      },
      { id: 'read', text: paragraph('Read about bees') },
    ],
  },
  {
    kind: 'feedback',
    id: 'feedback',
    title: 'One question',
    label: 'Feedback',
    minutes: 1,
    picture: picture('letter'),
    intro: paragraph('Help us.'),
    statement: 'This Byte helped me understand the topic.',
    scale: [
      { id: 'not-at-all', text: 'Not at all' },
      { id: 'hardly', text: 'Hardly' },
      { id: 'partly', text: 'Partly' },
      { id: 'mostly', text: 'Mostly' },
      { id: 'fully', text: 'Fully' },
    ],
    commentPrompt: 'Anything else?',
  },
];

export const sampleByte: Byte = {
  format: 1,
  id: 'beekeeper',
  version: '1.0.0',
  language: 'en',
  title: 'Beekeeper',
  description: 'What a beekeeper does.',
  keywords: ['bees', 'career'],
  author: 'The sample authors',
  settings: sampleSettings,
  sections,
  facts: ['north', 'south'].map((place) => ({
    id: `pay-${place}`,
    claim: `Pay in the ${place}`,
    source: 'The sample survey',
    place: `The ${place}`,
    year: 'not stated',
    licence: 'CC BY 4.0',
  })),
  credits: [{ id: 'survey', text: paragraph('The sample survey.') }],
};

export const sampleLesson: Lesson = lessonOf(sampleByte, 'abc12345');

/** The sample lesson under other settings. */
export function sampleLessonWith(settings: Partial<Settings>): Lesson {
  return { ...sampleLesson, settings: { ...sampleSettings, ...settings } };
}

/** For every question of the sample, the answer that earns all of its weight. */
export const rightAnswers: Readonly<Record<string, Answer>> = {
  'best-fit': { type: 'single-choice', option: 'ada' },
  'typical-day': { type: 'multiple-choice', options: ['smoke', 'frames', 'notes'] },
  'works-alone': { type: 'true-false', value: false },
  tools: { type: 'matching', targets: { smoker: 'tool', honey: 'product', wax: 'product' } },
};

/** For every question of the sample, an answer that earns nothing. */
export const wrongAnswers: Readonly<Record<string, Answer>> = {
  'best-fit': { type: 'single-choice', option: 'bob' },
  'typical-day': { type: 'multiple-choice', options: ['fly'] },
  'works-alone': { type: 'true-false', value: true },
  tools: { type: 'matching', targets: { smoker: 'product', honey: 'tool', wax: 'tool' } },
};
