import { z } from 'zod';
import { FORMAT_VERSION, type Id } from '../core/byte.js';
import { isSafeLink, parseRichText } from './rich-text.js';
import type { ContentFault } from './problems.js';

/**
 * The content model: every field that an author can write, with its limits and
 * the words that an editor shows for it. The checks, the JSON Schema and the
 * "did you mean" suggestions are all made from it.
 */

/** The limits that the handbook states. Lengths are in characters. */
export const LIMITS = {
  title: 200,
  description: 1000,
  /** The title of a section, a card, a group, a chart or a profile. */
  heading: 100,
  label: 40,
  prompt: 250,
  id: 60,
  sections: 50,
  questions: 36,
  options: 36,
  minutes: 60,
  /** Bytes. */
  picture: 20_000,
} as const;

/** A fault inside a field; the reader of the file fills in the field's name. */
const FIELD = '';

function report(context: z.RefinementCtx, fault: ContentFault): void {
  context.addIssue({ code: 'custom', params: { fault }, message: fault.kind });
}

function checkText(value: string, context: z.RefinementCtx): void {
  if (value.trim() === '') report(context, { kind: 'empty-text', field: FIELD });
  const control = CONTROL.exec(value)?.[0];
  if (control !== undefined) {
    const code = control.codePointAt(0) ?? 0;
    report(context, { kind: 'control-character', field: FIELD, code });
  }
}

// C0 and C1 controls, direction overrides, zero-width marks, lone surrogates
// and noncharacters. XML forbids some, and all of them mislead a reader of reports.
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Plain text on one line or more. */
function text(most = Infinity): z.ZodType<string, string> {
  return z
    .string()
    .superRefine((value, context) => {
      checkText(value, context);
      const { length } = value.trim();
      if (length > most) report(context, { kind: 'too-long', field: FIELD, length, most });
    })
    .transform((value) => value.trim());
}

/** Plain text on one line, as an LMS report or an attribute needs it. */
function line(most = Infinity): z.ZodType<string, string> {
  return text(most).superRefine((value, context) => {
    if (/[\n\t]/.test(value)) report(context, { kind: 'line-break', field: FIELD });
  });
}

/** Markdown, parsed into the tree that the page renders. */
const richText = z.string().transform((value, context) => {
  checkText(value, context);
  const { text: tree, faults } = parseRichText(value, FIELD);
  for (const fault of faults) report(context, fault);
  return tree;
});

/**
 * A permanent slug. SCORM 2004 turns a hyphen into an underscore, and single
 * hyphens keep slugs different there.
 */
const anyId = z.string().superRefine((value, context) => {
  if (!SLUG.test(value) || value.length > LIMITS.id) {
    report(context, { kind: 'bad-id', value, suggestion: slugOf(value) });
  }
  // A name that every JavaScript object has, such as `constructor`.
  else if (value in Object.prototype) report(context, { kind: 'reserved-id', id: value });
});

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The id that an author probably means by `value`; `null` when nothing is left of it. */
function slugOf(value: string): Id | null {
  const slug = value
    .replace(/\.(svg|png|jpe?g|webp|gif)$/i, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, LIMITS.id);
  return SLUG.test(slug) ? slug : null;
}

function wholeNumber(least: number, most: number): z.ZodType<number, number> {
  return ranged(
    (value) => Number.isInteger(value) && value >= least && value <= most,
    `a whole number from ${least} to ${most}`,
  );
}

function ranged(isAllowed: (value: number) => boolean, rule: string): z.ZodType<number, number> {
  return z.number().superRefine((value, context) => {
    if (!isAllowed(value)) {
      report(context, { kind: 'out-of-range', field: FIELD, value: String(value), rule });
    }
  });
}

/** A text with a form of its own. */
function formed(
  isAllowed: (value: string) => boolean,
  fault: (value: string) => ContentFault,
): z.ZodType<string, string> {
  return z.string().superRefine((value, context) => {
    if (!isAllowed(value)) report(context, fault(value));
  });
}

function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value)[0] === value;
  } catch {
    return false;
  }
}

// The texts below are what an editor shows for a field.

const id = anyId.meta({
  description: `A permanent name: small letters, digits and single hyphens, such as "send-minutes". Never change it after publishing.`,
  pattern: SLUG.source,
  maxLength: LIMITS.id,
});

const heading = line(LIMITS.heading).meta({ maxLength: LIMITS.heading });

const label = line(LIMITS.label).meta({
  description: `A few plain words for reports: letters from a to z, digits and blanks, at most ${LIMITS.label} characters.`,
  maxLength: LIMITS.label,
});

const about = (description: string): { readonly description: string } => ({ description });

const MARKDOWN =
  'Markdown: *emphasis*, **strong**, [links](https://example.org), paragraphs, lists.';

const picture = z
  .strictObject({
    name: id.meta(about('The name of a file in the folder media, without its ending.')),
    alt: line().meta(about('What the picture says, for people who cannot see it.')),
  })
  .meta(about('A picture from the folder media.'));

const card = z.strictObject({
  id,
  title: heading,
  text: richText.meta(about(`One to three sentences. ${MARKDOWN}`)),
});

const trait = z.strictObject({
  id,
  text: line(),
  fits: z.boolean().meta(about('Whether the trait fits the job.')),
  reason: line().meta(about('Why it fits or does not.')),
});

const persona = z.strictObject({ picture, traits: z.array(trait).min(1) });

const option = z.strictObject({
  id,
  text: line().meta(about('The answer as learners read it.')),
  label,
  feedback: richText.meta(about(`Why this answer is right or wrong. ${MARKDOWN}`)),
});

/** Options can be people only where one is chosen. */
const candidate = option.extend({
  persona: persona
    .optional()
    .meta(about('A person to choose: a portrait and traits. Give one to every option or to none.')),
});

const questionBase = {
  id,
  prompt: line(LIMITS.prompt).meta({
    description: `The question, on one line, at most ${LIMITS.prompt} characters.`,
    maxLength: LIMITS.prompt,
  }),
  label,
  section: id.meta(about('The id of the section that answers the question.')),
  weight: ranged((value) => value > 0 && value <= 100, 'a number above 0, and at most 100')
    .default(1)
    .meta(about('How much the question counts; 1 if you leave it out.')),
  explanation: richText.meta(about(`Shown after any answer. ${MARKDOWN}`)),
};

const question = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('single-choice'),
    ...questionBase,
    options: z.array(candidate).min(2).max(LIMITS.options),
    correct: id.meta(about('The id of the right option.')),
  }),
  z.strictObject({
    type: z.literal('multiple-choice'),
    ...questionBase,
    options: z.array(option).min(2).max(LIMITS.options),
    correct: z.array(id).min(1).meta(about('The ids of all right options.')),
  }),
  z.strictObject({
    type: z.literal('true-false'),
    ...questionBase,
    correct: z.boolean().meta(about('Whether the statement is true.')),
    feedback: z.strictObject({
      true: richText.meta(about(`Shown to a learner who answers "true". ${MARKDOWN}`)),
      false: richText.meta(about(`Shown to a learner who answers "false". ${MARKDOWN}`)),
    }),
  }),
  z.strictObject({
    type: z.literal('matching'),
    ...questionBase,
    targets: z
      .array(z.strictObject({ id, text: line(), label }))
      .min(2)
      .max(LIMITS.options)
      .meta(about('What the items are matched to; with two targets this is sorting.')),
    items: z
      .array(
        z.strictObject({
          id,
          text: line(),
          label,
          target: id.meta(about('The id of the target that the item belongs to.')),
          feedback: richText.meta(about(`Why the item belongs there. ${MARKDOWN}`)),
        }),
      )
      .min(2)
      .max(LIMITS.options),
  }),
]);

const sectionBase = {
  id,
  title: heading.meta(about('The heading of the step.')),
  label,
  minutes: wholeNumber(1, LIMITS.minutes).optional().meta({
    description:
      'How many minutes the section takes. Leave it out: it is computed from the words. You may only round it.',
    minimum: 1,
    maximum: LIMITS.minutes,
  }),
  picture,
  intro: richText.meta(about(`The text at the top of the step. ${MARKDOWN}`)),
  outro: richText.optional().meta(about(`A text at the end of the step. ${MARKDOWN}`)),
};

const statement = z.strictObject({
  id,
  text: line().meta(about('A sentence to agree or disagree with.')),
  speaks: z.enum(['for', 'against']).meta(about('What agreeing says about the career.')),
  whenFits: text().meta(about('Shown when the answer fits the career.')),
  whenNot: text().meta(about('Shown when it does not.')),
});

const profile = z.strictObject({
  id,
  from: wholeNumber(0, 100).meta(
    about('The profile holds from this percentage of fitting answers on.'),
  ),
  title: heading,
  text: richText,
});

const figure = z.strictObject({
  id,
  label: line(),
  shown: line().meta(about('The figure as learners see it, such as "US$88,980".')),
  amount: z.number().optional().meta(about('The bare number, for drawing bars.')),
  fact: id.meta(about('The id of the entry in the fact register that this rests on.')),
});

const chart = z.strictObject({
  id,
  title: heading,
  kind: z
    .enum(['bars', 'number', 'words'])
    .meta(about('bars compares amounts; number and words show one figure large.')),
  values: z.array(figure).min(1),
  note: richText.meta(about(`Where the figures come from and what they leave out. ${MARKDOWN}`)),
});

/** One section, by its kind. */
export const section = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('story'), ...sectionBase, points: z.array(card).default([]) }),
  z.strictObject({
    kind: z.literal('cards'),
    ...sectionBase,
    groups: z.array(z.strictObject({ id, title: heading, cards: z.array(card).min(1) })).min(1),
  }),
  z.strictObject({ kind: z.literal('timeline'), ...sectionBase, events: z.array(card).min(1) }),
  z.strictObject({
    kind: z.literal('voices'),
    ...sectionBase,
    voices: z
      .array(z.strictObject({ id, role: line(), organization: line(), text: richText }))
      .min(1),
  }),
  z.strictObject({
    kind: z.literal('self-check'),
    ...sectionBase,
    statements: z.array(statement).min(1),
    profiles: z.array(profile).min(1),
  }),
  z.strictObject({
    kind: z.literal('quiz'),
    ...sectionBase,
    questions: z.array(question).min(1).max(LIMITS.questions),
  }),
  z.strictObject({ kind: z.literal('figures'), ...sectionBase, charts: z.array(chart).min(1) }),
  z.strictObject({
    kind: z.literal('terms'),
    ...sectionBase,
    terms: z.array(z.strictObject({ id, term: line(), meaning: line().optional() })).min(1),
  }),
  z.strictObject({
    kind: z.literal('checklist'),
    ...sectionBase,
    actions: z.array(z.strictObject({ id, text: richText })).min(1),
  }),
  z.strictObject({
    kind: z.literal('feedback'),
    ...sectionBase,
    statement: line(),
    scale: z
      .array(z.strictObject({ id, text: line() }))
      .min(5)
      .max(5),
    commentPrompt: line(),
  }),
]);

/** One entry of the fact register. */
export const fact = z.strictObject({
  id,
  claim: text().meta(about('The claim, with its figures exactly as the lesson writes them.')),
  source: line(),
  place: line().meta(about('The place that the claim is about.')),
  year: line().meta(about('The year as the source gives it, in quotes, or: not stated')),
  licence: line(),
});

export const credit = z.strictObject({ id, text: richText });

/** The settings, with the value that each has when the author leaves it out. */
export const settings = z.strictObject({
  completion: z
    .enum(['sections', 'quiz', 'both'])
    .default('both')
    .meta(about('When the lesson counts as complete.')),
  passMark: wholeNumber(0, 100)
    .default(80)
    .meta(about('The percentage of the quiz needed to pass.')),
  attempts: wholeNumber(1, 99)
    .nullable()
    .default(null)
    .meta(about('How often the quiz may be taken; null is without limit.')),
  shuffle: z.boolean().default(true).meta(about('Whether the order of the answers is mixed.')),
  feedback: z
    .enum(['each', 'end'])
    .default('each')
    .meta(about('Whether reasons are shown after each question or at the end of the quiz.')),
  statusWords: z
    .enum(['passed/incomplete', 'completed/incomplete', 'passed/failed', 'completed/failed'])
    .default('passed/incomplete')
    .meta(about('SCORM 1.2 only: the words sent to the LMS for success and for its lack.')),
  masteryScoreInManifest: z
    .boolean()
    .default(false)
    .meta(about('SCORM 1.2 only: also writes the pass mark into the package.')),
  lockSteps: z
    .boolean()
    .default(false)
    .meta(about('Whether each section opens only after the one before it.')),
  support: z
    .strictObject({
      text: line(),
      href: formed(isSafeLink, (href) => ({ kind: 'bad-link', href })),
    })
    .optional()
    .meta(about('Whom learners can ask: a text and an address (https: or mailto:).')),
});

/** Everything but the entries of the lists, which are read one by one. */
export const head = z.strictObject({
  format: z.literal(FORMAT_VERSION).meta(about('The version of these rules; always 1.')),
  id: id.meta(about('The name of the folder.')),
  version: formed(
    (value) => /^\d+\.\d+\.\d+$/.test(value),
    (value) => ({ kind: 'bad-version', value }),
  ).meta(about('The version of your text, such as 1.0.0.')),
  language: formed(isLanguage, (value) => ({ kind: 'bad-language', value })).meta(
    about('The language of the text, such as en or en-US.'),
  ),
  title: line(LIMITS.title).meta({
    description: `The name in the LMS, at most ${LIMITS.title} characters.`,
    maxLength: LIMITS.title,
  }),
  description: text(LIMITS.description).meta({
    description: `What a teacher reads before choosing the lesson, at most ${LIMITS.description} characters.`,
    maxLength: LIMITS.description,
  }),
  objective: line(LIMITS.prompt)
    .optional()
    .meta({
      description: `What a learner can do after the lesson, in one sentence of at most ${LIMITS.prompt} characters.`,
      maxLength: LIMITS.prompt,
    }),
  keywords: z.array(line()).min(1).meta(about('Words to find the lesson by.')),
  author: line().meta(about('Who answers for the text.')),
  settings: settings.prefault({}),
  sections: z.array(z.unknown()).min(1).max(LIMITS.sections),
  facts: z.array(z.unknown()).default([]),
  credits: z.array(z.unknown()).default([]),
});

/** The whole file, for editors. */
export function jsonSchema(): object {
  const whole = head.extend({
    sections: z.array(section).min(1).max(LIMITS.sections),
    facts: z.array(fact).default([]).meta(about('Every figure and claim with its source.')),
    credits: z.array(credit).default([]).meta(about('Whom you owe something to.')),
  });
  return {
    title: 'A Career Byte',
    ...z.toJSONSchema(whole, { io: 'input', target: 'draft-7', reused: 'inline' }),
  };
}
