import { z } from 'zod';
import { FORMAT_VERSION } from '../core/byte.js';
import { accepts, id, line, richText, text, wholeNumber } from './content-fields.js';
import { question } from './question-schema.js';

const picture = z.strictObject({ name: id, alt: line });

const card = z.strictObject({ id, title: line, text: richText });

const sectionBase = {
  id,
  title: line,
  label: line,
  minutes: wholeNumber(1, 60),
  picture,
  intro: richText,
  outro: richText.optional(),
};

const figure = z.strictObject({
  id,
  label: line,
  shown: line,
  amount: z.number().optional(),
  fact: id,
});

const statement = z.strictObject({
  id,
  text: line,
  speaks: z.enum(['for', 'against']),
  whenFits: text,
  whenNot: text,
});

const chart = z.strictObject({
  id,
  title: line,
  kind: z.enum(['bars', 'number', 'words']),
  values: z.array(figure).min(1),
  note: richText,
});

/** One section, by its kind. */
export const section = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('story'), ...sectionBase, points: z.array(card).default([]) }),
  z.strictObject({
    kind: z.literal('cards'),
    ...sectionBase,
    groups: z.array(z.strictObject({ id, title: line, cards: z.array(card).min(1) })).min(1),
  }),
  z.strictObject({ kind: z.literal('timeline'), ...sectionBase, events: z.array(card).min(1) }),
  z.strictObject({
    kind: z.literal('voices'),
    ...sectionBase,
    voices: z.array(z.strictObject({ id, role: line, organization: line, text: richText })).min(1),
  }),
  z.strictObject({
    kind: z.literal('self-check'),
    ...sectionBase,
    statements: z.array(statement).min(1),
    profiles: z
      .array(z.strictObject({ id, from: wholeNumber(0, 100), title: line, text: richText }))
      .min(1),
  }),
  z.strictObject({
    kind: z.literal('quiz'),
    ...sectionBase,
    questions: z.array(question).min(1).max(36),
  }),
  z.strictObject({ kind: z.literal('figures'), ...sectionBase, charts: z.array(chart).min(1) }),
  z.strictObject({
    kind: z.literal('terms'),
    ...sectionBase,
    terms: z.array(z.strictObject({ id, term: line, meaning: line.optional() })).min(1),
  }),
  z.strictObject({
    kind: z.literal('checklist'),
    ...sectionBase,
    actions: z.array(z.strictObject({ id, text: richText })).min(1),
  }),
  z.strictObject({
    kind: z.literal('feedback'),
    ...sectionBase,
    statement: line,
    scale: z
      .array(z.strictObject({ id, text: line }))
      .min(5)
      .max(5),
    commentPrompt: line,
  }),
]);

/** One entry of the fact register. */
export const fact = z.strictObject({
  id,
  claim: text,
  source: line,
  place: line,
  year: line,
  licence: line,
});

/** One credit. */
export const credit = z.strictObject({ id, text: richText });

/** The settings, with the value each has when the author says nothing. */
export const settings = z.strictObject({
  completion: z.enum(['sections', 'quiz', 'both']).default('both'),
  passMark: wholeNumber(0, 100).default(80),
  attempts: wholeNumber(1, 99).nullable().default(null),
  shuffle: z.boolean().default(true),
  feedback: z.enum(['each', 'end']).default('each'),
  statusWords: z
    .enum(['passed/incomplete', 'completed/incomplete', 'passed/failed', 'completed/failed'])
    .default('passed/incomplete'),
  masteryScoreInManifest: z.boolean().default(false),
  lockSteps: z.boolean().default(false),
  support: z.strictObject({ text: line, href: accepts.link }).optional(),
});

/** Everything but the entries of the lists, which are read one by one. */
export const head = z.strictObject({
  format: z.literal(FORMAT_VERSION),
  id,
  version: accepts.version,
  language: accepts.language,
  title: line.pipe(z.string().max(200)),
  description: text.pipe(z.string().max(1000)),
  keywords: z.array(line).min(1),
  author: line,
  settings: settings.prefault({}),
  sections: z.array(z.unknown()).min(1).max(50),
  facts: z.array(z.unknown()).default([]),
  credits: z.array(z.unknown()).default([]),
});
